//! How many of a plan's clinicians do what.

use crate::invented::{
    dice::Dice,
    disciplines::{self as of, Discipline},
};

/// Of 1,000 clinicians, so many of each: primary care 300, behavioral health 150.
const SHARES: &[(usize, &Discipline)] = &[
    (130, &of::FAMILY_MEDICINE),
    (90, &of::INTERNAL_MEDICINE),
    (50, &of::NURSE_PRACTITIONER),
    (30, &of::PHYSICIAN_ASSISTANT),
    (40, &of::PSYCHOLOGY),
    (45, &of::SOCIAL_WORK),
    (40, &of::COUNSELING),
    (25, &of::PSYCHIATRY),
    (70, &of::PEDIATRICS),
    (55, &of::PHYSICAL_THERAPY),
    (50, &of::GYNECOLOGY),
    (10, &of::MIDWIFERY),
    (40, &of::OPTOMETRY),
    (20, &of::OPHTHALMOLOGY),
    (35, &of::ORTHOPEDICS),
    (35, &of::CARDIOLOGY),
    (30, &of::SURGERY),
    (25, &of::DERMATOLOGY),
    (25, &of::GASTROENTEROLOGY),
    (25, &of::NEUROLOGY),
    (25, &of::ONCOLOGY),
    (15, &of::OTOLARYNGOLOGY),
    (15, &of::PODIATRY),
    (15, &of::PULMONOLOGY),
    (15, &of::UROLOGY),
    (10, &of::ALLERGY),
    (10, &of::ENDOCRINOLOGY),
    (8, &of::NEPHROLOGY),
    (8, &of::RHEUMATOLOGY),
    (7, &of::INFECTIOUS_DISEASE),
    (2, &of::TRAVEL),
];

/// One of them, by their shares.
pub fn discipline(dice: &mut Dice) -> &'static Discipline {
    let mut left = dice.below(SHARES.iter().map(|(share, _)| share).sum());
    for (share, discipline) in SHARES {
        if left < *share {
            return discipline;
        }
        left -= share;
    }
    SHARES[0].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_shares_are_of_a_thousand_and_the_plan_knows_every_code() {
        let plan = fixture::plan();
        assert_eq!(SHARES.iter().map(|(share, _)| share).sum::<usize>(), 1_000);
        for (_, discipline) in SHARES {
            assert!(plan.specialty_for_code(discipline.code).is_some(), "{}", discipline.display);
        }
    }

    #[test]
    fn three_of_ten_are_in_primary_care() {
        let (plan, mut dice) = (fixture::plan(), Dice::new(1, "disciplines"));
        let of = |code| plan.specialty_for_code(code).map(|specialty| specialty.id.as_str());
        let primary = (0..10_000).filter(|_| of(discipline(&mut dice).code) == Some("primary-care")).count();
        assert!((2_800..3_200).contains(&primary), "{primary}");
    }
}
