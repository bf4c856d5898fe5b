"""Feeds made-up sources to the rules of architecture.py: each breach must be seen, and nothing
that is right may be called a breach."""

from architecture import breaches_of, languages
from architecture_modules import unnamed

BREACHES = [
    ("app/src/domain/slot.rs", "use crate::store::Store;", "`domain` may not use `store`"),
    ("app/src/domain/plan/file.rs", "use super::super::super::api::plan;", "`domain` may not use `api`"),
    ("app/src/domain/slot.rs", "use leptos::prelude::*;", "domain is pure"),
    ("app/src/domain/slot.rs", "let now = Timestamp::now();", "`now` is an argument"),
    ("app/src/domain/slot.rs", '#[cfg(feature = "ssr")]\npub mod a;', "domain has no cfg"),
    ("app/src/store/member.rs", "use crate::{\n    domain::id,\n    search::availability,\n};", "may not use `search`"),
    ("app/src/search/directory.rs", "use crate::store;", "`search` may not use `store`"),
    ("app/src/api/member.rs", "use crate::store;", "`api` may not use `store`"),
    ("app/src/api/member.rs", "use crate::{\n    domain::id,\n    store,\n};", "`api` may not use `store`"),
    # Of the same name as one that is gated, elsewhere.
    ("app/src/api/store.rs", "use crate::store;", "`api` may not use `store`"),
    ("app/src/ui/badge.rs", "use crate::store::member::find;", "`ui` may not use `store`"),
    ("app/src/pages/book.rs", "fn f() { crate::store::member::find(); }", "`pages` may not use `store`"),
    ("app/src/helpers.rs", "fn f() {}", "not in the table"),
    ("app/src/pages/book.rs", "use surrealdb::Surreal;", "only the store knows"),
    ("server/src/main.rs", "use surrealdb::Surreal;", "only the store knows"),
    ("app/src/api/member.rs", '#[cfg(feature = "ssr")]\nuse axum::Json;', "gates a whole module"),
    ("app/src/api/member.rs", 'fn f() { if cfg!(feature = "ssr") {} }', "gates a whole module"),
    ("app/src/pages/book.rs", 'view! { <p>"Choose a time"</p> }', "app/locales"),
    ("app/src/pages/book.rs", 'view! { <button>"Cancel"</button> }', "app/locales"),
    ("app/src/pages/book.rs", 'view! { <button>"Self-referral"</button> }', "app/locales"),
    ("app/src/pages/book.rs", "view! { <p>Choose a time</p> }", "app/locales"),
    ("app/src/ui/badge.rs", 'view! { <nav aria-label="Languages" /> }', "app/locales"),
    ("app/src/ui/badge.rs", 'let text = "Please sign on";', "app/locales"),
    ("app/src/ui/badge.rs", 'format!("{count} times left")', "app/locales"),
]

RIGHT = [
    ("app/src/domain/slot.rs", "use super::id::RoleId;\n// leptos::prelude, Timestamp::now()\n#[cfg(test)]\nmod tests;"),
    ("app/src/store/member.rs", "use super::Store;\nuse crate::domain::member::Member;\nuse surrealdb::Surreal;"),
    ("app/src/api/member.rs", "pub async fn me() -> Answer {\n    use crate::{portal::Portal, store};\n}"),
    ("app/src/api/gated.rs", "use crate::store;"),
    ("app/src/api/gated/part.rs", "use crate::store;"),
    ("app/src/pages/book.rs", "use crate::{api::draft, domain::slot, i18n::*, ui::field::{store, TextField}};"),
    ("app/src/lib.rs", '#[cfg(feature = "ssr")]\npub mod store;\n#[cfg(feature = "hydrate")]\nmod hydrate;'),
    ("app/src/pages/book.rs", 'view! { <p class="a b">{t!(i18n, book.title)} " " {move || "on"}</p> }'),
    ("app/src/ui/icon.rs", 'view! { <path d="M0 0 L1 1" /> } // "a sentence in a comment"'),
    ("app/src/ui/icon.rs", "#[expect(clippy::x, reason = \"said in words\")]\nfn f<'a>(c: char) -> bool { c == '\"' || c == 'a' }"),
    ("app/src/pages/book.rs", 'view! { <fieldset aria-describedby="born-hint born-error"></fieldset> }'),
    ("app/src/ui/badge.rs", 'let class = if phone { "badge badge--phone" } else { "badge" };'),
    ("app/src/fault_page.rs", 'format!("<p lang=\\"{code}\\">{advice}</p> <a href=\\"/\\">{home}</a>")'),
    ("app/src/pages/book.rs", 'match step { Step::Time => "time", Step::Check => "check" }'),
]


def self_test() -> None:
    gated = {("store",), ("api", "gated")}
    for path, text, rule in BREACHES:
        found = [breach.rule for breach in breaches_of(path, text, gated)]
        assert any(rule in one for one in found), f"not seen: {path}: {text!r}: {rule}: {found}"
    for path, text in RIGHT:
        found = breaches_of(path, text, gated)
        assert not found, f"called a breach: {path}: {text!r}: {found}"
    self_test_languages()
    self_test_modules()
    print(f"architecture: self-test of {len(BREACHES)} breaches and {len(RIGHT)} right sources passed")


def self_test_languages() -> None:
    english = {"a.json": {"title": "Hello {{ name }}", "n_one": "one", "n_other": "more"}}
    same = {"a.json": {"title": "Hola {{ name }}", "n_one": "uno", "n_many": "de", "n_other": "más"}}
    missing = {"a.json": {"title": "Hola {{ name }}"}}
    other = {"a.json": {**same["a.json"], "title": "Hola {{ nombre }}"}}
    assert not list(languages({"en": english, "es": same}))
    assert "missing" in next(languages({"en": english, "es": missing})).rule
    assert "variables" in next(languages({"en": english, "es": other})).rule


def self_test_modules() -> None:
    files = {
        "app/src/lib.rs": "pub mod slot;\n#[cfg(test)]\nmod tests;",
        "app/src/slot.rs": "mod grid;",
        "app/src/slot/grid.rs": "",
        "app/src/tests/mod.rs": '#[path = "../../tests/support.rs"]\n#[expect(dead_code)]\nmod support;',
        "app/tests/support.rs": "",
        "app/tests/books/main.rs": "mod device;",
        "app/tests/books/device.rs": "",
    }
    assert not unnamed(files), unnamed(files)
    left = {"app/src/slot/terms.rs": "mod part;", "app/src/slot/terms/part.rs": "", "app/src/grid.rs": ""}
    assert unnamed(files | left) == sorted(left), unnamed(files | left)
