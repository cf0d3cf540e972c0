//! From the parser's counts of characters to bytes.

use std::ops::Range;

use saphyr_parser::{Marker, ScalarStyle, Span};

/// The bytes at which the characters begin that the parser counts: those of a text, or of a piece of it.
pub(super) struct Offsets<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// Which part of it is parsed.
    piece: Range<usize>,
    /// The offset of each of its characters; empty where each is one byte.
    offsets: Vec<u32>,
}

impl<'t> Offsets<'t> {
    pub(super) fn of(text: &'t str, piece: Range<usize>) -> Self {
        let parsed = text.get(piece.clone()).unwrap_or_default();
        let offsets = if parsed.is_ascii() {
            Vec::new()
        } else {
            // Files end at 64 MiB, so an offset fits.
            parsed.char_indices().map(|(at, _)| (piece.start + at) as u32).collect()
        };
        Self { text, piece, offsets }
    }

    fn of_marker(&self, marker: &Marker) -> usize {
        if self.offsets.is_empty() {
            return (self.piece.start + marker.index()).min(self.piece.end);
        }
        self.offsets.get(marker.index()).map_or(self.piece.end, |&at| at as usize)
    }

    pub(super) fn of_span(&self, span: Span) -> Range<usize> {
        let start = self.of_marker(&span.start);
        let end = self.of_marker(&span.end).max(start);
        // Behind some values the parser counts the space that follows.
        let value = self.text.get(start..end).unwrap_or_default().trim_end();
        start..start + value.len()
    }

    /// A text in quotes without what follows it: the parser counts a comment in.
    pub(super) fn without_comment(&self, place: Range<usize>, style: ScalarStyle) -> Range<usize> {
        let text = self.text.get(place.clone()).unwrap_or_default();
        let length = match style {
            ScalarStyle::DoubleQuoted => double_quoted(text),
            ScalarStyle::SingleQuoted => single_quoted(text),
            _ => None,
        };
        place.start..length.map_or(place.end, |length| place.start + length)
    }

    /// A marker, or what stands before it where it is at the end or on a blank.
    pub(super) fn of_last(&self, marker: &Marker) -> Range<usize> {
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

/// How long the text in double quotes is with which this begins.
fn double_quoted(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => drop(bytes.next()),
            _ => {}
        }
    }
    None
}

/// The same for single quotes, within which a quote is written twice.
fn single_quoted(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\'' && bytes.next_if(|(_, next)| *next == b'\'').is_none() {
            return Some(at + 1);
        }
    }
    None
}
