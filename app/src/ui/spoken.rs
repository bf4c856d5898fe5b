//! Languages that clinicians speak, as people call them.

use crate::i18n::*;

/// The name of a language by its BCP 47 code; a code without a name stands for itself.
pub fn language_name(code: &str) -> String {
    let i18n = use_i18n();
    let name = match code.split('-').next().unwrap_or(code) {
        "en" => t_string!(i18n, directory.speaks_en),
        "es" => t_string!(i18n, directory.speaks_es),
        "zh" => t_string!(i18n, directory.speaks_zh),
        "vi" => t_string!(i18n, directory.speaks_vi),
        "ru" => t_string!(i18n, directory.speaks_ru),
        "so" => t_string!(i18n, directory.speaks_so),
        "ko" => t_string!(i18n, directory.speaks_ko),
        "tl" => t_string!(i18n, directory.speaks_tl),
        "am" => t_string!(i18n, directory.speaks_am),
        "uk" => t_string!(i18n, directory.speaks_uk),
        "ar" => t_string!(i18n, directory.speaks_ar),
        "pt" => t_string!(i18n, directory.speaks_pt),
        "ht" => t_string!(i18n, directory.speaks_ht),
        "fr" => t_string!(i18n, directory.speaks_fr),
        "de" => t_string!(i18n, directory.speaks_de),
        "hi" => t_string!(i18n, directory.speaks_hi),
        "ja" => t_string!(i18n, directory.speaks_ja),
        "pa" => t_string!(i18n, directory.speaks_pa),
        "fa" => t_string!(i18n, directory.speaks_fa),
        "km" => t_string!(i18n, directory.speaks_km),
        "sgn" => t_string!(i18n, directory.speaks_sgn),
        _ => code,
    };
    name.to_owned()
}

/// `English, Spanish`
pub fn language_names(codes: &[String]) -> String {
    codes.iter().map(|code| language_name(code)).collect::<Vec<_>>().join(", ")
}
