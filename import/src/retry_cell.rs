//! What a cell says about retrying: `yes`, `no this month`, `yes (after Retry-After)`.

use errcat_core::{Retry, Window};

use super::cells::{is_blank, is_not_applicable};

/// What a cell says about retrying.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct RetryCell {
    /// The kind; `None` where the cell could not be read.
    pub(super) kind: Option<Retry>,
    /// When the quota resets.
    pub(super) window: Option<Window>,
    /// The change to make before retrying.
    pub(super) change: Option<String>,
    /// What a person has to check.
    pub(super) doubt: Option<&'static str>,
}

impl RetryCell {
    /// A kind that leaves no doubt.
    pub(super) fn sure(kind: Retry) -> Self {
        Self { kind: Some(kind), ..Self::default() }
    }

    /// A kind, and what a person has to check about it.
    pub(super) fn doubtful(kind: Retry, doubt: &'static str) -> Self {
        Self { doubt: Some(doubt), ..Self::sure(kind) }
    }
}

const YES: &[&str] = &["yes", "true", "always", "retryable", "retriable", "✓", "✔", "✅", "☑"];
const NO: &[&str] = &[
    "not retryable",
    "do not retry",
    "don't retry",
    "don’t retry",
    "no",
    "false",
    "never",
    "✗",
    "✘",
    "❌",
    "×",
];

/// Reads a cell about retrying; `None` where it says nothing.
pub(super) fn read(cell: &str) -> Option<RetryCell> {
    if is_blank(cell) {
        return None;
    }
    if is_not_applicable(cell) {
        return Some(RetryCell::sure(Retry::NotApplicable));
    }
    let lower = cell.trim().to_lowercase().replace('\u{fe0f}', "");
    let read = match (after(&lower, NO), after(&lower, YES)) {
        (Some(rest), _) => no(rest),
        (None, Some(rest)) => yes(rest, cell),
        (None, None) => RetryCell { doubt: Some("this cell could not be read"), ..RetryCell::default() },
    };
    Some(read)
}

/// What follows one of these words, if the word ends there.
fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends.then(|| rest.trim_matches(|c: char| c.is_whitespace() || ".,;:!()–—-".contains(c)))
}

fn no(rest: &str) -> RetryCell {
    let window = Window::ALL
        .iter()
        .copied()
        .find(|window| rest.split(|c: char| !c.is_alphabetic()).any(|word| word == window.as_str()));
    match window {
        _ if rest.is_empty() => RetryCell::sure(Retry::Never),
        Some(_) => RetryCell { window, ..RetryCell::sure(Retry::AfterReset) },
        None if rest.contains("reset") => RetryCell::sure(Retry::AfterReset),
        None => RetryCell::doubtful(Retry::Never, "the cell says more than no"),
    }
}

fn yes(rest: &str, cell: &str) -> RetryCell {
    let has = |words: &[&str]| words.iter().any(|word| rest.contains(word));
    if rest.is_empty() || has(&["back off", "backoff", "back-off", "exponential"]) && !has(&["after"]) {
        return RetryCell::sure(Retry::Backoff);
    }
    if has(&["retry-after", "retry after"]) {
        return RetryCell::sure(Retry::AfterWait);
    }
    let change = cell.split_whitespace().map(|word| word.trim_matches(|c| "(),.;`".contains(c)));
    if let Some(change) = change.into_iter().find(|word| word.contains('=') && word.len() > 2) {
        let doubt = "is this the change that has to be made, and how often may it be tried?";
        return RetryCell {
            change: Some(change.to_owned()),
            ..RetryCell::doubtful(Retry::WithChange, doubt)
        };
    }
    if has(&["after", "wait"]) {
        return RetryCell::doubtful(Retry::AfterWait, "where does the response say how long to wait?");
    }
    RetryCell::doubtful(Retry::Backoff, "the cell says more than yes")
}
