//! Where a command tells what it does: on the program's own outputs, or to whoever handed the
//! command to a running server.

use std::{
    fmt::Display,
    io::{self, IsTerminal, Write},
};

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedSender;

/// A piece of what a command tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// What came of it: for the output.
    Answer(String),
    /// How far it is, on a line: for the error output.
    Remark(String),
}

/// Where a command tells what it does. Cheap to clone.
#[derive(Clone)]
pub enum Output {
    /// On the program's own outputs.
    Own,
    /// To whoever handed the command over.
    Caller {
        /// On the way to them.
        said: UnboundedSender<Said>,
        /// Whether somebody looks at their error output.
        watched: bool,
    },
}

impl Output {
    /// Tells what came of the command.
    ///
    /// # Errors
    /// Where the program's own output is closed. A caller who has gone is no error: the command
    /// goes on without them.
    pub fn answer(&self, what: &impl Display) -> io::Result<()> {
        self.say(Said::Answer(what.to_string()))
    }

    /// Tells how far the command is.
    pub fn remark(&self, what: &impl Display) {
        // Where the error output is closed there is nobody to tell.
        let _ = self.say(Said::Remark(what.to_string()));
    }

    /// Whether somebody looks at what is remarked.
    pub fn is_watched(&self) -> bool {
        match self {
            Self::Own => is_terminal(),
            Self::Caller { watched, .. } => *watched,
        }
    }

    fn say(&self, what: Said) -> io::Result<()> {
        match self {
            Self::Own => what.print(),
            Self::Caller { said, .. } => {
                let _ = said.send(what);
                Ok(())
            }
        }
    }
}

impl Said {
    /// Prints it on the program's own outputs.
    ///
    /// # Errors
    /// Where that output is closed.
    pub fn print(&self) -> io::Result<()> {
        match self {
            Self::Answer(text) => {
                let mut out = io::stdout().lock();
                out.write_all(text.as_bytes())?;
                out.flush()
            }
            Self::Remark(line) => writeln!(io::stderr(), "{line}"),
        }
    }
}

/// Whether somebody looks at the program's error output.
pub fn is_terminal() -> bool {
    io::stderr().is_terminal()
}
