//! What a member does over a connection.

use std::{collections::BTreeMap, io};

use crate::{
    portal::wish,
    times::{VISIT, text},
    wire::{Answer, Wire},
};

/// With whom and when.
pub type Place = (String, String);

/// A form that is filled in; an error where the server fails.
pub fn draft(wire: &mut Wire, (role, start): &Place) -> io::Result<String> {
    let answer = wire.post("start_draft", &wish(role, VISIT, start))?;
    if answer.status >= 500 {
        return Err(io::Error::other(answer.body));
    }
    assert_eq!(answer.status, 200, "{}", answer.body);
    Ok(answer.location.strip_prefix("/book/check/").unwrap().to_owned())
}

/// Sends a form.
pub fn book(wire: &mut Wire, draft: &str) -> io::Result<Answer> {
    wire.post("book", &[("draft", draft)])
}

pub fn cancel(wire: &mut Wire, id: &str) -> io::Result<Answer> {
    wire.post("cancel_appointment", &[("id", id)])
}

pub fn move_to(wire: &mut Wire, id: &str, start: &str) -> io::Result<Answer> {
    wire.post("move_appointment", &[("id", id), ("start", start)])
}

/// What has happened to an appointment, in order.
pub fn history(wire: &mut Wire, id: &str) -> io::Result<Vec<String>> {
    let view = wire.read("find_appointment", &[("id", id)])?;
    Ok(view["history"].as_array().unwrap().iter().map(|happening| text(&happening["kind"])).collect())
}

/// All appointments: where they are, and whether they are booked.
pub fn own(wire: &mut Wire) -> io::Result<BTreeMap<String, (Place, bool)>> {
    let views = wire.read("list_appointments", &[])?;
    let own = views.as_array().unwrap().iter().map(|view| {
        let one = &view["appointment"];
        let place = (text(&one["role"]), text(&one["start"]["instant"]));
        (text(&one["id"]), (place, one["state"] == "booked"))
    });
    Ok(own.collect())
}
