//! Where the browser begins.

use crate::{app::App, ui::changes::events::provide_ear};

/// Takes over the page that the server has sent.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(|| {
        provide_ear();
        App()
    });
}
