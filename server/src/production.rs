//! What is not served where others than this machine reach the portal, because it would not be safe:
//! told at the start, each with what to do.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use crate::{
    config::{Settings, Unsafe},
    failure::Failure,
};

/// What others of the system may do with a file.
const OTHERS: u32 = 0o077;

/// Refuses to serve what is not safe and was not allowed.
///
/// # Errors
/// `Setting` with a line for each fault.
pub fn check(settings: &Settings, demonstrates: bool) -> Result<(), Failure> {
    let faults = faults(settings, demonstrates);
    if faults.is_empty() { Ok(()) } else { Err(Failure::Setting(faults.join("\nerror: "))) }
}

fn faults(settings: &Settings, demonstrates: bool) -> Vec<String> {
    let public = settings.public_url();
    let is_reached = !settings.address.ip().is_loopback() || !public.is_loopback();
    let refused = |what| !settings.allows(what);
    let mut faults = Vec::new();
    if is_reached && demonstrates && refused(Unsafe::Demonstration) {
        faults.push(
            "others reach this portal, and everybody knows the demonstration's password: use --demonstration off, or \
             --allow demonstration where no real member is on the roll"
                .to_owned(),
        );
    }
    if is_reached && !public.is_secure() && refused(Unsafe::PlainHttp) {
        faults.push(
            "others reach this portal in clear: use --tls-cert and --tls-key, or put a proxy with TLS in front and set \
             --public-url https://HOST; --allow plain-http where the network itself is secret"
                .to_owned(),
        );
    }
    if has_open_database(settings, is_reached) && refused(Unsafe::OpenDatabase) {
        faults.push(
            "the database server asks for no password: set DATABASE_USER and DATABASE_PASSWORD, or --allow \
             open-database where nobody else reaches it"
                .to_owned(),
        );
    }
    if is_reached {
        faults.extend(key_fault(settings));
        faults.extend(field_keys_fault(settings));
    }
    faults
}

fn has_open_database(settings: &Settings, is_reached: bool) -> bool {
    let at_server = settings.database.server().is_some() && settings.database_login().is_none();
    at_server && (is_reached || !settings.database.is_on_this_machine())
}

/// What is wrong with the key that signs receipts.
fn key_fault(settings: &Settings) -> Option<String> {
    let Some(key) = settings.signing_key() else {
        return Some("a database in memory keeps no key for receipts: set --signing-key FILE".to_owned());
    };
    let name = key.display();
    match fs::metadata(&key) {
        Ok(file) if file.permissions().mode() & OTHERS != 0 => {
            Some(format!("{name}: others can read the key that signs receipts: chmod 600"))
        }
        Ok(_) => None,
        Err(_) if !is_used(settings) || settings.allows(Unsafe::NewKey) => None,
        Err(_) => Some(format!(
            "{name}: the key that signs receipts is missing, and there was a portal before: put it back, or --allow \
             new-key to begin with another one; older receipts are then not known any more"
        )),
    }
}

/// What is wrong with the keys that seal fields. Whether they are the right ones is seen when the
/// database is open.
fn field_keys_fault(settings: &Settings) -> Option<String> {
    let keys = settings.field_keys()?;
    let open = fs::metadata(&keys).is_ok_and(|file| file.permissions().mode() & OTHERS != 0);
    open.then(|| format!("{}: others can read the keys that seal fields: chmod 600", keys.display()))
}

/// Whether the database is there already, or may be.
fn is_used(settings: &Settings) -> bool {
    let folder = settings.database.folder().map(Path::new);
    folder.map_or(settings.database.server().is_some(), Path::exists)
}
