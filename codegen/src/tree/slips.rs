//! What was most likely mistyped where a file is not YAML: found by walking its lines, as a parser often goes on for
//! a while before it stumbles.
//!
//! Only what YAML forbids is named, so that the walk may be asked about any file; what it does not understand it
//! leaves to the parser's own words.

mod flow;
mod lines;
mod quoted;

use std::collections::HashSet;
use std::ops::Range;

use crate::finding::{Fix, quoted};

/// A mistake and its place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) span: Range<usize>,
    /// What is wrong, as the end of a sentence.
    pub(super) why: String,
    /// What the underlined text is.
    pub(super) label: &'static str,
    /// The remedy.
    pub(super) help: String,
    /// Another place that matters, and what it is.
    pub(super) related: Option<(Range<usize>, &'static str)>,
    /// What takes the mistake away, where that is certain.
    pub(super) fix: Option<Fix>,
}

impl Slip {
    fn new(span: Range<usize>, why: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, why: why.into(), label: "", help: help.into(), related: None, fix: None }
    }

    fn labelled(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }

    /// The text that takes the place of these bytes.
    fn fixed(mut self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { range, replacement: replacement.into() });
        self
    }

    fn related(mut self, span: Range<usize>, what: &'static str) -> Self {
        self.related = Some((span, what));
        self
    }
}

/// The first mistake of a file, if it is one that people make often; these are the names that its fields may have.
pub(super) fn find(text: &str, names: &HashSet<&'static str>) -> Option<Slip> {
    lines::walk(text, names).err().flatten().map(|slip| *slip)
}

/// The names that may be keys.
#[derive(Clone, Copy)]
struct Keys<'t> {
    /// Those that are keys somewhere in the file.
    of_file: &'t HashSet<&'t str>,
    /// Those that are fields of the format.
    of_format: &'t HashSet<&'static str>,
}

/// Why a walk ended: a mistake, or something that it does not understand.
type Walked<T> = Result<T, Option<Box<Slip>>>;

/// The end of a walk at a mistake.
fn stop(slip: Slip) -> Option<Box<Slip>> {
    Some(Box::new(slip))
}

/// Quotes as word processors and pages write them.
const TYPOGRAPHIC: &[char] = &['“', '”', '„', '‟', '«', '»', '‘', '’', '‚', '‹', '›'];

/// What a text without quotes can't begin with; `*` and `&` mean something else.
const INDICATORS: &[char] = &['`', '@', '%'];

/// A text without quotes that holds a colon and a space, at which its key and the colon begin.
fn colon(text: &str, value: usize, colon: usize) -> Slip {
    let first = text.get(value..).and_then(|rest| rest.chars().next());
    match first {
        Some(quote) if TYPOGRAPHIC.contains(&quote) => typographic(value, quote),
        _ => Slip::new(
            colon..colon + 1,
            "a colon and a space in a text without quotes",
            "write the text in double quotes",
        )
        .labelled("YAML takes what is before this for a key"),
    }
}

fn typographic(at: usize, quote: char) -> Slip {
    let why = format!("`{quote}` is not a quote of YAML");
    Slip::new(at..at + quote.len_utf8(), why, "write `\"` at both ends of the text")
        .labelled("a typographic quote")
}

/// What is wrong with a text without quotes of YAML that has other quotes around it, or begins with one that is never
/// closed; and the text within, where it has both.
pub(super) fn in_typographic(plain: &str, at: usize) -> Option<(Slip, Option<&str>)> {
    let first = plain.chars().next().filter(|first| TYPOGRAPHIC.contains(first))?;
    let rest = plain.get(first.len_utf8()..)?;
    let last = rest.chars().next_back().filter(|last| TYPOGRAPHIC.contains(last));
    let within = last.and_then(|last| rest.get(..rest.len() - last.len_utf8()));
    let is_apostrophe = |c: char| matches!(c, '’' | '‘');
    // A text may begin with a word in quotes, or with an apostrophe.
    let has_others = within.unwrap_or(rest).contains(|c: char| TYPOGRAPHIC.contains(&c) && !is_apostrophe(c));
    if has_others || (within.is_none() && is_apostrophe(first)) {
        return None;
    }
    let slip = typographic(at, first);
    Some(match within {
        Some(within) => (slip.fixed(at..at + plain.len(), quoted(within)), Some(within)),
        None => (slip, None),
    })
}

fn indicator(at: usize, first: char) -> Slip {
    let why = format!("text without quotes can't begin with `{first}`");
    Slip::new(at..at + first.len_utf8(), why, "write the text in quotes")
}

/// A star that begins no name of an anchor, but a text.
pub(super) fn star(text: &str, at: usize) -> Option<Slip> {
    let rest = text.get(at..line_end(text, at))?.strip_prefix('*')?;
    let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let is_name =
        name.len() < rest.len() && (name.trim().is_empty() || name.starts_with([',', '}', ']', ':']));
    (!is_name).then(|| indicator(at, '*'))
}

/// The character that begins here.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// How many spaces a line begins with, and its first byte that is none.
fn indentation(text: &str, line: usize) -> (usize, usize) {
    let rest = text.get(line..).unwrap_or_default();
    let column = rest.len() - rest.trim_start_matches(' ').len();
    (column, line + column)
}

/// The end of the line that this byte is in, without its line break.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..length).unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// The first byte of the line after the one that this byte is in.
fn next_line(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Whether nothing but space or a comment is in a line from here on.
fn is_at_end(text: &str, at: usize) -> bool {
    let rest = text.get(at..line_end(text, at)).unwrap_or_default();
    let content = rest.trim_start();
    content.is_empty() || (content.starts_with('#') && (content.len() < rest.len() || at == 0))
}
