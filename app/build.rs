//! Reads `locales/` and writes the typed translations into the build folder.
use std::{error::Error, path::PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// One file per language for each: the sentences of a page live beside each other.
const NAMESPACES: &[&str] = &[
    "account",
    "appointments",
    "book",
    "clinician",
    "common",
    "components",
    "directory",
    "emergency",
    "help",
    "home",
    "mail",
    "passkey",
    "paying",
    "receipt",
    "record",
    "second_step",
    "session",
    "sign_on",
    "staff",
    "travel",
    "verdict",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("en")?.add_locale("es")?.add_namespaces(NAMESPACES)?.parse_options(options);
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    translations.rerun_if_locales_changed();
    let directory = PathBuf::from(std::env::var("OUT_DIR")?).join("i18n");
    translations.generate_i18n_module(directory)?;
    Ok(())
}
