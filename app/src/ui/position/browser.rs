//! The browser's geolocation, asked by name: its types would be features of a library that the
//! database engine uses too, and so compile the engine for one button.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::{provide_context, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::js_sys::{Function, Object, Reflect};

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

/// The code of an error for somebody who has said no.
const PERMISSION_DENIED: f64 = 1.0;

/// `None` where the browser has none.
fn geolocation() -> Option<Object> {
    Reflect::get(&window().navigator(), &"geolocation".into()).ok()?.dyn_into().ok()
}

fn find(tell: Tell) {
    let ask = geolocation().and_then(|geolocation| {
        let ask = Reflect::get(&geolocation, &"getCurrentPosition".into()).ok()?;
        Some((geolocation, ask.dyn_into::<Function>().ok()?))
    });
    let Some((geolocation, ask)) = ask else { return tell(Err(NoPosition::NotFound)) };
    // One of the two is called: whichever it is takes the one way to answer.
    let tell = Rc::new(RefCell::new(Some(tell)));
    let failed = tell.clone();
    let found = Closure::once_into_js(move |found: JsValue| answer(&tell, position(&found)));
    let failed = Closure::once_into_js(move |error: JsValue| answer(&failed, Err(reason(&error))));
    // It throws only where the functions are none.
    let _ = ask.call3(&geolocation, &found, &failed, &options());
}

fn options() -> Object {
    let options = Object::new();
    for (name, milliseconds) in [("timeout", PATIENCE), ("maximumAge", FRESH)] {
        // A new object takes any field.
        let _ = Reflect::set(&options, &name.into(), &milliseconds.into());
    }
    options
}

fn answer(tell: &RefCell<Option<Tell>>, answer: Result<Position, NoPosition>) {
    if let Some(tell) = tell.take() {
        tell(answer);
    }
}

fn position(found: &JsValue) -> Result<Position, NoPosition> {
    let position = || {
        let coordinates = Reflect::get(found, &"coords".into()).ok()?;
        Some(Position {
            latitude: number(&coordinates, "latitude")?,
            longitude: number(&coordinates, "longitude")?,
        })
    };
    position().ok_or(NoPosition::NotFound)
}

fn reason(error: &JsValue) -> NoPosition {
    match number(error, "code") {
        Some(PERMISSION_DENIED) => NoPosition::Refused,
        _ => NoPosition::NotFound,
    }
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &name.into()).ok()?.as_f64()
}
