//! Amounts of money.

/// Cents of a US dollar as people write them: `$20`, or `$20.50`.
pub fn dollars(cents: u32) -> String {
    match cents % 100 {
        0 => format!("${}", cents / 100),
        rest => format!("${}.{rest:02}", cents / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_dollars_have_no_cents() {
        assert_eq!(dollars(2000), "$20");
        assert_eq!(dollars(2005), "$20.05");
        assert_eq!(dollars(0), "$0");
    }
}
