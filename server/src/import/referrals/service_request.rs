//! FHIR R4 ServiceRequest: a referral as other systems write it.

use app::domain::{id::MemberNumber, plan::Plan, registrant::member_number};
use jiff::civil::Date;

use super::{
    super::{
        hours,
        organization::id,
        reference::{is_id, target},
        resource::Part,
    },
    entry::{Entry, Fields, Holding, To, fits, holds, states, visits_wanted},
};

/// The type's name.
pub const NAME: &str = "ServiceRequest";

const FIELDS: Fields = Fields { member: "subject.identifier.value", clinician: "performer" };

/// Reads a ServiceRequest; what is wrong is reported by its part.
pub fn entry(resource: &Part, plan: &Plan) -> Option<Entry> {
    let id = id(resource)?.as_str().into();
    if !state(resource)? {
        return Some(Entry::Over(id));
    }
    let order = is_order(resource);
    let (number, to) = (number(resource), to(resource, plan));
    let (days, visits) = (days(resource), visits(resource));
    let (number, to, days, visits) = (number?, to?, days?, visits?);
    order.then(|| Entry::Holds(Box::new(Holding { id, number, to, days, visits, fields: FIELDS })))
}

fn state(resource: &Part) -> Option<bool> {
    let state = resource.text("status");
    resource.expect_of("status", state.as_deref().and_then(holds), states)
}

/// A proposal or a plan refers nobody, and an order not to do something least of all.
fn is_order(resource: &Part) -> bool {
    if resource.flag("doNotPerform") == Some(true) {
        resource.report("doNotPerform", "must not be true: the resource is refused");
        return false;
    }
    let order = resource.text("intent").is_some_and(|intent| intent.ends_with("order"));
    if !order {
        resource.report("intent", "must be an order: the resource is refused");
    }
    order
}

/// The number on the card. What a reference to a Patient holds is another system's id.
fn number(resource: &Part) -> Option<MemberNumber> {
    let subject = resource.object("subject").and_then(|subject| subject.object("identifier"));
    let number = subject.and_then(|identifier| identifier.text("value"));
    let number = number.as_deref().and_then(member_number);
    resource.expect_of(FIELDS.member, number, || "must be the number on the member's card".to_owned())
}

/// A clinician who is named is meant alone, whatever their specialty is.
fn to(resource: &Part, plan: &Plan) -> Option<To> {
    let performers = resource.objects("performer");
    let mut named = performers.iter().filter_map(|performer| performer.text("reference"));
    if let Some(clinician) = named.find_map(|text| clinician(&text)) {
        return Some(clinician);
    }
    let concept = resource.object("performerType");
    let specialty = concept.as_ref().and_then(|concept| specialty(concept, plan));
    let reason = || match concept {
        Some(_) => "is no specialty of the plan".to_owned(),
        None => "is missing, and no performer is a Practitioner or PractitionerRole".to_owned(),
    };
    resource.expect_of("performerType", specialty, reason)
}

fn clinician(reference: &str) -> Option<To> {
    match target(reference).filter(|(_, id)| is_id(id))? {
        ("Practitioner", id) => Some(To::Clinician(id.into())),
        ("PractitionerRole", id) => Some(To::Role(id.into())),
        _ => None,
    }
}

/// By a code of NUCC, else by what the concept is called.
fn specialty(concept: &Part, plan: &Plan) -> Option<To> {
    let codes = concept.codes();
    let coded = codes.iter().find_map(|code| plan.specialty_for_code(code));
    let called = || concept.said().and_then(|words| plan.specialty_called(&words));
    coded.or_else(called).map(|specialty| To::Specialty(specialty.id.clone()))
}

fn days(resource: &Part) -> Option<(Date, Date)> {
    let period = resource.object("occurrencePeriod");
    let day = |name| period.as_ref().and_then(|period| hours::date(period, name));
    let (from, until) = (day("start"), day("end"));
    let days = from.zip(until).filter(|(from, until)| from <= until);
    resource.expect_of("occurrencePeriod", days, || {
        "must have a start and an end that is not before it".to_owned()
    })
}

/// `Some(None)` where there is no limit. One that cannot be read is not taken for none.
fn visits(resource: &Part) -> Option<Option<u32>> {
    for other in ["quantityRatio", "quantityRange"] {
        if resource.object(other).is_some() {
            resource.report(other, "must be a quantityQuantity: the resource is refused");
            return None;
        }
    }
    let Some(quantity) = resource.object("quantityQuantity") else { return Some(None) };
    let value = quantity.number("value").filter(|value| value.fract() == 0.0 && *value >= 0.0);
    let visits = value.map(|value| value as u32).filter(|visits| fits(*visits));
    quantity.expect_of("value", visits, visits_wanted).map(Some)
}
