//! What production saw that the catalogs do not have, as a draft of what to add.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::observer::{Event, Observer};
use crate::{Basis, Category, Verdict, mask};

/// Keeps what catalogs do not have of the errors that it is given: codes, statuses, statuses of known codes that the
/// vendor's page does not list, and texts of errors that have no code. [`draft`](Self::draft) makes entries of them.
///
/// It is an [`Observer`], and takes verdicts by [`record`](Self::record) too. A clone shares what is kept. It keeps a few
/// hundred short texts at most, and counts what it leaves out. What may be a key, a token, an address or a long number is
/// masked before it is kept; read the draft all the same before you publish it.
///
/// ```
/// use errcat::{Response, integrations::Recorder, runo};
///
/// let recorder = Recorder::new();
/// let body = r#"{"status": "error", "error": {"code": "MOON_PHASE", "message": "The moon is full."}}"#;
/// let verdict = runo::classify(&Response::new(503).body(body)).expect("an error");
/// recorder.record(&verdict);
/// assert!(recorder.draft().contains(r#"- code: "MOON_PHASE""#));
/// ```
#[derive(Clone)]
pub struct Recorder {
    kept: Arc<Mutex<Kept>>,
    limit: usize,
}

#[derive(Default)]
struct Kept {
    /// By vendor and what is new.
    found: BTreeMap<(String, New), Seen>,
    left_out: u64,
}

/// What a catalog does not have.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum New {
    Code(String),
    Status(u16),
    /// A known code with a status that its entry does not list.
    StatusOf(String),
    /// A text of an error without a code, with this status.
    Text(Option<u16>),
}

/// How it was seen.
struct Seen {
    count: u64,
    /// How it is judged as things are.
    category: Category,
    statuses: BTreeSet<u16>,
    texts: BTreeSet<String>,
}

/// How many statuses of one code are kept.
const STATUSES: usize = 8;

/// How many texts of one code or status are kept.
const TEXTS: usize = 4;

/// How many characters of a text are kept.
const LONGEST_TEXT: usize = 160;

impl Recorder {
    /// How many codes and statuses are kept where the caller does not say.
    pub const LIMIT: usize = 256;

    /// One that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { kept: Arc::default(), limit: Self::LIMIT }
    }

    /// Keeps so many codes and statuses at most.
    #[must_use]
    pub const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what the catalog of a verdict does not have.
    pub fn record<C>(&self, verdict: &Verdict<'_, C>) {
        let Some(new) = New::of(verdict) else { return };
        let mut kept = self.kept();
        let is_full = kept.found.len() >= self.limit;
        let key = (verdict.table().id.to_owned(), new);
        if is_full && !kept.found.contains_key(&key) {
            kept.left_out = kept.left_out.saturating_add(1);
            return;
        }
        let category = verdict.category();
        let seen = kept.found.entry(key).or_insert_with(|| Seen {
            count: 0,
            category,
            statuses: BTreeSet::new(),
            texts: BTreeSet::new(),
        });
        seen.count = seen.count.saturating_add(1);
        if seen.statuses.len() < STATUSES {
            seen.statuses.extend(verdict.status());
        }
        if seen.texts.len() < TEXTS {
            seen.texts.extend(verdict.message().map(shown));
        }
    }

    /// How many codes and statuses are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept().found.len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is kept as YAML: for each vendor what to add to its catalog, with `TODO` where a person has to decide. It
    /// is empty where nothing is kept.
    #[must_use]
    pub fn draft(&self) -> String {
        let kept = self.kept();
        let mut out = String::new();
        let vendors: BTreeSet<&str> = kept.found.keys().map(|(vendor, _)| vendor.as_str()).collect();
        for vendor in vendors {
            let of_vendor = kept.found.iter().filter(|((id, _), _)| id == vendor);
            let found: Vec<_> = of_vendor.map(|((_, new), seen)| (new, seen)).collect();
            // Writing to a string never fails.
            let _ = draft(&mut out, vendor, &found);
        }
        if kept.left_out > 0 {
            let _ = writeln!(out, "# {} more errors were not kept", kept.left_out);
        }
        out
    }
}

