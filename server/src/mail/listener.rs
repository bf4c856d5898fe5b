//! A mail server for tests: speaks just enough SMTP to take mails, and can refuse some.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// Before a refusal that is said after the text.
const DATA: &str = "DATA ";

/// Listens on a free port of the loopback interface.
pub struct Listener {
    /// As a setting.
    pub address: String,
    mails: Arc<Mutex<Vec<Mail>>>,
}

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// The sender as the server was told.
    pub from: String,
    /// The recipient as the server was told.
    pub to: String,
    /// Head and text.
    pub data: String,
}

impl Listener {
    /// Refuses recipients with each of `refusals` first, then takes everything. One that begins with
    /// `DATA` is said after the text of a mail, which is kept: its sender cannot know.
    pub async fn start(refusals: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let mails = Arc::<Mutex<Vec<Mail>>>::default();
        let kept = mails.clone();
        tokio::spawn(async move {
            let mut refusals = refusals.iter();
            while let Ok((stream, _)) = listener.accept().await {
                converse(stream, refusals.next().copied(), &kept).await.expect("a conversation");
            }
        });
        Self { address: format!("smtp://127.0.0.1:{port}"), mails }
    }

    /// What was taken so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn converse(stream: TcpStream, refusal: Option<&str>, kept: &Mutex<Vec<Mail>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut mail = Mail::default();
    writer.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250 test",
            "MAIL" => {
                mail.from = line;
                "250 ok"
            }
            "RCPT" => {
                mail.to = line;
                refusal.filter(|refusal| !refusal.starts_with(DATA)).unwrap_or("250 ok")
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.data.push_str(&line);
                    mail.data.push('\n');
                }
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                refusal.and_then(|refusal| refusal.strip_prefix(DATA)).unwrap_or("250 taken")
            }
            "QUIT" => "221 bye",
            _ => "502 not known",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
