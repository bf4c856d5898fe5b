use super::*;

fn is_place(text: &str) -> bool {
    ["98501", "olympia", "olympia wa", "federal way", "tacoma", "walla walla"]
        .contains(&words(text).join(" ").as_str())
}

fn query(text: &str) -> DirectoryQuery {
    DirectoryQuery { text: text.to_owned(), ..DirectoryQuery::default() }
}

fn meant(text: &str) -> DirectoryQuery {
    understand(&query(text), &is_place)
}

fn language(code: &str) -> Option<String> {
    Some(code.to_owned())
}

#[test]
fn one_sentence_says_language_place_and_week() {
    let expected = DirectoryQuery {
        language: language("es"),
        place: "98501".into(),
        when: Some(When::ThisWeek),
        ..query("eye doctor")
    };
    assert_eq!(meant("spanish speaking eye doctor near 98501 this week"), expected);
    assert_eq!(meant("eye doctor 98501, Spanish-speaking this week").place, "98501");
}

#[test]
fn languages_are_named_in_both_languages() {
    for (text, code, rest) in [
        ("doctor who speaks Vietnamese", "vi", "doctor"),
        ("dentista en español", "es", "dentista"),
        ("habla español", "es", ""),
        ("pediatra que hable ruso", "ru", "pediatra"),
        ("therapist in Somali", "so", "therapist"),
        ("Korean eye doctor", "ko", "eye doctor"),
    ] {
        assert_eq!(meant(text), DirectoryQuery { language: language(code), ..query(rest) }, "{text}");
    }
}

#[test]
fn places_come_after_a_word_that_says_so() {
    for (text, place, rest) in [
        ("skin doctor in Olympia", "Olympia", "skin doctor"),
        ("cerca de Tacoma", "Tacoma", ""),
        ("heart near Olympia, WA", "Olympia, WA", "heart"),
        ("in Walla Walla knee", "Walla Walla", "knee"),
        ("pediatra en Federal Way.", "Federal Way", "pediatra"),
        ("knee 98501", "98501", "knee"),
    ] {
        assert_eq!(meant(text), DirectoryQuery { place: place.into(), ..query(rest) }, "{text}");
    }
    for text in ["specialist in pain", "near nowhere", "Olympia", "98599"] {
        assert_eq!(meant(text), query(text));
    }
    assert_eq!(meant("skin doctor near me"), query("skin doctor"));
}

#[test]
fn days_and_parts_of_the_day_are_read() {
    let when = |text| (meant(text).when, meant(text).part, meant(text).weekdays.0, meant(text).text);
    let none = String::new;
    assert_eq!(when("today"), (Some(When::Today), None, 0, none()));
    assert_eq!(when("mañana"), (Some(When::Tomorrow), None, 0, none()));
    assert_eq!(when("mañana por la mañana"), (Some(When::Tomorrow), Some(PartOfDay::Morning), 0, none()));
    assert_eq!(when("la próxima semana"), (Some(When::NextWeek), None, 0, none()));
    assert_eq!(when("on Monday afternoon"), (None, Some(PartOfDay::Afternoon), 1, none()));
    assert_eq!(when("los lunes y los miércoles"), (None, None, 0b101, "y".into()));
    assert_eq!(when("weekend knee"), (None, None, 0b110_0000, "knee".into()));
    assert_eq!(when("por la tarde"), (None, Some(PartOfDay::Afternoon), 0, none()));
}

#[test]
fn the_way_of_a_visit_and_who_it_is_with_are_read() {
    assert_eq!(meant("therapist by video").modality, Some(Modality::Video));
    assert_eq!(meant("consulta por teléfono").modality, Some(Modality::Phone));
    assert_eq!(meant("female doctor"), DirectoryQuery { gender: Some(Gender::Female), ..query("doctor") });
    assert_eq!(meant("doctora").gender, Some(Gender::Female));
    assert_eq!(
        meant("pediatrician taking new patients"),
        DirectoryQuery { accepting: true, ..query("pediatrician") }
    );
    assert_eq!(meant("oculista sin referencia"), DirectoryQuery { self_referral: true, ..query("oculista") });
}

#[test]
fn what_the_search_has_already_stays() {
    let asked = DirectoryQuery {
        language: language("vi"),
        place: "Tacoma".into(),
        ..query("spanish in Olympia today")
    };
    let expected = DirectoryQuery { text: String::new(), when: Some(When::Today), ..asked.clone() };
    assert_eq!(understand(&asked, &is_place), expected);
}

#[test]
fn words_that_only_look_like_a_condition_stay() {
    for text in ["salud de la mujer", "women's health", "  two  spaces ", "", "man's"] {
        assert_eq!(meant(text), query(text), "{text}");
    }
}
