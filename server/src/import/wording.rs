//! Texts of directories as people read them: capitals, phones, ZIPs.

/// Stay as they are in a text that is all capitals.
const CAPITALS: &[&str] = &[
    "LLC", "PC", "PLLC", "LLP", "PA", "PS", "USA", "US", "NE", "NW", "SE", "SW", "PO", "II", "III", "IV",
    "MD", "DO", "DDS", "ENT", "ER", "MRI",
];

/// Have no vowel and are words all the same.
const VOWELLESS: &[&str] =
    &["DR", "ST", "RD", "LN", "CT", "PL", "MT", "FT", "HWY", "PKWY", "BLVD", "SQ", "TWP", "RX", "MR", "MS"];

/// Begin with a capital only where they come first.
const SMALL: &[&str] = &["OF", "AND", "THE", "AT", "IN", "ON", "FOR", "DBA"];

/// A text that is all capitals in title case; any other as it is.
pub fn title_case(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let spaced = text.replace(',', ", ");
    let words = spaced.split_whitespace().enumerate().map(|(n, part)| match n > 0 && SMALL.contains(&part) {
        true => part.to_lowercase(),
        false => word(part),
    });
    words.collect::<Vec<_>>().join(" ")
}

fn word(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let spelled = letters.len() <= 3 && !letters.chars().any(|c| "AEIOUY".contains(c));
    let abbreviation =
        spelled && !VOWELLESS.contains(&letters.as_str()) && !word.starts_with(char::is_numeric);
    if abbreviation || CAPITALS.contains(&letters.as_str()) { word.to_owned() } else { capitalised(word) }
}

/// A capital after what is no letter, so `WAL-MART` is `Wal-Mart`; not after a digit, so `2ND`
/// is `2nd`; and after an apostrophe only where more than one letter follows.
fn capitalised(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let starts = |n: usize| match n.checked_sub(1).map(|before| chars[before]) {
        None => true,
        Some('\'' | '’') => chars.get(n + 1).is_some_and(|c| c.is_alphabetic()),
        Some(before) => !before.is_alphanumeric(),
    };
    let cased = |(n, c): (usize, &char)| match starts(n) {
        true => c.to_uppercase().collect::<String>(),
        false => c.to_lowercase().collect(),
    };
    chars.iter().enumerate().map(cased).collect()
}

/// A phone number of North America as `206-555-0100`, with its extension `ext. 12`; another
/// country's as it is. `None` for what is no phone number.
pub fn phone(text: &str) -> Option<String> {
    if text.starts_with('+') && !text.starts_with("+1") {
        return text.chars().all(|c| !c.is_alphabetic()).then(|| text.to_owned());
    }
    let split = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, extension) = (digits(&text[..split]), digits(&text[split..]));
    let number = number.strip_prefix('1').filter(|_| number.len() == 11).unwrap_or(&number);
    if number.len() != 10 {
        return None;
    }
    let plain = format!("{}-{}-{}", &number[..3], &number[3..6], &number[6..]);
    Some(if extension.is_empty() { plain } else { format!("{plain} ext. {extension}") })
}

/// The five digits of a ZIP, whatever follows them.
pub fn zip(text: &str) -> Option<String> {
    let five = text.get(..5)?;
    five.bytes().all(|byte| byte.is_ascii_digit()).then(|| five.to_owned())
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The letters after a name as they are written nowadays: `M.D.` is `MD`.
pub fn suffix(text: &str) -> String {
    let plain = text.replace('.', "");
    match plain.as_str() {
        "PHD" | "PH D" => "PhD".to_owned(),
        "PHARMD" => "PharmD".to_owned(),
        "MEDICAL DOCTOR" => "MD".to_owned(),
        "Jr" | "Sr" | "JR" | "SR" => format!("{}.", capitalised(&plain)),
        _ if plain.contains(' ') && !plain.contains(',') => title_case(&plain),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_title_case() {
        let cases = [
            ("475 CLINTON AVE", "475 Clinton Ave"),
            ("1200 NE 2ND ST", "1200 NE 2nd St"),
            ("WAL-MART PHARMACY #10-2284", "Wal-Mart Pharmacy #10-2284"),
            ("STOLL'S PHARMACY", "Stoll's Pharmacy"),
            ("O'NEIL CLINIC, LLC", "O'Neil Clinic, LLC"),
            ("LIFEBRIDGE COMMUNITY SERVICES, INC.", "Lifebridge Community Services, Inc."),
            ("GENOA HEALTHCARE,LLC", "Genoa Healthcare, LLC"),
            ("NB HEALTH CARE", "NB Health Care"),
            ("HOSPITAL OF SAINT RAPHAEL", "Hospital of Saint Raphael"),
            ("Lake Forest Park", "Lake Forest Park"),
            ("", ""),
        ];
        for (capitals, title) in cases {
            assert_eq!(title_case(capitals), title);
        }
    }

    #[test]
    fn phones_have_one_form_and_keep_their_extension() {
        let cases = [
            ("(557) 427-7991 x5367", Some("557-427-7991 ext. 5367")),
            ("1-292-895-7754", Some("292-895-7754")),
            ("544.587.5027", Some("544-587-5027")),
            ("+1 206 555 0100", Some("206-555-0100")),
            ("+44 20 7946 0000", Some("+44 20 7946 0000")),
            ("555-0100", None),
            ("see website", None),
        ];
        for (text, expected) in cases {
            assert_eq!(phone(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_zip_is_its_five_digits() {
        assert_eq!(zip("066051700").as_deref(), Some("06605"));
        assert_eq!(zip("06119-2109").as_deref(), Some("06119"));
        assert_eq!((zip("0661"), zip("K1A 0B1"), zip("ééé")), (None, None, None));
    }

    #[test]
    fn letters_after_a_name_lose_their_dots() {
        let cases =
            [("M.D.", "MD"), ("PH.D.", "PhD"), ("PA-C", "PA-C"), ("Jr.", "Jr."), ("MD, RPH", "MD, RPH")];
        for (text, expected) in cases {
            assert_eq!(suffix(text), expected);
        }
        assert_eq!(suffix("PHYSICIAN ASSISTANT"), "Physician Assistant");
    }
}
