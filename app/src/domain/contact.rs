//! Where a member is reached: an e-mail and a phone, once they can be read.

/// The longest e-mail, in characters.
const EMAIL_MOST: usize = 254;
/// Digits of a phone in the United States.
const PHONE_DIGITS: usize = 10;

/// Reads an e-mail: a name, `@`, and a host with a dot. Whether it is somebody's only a letter tells.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let (name, host) = text.split_once('@')?;
    let dotted = host.split('.').count() > 1 && host.split('.').all(is_label);
    let named =
        !name.is_empty() && name.split('.').all(|part| !part.is_empty() && part.chars().all(is_of_name));
    (named && dotted && text.len() <= EMAIL_MOST).then(|| text.to_owned())
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

fn is_label(label: &str) -> bool {
    let fine = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fine && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
}

/// Reads a phone of the United States and writes it as it is printed, for example `206-555-0100`.
pub fn phone(text: &str) -> Option<String> {
    let readable = text.chars().all(|c| c.is_ascii_digit() || " ()-.+".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix('1').filter(|rest| rest.len() == PHONE_DIGITS).unwrap_or(&digits);
    let begins = |at: usize| digits.as_bytes().get(at).is_some_and(|digit| *digit >= b'2');
    let dialled = readable && digits.len() == PHONE_DIGITS && begins(0) && begins(3);
    dialled.then(|| format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..]))
}

/// An e-mail that its owner knows again and nobody learns from a look: `r•••@example.org`.
pub fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_a_name_and_a_host() {
        for good in ["rosa@example.org", " o'hara+plan@mail.example.org ", "a@b.co"] {
            assert_eq!(email(good).as_deref(), Some(good.trim()));
        }
        let long = format!("{}@example.org", "a".repeat(250));
        for bad in [
            "",
            "rosa",
            "@example.org",
            "rosa@",
            "rosa@example",
            "a b@example.org",
            "a@b@example.org",
            "a@-b.org",
            "a@b..org",
            ".a@b.org",
            "a@b.org\r\nBcc: c@d.org",
            "a,b@c.org",
            &long,
        ] {
            assert_eq!(email(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_phone_is_written_as_it_is_printed() {
        for good in ["2065550100", "(206) 555-0100", "+1 206.555.0100", "1-206-555-0100"] {
            assert_eq!(phone(good).as_deref(), Some("206-555-0100"), "{good}");
        }
        for bad in ["", "555-0100", "206-155-0100", "106-555-0100", "206-555-0100 ext 4", "+44 20 7946 0018"]
        {
            assert_eq!(phone(bad), None, "{bad}");
        }
    }

    #[test]
    fn of_a_masked_email_the_host_and_one_letter_are_seen() {
        assert_eq!(masked("rosa@example.org"), "r•••@example.org");
        assert_eq!(masked("é@x.org"), "é•••@x.org");
        assert_eq!(masked("none"), "n•••@");
    }
}
