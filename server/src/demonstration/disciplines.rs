//! What the demonstration's clinicians do, and how many do it.

/// A kind of work, with the code of the NUCC provider taxonomy that the plan profile knows.
pub struct Discipline {
    /// The NUCC code.
    pub code: &'static str,
    /// Its name in the directory.
    pub display: &'static str,
    /// As it is called within a sentence.
    pub field: &'static str,
    /// What one has learned for it; one of them each.
    pub degrees: &'static [Degree],
    /// How many do it at the plan's own offices.
    pub clinicians: usize,
    /// At how many of the offices they work.
    pub offices: usize,
    /// Of 100 who do it, so many take no new patients.
    pub full: usize,
}

/// A degree.
pub struct Degree {
    /// Stands after the name.
    pub suffix: &'static str,
    /// In words.
    pub name: &'static str,
    /// A physician or surgeon: with a residency and a board.
    pub residency: bool,
}

const MD: Degree = Degree { suffix: "MD", name: "Doctor of Medicine", residency: true };
const DO: Degree = Degree { suffix: "DO", name: "Doctor of Osteopathic Medicine", residency: true };
const ARNP: Degree =
    Degree { suffix: "ARNP", name: "Advanced Registered Nurse Practitioner", residency: false };
const PA: Degree = Degree { suffix: "PA-C", name: "Certified Physician Assistant", residency: false };
const OD: Degree = Degree { suffix: "OD", name: "Doctor of Optometry", residency: false };
const DPT: Degree = Degree { suffix: "DPT", name: "Doctor of Physical Therapy", residency: false };
const CNM: Degree = Degree { suffix: "CNM", name: "Certified Nurse-Midwife", residency: false };
const PSYD: Degree = Degree { suffix: "PsyD", name: "Doctor of Psychology", residency: false };
const PHD: Degree =
    Degree { suffix: "PhD", name: "Doctor of Philosophy in clinical psychology", residency: false };
const LICSW: Degree =
    Degree { suffix: "LICSW", name: "Licensed Independent Clinical Social Worker", residency: false };
const RN: Degree = Degree { suffix: "RN", name: "Registered Nurse", residency: false };
const PHYSICIAN: &[Degree] = &[MD, MD, MD, DO];

type Numbers = (usize, usize, usize);

const fn discipline(
    code: &'static str,
    display: &'static str,
    field: &'static str,
    degrees: &'static [Degree],
    (clinicians, offices, full): Numbers,
) -> Discipline {
    Discipline { code, display, field, degrees, clinicians, offices, full }
}

/// The Travel Advisory Service, by phone (Brief B5).
pub const TRAVEL: Discipline =
    discipline("163WC1500X", "Travel Advisory Service", "travel health", &[RN], (4, 1, 0));

/// Work at the plan's own offices: code, name, degrees, then clinicians, offices and how many
/// of 100 take no new patients.
#[rustfmt::skip]
pub const AT_OFFICES: &[Discipline] = &[
    discipline("207Q00000X", "Family Medicine", "family medicine", PHYSICIAN, (28, 13, 20)),
    discipline("207R00000X", "Internal Medicine", "internal medicine", PHYSICIAN, (14, 12, 25)),
    discipline("363LF0000X", "Family Nurse Practitioner", "family medicine", &[ARNP], (6, 6, 10)),
    discipline("363A00000X", "Physician Assistant", "primary care", &[PA], (4, 4, 0)),
    discipline("208000000X", "Pediatrics", "pediatrics", PHYSICIAN, (18, 11, 15)),
    discipline("152W00000X", "Optometry", "optometry", &[OD], (11, 9, 5)),
    discipline("207W00000X", "Ophthalmology", "ophthalmology", &[MD], (4, 4, 10)),
    discipline("225100000X", "Physical Therapy", "physical therapy", &[DPT], (14, 11, 5)),
    discipline("207N00000X", "Dermatology", "dermatology", PHYSICIAN, (7, 6, 15)),
    discipline("207RC0000X", "Cardiology", "cardiovascular disease", PHYSICIAN, (7, 6, 10)),
    discipline("207X00000X", "Orthopedic Surgery", "orthopedic surgery", &[MD], (7, 6, 10)),
    discipline("207V00000X", "Obstetrics and Gynecology", "obstetrics and gynecology", PHYSICIAN, (9, 8, 15)),
    discipline("367A00000X", "Midwifery", "midwifery", &[CNM], (3, 3, 0)),
    discipline("103TC0700X", "Clinical Psychology", "clinical psychology", &[PHD, PSYD], (6, 6, 20)),
    discipline("1041C0700X", "Clinical Social Work", "clinical social work", &[LICSW], (5, 5, 10)),
    discipline("2084P0800X", "Psychiatry", "psychiatry", PHYSICIAN, (4, 4, 25)),
    discipline("208600000X", "General Surgery", "general surgery", &[MD], (3, 3, 0)),
    discipline("207RH0003X", "Hematology and Oncology", "hematology and oncology", &[MD], (2, 2, 0)),
    TRAVEL,
];

/// Work of contracted clinicians elsewhere; `offices` counts the places.
#[rustfmt::skip]
pub const ELSEWHERE: &[Discipline] = &[
    discipline("207N00000X", "Dermatology", "dermatology", PHYSICIAN, (2, 2, 0)),
    discipline("207RC0000X", "Cardiology", "cardiovascular disease", PHYSICIAN, (2, 2, 20)),
    discipline("207X00000X", "Orthopedic Surgery", "orthopedic surgery", &[MD], (2, 2, 0)),
    discipline("207W00000X", "Ophthalmology", "ophthalmology", &[MD], (1, 1, 0)),
    discipline("225100000X", "Physical Therapy", "physical therapy", &[DPT], (2, 2, 0)),
    discipline("103TC0700X", "Clinical Psychology", "clinical psychology", &[PHD, PSYD], (2, 2, 0)),
    discipline("207V00000X", "Obstetrics and Gynecology", "obstetrics and gynecology", PHYSICIAN, (1, 1, 0)),
    discipline("2084N0400X", "Neurology", "neurology", PHYSICIAN, (2, 2, 20)),
    discipline("207Y00000X", "Otolaryngology", "otolaryngology", &[MD], (2, 2, 0)),
    discipline("207RG0100X", "Gastroenterology", "gastroenterology", &[MD], (1, 1, 0)),
    discipline("208800000X", "Urology", "urology", &[MD], (1, 1, 0)),
    discipline("207RE0101X", "Endocrinology", "endocrinology and diabetes", PHYSICIAN, (1, 1, 0)),
    discipline("207K00000X", "Allergy and Immunology", "allergy and immunology", &[MD], (1, 1, 0)),
];
