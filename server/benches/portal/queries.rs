//! What is searched for: a mix of filters, words in both languages, typing errors and places.

use app::domain::search::DirectoryQuery;

/// Searches by filters, the first available first.
const FILTERS: &[&str] = &[
    "sort=first-available",
    "specialty=primary-care&sort=first-available",
    "specialty=eye-care&language=es&sort=first-available",
    "specialty=behavioral-health&gender=female&when=this-week&sort=first-available",
    "visit_type=primary-care-video-visit&sort=first-available",
    "modality=phone&part=morning&sort=first-available",
    "place=98501&within=25&accepting=true&sort=first-available",
    "place=Seattle&specialty=dermatology&sort=first-available",
    "online=true&when=next-week&part=afternoon&sort=first-available",
    "language=vi&accepting=true&online=true&sort=first-available",
    "specialty=physical-therapy&when=tomorrow&sort=first-available",
    "specialty=primary-care&by=office&sort=first-available",
];

/// Searches by words, with filters.
const WORDS: &[&str] = &[
    "text=eye doctor",
    "text=spanish speaking eye doctor near 98501 this week",
    "text=oculista",
    "text=dermatologyst&accepting=true",
    "text=skin&place=Tacoma",
    "text=nunez",
    "text=whitb",
    "text=family medicine&language=es&gender=female",
    "text=therapist&when=this-week",
    "text=dolor de espalda",
    "text=heart doctor&place=98501&within=50",
    "text=medical office",
    "text=nobody of this name at all",
];

/// Words as they are typed, letter by letter.
const TYPED: &[&str] =
    &["eye doctor", "dermatology", "nunez castaneda", "oculista", "98501", "olympia", "whitfield"];

/// A search, and how it is written.
pub type Query = (&'static str, DirectoryQuery);

/// The searches of the first row.
pub fn filters() -> Vec<Query> {
    FILTERS.iter().map(|query| (*query, read(query))).collect()
}

/// The searches of the second row.
pub fn words() -> Vec<Query> {
    WORDS.iter().map(|query| (*query, read(query))).collect()
}

/// Addresses of pages: all of those searches.
pub fn pages() -> Vec<String> {
    FILTERS.iter().chain(WORDS).map(|query| format!("/directory?{}", query.replace(' ', "+"))).collect()
}

/// Addresses of suggestions, from two letters on.
pub fn typed() -> Vec<String> {
    let prefixes = |text: &'static str| (2..=text.len()).map(|end| text[..end].replace(' ', "+"));
    TYPED.iter().flat_map(|text| prefixes(text)).map(|text| format!("/api/suggest?text={text}")).collect()
}

/// Reads a search as it stands in an address.
fn read(query: &str) -> DirectoryQuery {
    let fields = query.split('&').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap();
        let number = value.parse::<u16>().ok().filter(|_| name == "within");
        let flag = value.parse::<bool>().ok().map(serde_json::Value::from);
        let value = number.map(serde_json::Value::from).or(flag).unwrap_or_else(|| value.into());
        (name.to_owned(), value)
    });
    serde_json::from_value(serde_json::Value::Object(fields.collect())).unwrap()
}
