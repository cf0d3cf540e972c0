//! From bytes to [`raw::Catalog`]: one tree with spans, read into the raw types.
//!
//! Two readers look at each file. A pass of events (`events`) finds where everything stands and
//! enforces the limits; then `serde_yaml` (`yaml`) says what everything means. Should they ever
//! disagree, a position may be coarse, but no value is read differently.

mod de;
mod error;
mod events;
mod lost;
mod node;
mod required;
pub mod shape;
mod yaml;

use std::borrow::Cow;
use std::ops::Range;

pub use lost::Lost;

use crate::finding::{Finding, Place, Severity, SourceFile};
use crate::raw;

/// The largest catalog that is read, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What a file gave.
#[derive(Debug)]
pub struct Parsed {
    /// The catalog, without what could not be read, or with something else in its place; `None` where
    /// nothing could.
    pub catalog: Option<raw::Catalog>,
    /// What could not be read. Where this is not empty, the catalog may lack entries.
    pub findings: Vec<Finding>,
    /// The codes and the ids of sources of what could not be read.
    pub lost: Lost,
    /// Which bytes hold entries and rules that lack something, or have something else in its place: sorted,
    /// and without those within others.
    damaged: Vec<Range<usize>>,
}

impl Parsed {
    fn nothing(file: &SourceFile, error: error::Error) -> Self {
        Self {
            catalog: None,
            findings: vec![finding(file, error)],
            lost: Lost::default(),
            damaged: Vec::new(),
        }
    }

    /// Whether this place is in an entry or a rule of which something could not be read.
    #[must_use]
    pub fn is_damaged(&self, place: usize) -> bool {
        self.damage(place).is_some()
    }

    /// The entry or the rule at this place, if something of it could not be read.
    #[must_use]
    pub fn damage(&self, place: usize) -> Option<&Range<usize>> {
        let after = self.damaged.partition_point(|element| element.start <= place);
        let last = self.damaged.get(after.checked_sub(1)?)?;
        last.contains(&place).then_some(last)
    }
}

/// The ranges in order, without those that lie within others.
fn outermost(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    ranges.retain(|range| {
        let is_new = range.end > end;
        end = end.max(range.end);
        is_new
    });
    ranges
}

/// Reads one catalog. Every finding of its shape is reported, not only the first.
#[must_use]
pub fn parse(file: &SourceFile) -> Parsed {
    let text = match text(&file.bytes) {
        Ok(text) => text,
        Err(error) => return Parsed::nothing(file, error),
    };
    // A byte order mark becomes an empty comment of the same length, so that every place stays.
    let text = &match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(format!("# \n{rest}")),
        None => Cow::Borrowed(text),
    };
    let skeleton = match events::skeleton(text) {
        Ok(skeleton) => skeleton,
        Err(error) => return Parsed::nothing(file, error),
    };
    let tree = match yaml::read(text) {
        Ok(yaml::Yaml::Null) => return Parsed::nothing(file, empty()),
        Ok(values) => node::zip(values, skeleton),
        Err(error) => return Parsed::nothing(file, error),
    };
    let de::Read { catalog, errors, lost, damaged } = de::read(&tree, text);
    Parsed {
        catalog,
        findings: errors.into_iter().map(|error| finding(file, error)).collect(),
        lost,
        damaged: outermost(damaged),
    }
}

/// The bytes as text, if they are neither too many nor empty.
fn text(bytes: &[u8]) -> Result<&str, error::Error> {
    if bytes.len() > MAX_BYTES {
        return Err(error::Error::new("too-large", 0..0)
            .message(format!("the file has {} MiB, more than a catalog may have", bytes.len() >> 20))
            .help("split it: a catalog of up to 64 MiB holds over 100,000 codes"));
    }
    let text = std::str::from_utf8(bytes).map_err(|bad| {
        let at = bad.valid_up_to();
        error::Error::new("not-utf8", at..at + 1)
            .message("the file is not UTF-8 text")
            .label(format!("byte 0x{:02X} fits no character", bytes.get(at).copied().unwrap_or_default()))
            .help("save the file as UTF-8")
    })?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(empty());
    }
    match text.char_indices().find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) {
        Some((at, control)) => Err(error::Error::new("yaml-syntax", at..at + control.len_utf8())
            .message(format!("this is not YAML: it holds the control character {}", control.escape_unicode()))
            .help("remove it; within double quotes it can be written as an escape, such as `\\u001B`")),
        None => Ok(text),
    }
}

fn empty() -> error::Error {
    error::Error::new("empty-file", 0..0)
        .message("the file is empty")
        .help("start with `vendor:`, `title:` and `about:`, or remove the file")
}

fn finding(file: &SourceFile, error: error::Error) -> Finding {
    let place = |span| Place { file: file.path.clone(), span };
    let error = error.into_parts();
    Finding {
        rule: error.rule,
        severity: Severity::Error,
        place: place(error.span.unwrap_or(0..0)),
        message: error.message,
        label: error.label,
        suggestion: error.suggestion,
        related: error.related.into_iter().map(|(span, what)| (place(span), what)).collect(),
        help: error.help,
    }
}
