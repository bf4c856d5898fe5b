//! The words for language, place, time and so on in English and Spanish: lower case, without
//! accents and marks. `*` stands for the name of a language or of a weekday.

use jiff::civil::Weekday;

use super::Says::{self, *};
use crate::domain::{
    directory::Gender::{Female, Male},
    search::{
        PartOfDay::{Afternoon, Evening, Morning},
        When::{NextWeek, ThisWeek, Today, Tomorrow},
    },
    visit_type::Modality::{InPerson, Phone, Video},
};

/// Names of languages with their BCP 47 codes.
#[rustfmt::skip]
pub(super) const LANGUAGES: &[(&[&str], &str)] = &[
    (&["spanish", "espanol", "castellano"], "es"),
    (&["english", "ingles"], "en"),
    (&["chinese", "mandarin", "cantonese", "chino", "cantones"], "zh"),
    (&["vietnamese", "vietnamita"], "vi"),
    (&["korean", "coreano"], "ko"),
    (&["russian", "ruso"], "ru"),
    (&["ukrainian", "ucraniano"], "uk"),
    (&["tagalog", "filipino"], "tl"),
    (&["japanese", "japones"], "ja"),
    (&["arabic", "arabe"], "ar"),
    (&["french", "frances"], "fr"),
    (&["german", "aleman"], "de"),
    (&["portuguese", "portugues"], "pt"),
    (&["italian", "italiano"], "it"),
    (&["polish", "polaco"], "pl"),
    (&["somali"], "so"),
    (&["amharic", "amarico"], "am"),
    (&["hindi"], "hi"),
    (&["punjabi", "panyabi"], "pa"),
    (&["urdu"], "ur"),
    (&["bengali"], "bn"),
    (&["farsi", "persian", "persa"], "fa"),
    (&["khmer", "cambodian", "camboyano"], "km"),
    (&["lao", "laotian"], "lo"),
    (&["hmong"], "hmn"),
    (&["samoan", "samoano"], "sm"),
    (&["swahili", "suajili"], "sw"),
    (&["hebrew", "hebreo"], "he"),
    (&["greek", "griego"], "el"),
    (&["romanian", "rumano"], "ro"),
    (&["thai", "tailandes"], "th"),
    (&["turkish", "turco"], "tr"),
];

/// Names of the weekdays.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[(&[&str], Weekday)] = &[
    (&["monday", "mondays", "lunes"], Weekday::Monday),
    (&["tuesday", "tuesdays", "martes"], Weekday::Tuesday),
    (&["wednesday", "wednesdays", "miercoles"], Weekday::Wednesday),
    (&["thursday", "thursdays", "jueves"], Weekday::Thursday),
    (&["friday", "fridays", "viernes"], Weekday::Friday),
    (&["saturday", "saturdays", "sabado", "sabados"], Weekday::Saturday),
    (&["sunday", "sundays", "domingo", "domingos"], Weekday::Sunday),
];

