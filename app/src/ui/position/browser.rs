//! The browser's geolocation.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{provide_context, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Geolocation, PositionError, PositionOptions};

use super::{Finder, NoPosition, Position, Tell};

/// So long the browser may look, in milliseconds.
const PATIENCE: u32 = 15_000;

/// A position this old is good enough for the nearest ZIP, in milliseconds.
const FRESH: u32 = 10 * 60 * 1000;

/// Makes the position known to pages, where the browser offers it.
pub fn provide_finder() {
    if geolocation().is_some() {
        provide_context(Finder(find));
    }
}

/// `None` where the browser has none.
fn geolocation() -> Option<Geolocation> {
    let geolocation = window().navigator().geolocation().ok()?;
    (!JsValue::from(&geolocation).is_undefined()).then_some(geolocation)
}

fn find(tell: Tell) {
    let Some(geolocation) = geolocation() else { return tell(Err(NoPosition::NotFound)) };
    // One of the two is called: whichever it is takes the one way to answer.
    let tell = Rc::new(RefCell::new(Some(tell)));
    let failed = tell.clone();
    let found = Closure::once_into_js(move |found: web_sys::Position| answer(&tell, Ok(position(&found))));
    let failed = Closure::once_into_js(move |error| answer(&failed, Err(reason(&error))));
    let options = PositionOptions::new();
    options.set_timeout(PATIENCE);
    options.set_maximum_age(FRESH);
    // It throws only where the functions are none.
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
}

fn answer(tell: &RefCell<Option<Tell>>, answer: Result<Position, NoPosition>) {
    if let Some(tell) = tell.take() {
        tell(answer);
    }
}

fn position(found: &web_sys::Position) -> Position {
    let coordinates = found.coords();
    Position { latitude: coordinates.latitude(), longitude: coordinates.longitude() }
}

fn reason(error: &PositionError) -> NoPosition {
    match error.code() {
        PositionError::PERMISSION_DENIED => NoPosition::Refused,
        _ => NoPosition::NotFound,
    }
}
