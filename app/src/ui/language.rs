//! The language of the page.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    domain::plan::Text,
    error::AppError,
    i18n::{Locale, use_i18n},
};

/// What the cookie of the language is called: the server says so, by whether it is reached over https.
#[derive(Clone)]
pub struct LanguageCookie(pub String);

/// The name, which the server writes into the page and the browser reads there.
pub fn language_cookie() -> String {
    SharedValue::new(|| expect_context::<LanguageCookie>().0).into_inner()
}

/// Whether the page is in Spanish. Reactive.
pub fn is_spanish() -> bool {
    use_i18n().get_locale() == Locale::es
}

/// A text of the plan profile in the language of the page. Reactive.
pub fn text(text: &Text) -> String {
    text.get(is_spanish()).to_owned()
}

/// Pages go on in the language that `action` answers with: it signed somebody on whose account
/// has one. A browser without scripts learns it from the cookie that comes with the answer.
pub fn follow_language_of<S>(action: ServerAction<S>)
where
    S: ServerFn<Output = Option<bool>, Error = AppError> + Clone + Send + Sync + 'static,
{
    let i18n = use_i18n();
    Effect::new(move || {
        if let Some(Ok(Some(spanish))) = action.value().get() {
            i18n.set_locale(if spanish { Locale::es } else { Locale::en });
        }
    });
}
