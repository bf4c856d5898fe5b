//! Where an answer leads to.

use leptos_router::params::ParamsMap;

/// Leads to a path of the portal with a query. Values are encoded; none is about health.
pub(super) fn page(path: &str, query: &[(&'static str, &str)]) {
    leptos_axum::redirect(&address(path, query));
}

/// Leads to a part of a page.
pub(super) fn fragment(path: &str, query: &[(&'static str, &str)], part: &'static str) {
    leptos_axum::redirect(&format!("{}#{part}", address(path, query)));
}

fn address(path: &str, query: &[(&'static str, &str)]) -> String {
    let mut params = ParamsMap::new();
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        params.insert(*name, (*value).to_owned());
    }
    format!("{path}{}", params.to_query_string())
}

/// Leads to the page that somebody wanted before, or to `otherwise`.
pub(super) fn wanted(next: Option<&str>, otherwise: &str) {
    leptos_axum::redirect(next.filter(|next| is_local(next)).unwrap_or(otherwise));
}

/// Whether an address stays within the portal: a browser reads `//` and `/\` as another host.
fn is_local(address: &str) -> bool {
    address.starts_with('/')
        && !address[1..].starts_with(['/', '\\'])
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_elsewhere_is_not_gone_to() {
        assert!(is_local("/book/role-1?visit=office&start=2026-12-01T17%3A00%3A00Z"));
        for bad in
            ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\nb", "/\t/evil", "/ü"]
        {
            assert!(!is_local(bad), "{bad:?}");
        }
    }
}
