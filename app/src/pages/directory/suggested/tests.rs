use super::*;

fn typed() -> DirectoryQuery {
    DirectoryQuery { text: "ey".into(), online: true, after: Some("x".into()), ..DirectoryQuery::default() }
}

#[test]
fn a_specialty_takes_the_place_of_the_words_and_leaves_the_choices() {
    let eyes = Suggestion::Specialty("eye-care".into());
    assert_eq!(leads_to(eyes, typed()), "/directory?specialty=eye-care&online=true");
}

#[test]
fn a_city_becomes_the_place() {
    let city = Suggestion::City("Olympia, WA".into());
    assert_eq!(leads_to(city, typed()), "/directory?place=Olympia%2C%20WA&online=true");
}

#[test]
fn a_clinician_leads_to_their_page() {
    let (id, name, city) = ("c1".into(), "Dana Reyes, MD".to_owned(), "Olympia".to_owned());
    let clinician = Suggestion::Clinician { id, name, specialty: None, city };
    assert_eq!(leads_to(clinician, typed()), "/clinicians/c1");
}
