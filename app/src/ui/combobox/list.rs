//! Which suggestion is meant while keys are pressed.

/// The list of suggestions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// It is seen.
    pub open: bool,
    /// The suggestion that Enter would choose.
    pub active: Option<usize>,
    /// How many there are.
    pub count: usize,
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Nothing here: the field does with it what fields do.
    Native,
    /// Something in the list: the field must not take it too.
    Moved,
    /// Chose a suggestion.
    Chose(usize),
}

impl List {
    /// New suggestions: none of them is meant yet.
    pub(super) fn of(count: usize) -> Self {
        Self { open: count > 0, active: None, count }
    }

    /// Takes a key, by its name in the DOM.
    pub(super) fn press(&mut self, key: &str) -> Press {
        match key {
            "ArrowDown" => self.go(|active, last| active.filter(|n| *n < last).map_or(0, |n| n + 1)),
            "ArrowUp" => self.go(|active, last| active.filter(|n| *n > 0).map_or(last, |n| n - 1)),
            "Enter" => self.enter(),
            "Escape" if self.open => {
                self.close();
                Press::Moved
            }
            // The cursor moves within the words: they are meant again, no suggestion.
            "Home" | "End" | "ArrowLeft" | "ArrowRight" => {
                self.active = None;
                Press::Native
            }
            _ => Press::Native,
        }
    }

    /// Hides the list; the arrows show it again.
    pub(super) fn close(&mut self) {
        self.open = false;
        self.active = None;
    }

    fn go(&mut self, to: impl Fn(Option<usize>, usize) -> usize) -> Press {
        let Some(last) = self.count.checked_sub(1) else { return Press::Native };
        self.active = Some(to(self.active, last));
        self.open = true;
        Press::Moved
    }

    /// With nothing meant, Enter sends the words.
    fn enter(&mut self) -> Press {
        let chosen = self.active.filter(|_| self.open);
        self.close();
        chosen.map_or(Press::Native, Press::Chose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(keys: &[&str]) -> List {
        let mut list = List::of(3);
        for key in keys {
            list.press(key);
        }
        list
    }

    #[test]
    fn arrows_go_around() {
        assert_eq!(after(&["ArrowDown"]).active, Some(0));
        assert_eq!(after(&["ArrowUp"]).active, Some(2));
        assert_eq!(after(&["ArrowDown"; 4]).active, Some(0));
        assert_eq!(after(&["ArrowDown", "ArrowUp"]).active, Some(2));
    }

    #[test]
    fn enter_chooses_what_is_meant_and_else_sends_the_words() {
        assert_eq!(after(&["ArrowDown", "ArrowDown"]).press("Enter"), Press::Chose(1));
        assert_eq!(after(&[]).press("Enter"), Press::Native);
        assert_eq!(after(&["ArrowDown", "Home"]).press("Enter"), Press::Native);
    }

    #[test]
    fn escape_hides_the_list_and_the_second_one_is_the_fields() {
        let mut list = List::of(3);
        assert_eq!(list.press("Escape"), Press::Moved);
        assert!(!list.open);
        assert_eq!(list.press("Escape"), Press::Native);
        assert_eq!(list.press("ArrowDown"), Press::Moved);
        assert!(list.open);
    }

    #[test]
    fn without_suggestions_arrows_are_the_fields() {
        let mut list = List::of(0);
        assert!(!list.open);
        assert_eq!(list.press("ArrowDown"), Press::Native);
    }
}
