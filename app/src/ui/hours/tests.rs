use jiff::civil::time;

use super::*;

fn words(locale: Locale, days: &[i8], start: Time, end: Time) -> String {
    opening(locale, &Opening { days: days.to_vec(), start, end }).replace('\u{a0}', " ")
}

#[test]
fn hours_of_a_whole_day_are_said_so() {
    let all_day = |locale, days: &[i8]| words(locale, days, Time::MIN, Time::MAX);
    assert_eq!(all_day(Locale::en, &[6]), "Saturday, all day");
    assert_eq!(all_day(Locale::es, &[6]), "Sábado, todo el día");
    assert_eq!(all_day(Locale::en, &[1, 2, 3, 4, 5, 6, 7]), "Every day, all day");
}

#[test]
fn a_day_ends_at_midnight() {
    let [morning, noon] = [8, 13].map(|hour| time(hour, 0, 0, 0));
    assert_eq!(words(Locale::en, &[1, 2, 3], morning, noon), "Monday to Wednesday, 8:00 am to 1:00 pm");
    assert_eq!(words(Locale::en, &[5], noon, Time::MAX), "Friday, 1:00 pm to midnight");
    assert_eq!(words(Locale::en, &[5], Time::MIN, noon), "Friday, 12:00 am to 1:00 pm");
}
