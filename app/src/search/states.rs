//! The states by their names and letters.

/// In words of lower case; longer names first, so that West Virginia is not Virginia.
#[rustfmt::skip]
const STATES: &[(&str, &str)] = &[
    ("district of columbia", "DC"), ("new hampshire", "NH"), ("new jersey", "NJ"), ("new mexico", "NM"),
    ("new york", "NY"), ("north carolina", "NC"), ("north dakota", "ND"), ("puerto rico", "PR"),
    ("rhode island", "RI"), ("south carolina", "SC"), ("south dakota", "SD"), ("west virginia", "WV"),
    ("alabama", "AL"), ("alaska", "AK"), ("arizona", "AZ"), ("arkansas", "AR"), ("california", "CA"),
    ("colorado", "CO"), ("connecticut", "CT"), ("delaware", "DE"), ("florida", "FL"), ("georgia", "GA"),
    ("hawaii", "HI"), ("idaho", "ID"), ("illinois", "IL"), ("indiana", "IN"), ("iowa", "IA"),
    ("kansas", "KS"), ("kentucky", "KY"), ("louisiana", "LA"), ("maine", "ME"), ("maryland", "MD"),
    ("massachusetts", "MA"), ("michigan", "MI"), ("minnesota", "MN"), ("mississippi", "MS"),
    ("missouri", "MO"), ("montana", "MT"), ("nebraska", "NE"), ("nevada", "NV"), ("ohio", "OH"),
    ("oklahoma", "OK"), ("oregon", "OR"), ("pennsylvania", "PA"), ("tennessee", "TN"), ("texas", "TX"),
    ("utah", "UT"), ("vermont", "VT"), ("virginia", "VA"), ("washington", "WA"), ("wisconsin", "WI"),
    ("wyoming", "WY"),
];

/// The words before the state that stands at the end, and the state's two letters.
pub(super) fn split_state(words: &[String]) -> Option<(&[String], &'static str)> {
    STATES.iter().find_map(|(name, letters)| {
        let city = before(words, name).or_else(|| before(words, &letters.to_ascii_lowercase()))?;
        (!city.is_empty()).then_some((city, *letters))
    })
}

/// The words before those that stand at the end.
fn before<'a>(words: &'a [String], end: &str) -> Option<&'a [String]> {
    let from = words.len().checked_sub(end.split(' ').count())?;
    let (before, last) = words.split_at(from);
    last.iter().map(String::as_str).eq(end.split(' ')).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::split_state;
    use crate::domain::search::words;

    #[test]
    fn a_state_at_the_end_is_known_by_its_name_or_its_letters() {
        for (text, city, state) in [
            ("Federal Way, WA", "federal way", "WA"),
            ("olympia washington", "olympia", "WA"),
            ("Charleston, West Virginia", "charleston", "WV"),
        ] {
            let words = words(text);
            let (name, letters) = split_state(&words).expect("a state");
            assert_eq!((name.join(" ").as_str(), letters), (city, state));
        }
        assert_eq!(split_state(&words("Washington")), None);
        assert_eq!(split_state(&words("Olympia")), None);
    }
}
