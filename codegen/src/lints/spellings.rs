//! Codes with what does not belong to them, and names of headers that are nearly well known.

use std::ops::Range;

use super::{Lints, Scope, Subject};
use crate::finding::quoted;
use crate::notation::HeaderName;
use crate::read::Spanned;
use crate::source::has_hash_before_word;

/// What is put around a code, or behind it, in a text.
pub(super) fn punctuation(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    for entry in catalog.entries() {
        for code in std::iter::once(&entry.code).chain(entry.aliases.iter()) {
            // An alias that is the code with more around it was written on purpose.
            if let Some(bare) = bare(code).filter(|bare| *bare != &**entry.code) {
                let message =
                    format!("the code `{}` holds punctuation of the text around it", code.escape_debug());
                of_code(lints, &[&entry.allow], &code.span, bare, message);
            }
        }
    }
    for family in catalog.families.iter() {
        let prefix = &family.prefix;
        if let Some(bare) = prefix.strip_suffix('*') {
            let message = format!(
                "the prefix `{}` ends with `*`, which is taken as a character of the codes",
                prefix.escape_debug()
            );
            of_code(lints, &[&family.allow], &prefix.span, bare, message);
        } else if let Some(bare) = bare(prefix).filter(|bare| !bare.ends_with(|c| prefix.ends_with(c))) {
            let message =
                format!("the prefix `{}` holds punctuation of the text around it", prefix.escape_debug());
            of_code(lints, &[&family.allow], &prefix.span, bare, message);
        }
    }
}

fn of_code(lints: &mut Lints<'_>, scope: Scope<'_>, at: &Range<usize>, bare: &str, message: String) {
    let quoted = quoted(bare);
    let help = format!(
        "write {quoted}; where the vendor sends all of it, add `allow: [{{ rule: code-punctuation, reason: … }}]`"
    );
    if let Some(finding) = lints.add("code-punctuation", scope, at, message, help) {
        finding.suggest(Some(&quoted));
    }
}

/// What is written around a code: how it begins and how it ends.
const AROUND: &[(char, char)] = &[
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('«', '»'),
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('<', '>'),
    ('(', ')'),
    ('[', ']'),
];

/// What stands behind a code in a sentence or a list.
const BEHIND: &[char] = &[',', ';', ':'];

/// The code without what is around it or behind it.
fn bare(code: &str) -> Option<&str> {
    let trimmed = code.trim_end_matches(BEHIND);
    let within = AROUND.iter().find_map(|(begin, end)| trimmed.strip_prefix(*begin)?.strip_suffix(*end));
    let bare = within.unwrap_or(trimmed).trim_end_matches(BEHIND);
    (bare.len() < code.len() && bare.chars().any(char::is_alphanumeric)).then_some(bare)
}

/// Headers that responses of many vendors have, each as it is written most.
const WELL_KNOWN: &[&str] = &[
    "Content-Type",
    "Date",
    "RateLimit-Limit",
    "RateLimit-Remaining",
    "RateLimit-Reset",
    "Retry-After",
    "Retry-After-Ms",
    "WWW-Authenticate",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
    "X-Should-Retry",
];

/// The names of headers, wherever the catalog looks for one or an example has one.
pub(super) fn headers(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let catalog = subject.read.catalog;
    let tests = catalog.envelope.is_error.iter().filter_map(|test| test.header.as_ref());
    let facts = catalog.envelope.facts().flat_map(|(.., locations)| locations.iter());
    let facts = facts.filter_map(|location| location.header.as_ref());
    let waits = catalog.waits().filter_map(|wait| wait.header.as_ref());
    let conditions = catalog.conditions().filter_map(|when| when.header.as_ref());
    let shown = catalog.all_examples().flat_map(|example| example.headers.iter().map(|(name, _)| name));
    for name in tests.chain(facts).chain(waits).chain(conditions).chain(shown) {
        header(lints, name);
    }
}

fn header(lints: &mut Lints<'_>, name: &Spanned<HeaderName>) {
    let given = name.to_ascii_lowercase();
    let letters = |name: &str| name.replace('-', "").to_ascii_lowercase();
    let is_meant = |known: &&&str| {
        let known = known.to_ascii_lowercase();
        // Vendors part the words of a name as they like.
        known != given
            && !given.starts_with(':')
            && letters(&known) != letters(&given)
            // The distance itself takes long to find.
            && known.len().abs_diff(given.len()) <= 1
            && strsim::damerau_levenshtein(&known, &given) == 1
    };
    if WELL_KNOWN.iter().any(|known| known.eq_ignore_ascii_case(&given)) {
        return;
    }
    if let Some(known) = WELL_KNOWN.iter().find(is_meant) {
        let message = format!("the header `{}` is one letter from `{known}`", name.escape_debug());
        let help = "fix the name; where the vendor spells it so, add `allow: [{ rule: header-spelling, reason: … }]`";
        if let Some(finding) = lints.add("header-spelling", &[], &name.span, message, help) {
            finding.suggest(Some(known));
        }
    }
}

/// A text that YAML ends where a comment begins: `see issue #12`.
pub(super) fn cut(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let files = subject.read.files;
    let bytes = &files.own.bytes;
    for (text, scope) in super::texts::all(subject.read.catalog) {
        // What is inherited is in another file, and reported there.
        if files.base(&text.span).is_some() {
            continue;
        }
        let is_quoted = matches!(bytes.get(text.span.start), Some(b'"' | b'\'' | b'|' | b'>'));
        let rest = bytes.get(text.span.end..).unwrap_or_default();
        if !is_quoted && rest.starts_with(b" ") && has_hash_before_word(rest) {
            let message = "this text ends before its ` #`, which begins a comment";
            let help = "write the text in double quotes; where it is a comment, write a space behind `#`";
            lints.add("text-cut", &[scope], &text.span, message, help);
        }
    }
}

/// Placeholders that were never filled in, and entities that a page was copied with.
pub(super) fn placeholders(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for (text, scope) in super::texts::all(subject.read.catalog) {
        if let Some(word) = placeholder(text.value) {
            let message = format!("`{}` stands for a text that is still to be written", word.escape_debug());
            lints.add("placeholder", &[scope], &text.span, message, "write the text");
        } else if let Some(entity) = entity(text.value) {
            let message = format!("`{}` is an entity of HTML, and shown as it is", entity.escape_debug());
            let help = "write the character that it stands for";
            lints.add("placeholder", &[scope], &text.span, message, help);
        }
    }
}

fn placeholder(text: &str) -> Option<&str> {
    let whole = text.trim();
    if matches!(whole, "..." | "…" | "-" | "?" | "???") {
        return Some(whole);
    }
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.into_iter().find(|word| matches!(*word, "TODO" | "TBD" | "FIXME"))
}

fn entity(text: &str) -> Option<&str> {
    text.match_indices('&').find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let end = rest.find(';')?;
        let name = rest.get(1..end)?;
        let is_number = name.strip_prefix('#').is_some_and(|number| {
            !number.is_empty()
                && number.trim_start_matches(['x', 'X']).bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        let is_known =
            matches!(name, "amp" | "lt" | "gt" | "quot" | "apos" | "nbsp" | "mdash" | "ndash" | "hellip");
        (is_number || is_known).then(|| rest.get(..=end)).flatten()
    })
}
