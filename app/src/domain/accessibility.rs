//! How a place can be reached and entered, where a directory says it.

/// What Plan-Net has codes for (AccessibilityCS), or anything else as the directory words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accessibility<'a> {
    /// Built as the Americans with Disabilities Act asks.
    Ada,
    /// For wheelchairs.
    Wheelchair,
    /// Buses or trains are near.
    Transit,
    /// The staff is trained for many cultures.
    Culture,
    /// In the directory's words.
    Other(&'a str),
}

impl<'a> Accessibility<'a> {
    /// What the directory's words mean.
    pub fn read(words: &'a str) -> Self {
        match words.to_lowercase().as_str() {
            "ada compliant" => Self::Ada,
            "handicap accessible" => Self::Wheelchair,
            "public transit nearby" | "public transit options" => Self::Transit,
            "cultural competence" => Self::Culture,
            _ => Self::Other(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Accessibility;

    #[test]
    fn words_of_the_code_system_are_known_and_others_stay() {
        assert_eq!(Accessibility::read("Handicap accessible"), Accessibility::Wheelchair);
        assert_eq!(Accessibility::read("A ramp at the back"), Accessibility::Other("A ramp at the back"));
    }
}
