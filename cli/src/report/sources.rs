//! The texts of the catalogs, with their lines found once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use errcat_codegen::{Finding, Fix, Lines, Position, SourceFile, SourceSpan};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The catalogs by path.
pub(super) struct Sources<'a>(BTreeMap<&'a str, Source<'a>>);

/// One catalog.
pub(super) struct Source<'a> {
    pub(super) path: &'a str,
    bytes: &'a [u8],
    lines: Lines<'a>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let source = |file: &'a SourceFile| Source {
            path: &file.path,
            bytes: &file.bytes,
            lines: Lines::of(&file.bytes),
        };
        Self(files.iter().map(|file| (file.path.as_str(), source(file))).collect())
    }

    /// The catalog that a place is in.
    pub(super) fn of(&self, place: &SourceSpan) -> Option<&Source<'a>> {
        self.0.get(place.file.as_str())
    }

    /// Where a place begins and where it ends.
    pub(super) fn positions(&self, place: &SourceSpan) -> Range<Position> {
        let start = Position { line: 1, column: 1 };
        self.of(place).map_or(start..start, |source| source.positions(&place.span))
    }
}

impl Sources<'_> {
    /// Where what a fix replaces begins and where it ends.
    pub(super) fn positions_of_fix(&self, finding: &Finding, fix: &Fix) -> Range<Position> {
        self.positions(&SourceSpan { file: finding.place.file.clone(), span: fix.range.clone() })
    }
}

impl Source<'_> {
    pub(super) fn positions(&self, span: &Range<usize>) -> Range<Position> {
        self.lines.position(span.start)..self.lines.position(span.end.max(span.start))
    }

    /// The bytes of whole lines, both ends included; a byte order mark, which has no column, is left out.
    pub(super) fn lines(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.lines.start(first);
        let has_mark = start == 0 && self.bytes.starts_with(BYTE_ORDER_MARK);
        start + if has_mark { BYTE_ORDER_MARK.len() } else { 0 }..self.lines.start(last + 1)
    }

    /// Some of the text; what is not UTF-8 is replaced.
    pub(super) fn text(&self, span: &Range<usize>) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes.get(span.clone()).unwrap_or_default())
    }
}
