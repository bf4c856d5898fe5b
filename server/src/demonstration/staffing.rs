//! How many clinicians of each discipline the demonstration has, and at how many places.

use crate::invented::disciplines::{self as of, Discipline};

/// A discipline and who does it.
pub struct Staffing {
    /// What they do.
    pub discipline: Discipline,
    /// How many do it.
    pub clinicians: usize,
    /// At how many of the places they work.
    pub places: usize,
    /// Of 100 who do it, so many take no new patients.
    pub full: usize,
}

const fn staffing(discipline: Discipline, clinicians: usize, places: usize, full: usize) -> Staffing {
    Staffing { discipline, clinicians, places, full }
}

/// Work at the plan's own offices; the Travel Advisory Service is by phone (Brief B5).
pub const AT_OFFICES: &[Staffing] = &[
    staffing(of::FAMILY_MEDICINE, 28, 13, 20),
    staffing(of::INTERNAL_MEDICINE, 14, 12, 25),
    staffing(of::NURSE_PRACTITIONER, 6, 6, 10),
    staffing(of::PHYSICIAN_ASSISTANT, 4, 4, 0),
    staffing(of::PEDIATRICS, 18, 11, 15),
    staffing(of::OPTOMETRY, 11, 9, 5),
    staffing(of::OPHTHALMOLOGY, 4, 4, 10),
    staffing(of::PHYSICAL_THERAPY, 14, 11, 5),
    staffing(of::DERMATOLOGY, 7, 6, 15),
    staffing(of::CARDIOLOGY, 7, 6, 10),
    staffing(of::ORTHOPEDICS, 7, 6, 10),
    staffing(of::GYNECOLOGY, 9, 8, 15),
    staffing(of::MIDWIFERY, 3, 3, 0),
    staffing(of::PSYCHOLOGY, 6, 6, 20),
    staffing(of::SOCIAL_WORK, 5, 5, 10),
    staffing(of::PSYCHIATRY, 4, 4, 25),
    staffing(of::SURGERY, 3, 3, 0),
    staffing(of::ONCOLOGY, 2, 2, 0),
    staffing(of::TRAVEL, 4, 1, 0),
];

/// Work of contracted clinicians elsewhere.
pub const ELSEWHERE: &[Staffing] = &[
    staffing(of::DERMATOLOGY, 2, 2, 0),
    staffing(of::CARDIOLOGY, 2, 2, 20),
    staffing(of::ORTHOPEDICS, 2, 2, 0),
    staffing(of::OPHTHALMOLOGY, 1, 1, 0),
    staffing(of::PHYSICAL_THERAPY, 2, 2, 0),
    staffing(of::PSYCHOLOGY, 2, 2, 0),
    staffing(of::GYNECOLOGY, 1, 1, 0),
    staffing(of::NEUROLOGY, 2, 2, 20),
    staffing(of::OTOLARYNGOLOGY, 2, 2, 0),
    staffing(of::GASTROENTEROLOGY, 1, 1, 0),
    staffing(of::UROLOGY, 1, 1, 0),
    staffing(of::ENDOCRINOLOGY, 1, 1, 0),
    staffing(of::ALLERGY, 1, 1, 0),
];
