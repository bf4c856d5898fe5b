//! The browser's passkeys, asked by name: their types would be features of a library that the database
//! engine uses too. What crosses is JSON; older browsers do not write or read it themselves.

use leptos::{
    prelude::{provide_context, window},
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Function, JSON, Object, Promise, Reflect, Uint8Array, futures::JsFuture};

use super::{Door, NoPasskey, Tell};

/// Makes passkeys known to pages, where the browser offers them.
pub fn provide_door() {
    if is_offered() {
        let create = |options, tell| ask("create", options, tell);
        let get = |options, tell| ask("get", options, tell);
        provide_context(Door { create, get });
    }
}

/// A page at an address without a name has none, though its browser may.
fn is_offered() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    let named = host.parse::<std::net::Ipv4Addr>().is_err() && !host.starts_with('[');
    named && container().is_some() && !of(&window(), "PublicKeyCredential").is_undefined()
}

fn container() -> Option<Object> {
    of(&window().navigator(), "credentials").dyn_into().ok()
}

/// Asks the browser, which asks whoever sits before it.
fn ask(what: &'static str, options: String, tell: Tell) {
    let Some(promise) = asked(what, &options) else { return tell(Err(NoPasskey::Failed)) };
    spawn_local(async move {
        tell(match JsFuture::from(promise).await {
            Ok(made) => answer(&made).ok_or(NoPasskey::Failed),
            Err(error) => Err(reason(&error)),
        });
    });
}

fn asked(what: &str, options: &str) -> Option<Promise> {
    let container = container()?;
    let asking = Object::new();
    Reflect::set(&asking, &"publicKey".into(), &read(what, &JSON::parse(options).ok()?)?).ok()?;
    method(&container, what)?.call1(&container, &asking).ok()?.dyn_into().ok()
}

/// The server's JSON as the browser wants it.
fn read(what: &str, options: &JsValue) -> Option<JsValue> {
    let class = of(&window(), "PublicKeyCredential");
    let name = if what == "create" { "parseCreationOptionsFromJSON" } else { "parseRequestOptionsFromJSON" };
    if let Some(parse) = method(&class, name) {
        return parse.call1(&class, options).ok();
    }
    to_bytes(options, "challenge")?;
    let user = of(options, "user");
    if user.is_object() {
        to_bytes(&user, "id")?;
    }
    for list in ["excludeCredentials", "allowCredentials"] {
        let list = of(options, list);
        if Array::is_array(&list) {
            Array::from(&list).iter().try_for_each(|each| to_bytes(&each, "id"))?;
        }
    }
    Some(options.clone())
}

/// What the browser has answered, as the server's JSON.
fn answer(made: &JsValue) -> Option<String> {
    let json = match method(made, "toJSON") {
        Some(write) => write.call0(made).ok()?,
        None => by_hand(made)?.into(),
    };
    JSON::stringify(&json).ok()?.as_string()
}

fn by_hand(made: &JsValue) -> Option<Object> {
    let (answer, response) = (of(made, "response"), Object::new());
    for name in ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"] {
        let bytes = of(&answer, name);
        if bytes.is_object() {
            Reflect::set(&response, &name.into(), &text(&bytes)?.into()).ok()?;
        }
    }
    let json = Object::new();
    let fields = [
        ("id", of(made, "id")),
        ("rawId", text(&of(made, "rawId"))?.into()),
        ("type", of(made, "type")),
        ("response", response.into()),
        ("clientExtensionResults", Object::new().into()),
    ];
    for (name, value) in fields {
        Reflect::set(&json, &name.into(), &value).ok()?;
    }
    Some(json)
}

/// A field in base 64 becomes bytes.
fn to_bytes(of_what: &JsValue, name: &str) -> Option<()> {
    let text = of(of_what, name).as_string()?.replace('-', "+").replace('_', "/");
    let bytes: Vec<u8> = window().atob(&text).ok()?.chars().map(|c| c as u8).collect();
    Reflect::set(of_what, &name.into(), &Uint8Array::from(&bytes[..])).ok().map(drop)
}

/// Bytes in base 64 for addresses, without an end.
fn text(bytes: &JsValue) -> Option<String> {
    let text: String = Uint8Array::new(bytes).to_vec().into_iter().map(char::from).collect();
    let text = window().btoa(&text).ok()?;
    Some(text.replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned())
}

fn reason(error: &JsValue) -> NoPasskey {
    match of(error, "name").as_string().as_deref() {
        Some("NotAllowedError" | "AbortError") => NoPasskey::Cancelled,
        Some("InvalidStateError") => NoPasskey::Known,
        _ => NoPasskey::Failed,
    }
}

fn of(what: &JsValue, name: &str) -> JsValue {
    Reflect::get(what, &name.into()).unwrap_or_default()
}

fn method(what: &JsValue, name: &str) -> Option<Function> {
    of(what, name).dyn_into().ok()
}
