//! From the bytes of a file to a catalog as its author wrote it.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::finding::Finding;
use crate::raw;
use crate::read::{FromNode, ReadOutcome, Reader, UnreadNames};
use crate::source::{SourceFile, without_mark};
use crate::tree::{Meaning, tree};

/// The largest catalog that is read, in bytes: 64 MiB.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// What a file gave.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// The catalog, without what could not be read, or with something else in its place; `None` where
    /// nothing could.
    pub(crate) catalog: Option<raw::Catalog>,
    /// What could not be read. Where this is not empty, the catalog may lack entries.
    pub(crate) findings: Vec<Finding>,
    /// What is wrong with texts by themselves, such as a malformed pointer.
    pub(crate) texts: Vec<Finding>,
    /// Where the texts begin that something else stands in for.
    replaced: HashSet<usize>,
    /// The codes and the ids of sources of what could not be read.
    pub(crate) unread: UnreadNames,
    /// Which bytes hold entries and rules that lack something, or have something else in its place: sorted,
    /// and without those within others.
    damaged: Vec<Range<usize>>,
}

impl Parsed {
    fn nothing(finding: Finding) -> Self {
        Self { findings: vec![finding], ..Self::default() }
    }

    /// Whether something else stands in for the text at this place.
    pub(crate) fn is_replaced(&self, place: &Range<usize>) -> bool {
        self.replaced.contains(&place.start)
    }

    /// The entry or the rule at this place, if something of it could not be read.
    pub(crate) fn damage(&self, place: usize) -> Option<&Range<usize>> {
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
pub(crate) fn parse(file: &SourceFile) -> Parsed {
    read(file).unwrap_or_else(|finding| Parsed::nothing(*finding))
}

fn read(file: &SourceFile) -> Result<Parsed, Box<Finding>> {
    let text = without_mark(Cow::Borrowed(text(file)?));
    let (tree, mistyped) = tree(file, &text, &raw::NAMES)?;
    if tree.meaning() == Some(Meaning::Null) {
        return Err(empty(file).into());
    }
    let mut reader = Reader::new(file, &text, &*raw::LEVELS);
    let catalog = raw::Catalog::read(&tree, &mut reader);
    let ReadOutcome { mut findings, texts, replaced, unread, damaged } = reader.notes();
    findings.extend(mistyped);
    Ok(Parsed { catalog, findings, texts, replaced, unread, damaged: outermost(damaged) })
}

/// The bytes as text, if they are neither too many nor empty.
fn text(file: &SourceFile) -> Result<&str, Box<Finding>> {
    let bytes = &file.bytes;
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} MiB, more than a catalog may have", bytes.len() >> 20);
        let help = "split it: a catalog of up to 64 MiB holds over 100,000 codes";
        return Err(Finding::new("too-large", file.place(&(0..0)), message, help).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|bad| not_utf8(file, bad.valid_up_to()))?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(empty(file).into());
    }
    let is_none_of_yaml = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}') || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    // What most files hold nothing else of is passed over byte by byte.
    let is_usual = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    let start = text.bytes().position(|byte| !is_usual(byte)).unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or_default();
    match rest.char_indices().find(|(_, c)| is_none_of_yaml(*c)) {
        Some((at, control)) => {
            let at = start + at;
            let place = file.place(&(at..at + control.len_utf8()));
            let message =
                format!("this is not YAML: it holds the control character {}", control.escape_unicode());
            let help = "remove it; within double quotes it can be written as an escape, such as `\\u001B`";
            Err(Finding::new("yaml-syntax", place, message, help).into())
        }
        None => Ok(text),
    }
}

fn not_utf8(file: &SourceFile, at: usize) -> Finding {
    let place = file.place(&(at..at + 1));
    let mut finding = Finding::new("not-utf8", place, "the file is not UTF-8 text", "save the file as UTF-8");
    let byte = file.bytes.get(at).copied().unwrap_or_default();
    finding.label = format!("byte 0x{byte:02X} fits no character");
    finding
}

fn empty(file: &SourceFile) -> Finding {
    let help = "start with `vendor:`, `title:` and `about:`, or remove the file";
    Finding::new("empty-file", file.place(&(0..0)), "the file is empty", help)
}
