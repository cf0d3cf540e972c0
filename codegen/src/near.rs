//! "Did you mean …?": the word that a typo comes nearest to.

use std::collections::HashSet;

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
        self.similar(given).into_iter().min().map(|(_, word)| word)
    }

    /// The nearest word, if no other one is as near.
    #[must_use]
    pub fn only_nearest(&self, given: &str) -> Option<&'a str> {
        let similar = self.similar(given);
        let (least, word) = similar.iter().min()?;
        let is_other = |(distance, other): &(usize, &str)| distance == least && other != word;
        (!similar.iter().any(is_other)).then_some(*word)
    }

    /// Every word that is near to what was given, the nearest first; behind them those that contain it,
    /// the shortest first. What parts the letters, such as `_`, counts for nothing there.
    #[must_use]
    pub fn all_near(&self, given: &str) -> Vec<&'a str> {
        let mut similar = self.similar(given);
        similar.sort_unstable();
        let part = letters(given);
        let contains = |text: &str| part.chars().count() >= SHORTEST_PART && letters(text).contains(&part);
        let mut longer: Vec<(usize, &'a str)> =
            self.0.iter().filter(|word| contains(word.text)).map(|word| (word.length, word.text)).collect();
        longer.sort_unstable();
        let mut seen = HashSet::new();
        similar.into_iter().chain(longer).map(|(_, word)| word).filter(|word| seen.insert(*word)).collect()
    }

    /// The words within their tolerance, each with its distance.
    fn similar(&self, given: &str) -> Vec<(usize, &'a str)> {
        let given = given.to_lowercase();
        let asked = Word::of(&given);
        let distance = |word: &Word<'a>| {
            let is_inflected = || is_inflected(&given, word.text).then_some(1);
            let distance = word.may_be(&asked).then(|| {
                let distance = strsim::damerau_levenshtein(&given, &word.text.to_lowercase());
                (distance <= word.tolerance()).then_some(distance)
            });
            Some((distance.flatten().or_else(is_inflected)?, word.text))
        };
        self.0.iter().filter_map(distance).collect()
    }
}

/// Whether two words differ in their ending alone, such as `retries` and `retry`.
fn is_inflected(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let [one, other] = [one, other].map(|word| word.get(same..));
    let is_ending = |rest: Option<&str>| rest.is_some_and(|rest| ENDINGS.contains(&rest));
    same >= SHORTEST_STEM && is_ending(one) && is_ending(other)
}

/// How words end that otherwise are the same.
const ENDINGS: &[&str] = &["", "s", "es", "y", "ies", "ied", "e", "ed", "ing"];

/// Words that share fewer letters are others.
const SHORTEST_STEM: usize = 4;

/// Fewer letters are a part of too many words.
const SHORTEST_PART: usize = 3;

/// The letters and digits of a text, in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
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
