//! What made-up clinicians do, with the codes of the NUCC provider taxonomy that the plan
//! profile knows.

use jiff::civil::Date;

use super::dice::Dice;

/// A kind of work.
#[derive(Clone, Copy, Debug)]
pub struct Discipline {
    /// The NUCC code.
    pub code: &'static str,
    /// Its name in the directory.
    pub display: &'static str,
    /// As it is called within a sentence.
    pub field: &'static str,
    /// What one has learned for it; one of them each.
    pub degrees: &'static [Degree],
}

/// A degree.
#[derive(Debug)]
pub struct Degree {
    /// Stands after the name.
    pub suffix: &'static str,
    /// In words.
    pub name: &'static str,
    /// A physician or surgeon: with a residency and a board.
    pub residency: bool,
}

impl Discipline {
    /// Training, in words.
    pub fn training(&self, degree: &Degree, dice: &mut Dice, today: Date) -> Vec<String> {
        let field = self.field;
        let since = i32::from(today.year()) - 2 - i32::try_from(dice.below(30)).unwrap_or_default();
        let mut lines = vec![degree.name.to_owned()];
        if degree.residency {
            lines.push(format!("Residency in {field}, completed in {since}"));
            lines.push(format!("Board certified in {field}"));
        } else {
            lines.push(format!("In practice since {since}"));
        }
        lines
    }
}

const fn degree(suffix: &'static str, name: &'static str) -> Degree {
    Degree { suffix, name, residency: false }
}

const MD: Degree = Degree { suffix: "MD", name: "Doctor of Medicine", residency: true };
const DO: Degree = Degree { suffix: "DO", name: "Doctor of Osteopathic Medicine", residency: true };
const DPM: Degree = Degree { suffix: "DPM", name: "Doctor of Podiatric Medicine", residency: true };
const ARNP: Degree = degree("ARNP", "Advanced Registered Nurse Practitioner");
const PA: Degree = degree("PA-C", "Certified Physician Assistant");
const OD: Degree = degree("OD", "Doctor of Optometry");
const DPT: Degree = degree("DPT", "Doctor of Physical Therapy");
const CNM: Degree = degree("CNM", "Certified Nurse-Midwife");
const PSYD: Degree = degree("PsyD", "Doctor of Psychology");
const PHD: Degree = degree("PhD", "Doctor of Philosophy in clinical psychology");
const LICSW: Degree = degree("LICSW", "Licensed Independent Clinical Social Worker");
const LMHC: Degree = degree("LMHC", "Licensed Mental Health Counselor");
const RN: Degree = degree("RN", "Registered Nurse");
const PHYSICIAN: &[Degree] = &[MD, MD, MD, DO];

const fn discipline(
    code: &'static str,
    display: &'static str,
    field: &'static str,
    degrees: &'static [Degree],
) -> Discipline {
    Discipline { code, display, field, degrees }
}

/// Declares disciplines: a name here, the code, the name in the directory, the field, degrees.
macro_rules! disciplines {
    ($($name:ident: $code:literal, $display:literal, $field:literal, $degrees:expr;)*) => {$(
        #[doc = $display]
        pub const $name: Discipline = discipline($code, $display, $field, $degrees);
    )*};
}

disciplines! {
    FAMILY_MEDICINE: "207Q00000X", "Family Medicine", "family medicine", PHYSICIAN;
    INTERNAL_MEDICINE: "207R00000X", "Internal Medicine", "internal medicine", PHYSICIAN;
    NURSE_PRACTITIONER: "363LF0000X", "Family Nurse Practitioner", "family medicine", &[ARNP];
    PHYSICIAN_ASSISTANT: "363A00000X", "Physician Assistant", "primary care", &[PA];
    PEDIATRICS: "208000000X", "Pediatrics", "pediatrics", PHYSICIAN;
    OPTOMETRY: "152W00000X", "Optometry", "optometry", &[OD];
    OPHTHALMOLOGY: "207W00000X", "Ophthalmology", "ophthalmology", &[MD];
    PHYSICAL_THERAPY: "225100000X", "Physical Therapy", "physical therapy", &[DPT];
    DERMATOLOGY: "207N00000X", "Dermatology", "dermatology", PHYSICIAN;
    CARDIOLOGY: "207RC0000X", "Cardiology", "cardiovascular disease", PHYSICIAN;
    ORTHOPEDICS: "207X00000X", "Orthopedic Surgery", "orthopedic surgery", &[MD];
    GYNECOLOGY: "207V00000X", "Obstetrics and Gynecology", "obstetrics and gynecology", PHYSICIAN;
    MIDWIFERY: "367A00000X", "Midwifery", "midwifery", &[CNM];
    PSYCHOLOGY: "103TC0700X", "Clinical Psychology", "clinical psychology", &[PHD, PSYD];
    SOCIAL_WORK: "1041C0700X", "Clinical Social Work", "clinical social work", &[LICSW];
    COUNSELING: "101YM0800X", "Mental Health Counseling", "mental health counseling", &[LMHC];
    PSYCHIATRY: "2084P0800X", "Psychiatry", "psychiatry", PHYSICIAN;
    SURGERY: "208600000X", "General Surgery", "general surgery", &[MD];
    ONCOLOGY: "207RH0003X", "Hematology and Oncology", "hematology and oncology", &[MD];
    TRAVEL: "163WC1500X", "Travel Advisory Service", "travel health", &[RN];
    NEUROLOGY: "2084N0400X", "Neurology", "neurology", PHYSICIAN;
    OTOLARYNGOLOGY: "207Y00000X", "Otolaryngology", "otolaryngology", &[MD];
    GASTROENTEROLOGY: "207RG0100X", "Gastroenterology", "gastroenterology", &[MD];
    UROLOGY: "208800000X", "Urology", "urology", &[MD];
    ENDOCRINOLOGY: "207RE0101X", "Endocrinology", "endocrinology and diabetes", PHYSICIAN;
    ALLERGY: "207K00000X", "Allergy and Immunology", "allergy and immunology", &[MD];
    PODIATRY: "213E00000X", "Podiatry", "podiatry", &[DPM];
    PULMONOLOGY: "207RP1001X", "Pulmonology", "pulmonary disease", PHYSICIAN;
    NEPHROLOGY: "207RN0300X", "Nephrology", "nephrology", PHYSICIAN;
    RHEUMATOLOGY: "207RR0500X", "Rheumatology", "rheumatology", PHYSICIAN;
    INFECTIOUS_DISEASE: "207RI0200X", "Infectious Disease", "infectious disease", PHYSICIAN;
}
