//! Catalogs as files, and places in them.

use std::borrow::Cow;
use std::ops::Range;

/// One catalog as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// How findings name it, such as `catalog/runo.yaml`.
    pub path: String,
    /// Its bytes; not necessarily UTF-8, not necessarily YAML.
    pub bytes: Vec<u8>,
}

/// Whether a file of this name is a catalog. Hidden ones are an editor's or a file system's own, such as
/// `.#runo.yaml`, which points nowhere.
#[must_use]
pub fn is_catalog_name(name: &str) -> bool {
    !name.starts_with('.') && (name.ends_with(".yaml") || name.ends_with(".yml"))
}

impl SourceFile {
    /// A file.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }

    /// The file's name without folder and ending: the vendor's id.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name)
    }

    /// A place in this file.
    #[must_use]
    pub fn place(&self, span: &Range<usize>) -> SourceSpan {
        SourceSpan { file: self.path.clone(), span: span.clone() }
    }
}

/// A place in a file, as bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceSpan {
    /// The file's path, as in [`SourceFile::path`].
    pub file: String,
    /// Which bytes.
    pub span: Range<usize>,
}

/// A line and a column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The position of a byte of a text. For many of one text, ask its [`Lines`].
    #[must_use]
    pub fn of(text: &[u8], byte: usize) -> Self {
        Lines::of(text).position(byte)
    }
}

/// The lines of a text, found once, so that many positions are cheap.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a [u8],
    /// The first byte of each line.
    starts: Vec<usize>,
}

/// A text whose byte order mark is an empty comment of the same length, so that every place stays.
pub(crate) fn without_mark(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Cow::Owned(format!("# \n{rest}")),
        None => text,
    }
}

/// Whether a comment follows, behind blanks or not, whose `#` stands directly before a word: it may be meant as text. No more
/// of the line is looked at, as very much may stand on it.
pub(crate) fn has_hash_before_word(rest: &[u8]) -> bool {
    let is_blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
    let comment =
        rest.get(rest.iter().take_while(is_blank).count()..).and_then(|rest| rest.strip_prefix(b"#"));
    let first = comment.and_then(|comment| comment.get(..comment.len().min(char::MAX_LEN_UTF8)));
    first.is_some_and(|first| String::from_utf8_lossy(first).starts_with(char::is_alphanumeric))
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl<'a> Lines<'a> {
    /// The lines of a text.
    #[must_use]
    pub fn of(text: &'a [u8]) -> Self {
        let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The position of a byte; a byte order mark has no column.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let before = self.text.get(self.start(line)..byte).unwrap_or_default();
        let before = before.strip_prefix(BYTE_ORDER_MARK).unwrap_or(before);
        Position { line, column: String::from_utf8_lossy(before).chars().count() + 1 }
    }

    /// The first byte of a line, counted from 1; beyond the last line, the end of the text.
    #[must_use]
    pub fn start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|at| self.starts.get(at)).copied().unwrap_or(self.text.len())
    }
}
