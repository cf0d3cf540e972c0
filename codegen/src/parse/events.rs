//! Where everything stands in a file: the only user of `saphyr_parser`.
//!
//! This pass runs first, so that its limits hold before anything else sees the file: no nesting
//! without end, no alias that could multiply, no second document.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::error::Error;

/// How deep lists and mappings may stand in each other. A catalog needs about ten levels.
const MAX_DEPTH: usize = 64;

/// The outline of a document: spans and nesting, without meaning.
#[derive(Debug)]
pub(crate) struct Skeleton {
    pub(crate) span: Range<usize>,
    pub(crate) parts: Parts,
}

/// What a part of the outline holds.
#[derive(Debug)]
pub(crate) enum Parts {
    /// A scalar; `plain` is its text where it stands without quotes.
    Scalar { plain: Option<String> },
    /// A list.
    List(Vec<Skeleton>),
    /// A mapping: keys and values in turn.
    Map(Vec<Skeleton>),
}

/// The outline of the one document of a file.
pub(crate) fn skeleton(text: &str) -> Result<Skeleton, Error> {
    let mut builder = Builder { bytes: ByteOffsets::of(text), open: Vec::new(), root: None, documents: 0 };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| syntax(&builder.bytes, &error))?;
        builder.take(event, span)?;
    }
    builder.root.ok_or_else(|| {
        Error::new("empty-file", 0..0)
            .message("the file holds no document")
            .help("start with `vendor:`, `title:` and `about:`, or remove the file")
    })
}

fn syntax(bytes: &ByteOffsets<'_>, error: &ScanError) -> Error {
    let at = bytes.of_last(error.marker());
    let info = error.info();
    // The parser looks a little ahead, so its own limit may be met before ours.
    if info.contains("recursion limit") {
        return too_deep(at);
    }
    if info.contains("unknown anchor") {
        return reference(at, "an alias");
    }
    if let Some(tab) = indenting_tab(bytes.text, at.start) {
        return Error::new("yaml-syntax", tab)
            .message("this is not YAML: a tab in the indentation")
            .label("a tab")
            .help("indent with spaces");
    }
    if let Some(key) = unspaced_colon(bytes.text, at.start) {
        return Error::new("yaml-syntax", key)
            .message("this is not YAML: a colon without a space behind it")
            .help("write a space behind the colon, or the whole text in quotes");
    }
    if info.contains("simple key") {
        return Error::new("yaml-syntax", line(bytes.text, at.start))
            .message("this is not YAML: a key without a colon")
            .help("write a colon and a space behind the key, or indent what goes on with the line before");
    }
    Error::new("yaml-syntax", at)
        .message(format!("this is not YAML: {info}"))
        .help("check the indentation, the quotes and the brackets here and on the line before")
}

/// A key and its colon where no space follows, in the line of this byte or in the one before: such a line
/// is text to YAML, which then stumbles over the next one.
fn unspaced_colon(text: &str, at: usize) -> Option<Range<usize>> {
    let this = line(text, at);
    let before = text.get(..this.start)?.trim_end();
    [Some(this), (!before.is_empty()).then(|| line(text, before.len() - 1))].into_iter().flatten().find_map(
        |line| {
            let content = text.get(line.clone())?;
            let key = content.trim_start_matches([' ', '-']);
            let start = line.start + content.len() - key.len();
            let (name, value) = key.split_once(':')?;
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let is_unspaced = value.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"'[{".contains(c));
            (is_name && is_unspaced).then(|| start..start + name.len() + 1)
        },
    )
}

/// A tab that the line of this byte, or the next one, begins with.
fn indenting_tab(text: &str, at: usize) -> Option<Range<usize>> {
    let mut start = line(text, at).start;
    start = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
    for line in text.get(start..)?.split_inclusive('\n').take(2) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indentation)?.find('\t') {
            return Some(start + tab..start + tab + 1);
        }
        start += line.len();
    }
    None
}

