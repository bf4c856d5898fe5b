//! The language of who has never chosen one: that in which their browser shows the pages.

use leptos_i18n::Locale as _;

use crate::i18n::Locale;

/// Whether pages come in Spanish to a browser that accepts these languages (`Accept-Language`): read
/// as it is for the pages, the one that is liked best in front.
pub fn is_spanish(accepted: &str) -> bool {
    let languages: Vec<_> = accepted.split(',').filter_map(|language| language.split(';').next()).collect();
    Locale::find_locale(&languages) == Locale::es
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_first_of_those_that_a_browser_accepts_and_that_there_are() {
        for spanish in ["es", "es-US,es;q=0.9,en;q=0.8", "es-MX", "fr-FR,fr;q=0.9,es;q=0.8,en;q=0.7"] {
            assert!(is_spanish(spanish), "{spanish}");
        }
        for english in ["", "en-US,en;q=0.9,es;q=0.8", "fr", "*", "xx-,;q"] {
            assert!(!is_spanish(english), "{english}");
        }
    }
}
