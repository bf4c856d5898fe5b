//! Where the browser begins.

use leptos::prelude::document;

use crate::{
    app::App,
    ui::{
        changes::events::provide_ear, keeping::beacon::provide_farewell, passkey::browser::provide_door,
        position::browser::provide_finder,
    },
};

/// Takes over the page that the server has sent.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // What went wrong is worth a line in the console: by itself wasm only says "unreachable".
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::mount::hydrate_body(|| {
        provide_ear();
        provide_finder();
        provide_farewell();
        provide_door();
        App()
    });
    // From now on the page answers by itself: whoever drives the browser may wait for it.
    if let Some(page) = document().document_element() {
        let _ = page.set_attribute("data-live", "");
    }
}
