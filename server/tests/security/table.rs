//! Who may what: `endpoints.csv`. A test of the router fails where an endpoint has no row in it.

use crate::world::World;

/// An endpoint, how it is asked, and how each kind of person is answered.
pub struct Row {
    pub method: String,
    pub route: String,
    asked: String,
    form: String,
    pub visitor: u16,
    pub owner: u16,
    pub other: u16,
}

/// The whole table.
pub fn rows() -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(&include_bytes!("endpoints.csv")[..]);
    reader.records().map(|record| row(&record.unwrap())).collect()
}

/// What changes something.
pub fn posts() -> Vec<Row> {
    rows().into_iter().filter(|row| row.method == "POST").collect()
}

fn row(record: &csv::StringRecord) -> Row {
    let text = |n: usize| record[n].to_owned();
    let status = |n: usize| record[n].parse().unwrap();
    let [method, route, asked, form] = [0, 1, 2, 3].map(text);
    Row { method, route, asked, form, visitor: status(4), owner: status(5), other: status(6) }
}

impl Row {
    /// Whether it is about something that belongs to a member.
    pub fn is_owned(&self) -> bool {
        [&self.asked, &self.form]
            .iter()
            .any(|text| text.contains("{appointment}") || text.contains("{draft}"))
    }

    /// Its fields with the things of that world.
    pub fn fields(&self, world: &World) -> Vec<(String, String)> {
        let pairs = self.form.split('&').filter_map(|pair| pair.split_once('='));
        pairs.map(|(name, value)| (name.to_owned(), world.filled(value))).collect()
    }

    /// Its address, with the fields where it is read.
    pub fn path(&self, world: &World, fields: &[(String, String)]) -> String {
        let path = world.filled(&self.asked);
        if self.method == "GET" && !fields.is_empty() { format!("{path}?{}", form(fields)) } else { path }
    }

    /// What is sent, where something is changed.
    pub fn body(&self, fields: &[(String, String)]) -> String {
        if self.method == "POST" { form(fields) } else { String::new() }
    }
}

/// A form as it is sent.
pub fn form(fields: &[(String, String)]) -> String {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    crate::portal::form(&fields)
}
