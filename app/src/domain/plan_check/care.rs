//! The specialties and the kinds of visits of a plan profile.

use std::collections::HashSet;

use super::faults::Faults;
use crate::domain::{plan::Plan, visit_type::VisitType};

/// Searches look for free times of many visit types at once, as the bits of a number.
const VISIT_TYPES: usize = 64;

impl Plan {
    pub(super) fn check_specialties(&self, faults: &mut Faults) {
        faults.once("specialties", ".id", self.specialties.iter().map(|s| s.id.as_str()));
        let mut seen = HashSet::new();
        for (n, specialty) in self.specialties.iter().enumerate() {
            let at = |field: &str| format!("specialties.{n}.{field}");
            faults.slug(at("id"), specialty.id.as_str());
            faults.text(&at("name"), &specialty.name);
            faults.filled(at("source"), &specialty.source);
            for (m, words) in specialty.also_called.iter().enumerate() {
                faults.filled(at(&format!("also_called.{m}")), words);
            }
            for (m, code) in specialty.codes.iter().enumerate() {
                let path = at(&format!("codes.{m}"));
                faults.unless(seen.insert(code), path.clone(), code, "stands there twice");
                faults.unless(
                    taxonomy_code(code),
                    path,
                    code,
                    "must be a NUCC code, ten characters that end in X",
                );
            }
        }
    }

    pub(super) fn check_visit_types(&self, faults: &mut Faults) {
        let count = self.visit_types.len();
        faults.unless(count <= VISIT_TYPES, "visit_types", count, "must be at most 64");
        faults.once("visit_types", ".id", self.visit_types.iter().map(|v| v.id.as_str()));
        for (n, visit_type) in self.visit_types.iter().enumerate() {
            let at = |field: &str| format!("visit_types.{n}.{field}");
            faults.slug(at("id"), visit_type.id.as_str());
            faults.text(&at("name"), &visit_type.name);
            faults.text(&at("description"), &visit_type.description);
            faults.filled(at("source"), &visit_type.source);
            check_figures(faults, &at, visit_type);
            faults.unless(!visit_type.specialties.is_empty(), at("specialties"), "", "must name a specialty");
            for (m, id) in visit_type.specialties.iter().enumerate() {
                let known = self.specialty(id).is_some();
                faults.unless(known, at(&format!("specialties.{m}")), id, "is not among the specialties");
            }
        }
    }
}

fn check_figures(faults: &mut Faults, at: &dyn Fn(&str) -> String, visit_type: &VisitType) {
    let VisitType { minutes, copay_cents, lead_minutes, horizon_days, cancellation, .. } = visit_type;
    faults.unless((1..=480).contains(minutes), at("minutes"), minutes, "must be from 1 to 480");
    faults.unless(
        (1..=400).contains(horizon_days),
        at("horizon_days"),
        horizon_days,
        "must be from 1 to 400",
    );
    if let Some(most) = visit_type.most_open {
        faults.unless((1..=100).contains(&most), at("most_open"), most, "must be from 1 to 100");
    }
    let lead = *lead_minutes < u32::from(*horizon_days) * 24 * 60;
    faults.unless(lead, at("lead_minutes"), lead_minutes, "must be shorter than horizon_days");
    faults.unless(*copay_cents <= 100_000, at("copay_cents"), copay_cents, "must be at most 100000");
    let cutoff = cancellation.cutoff_hours;
    faults.unless(cutoff <= 336, at("cancellation.cutoff_hours"), cutoff, "must be at most 336");
}

fn taxonomy_code(code: &str) -> bool {
    code.len() == 10
        && code.ends_with('X')
        && code.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}
