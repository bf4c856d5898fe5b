//! Names for tens of thousands of people, so that most have one of their own.

use crate::invented::{
    dice::Dice,
    names::{Heritage, Person, heritage, somebody},
};

/// Of 100 people, so many have a middle initial.
const MIDDLE: usize = 60;
/// Of 100 people of a heritage without a language of its own, so many have a composed name.
const COMPOSED: usize = 65;
/// Of 100 of the others, so many have two family names.
const TWO_FAMILIES: usize = 45;

#[rustfmt::skip]
const STEMS: &[&str] = &[
    "Ash", "Birch", "Brook", "Cald", "Cran", "Dun", "Elm", "Fair", "Fen", "Gar", "Glen", "Hal", "Hart", "Hazel",
    "Holm", "Kel", "Lang", "Lin", "Lock", "Mar", "Mill", "Nor", "Oak", "Pen", "Rad", "Raven", "Red", "Row", "Sher",
    "Stan", "Stone", "Sut", "Thorn", "Wake", "Wes", "Whit", "Wild", "Win", "Wood", "York",
];
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "brook", "bury", "by", "combe", "croft", "dale", "field", "ford", "gate", "ham", "hurst", "land", "ley", "mere",
    "more", "shaw", "stead", "ton", "well", "wick", "worth",
];

/// The next one.
pub fn person(dice: &mut Dice) -> Person {
    let heritage = heritage(dice);
    let mut person = somebody(heritage, dice);
    if dice.chance(MIDDLE) {
        person.given = format!("{} {}.", person.given, initial(dice));
    }
    person.family = family(heritage, person.family, dice);
    person
}

fn initial(dice: &mut Dice) -> char {
    *dice.pick(&[
        'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'W',
    ])
}

fn family(heritage: &Heritage, family: String, dice: &mut Dice) -> String {
    if heritage.languages.is_empty() {
        let composed = dice.chance(COMPOSED);
        let name = format!("{}{}", dice.pick(STEMS), dice.pick(ENDINGS));
        return if composed { name } else { family };
    }
    let second = *dice.pick(heritage.families);
    let joint = if heritage.languages.contains(&"es") { ' ' } else { '-' };
    match dice.chance(TWO_FAMILIES) && second != family {
        true => format!("{family}{joint}{second}"),
        false => family,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn most_of_ten_thousand_people_have_a_name_of_their_own() {
        let mut dice = Dice::new(1, "people");
        let names: HashSet<_> = (0..10_000).map(|_| person(&mut dice)).map(|p| (p.given, p.family)).collect();
        assert!(names.len() > 8_000, "{}", names.len());
        assert!(names.iter().any(|(_, family)| family.contains('ñ')));
    }
}
