//! Which browser somebody uses, in as few words as a person needs to know it again: its family and
//! the system, and nothing by which one of a million could be told from another.

use serde::{Deserialize, Serialize};

/// A browser, as far as what it says of itself can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Browser {
    /// Which.
    pub family: Option<Family>,
    /// On what.
    pub system: Option<System>,
}

/// Families of browsers that many people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Of Google, and what is built like it.
    Chrome,
    /// Of Microsoft.
    Edge,
    /// Of Mozilla.
    Firefox,
    /// Of Opera.
    Opera,
    /// Of Apple.
    Safari,
    /// Of Samsung.
    SamsungInternet,
}

/// Systems and machines that many people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum System {
    /// Phones and tablets of many makers.
    Android,
    /// Of Google.
    ChromeOs,
    /// A tablet of Apple.
    Ipad,
    /// A phone of Apple.
    Iphone,
    /// Any Linux that is none of the others.
    Linux,
    /// A computer of Apple.
    Mac,
    /// Of Microsoft.
    Windows,
}

/// What names a family. Most browsers name others too, to pass for them: whoever stands first here is
/// the one that it is.
const FAMILIES: [(&str, Family); 15] = [
    ("Edg/", Family::Edge),
    ("EdgA/", Family::Edge),
    ("EdgiOS/", Family::Edge),
    ("Edge/", Family::Edge),
    ("OPR/", Family::Opera),
    ("OPT/", Family::Opera),
    ("SamsungBrowser/", Family::SamsungInternet),
    ("FxiOS/", Family::Firefox),
    ("Focus/", Family::Firefox),
    ("Firefox/", Family::Firefox),
    ("CriOS/", Family::Chrome),
    ("Chrome/", Family::Chrome),
    ("HeadlessChrome/", Family::Chrome),
    ("Chromium/", Family::Chrome),
    ("Safari/", Family::Safari),
];

/// What names a system, in the first brackets; in the same order.
const SYSTEMS: [(&str, System); 9] = [
    ("iPhone", System::Iphone),
    ("iPod", System::Iphone),
    ("iPad", System::Ipad),
    ("Android", System::Android),
    ("CrOS", System::ChromeOs),
    ("Windows", System::Windows),
    ("Macintosh", System::Mac),
    ("X11", System::Linux),
    ("Linux", System::Linux),
];

/// More of it is not looked at.
const MOST: usize = 512;

impl Browser {
    /// Reads the line by which browsers say what they are (`User-Agent`). What is no browser's line
    /// names nothing.
    pub fn read(line: &str) -> Self {
        let line: String = line.chars().take(MOST).collect();
        if !line.starts_with("Mozilla/") && !line.starts_with("Opera/") {
            return Self::default();
        }
        let about = line.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(it, _)| it);
        let named =
            |(sign, _): &&(&str, Family)| line.split([' ', '(', ';']).any(|word| word.starts_with(sign));
        let system = SYSTEMS.iter().find(|(sign, _)| about.contains(sign)).map(|(_, system)| *system);
        let family = FAMILIES.iter().find(named).map(|(_, family)| *family);
        // Whatever says so elsewhere is another one, which nobody would know by this name.
        let family = family.filter(|family| *family != Family::Safari || system.is_some_and(is_of_apple));
        Self { family, system }
    }
}

fn is_of_apple(system: System) -> bool {
    matches!(system, System::Ipad | System::Iphone | System::Mac)
}

#[cfg(test)]
mod tests;
