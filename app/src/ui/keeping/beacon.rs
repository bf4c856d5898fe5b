//! A browser's last word, which it sends after its page is gone. Called by name, as in
//! `position/browser.rs`.

use leptos::{
    prelude::{GetUntracked, RwSignal, on_cleanup, provide_context, window, window_event_listener_untyped},
    server_fn::ServerFn,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, Reflect};

use super::Farewell;
use crate::api::hold::LetGoOfTime;

/// Makes pages say it.
pub fn provide_farewell() {
    provide_context(Farewell(tell_when_leaving));
}

fn tell_when_leaving(kept: RwSignal<Option<LetGoOfTime>>) {
    let leaving = window_event_listener_untyped("pagehide", move |_| {
        if let Some(kept) = kept.get_untracked() {
            // A browser without beacons keeps the time until it ends by itself.
            let _ = send(&kept);
        }
    });
    on_cleanup(move || leaving.remove());
}

fn send(kept: &LetGoOfTime) -> Result<(), JsValue> {
    let fields = [("role", kept.role.to_string()), ("start", kept.start.to_string())];
    let fields: Array = fields.iter().map(|(name, value)| pair(name, value)).collect();
    // Sent as a form is.
    let form: Function = Reflect::get(&window(), &"URLSearchParams".into())?.dyn_into()?;
    let form = Reflect::construct(&form, &Array::of1(&fields))?;
    let navigator = window().navigator();
    let beacon: Function = Reflect::get(&navigator, &"sendBeacon".into())?.dyn_into()?;
    beacon.call2(&navigator, &LetGoOfTime::PATH.into(), &form).map(drop)
}

fn pair(name: &str, value: &str) -> JsValue {
    Array::of2(&name.into(), &value.into()).into()
}