impl Default for Recorder {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for Recorder {
    fn observe(&self, event: &Event<'_>) {
        if let Event::Failed { verdict, .. } = event {
            self.record(verdict);
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("kept", &self.len()).finish_non_exhaustive()
    }
}

impl New {
    /// What a verdict's catalog does not have.
    fn of<C>(verdict: &Verdict<'_, C>) -> Option<Self> {
        if verdict.failure().is_some() || verdict.basis() == Basis::Family {
            return None;
        }
        match (verdict.entry(), verdict.shown_code(), verdict.status()) {
            (Some(entry), ..) => verdict.contradiction().map(|_| Self::StatusOf(entry.code.to_owned())),
            (None, Some(code), _) => Some(Self::Code(code.into_owned())),
            (None, None, Some(status)) if verdict.status_rule().is_none() => Some(Self::Status(status)),
            (None, None, status) => verdict.message().map(|_| Self::Text(status)),
        }
    }
}

/// Writes what to add to the catalog of one vendor.
fn draft(out: &mut String, vendor: &str, found: &[(&New, &Seen)]) -> fmt::Result {
    writeln!(out, "# {vendor}: what its responses had and its catalog does not")?;
    let has = |of: fn(&New) -> bool| found.iter().any(|(new, _)| of(new));
    if has(|new| matches!(new, New::Status(_))) {
        writeln!(out, "statuses:")?;
    }
    for (new, seen) in found {
        if let New::Status(status) = new {
            seen.notes(out, "  ")?;
            let category = seen.category;
            writeln!(
                out,
                "  - {{ status: {status}, category: {category}, meaning: TODO in your own words }}"
            )?;
        }
    }
    if has(|new| matches!(new, New::Code(_))) {
        writeln!(out, "groups:\n  - title: TODO\n    codes:")?;
    }
    for (new, seen) in found {
        if let New::Code(code) = new {
            seen.notes(out, "      ")?;
            writeln!(out, "      - code: {}", quoted(code))?;
            if !seen.statuses.is_empty() {
                writeln!(out, "        http: {}", list(&seen.statuses))?;
            }
            writeln!(out, "        category: {} # TODO: as its status has it", seen.category)?;
            writeln!(out, "        meaning: TODO in your own words")?;
        }
    }
    for (new, seen) in found {
        match new {
            New::StatusOf(code) => {
                writeln!(out, "# {} also has the status {}", quoted(code), list(&seen.statuses))?;
                seen.notes(out, "")?;
            }
            New::Text(status) => {
                let status =
                    status.map_or_else(|| "without a status".to_owned(), |status| format!("HTTP {status}"));
                writeln!(out, "# an error without a code, {status}")?;
                seen.notes(out, "")?;
            }
            New::Code(_) | New::Status(_) => {}
        }
    }
    Ok(())
}

impl Seen {
    /// How often it was seen and with which texts, as comments.
    fn notes(&self, out: &mut String, indent: &str) -> fmt::Result {
        let times = if self.count == 1 { "once".to_owned() } else { format!("{} times", self.count) };
        writeln!(out, "{indent}# seen {times}")?;
        self.texts.iter().try_for_each(|text| writeln!(out, "{indent}# text: {text}"))
    }
}

/// One status, or a list of them.
fn list(statuses: &BTreeSet<u16>) -> String {
    let all: Vec<String> = statuses.iter().map(u16::to_string).collect();
    if let [only] = all.as_slice() { only.clone() } else { format!("[{}]", all.join(", ")) }
}

/// A text on one line, without what may be a secret or personal, and cut.
fn shown(text: &str) -> String {
    let words = text.split(|character: char| character.is_whitespace() || character.is_control());
    let words = words.filter(|word| !word.is_empty());
    let words = words.map(|word| if mask::is_personal(word) { mask::MASK } else { word });
    let line = words.collect::<Vec<_>>().join(" ");
    mask::cut(mask::masked(&line), LONGEST_TEXT).into_owned()
}

/// A text in double quotes, as YAML has them.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            ' ' => out.push(' '),
            _ if character.is_ascii_graphic() || character.is_alphanumeric() => out.push(character),
            // Writing to a string never fails.
            _ => drop(write!(out, "\\U{:08X}", u32::from(character))),
        }
    }
    out + "\""
}
