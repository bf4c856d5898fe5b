//! Made-up people: given and family names by where families came from, and the languages
//! that are spoken at home there.

use std::collections::HashSet;

use app::domain::search::words;

use super::dice::Dice;

/// Names that go together.
pub struct Heritage {
    /// Of 100 people, so many are of it.
    share: usize,
    /// BCP 47 codes of what is spoken at home, English aside.
    pub languages: &'static [&'static str],
    women: &'static [&'static str],
    men: &'static [&'static str],
    /// Last names.
    pub families: &'static [&'static str],
}

#[rustfmt::skip]
const HERITAGES: &[Heritage] = &[
    Heritage {
        share: 36, languages: &[],
        women: &["Hannah", "Claire", "Margaret", "Ruth", "Allison", "Naomi", "Beth", "Laurel", "Joanna", "Tess", "Ingrid", "Paige", "Rosalind", "Maren", "Corinne", "Fiona", "Greta", "Leah", "Audrey", "Simone"],
        men: &["Owen", "Caleb", "Martin", "Russell", "Theodore", "Graham", "Elliott", "Wesley", "Nolan", "Peter", "Lars", "Duncan", "Marcus", "Gavin", "Reuben", "Clifford", "Emmett", "Julian", "Warren", "Isaac"],
        families: &["Whitlock", "Sorensen", "Haverford", "Okafor", "Brennan", "Lindqvist", "Castellan", "Thornbury", "Pemberton", "Ashdown", "Halvorsen", "Merriweather", "Calloway", "Ellsworth", "Freeman", "Nakashima", "Rosenthal", "Washburn", "Hollis", "Tremblay", "Danforth", "Kingsley", "Marchetti", "Beaumont", "Stillwater", "Gallagher"],
    },
    Heritage {
        share: 14, languages: &["es"],
        women: &["Lucía", "Ximena", "Marisol", "Elena", "Paloma", "Beatriz", "Rocío", "Daniela"],
        men: &["Mateo", "Joaquín", "Andrés", "Rafael", "Emilio", "Tomás", "Gael", "Ignacio"],
        families: &["Villaseñor", "Arredondo", "Núñez", "Castañeda", "Montalvo", "Quintero", "Barragán", "Escamilla", "Zamora", "Palacios"],
    },
    Heritage {
        share: 9, languages: &["zh"],
        women: &["Mei-Ling", "Xiaoyan", "Grace", "Jiayi", "Vivian", "Huiying"],
        men: &["Wei", "Zhihao", "Kevin", "Jun", "Raymond", "Haoran"],
        families: &["Zhao", "Liang", "Tseng", "Guo", "Feng", "Kwan", "Song", "Deng"],
    },
    Heritage {
        share: 8, languages: &["vi"],
        women: &["Thuy", "Linh", "Mai", "Hoa", "Kim-Anh"],
        men: &["Minh", "Bao", "Tuan", "Khoa", "Duc"],
        families: &["Nguyen", "Truong", "Dinh", "Huynh", "Vo", "Lam"],
    },
    Heritage {
        share: 6, languages: &["ru"],
        women: &["Irina", "Svetlana", "Yelena", "Tatiana"],
        men: &["Dmitri", "Sergei", "Maxim", "Konstantin"],
        families: &["Reznik", "Gurevich", "Belykh", "Sedykh", "Vinokur", "Tolstykh"],
    },
    Heritage {
        share: 4, languages: &["uk", "ru"],
        women: &["Oksana", "Halyna", "Daryna"],
        men: &["Taras", "Bohdan", "Andriy"],
        families: &["Kovalenko", "Shevchuk", "Bondar", "Lysenko"],
    },
    Heritage {
        share: 5, languages: &["so"],
        women: &["Amina", "Hodan", "Fartun", "Ifrah"],
        men: &["Abdi", "Yusuf", "Liban", "Guled"],
        families: &["Warsame", "Farah", "Abshir", "Duale", "Jama"],
    },
    Heritage {
        share: 6, languages: &["ko"],
        women: &["Soo-Jin", "Hyejin", "Eunice", "Minseo"],
        men: &["Jae-Won", "Daniel", "Sung-Ho", "Brian"],
        families: &["Seo", "Kang", "Hwang", "Yoon", "Shin", "Bae"],
    },
    Heritage {
        share: 5, languages: &["tl"],
        women: &["Maricel", "Liezel", "Corazon", "Analyn"],
        men: &["Rodel", "Jerome", "Ramil", "Efren"],
        families: &["Dimaculangan", "Macaraeg", "Bautista", "Salonga", "Manalo"],
    },
    Heritage {
        share: 4, languages: &["am"],
        women: &["Selamawit", "Hirut", "Meron"],
        men: &["Dawit", "Yonas", "Bereket"],
        families: &["Tessema", "Alemu", "Gebremedhin", "Wolde"],
    },
    Heritage {
        share: 3, languages: &["ar"],
        women: &["Layla", "Rania", "Samira"],
        men: &["Karim", "Nabil", "Tariq"],
        families: &["Haddad", "Mansour", "Khoury", "Darwish"],
    },
];

/// Somebody.
pub struct Person {
    /// Of the name: letters, digits and hyphens.
    pub id: String,
    /// First name.
    pub given: String,
    /// Last name.
    pub family: String,
    /// FHIR's code: `female`, `male` or `other`.
    pub gender: &'static str,
    /// BCP 47 codes, English first.
    pub languages: Vec<&'static str>,
}

/// People, each with a name that nobody before had.
pub struct People {
    dice: Dice,
    taken: HashSet<String>,
}

impl People {
    /// Nobody yet.
    pub fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed, "people"), taken: HashSet::new() }
    }

    /// The next one.
    pub fn next(&mut self) -> Person {
        loop {
            let person = somebody(heritage(&mut self.dice), &mut self.dice);
            if self.taken.insert(person.id.clone()) {
                return person;
            }
        }
    }
}

/// Somebody of that heritage, whose name another one may have too.
pub fn somebody(heritage: &Heritage, dice: &mut Dice) -> Person {
    let woman = dice.chance(56);
    let given = *dice.pick(if woman { heritage.women } else { heritage.men });
    let gender = match (dice.chance(2), woman) {
        (true, _) => "other",
        (false, true) => "female",
        (false, false) => "male",
    };
    let family = *dice.pick(heritage.families);
    Person {
        id: words(&format!("{given} {family}")).join("-"),
        given: given.to_owned(),
        family: family.to_owned(),
        gender,
        languages: languages(heritage, dice),
    }
}

/// One of the heritages, by their shares.
pub fn heritage(dice: &mut Dice) -> &'static Heritage {
    let mut left = dice.below(HERITAGES.iter().map(|heritage| heritage.share).sum());
    let chosen = HERITAGES.iter().find(|heritage| {
        let found = left < heritage.share;
        left = left.saturating_sub(heritage.share);
        found
    });
    chosen.unwrap_or(&HERITAGES[0])
}

/// Most speak the language of their family with patients; some others have learned Spanish.
fn languages(heritage: &Heritage, dice: &mut Dice) -> Vec<&'static str> {
    let spoken = heritage.languages.iter().copied().filter(|_| dice.chance(85)).collect::<Vec<_>>();
    let spanish = heritage.languages.is_empty() && dice.chance(15);
    std::iter::once("en").chain(spoken).chain(spanish.then_some("es")).collect()
}