/// The line of this byte, without the blanks around it.
fn line(text: &str, at: usize) -> Range<usize> {
    let begin = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = text.get(begin..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let start = begin + line.len() - line.trim_start().len();
    start..start + line.trim().len()
}

fn too_deep(span: Range<usize>) -> Error {
    Error::new("too-deep", span)
        .message(format!("this is nested more than {MAX_DEPTH} levels deep"))
        .help("a catalog needs about ten levels: look for a bracket that is never closed")
}

struct Builder<'a> {
    bytes: ByteOffsets<'a>,
    /// The lists and mappings that have begun, outermost first.
    open: Vec<Skeleton>,
    root: Option<Skeleton>,
    documents: usize,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Error> {
        let place = self.bytes.of_span(span);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Error::new("several-documents", place)
                        .message("a second document starts here")
                        .help("a file holds one vendor: remove the `---`, or move the rest to a file of its own"));
                }
            }
            Event::Alias(_) => return Err(reference(place, "an alias")),
            Event::Scalar(text, style, anchor, tag) => {
                refuse_anchor(anchor, tag.is_some(), &place)?;
                let place = self.bytes.without_comment(place, style);
                let plain = (style == ScalarStyle::Plain).then(|| text.into_owned());
                self.close(Skeleton { span: place, parts: Parts::Scalar { plain } });
            }
            Event::SequenceStart(anchor, tag) => {
                refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place, Parts::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, tag) => {
                refuse_anchor(anchor, tag.is_some(), &place)?;
                self.begin(place, Parts::Map(Vec::new()))?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(mut part) = self.open.pop() {
                    part.span.end = place.end.max(part.span.end);
                    self.close(part);
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn begin(&mut self, span: Range<usize>, parts: Parts) -> Result<(), Error> {
        if self.open.len() == MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.open.push(Skeleton { span, parts });
        Ok(())
    }

    fn close(&mut self, part: Skeleton) {
        match self.open.last_mut().map(|parent| &mut parent.parts) {
            Some(Parts::List(parts) | Parts::Map(parts)) => parts.push(part),
            Some(Parts::Scalar { .. }) | None => self.root = Some(part),
        }
    }
}

fn refuse_anchor(anchor: usize, tag: bool, place: &Range<usize>) -> Result<(), Error> {
    if anchor != 0 {
        Err(reference(place.clone(), "an anchor"))
    } else if tag {
        Err(reference(place.clone(), "a tag"))
    } else {
        Ok(())
    }
}

fn reference(place: Range<usize>, what: &str) -> Error {
    Error::new("anchor", place)
        .message(format!("{what} of YAML is used here; catalogs do without"))
        .help("write the value out: each entry can then be read by itself")
}

/// How long the text in double quotes is with which this begins.
fn double_quoted(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some(at + 1),
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    None
}

/// The same for single quotes, within which a quote is written twice.
fn single_quoted(text: &str) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\'' && characters.next_if(|(_, next)| *next == '\'').is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// Turns the parser's character counts into byte offsets.
struct ByteOffsets<'a> {
    text: &'a str,
    /// The offset of each character; empty where each is one byte.
    offsets: Vec<u32>,
}

impl<'a> ByteOffsets<'a> {
    fn of(text: &'a str) -> Self {
        let offsets = if text.is_ascii() {
            Vec::new()
        } else {
            // Files end at 64 MiB, so an offset fits.
            text.char_indices().map(|(at, _)| at as u32).collect()
        };
        Self { text, offsets }
    }

    fn of_marker(&self, marker: &Marker) -> usize {
        if self.offsets.is_empty() {
            return marker.index().min(self.text.len());
        }
        self.offsets.get(marker.index()).map_or(self.text.len(), |&at| at as usize)
    }

    fn of_span(&self, span: Span) -> Range<usize> {
        let start = self.of_marker(&span.start);
        let end = self.of_marker(&span.end).max(start);
        // Behind some values the parser counts the space that follows.
        let value = self.text.get(start..end).unwrap_or_default().trim_end();
        start..start + value.len()
    }

    /// A text in quotes without what follows it: the parser counts a comment in.
    fn without_comment(&self, place: Range<usize>, style: ScalarStyle) -> Range<usize> {
        let text = self.text.get(place.clone()).unwrap_or_default();
        let length = match style {
            ScalarStyle::DoubleQuoted => double_quoted(text),
            ScalarStyle::SingleQuoted => single_quoted(text),
            _ => None,
        };
        place.start..length.map_or(place.end, |length| place.start + length)
    }

    /// A marker, or what stands before it where it is at the end or on a blank.
    fn of_last(&self, marker: &Marker) -> Range<usize> {
        let at = self.of_marker(marker);
        let rest = self.text.get(at..).unwrap_or_default();
        if rest.starts_with(|c: char| !c.is_whitespace()) {
            return at..at;
        }
        let before = self.text.get(..at).unwrap_or_default().trim_end();
        let last = before.char_indices().next_back().map_or(0, |(last, _)| last);
        last..before.len()
    }
}
