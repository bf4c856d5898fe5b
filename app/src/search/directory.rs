//! The Provider Directory in memory: every role with its words, and the filters.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use crate::domain::{
    directory::{Clinician, Listing, Location, Role},
    eligibility::needs_referral,
    found::Suggestion,
    id::{ClinicianId, RoleId},
    plan::Plan,
    search::{Condition, DirectoryQuery, words},
};

/// Words that say nothing about who is looked for.
const FILLERS: &[&str] = &[
    "a", "an", "the", "for", "near", "in", "de", "el", "la", "un", "una", "para", "en", "dr", "dra",
    "doctor", "doctora",
];

/// So many words of a search are looked at: more would only cost.
const WORDS: usize = 12;

/// All listings of the directory.
pub struct Directory {
    entries: Vec<Entry>,
    by_role: HashMap<RoleId, usize>,
    by_clinician: HashMap<ClinicianId, Vec<usize>>,
    languages: Vec<String>,
}

struct Entry {
    listing: Arc<Listing>,
    words: Vec<String>,
    place: Vec<String>,
    self_referral: bool,
}

/// Whether whoever asks can book online with somebody.
pub type Online<'a> = &'a dyn Fn(&Listing) -> bool;

impl Directory {
    /// Joins roles with clinicians and locations. A role whose clinician or location is not
    /// in the directory is left out: the import has reported it.
    pub fn new(clinicians: Vec<Clinician>, locations: Vec<Location>, roles: Vec<Role>, plan: &Plan) -> Self {
        let clinicians: HashMap<_, _> = clinicians.into_iter().map(|c| (c.id.clone(), c)).collect();
        let locations: HashMap<_, _> = locations.into_iter().map(|l| (l.id.clone(), l)).collect();
        let mut entries: Vec<_> = roles
            .into_iter()
            .filter_map(|role| {
                let clinician = clinicians.get(&role.clinician)?.clone();
                let location = locations.get(&role.location)?.clone();
                Some(Entry::new(Listing { role, clinician, location }, plan))
            })
            .collect();
        entries.sort_by(|a, b| a.listing.sort_key().cmp(&b.listing.sort_key()));
        let by_role = entries.iter().enumerate().map(|(n, e)| (e.listing.role.id.clone(), n)).collect();
        let mut by_clinician: HashMap<_, Vec<_>> = HashMap::new();
        for (n, entry) in entries.iter().enumerate() {
            by_clinician.entry(entry.listing.clinician.id.clone()).or_default().push(n);
        }
        let languages = entries.iter().flat_map(|entry| entry.listing.clinician.languages.iter().cloned());
        let languages = languages.collect::<BTreeSet<_>>().into_iter().collect();
        Self { entries, by_role, by_clinician, languages }
    }

    /// The listing of a role.
    pub fn role(&self, id: &RoleId) -> Option<Arc<Listing>> {
        self.by_role.get(id).map(|n| self.entries[*n].listing.clone())
    }

    /// The listings of a clinician: one for each place.
    pub fn clinician(&self, id: &ClinicianId) -> Vec<Arc<Listing>> {
        let own = self.by_clinician.get(id).into_iter().flatten();
        own.map(|n| self.entries[*n].listing.clone()).collect()
    }

    /// The listings that fit, those whom the words name best first, then by name. `online` is
    /// only asked where the search is for what can be booked online.
    pub fn find(&self, query: &DirectoryQuery, online: Online) -> Vec<Arc<Listing>> {
        let wanted = wanted(&query.text);
        let mut place = words(&query.place);
        place.truncate(WORDS);
        let fitting = self.entries.iter().filter(|entry| entry.fits(query) && entry.is_at(&place));
        let fitting = fitting.filter(|entry| !query.online || online(&entry.listing));
        let mut scored: Vec<_> =
            fitting.filter_map(|entry| Some((entry.score(&wanted)?, &entry.listing))).collect();
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        scored.into_iter().map(|(_, listing)| listing.clone()).collect()
    }

    /// For a search that finds nothing: conditions whose dropping helps, with the counts.
    pub fn relaxations(
        &self,
        query: &DirectoryQuery,
        online: Online,
    ) -> Vec<(Condition, DirectoryQuery, usize)> {
        let wider = Condition::ALL.into_iter().filter_map(|c| Some((c, query.without(c)?)));
        let counted = wider.map(|(condition, query)| {
            let count = self.find(&query, online).len();
            (condition, query, count)
        });
        counted.filter(|(_, _, count)| *count > 0).collect()
    }

    /// What somebody may want who has typed so much: at most eight, the best first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        let query = DirectoryQuery { text: text.to_owned(), ..DirectoryQuery::default() };
        let clinician = |listing: Arc<Listing>| Suggestion::Clinician {
            id: listing.clinician.id.clone(),
            name: listing.clinician.name.clone(),
            specialty: listing.role.specialty.clone(),
            city: listing.location.city.clone(),
        };
        self.find(&query, &|_| true).into_iter().take(8).map(clinician).collect()
    }

    /// All listings, in the order of their ordinals.
    pub fn listings(&self) -> impl Iterator<Item = &Arc<Listing>> {
        self.entries.iter().map(|entry| &entry.listing)
    }

    /// How many roles there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The languages that clinicians speak, as codes, in order.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }
}

impl Entry {
    fn new(listing: Listing, plan: &Plan) -> Self {
        let specialty = listing.role.specialty.as_ref().and_then(|id| plan.specialty(id));
        let mut text = vec![
            listing.clinician.name.clone(),
            listing.role.specialty_display.clone(),
            listing.location.name.clone(),
        ];
        if let Some(specialty) = specialty {
            text.extend([specialty.name.en.clone(), specialty.name.es.clone()]);
            text.extend(specialty.also_called.iter().cloned());
        }
        text.extend([listing.location.city.clone(), listing.location.zip.clone()]);
        let place = format!("{} {} {}", listing.location.city, listing.location.zip, listing.location.state);
        Self {
            words: words(&text.join(" ")),
            place: words(&place),
            self_referral: !needs_referral(&listing.role, plan),
            listing: Arc::new(listing),
        }
    }

    fn fits(&self, query: &DirectoryQuery) -> bool {
        let Listing { role, clinician, .. } = &*self.listing;
        (query.specialty.is_none() || role.specialty == query.specialty)
            && query.visit_type.as_ref().is_none_or(|id| role.visit_types.contains(id))
            && query.language.as_ref().is_none_or(|code| clinician.languages.contains(code))
            && query.gender.is_none_or(|gender| clinician.gender == Some(gender))
            && (!query.accepting || role.accepting)
            && (!query.self_referral || self.self_referral)
    }

    fn is_at(&self, place: &[String]) -> bool {
        place.iter().all(|word| self.place.iter().any(|own| own.starts_with(word.as_str())))
    }

    /// `None` unless each word starts one of the entry's; whole words count more.
    fn score(&self, wanted: &[String]) -> Option<usize> {
        wanted.iter().try_fold(0, |score, word| {
            let best = self.words.iter().filter_map(|own| match own == word {
                true => Some(3),
                false => own.starts_with(word.as_str()).then_some(1),
            });
            best.max().map(|found| score + found)
        })
    }
}

fn wanted(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !FILLERS.contains(&word.as_str())).take(WORDS).collect()
}
