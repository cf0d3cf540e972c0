//! "Did you mean …?": the word that a typo comes nearest to.

/// Words that may be meant, ready to be asked about often.
#[derive(Debug)]
pub struct Words<'a>(Vec<Word<'a>>);

#[derive(Debug)]
struct Word<'a> {
    text: &'a str,
    length: usize,
    letters: u64,
}

impl<'a> Words<'a> {
    /// These words.
    pub fn of(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(Word::of).collect())
    }

    /// The word that is nearest to what was given, if one is near: upper and lower case are alike, and
    /// every fourth letter may be wrong.
    #[must_use]
    pub fn nearest(&self, given: &str) -> Option<&'a str> {
        let given = given.to_lowercase();
        let asked = Word::of(&given);
        let mut best: Option<(usize, &'a str)> = None;
        for word in self.0.iter().filter(|word| word.may_be(&asked)) {
            let distance = strsim::damerau_levenshtein(&given, &word.text.to_lowercase());
            let found = (distance, word.text);
            if distance <= word.tolerance() && best.is_none_or(|best| found < best) {
                best = Some(found);
            }
        }
        best.map(|(_, word)| word)
    }
}

impl<'a> Word<'a> {
    fn of(text: &'a str) -> Self {
        let letters =
            text.chars().flat_map(char::to_lowercase).fold(0, |set, c| set | 1 << (u32::from(c) % 64));
        Self { text, length: text.chars().count(), letters }
    }

    fn tolerance(&self) -> usize {
        1 + self.length / 4
    }

    /// Whether a full comparison is worth it: each edit adds or takes at most one letter.
    fn may_be(&self, asked: &Word<'_>) -> bool {
        self.length.abs_diff(asked.length) <= self.tolerance()
            && (self.letters ^ asked.letters).count_ones() as usize <= 2 * self.tolerance()
    }
}

/// The nearest of a few words; see [`Words::nearest`].
#[must_use]
pub(crate) fn nearest<'a>(given: &str, words: &[&'a str]) -> Option<&'a str> {
    Words::of(words.iter().copied()).nearest(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_near_and_another_word_is_not() {
        let words = Words::of(["never", "backoff", "after_wait", "after_reset", "with_change"]);
        for (given, meant) in [
            ("nevr", Some("never")),
            ("NEVER", Some("never")),
            ("back_off", Some("backoff")),
            ("after_rest", Some("after_reset")),
            ("afterwait", Some("after_wait")),
            ("sometimes", None),
            ("", None),
        ] {
            assert_eq!(words.nearest(given), meant, "{given}");
        }
    }
}