/// Phrases and what they say; of those that fit the longest counts.
#[rustfmt::skip]
pub(super) const PHRASES: &[(&str, Says)] = &[
    ("*", Language), ("* speaking", Language), ("* speaker", Language), ("speaking *", Language),
    ("speak *", Language), ("speaks *", Language), ("who speaks *", Language), ("who speak *", Language),
    ("that speaks *", Language), ("in *", Language), ("habla *", Language), ("hablan *", Language),
    ("hable *", Language), ("que habla *", Language), ("que hable *", Language), ("que hablan *", Language),
    ("en *", Language), ("de habla *", Language),

    ("near", Near), ("near to", Near), ("close to", Near), ("around", Near), ("in", Near), ("at", Near),
    ("cerca de", Near), ("cerca del", Near), ("cerca", Near), ("en", Near),
    ("near me", Nothing), ("close to me", Nothing), ("around me", Nothing), ("nearby", Nothing),
    ("cerca de mi", Nothing), ("cerca de aqui", Nothing),

    ("today", When(Today)), ("hoy", When(Today)), ("same day", When(Today)), ("para hoy", When(Today)),
    ("tomorrow", When(Tomorrow)), ("manana", When(Tomorrow)), ("para manana", When(Tomorrow)),
    ("this week", When(ThisWeek)), ("esta semana", When(ThisWeek)),
    ("next week", When(NextWeek)), ("proxima semana", When(NextWeek)), ("la proxima semana", When(NextWeek)),
    ("semana proxima", When(NextWeek)), ("la semana proxima", When(NextWeek)),
    ("semana que viene", When(NextWeek)), ("la semana que viene", When(NextWeek)),

    ("morning", Part(Morning)), ("mornings", Part(Morning)),
    ("in the morning", Part(Morning)), ("this morning", Part(Morning)),
    ("por la manana", Part(Morning)), ("en la manana", Part(Morning)),
    ("de la manana", Part(Morning)), ("las mananas", Part(Morning)),
    ("por las mananas", Part(Morning)),
    ("afternoon", Part(Afternoon)), ("afternoons", Part(Afternoon)),
    ("in the afternoon", Part(Afternoon)), ("this afternoon", Part(Afternoon)),
    ("tarde", Part(Afternoon)), ("por la tarde", Part(Afternoon)),
    ("en la tarde", Part(Afternoon)), ("de la tarde", Part(Afternoon)),
    ("por las tardes", Part(Afternoon)), ("esta tarde", Part(Afternoon)),
    ("evening", Part(Evening)), ("evenings", Part(Evening)),
    ("in the evening", Part(Evening)), ("this evening", Part(Evening)),
    ("after work", Part(Evening)), ("noche", Part(Evening)),
    ("por la noche", Part(Evening)), ("en la noche", Part(Evening)),

    ("*", Weekday), ("on *", Weekday), ("on a *", Weekday), ("this *", Weekday), ("next *", Weekday),
    ("every *", Weekday), ("el *", Weekday), ("los *", Weekday), ("este *", Weekday),
    ("el proximo *", Weekday), ("el * que viene", Weekday),
    ("weekend", Weekend), ("weekends", Weekend), ("on the weekend", Weekend), ("on weekends", Weekend),
    ("this weekend", Weekend), ("fin de semana", Weekend), ("el fin de semana", Weekend),
    ("fines de semana", Weekend), ("los fines de semana", Weekend), ("este fin de semana", Weekend),

    ("video", Modality(Video)), ("by video", Modality(Video)), ("video visit", Modality(Video)),
    ("video visits", Modality(Video)), ("video call", Modality(Video)), ("virtual", Modality(Video)),
    ("virtual visit", Modality(Video)), ("telehealth", Modality(Video)), ("telemedicine", Modality(Video)),
    ("por video", Modality(Video)), ("videollamada", Modality(Video)), ("por videollamada", Modality(Video)),
    ("videoconsulta", Modality(Video)), ("consulta por video", Modality(Video)),
    ("visita por video", Modality(Video)), ("consulta virtual", Modality(Video)),
    ("phone", Modality(Phone)), ("by phone", Modality(Phone)), ("over the phone", Modality(Phone)),
    ("on the phone", Modality(Phone)), ("phone visit", Modality(Phone)), ("phone call", Modality(Phone)),
    ("telephone", Modality(Phone)), ("by telephone", Modality(Phone)), ("telefono", Modality(Phone)),
    ("por telefono", Modality(Phone)), ("visita por telefono", Modality(Phone)),
    ("consulta por telefono", Modality(Phone)), ("consulta telefonica", Modality(Phone)),
    ("in person", Modality(InPerson)), ("in office", Modality(InPerson)), ("face to face", Modality(InPerson)),
    ("en persona", Modality(InPerson)), ("presencial", Modality(InPerson)),

    ("female", Gender(Female)), ("woman", Gender(Female)), ("lady", Gender(Female)),
    ("who is a woman", Gender(Female)), ("mujer", Gender(Female)),
    ("que sea mujer", Gender(Female)), ("doctora", Gender(Female)),
    ("una doctora", Gender(Female)), ("medica", Gender(Female)),
    ("male", Gender(Male)), ("man", Gender(Male)), ("who is a man", Gender(Male)),
    ("hombre", Gender(Male)), ("que sea hombre", Gender(Male)),
    ("salud de la mujer", Itself), ("female health", Itself), ("male health", Itself), ("salud del hombre", Itself),

    ("new patients", Accepting), ("new patient", Accepting), ("accepting", Accepting),
    ("accepting patients", Accepting), ("accepting new patients", Accepting),
    ("accepts new patients", Accepting), ("taking patients", Accepting), ("takes patients", Accepting),
    ("taking new patients", Accepting), ("takes new patients", Accepting), ("who takes new patients", Accepting),
    ("pacientes nuevos", Accepting), ("nuevos pacientes", Accepting), ("acepta pacientes", Accepting),
    ("acepta pacientes nuevos", Accepting), ("acepta nuevos pacientes", Accepting),
    ("que acepte pacientes nuevos", Accepting), ("que acepta pacientes nuevos", Accepting),
    ("que acepte nuevos pacientes", Accepting), ("aceptan pacientes nuevos", Accepting),

    ("no referral", SelfReferral), ("no referral needed", SelfReferral), ("without referral", SelfReferral),
    ("without a referral", SelfReferral), ("self referral", SelfReferral), ("sin referencia", SelfReferral),
    ("sin referido", SelfReferral), ("sin remision", SelfReferral), ("sin derivacion", SelfReferral),
];
