//! The index that the script searches and filters: every code with what a hit shows, and the words of what it means.
//!
//! It is a script, so that it loads from a folder on a disk too. Lists are columns, which compress far better than
//! a record for each code. For each word there are the codes whose meaning, or else whose action, has it: their
//! positions as gaps, in a notation of two ranges of printable characters. A character of the upper range has the low
//! digit of a gap, and more follow; one of the lower range ends it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use errcat_codegen::{Artifact, words};
use errcat_core::Category;
use serde_json::{Value, json};

use crate::book::{Book, kinds, slug};

/// Where the index is.
pub(crate) const PATH: &str = "assets/index.js";

/// Words that say nothing of what a text is about.
const EMPTY: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for", "from", "had", "has",
    "have", "if", "in", "is", "it", "its", "may", "more", "no", "not", "of", "on", "once", "one", "only",
    "or", "so", "than", "that", "the", "their", "then", "there", "this", "to", "too", "until", "was",
    "which", "with", "your", "you",
];

/// The characters of a gap; a JSON text shows each as it is.
const DIGITS: &[u8] =
    b"!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The room for the words of all texts, in bytes, so that the index stays small enough to load on a phone: some 15,000
/// codes' worth.
const TEXTS: usize = 260_000;

/// How many of the characters end a gap; as many others do not.
const BASE: usize = DIGITS.len() / 2;

/// The index.
pub(crate) fn artifact(book: &Book<'_>) -> Artifact {
    let vendors: Vec<Value> = book
        .vendors
        .iter()
        .map(|vendor| {
            json!([
                vendor.of.table.id,
                words::plain(vendor.of.table.title),
                vendor.folder,
                vendor.codes.len()
            ])
        })
        .collect();
    let kinds: Vec<_> = kinds().collect();
    let badges: Vec<[&str; 2]> = kinds.iter().map(|kind| [slug(*kind), words::badge(*kind)]).collect();
    let categories: Vec<&str> = Category::ALL.iter().map(|category| category.as_str()).collect();
    let codes: Vec<_> = book.vendors.iter().flat_map(|vendor| &vendor.codes).collect();
    let mut waits = Column::default();
    let mut statuses = Column::default();
    let wait_of: Vec<usize> = codes.iter().map(|code| waits.position(code.advice.wait.clone())).collect();
    let status_of: Vec<usize> =
        codes.iter().map(|code| statuses.position(words::http(&code.entry.http))).collect();
    let kind_of: Vec<_> =
        codes.iter().map(|code| kinds.iter().position(|kind| *kind == code.advice.kind())).collect();
    let category_of: Vec<_> = codes
        .iter()
        .map(|code| Category::ALL.iter().position(|of| *of == code.entry.rule.category))
        .collect();
    let mut aliases: Vec<Value> = Vec::new();
    let mut names = BTreeMap::new();
    for (position, code) in codes.iter().enumerate() {
        aliases.extend(code.entry.aliases.iter().map(|alias| json!([position, words::plain(alias)])));
        let name = code.folder.rsplit('/').next().unwrap_or_default();
        if name != code.entry.code {
            names.insert(position, name);
        }
    }
    let ranges: BTreeMap<String, [u16; 2]> = book
        .statuses
        .iter()
        .map(|(pattern, _)| (pattern.to_string(), [pattern.first(), pattern.last()]))
        .collect();
    let (meanings, actions) = texts(book);
    let index = json!({
        "digits": std::str::from_utf8(DIGITS).unwrap_or_default(),
        "vendors": vendors,
        "badges": badges,
        "categories": categories,
        "waits": waits.values,
        "statuses": statuses.values,
        "ranges": ranges,
        "codes": codes.iter().map(|code| words::plain(code.entry.code)).collect::<Vec<_>>().join("\n"),
        "names": names,
        "aliases": aliases,
        "badge": kind_of,
        "category": category_of,
        "wait": wait_of,
        "status": status_of,
        "meanings": meanings,
        "actions": actions,
    });
    Artifact::new(PATH, format!("errcatIndex({index});\n"))
}

/// Texts that many codes share, each once.
#[derive(Default)]
struct Column {
    values: Vec<String>,
    positions: HashMap<String, usize>,
}

impl Column {
    fn position(&mut self, value: String) -> usize {
        if let Some(position) = self.positions.get(&value) {
            return *position;
        }
        self.values.push(value.clone());
        self.positions.insert(value, self.values.len() - 1);
        self.values.len() - 1
    }
}

/// For each word the codes whose meaning has it, and those of which only the action has it.
fn texts(book: &Book<'_>) -> (String, String) {
    let mut meanings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut actions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let codes = book.vendors.iter().flat_map(|vendor| &vendor.codes);
    for (position, code) in codes.enumerate() {
        let rule = &code.entry.rule;
        let of_variants = code.entry.variants.iter().map(|variant| variant.rule.meaning);
        let parts = parts_of(code.entry.code);
        let is_new = |word: &String| !parts.iter().any(|part| part.starts_with(word));
        let meaning = [rule.meaning].into_iter().chain(of_variants).flat_map(words_of).filter(is_new);
        let meaning: BTreeSet<String> = meaning.collect();
        let action = rule.action.into_iter().flat_map(words_of).filter(is_new);
        for word in action.collect::<BTreeSet<_>>() {
            if !meaning.contains(&word) {
                actions.entry(word).or_default().push(position);
            }
        }
        for word in meaning {
            meanings.entry(word).or_default().push(position);
        }
    }
    let meanings = listed(&meanings);
    let room = TEXTS.saturating_sub(meanings.iter().map(|line| line.len() + 1).sum());
    (within(meanings, TEXTS), within(listed(&actions), room))
}

/// As many lines as there is room for: those of the words that fewest codes have, as they say most of a code.
fn within(lines: Vec<String>, room: usize) -> String {
    let mut by_length: Vec<usize> = (0..lines.len()).collect();
    by_length.sort_by_key(|at| (lines[*at].len(), *at));
    let mut left = room;
    let mut kept = vec![false; lines.len()];
    for at in by_length {
        let Some(rest) = left.checked_sub(lines[at].len() + 1) else { break };
        left = rest;
        kept[at] = true;
    }
    let lines = lines.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(line, _)| line);
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of a text that say something, in lower case, and in the singular.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    words.map(str::to_lowercase).filter(|word| !EMPTY.contains(&word.as_str())).map(singular)
}

/// A word without the `s` of its plural, as the script has it too.
fn singular(mut word: String) -> String {
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

/// The words of a code, which the script finds by itself.
fn parts_of(code: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = ' ';
    for character in code.chars() {
        let starts = (before.is_lowercase() || before.is_numeric()) && character.is_uppercase();
        if starts || !character.is_alphanumeric() {
            parts.push(String::new());
        }
        if character.is_alphanumeric()
            && let Some(part) = parts.last_mut()
        {
            part.extend(character.to_lowercase());
        }
        before = character;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Each word with its codes, a line each.
fn listed(words: &BTreeMap<String, Vec<usize>>) -> Vec<String> {
    let line = |(word, codes): (&String, &Vec<usize>)| {
        let mut line = format!("{word} ");
        let mut next = 0;
        for code in codes {
            let mut gap = code - next;
            while gap >= BASE {
                line.push(char::from(DIGITS[BASE + gap % BASE]));
                gap /= BASE;
            }
            line.push(char::from(DIGITS[gap]));
            next = code + 1;
        }
        line
    };
    words.iter().map(line).collect()
}
