//! Times that are free, days ahead.

use serde_json::Value;

use crate::portal::Browser;

/// A kind of visit that many roles have.
pub const VISIT: &str = "office-visit";

/// A role, a day there and its starts.
#[derive(Clone, Debug)]
pub struct Day {
    pub role: String,
    pub date: String,
    pub starts: Vec<String>,
}

/// Up to so many free days of each of so many roles; the first days are left out, since nobody may
/// cancel them any more.
pub fn days(browser: &Browser, roles: usize, days: usize) -> Vec<Day> {
    let roles = self::roles(browser).into_iter().take(roles);
    roles.flat_map(|role| of_role(browser, &role, days)).collect()
}

/// The roles that can be booked.
pub fn roles(browser: &Browser) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for specialty in ["family-medicine", "primary-care", "internal-medicine", "pediatrics", ""] {
        let mut fields = vec![("query[visit_type]", VISIT), ("query[online]", "true")];
        if !specialty.is_empty() {
            fields.push(("query[specialty]", specialty));
        }
        let found = browser.read("search_directory", &fields);
        let ids = found["cards"].as_array().unwrap().iter().map(|card| text(&card["listing"]["role"]["id"]));
        roles.extend(ids);
    }
    let mut seen = std::collections::BTreeSet::new();
    roles.retain(|role| seen.insert(role.clone()));
    roles
}

pub fn of_role(browser: &Browser, role: &str, most: usize) -> Vec<Day> {
    let fields = [("role", role), ("visit_type", VISIT)];
    let listed = browser.read("free_times", &fields);
    let dates = listed["days"].as_array().unwrap().iter().map(|day| text(&day["date"]));
    let ahead = dates.skip(3).take(most);
    ahead.map(|date| Day { starts: starts(browser, role, &date), role: role.to_owned(), date }).collect()
}

/// The free starts of a day.
pub fn starts(browser: &Browser, role: &str, date: &str) -> Vec<String> {
    let fields = [("role", role), ("visit_type", VISIT), ("date", date)];
    let times = browser.read("free_times", &fields);
    times["times"].as_array().unwrap().iter().map(|time| text(&time["instant"])).collect()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
