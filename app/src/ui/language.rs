//! The language of the page.

use crate::{
    domain::plan::Text,
    i18n::{Locale, use_i18n},
};

/// Whether the page is in Spanish. Reactive.
pub fn is_spanish() -> bool {
    use_i18n().get_locale() == Locale::es
}

/// A text of the plan profile in the language of the page. Reactive.
pub fn text(text: &Text) -> String {
    text.get(is_spanish()).to_owned()
}
