//! Codes that look like misspellings of one another.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt as _};

use super::{Lints, Subject};
use crate::{ident, raw};

/// In shorter words one letter often is the whole difference: `USED` and `USER`.
const SHORTEST: usize = 5;

pub(super) fn codes(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let entries: Vec<_> =
        subject.read.catalog.entries().map(|entry| (entry, ident::words(&entry.code.value))).collect();
    let shared = Shared::of(entries.iter().map(|(_, words)| words.as_slice()));
    let mut seen: HashMap<u64, &raw::Entry> = HashMap::new();
    for (entry, words) in &entries {
        let mut twin = None;
        for key in keys(words, &shared) {
            let other = *seen.entry(key).or_insert(entry);
            // What shares a key is likely a twin, not surely.
            if twin.is_none()
                && other.code.value != entry.code.value
                && are_twins(words, &ident::words(&other.code.value))
            {
                twin = Some(other);
            }
        }
        let Some(other) = twin else { continue };
        let related = (lints.place(&other.code.span), "the other one".to_owned());
        let message = format!(
            "`{}` and `{}` are nearly the same",
            entry.code.escape_debug(),
            other.code.escape_debug()
        );
        let help = "fix the one that is misspelt; where the vendor has both, add `allow: [{ rule: near-duplicate-code, reason: … }]`";
        let scope: [&[raw::Allow]; 2] = [&entry.allow, &other.allow];
        if let Some(finding) = lints.add("near-duplicate-code", &scope, &entry.code.span, message, help) {
            finding.related = vec![related];
        }
    }
}

/// What several codes have around a word that may be misspelt. Most have nothing of the kind in common, so that
/// their letters need not be looked at.
struct Shared(HashMap<u64, bool>);

impl Shared {
    fn of<'w>(codes: impl Iterator<Item = &'w [String]>) -> Self {
        let mut shared = HashMap::with_capacity(codes.size_hint().0);
        for words in codes {
            for (at, _) in misspellable(words) {
                shared.entry(key(words, at, "")).and_modify(|is_shared| *is_shared = true).or_insert(false);
            }
        }
        Self(shared)
    }

    fn is_shared(&self, words: &[String], at: usize) -> bool {
        self.0.get(&key(words, at, "")) == Some(&true)
    }
}

/// The words with each long word as it is, and without each of its letters: codes that are one letter
/// apart share one of these. Codes of the same words have `name:`s, so their author has seen them.
fn keys(words: &[String], shared: &Shared) -> Vec<u64> {
    let mut keys = Vec::new();
    for (at, word) in misspellable(words).filter(|(at, _)| shared.is_shared(words, *at)) {
        keys.push(key(words, at, word));
        for left_out in 1..word.len() {
            let (before, after) = (word.get(..left_out), word.get(left_out + 1..));
            keys.push(key(words, at, &[before.unwrap_or_default(), after.unwrap_or_default()].concat()));
        }
    }
    keys
}

/// The words that may be misspelt.
fn misspellable(words: &[String]) -> impl Iterator<Item = (usize, &String)> {
    words.iter().enumerate().filter(|(_, word)| may_be_misspelt(word))
}

fn key(words: &[String], at: usize, instead: &str) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    at.hash(&mut hasher);
    for (index, word) in words.iter().enumerate() {
        if index == at { instead.hash(&mut hasher) } else { word.hash(&mut hasher) }
    }
    hasher.finish()
}

/// Long, and of letters alone: numbers differ on purpose.
fn may_be_misspelt(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn are_twins(words: &[String], others: &[String]) -> bool {
    let mut differing = words.iter().zip(others).filter(|(word, other)| word != other);
    let (first, second) = (differing.next(), differing.next());
    words.len() == others.len()
        && second.is_none()
        && first.is_some_and(|(word, other)| {
            // Typos in the first letter are rare, and words such as `LOCKED` and `BLOCKED` are not.
            let alike = word.as_bytes().first() == other.as_bytes().first();
            alike
                && may_be_misspelt(word)
                && may_be_misspelt(other)
                && strsim::damerau_levenshtein(word, other) == 1
        })
}
