//! What is wrong with a catalog, where, and what to do about it.

use std::ops::Range;

/// One catalog as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// How findings name it, such as `catalog/runo.yaml`.
    pub path: String,
    /// Its bytes; not necessarily UTF-8, not necessarily YAML.
    pub bytes: Vec<u8>,
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
}

/// A place in a file, as bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file's path, as in [`SourceFile::path`].
    pub file: String,
    /// Which bytes.
    pub span: Range<usize>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth mending; generates all the same.
    Warning,
}

/// Something wrong with a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable id of the rule, `kebab-case`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the underlined text is, in a few words; may be empty.
    pub label: String,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Place, String)>,
    /// The remedy.
    pub help: String,
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
    /// The position of a byte of a text.
    #[must_use]
    pub fn of(text: &[u8], byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&b| b == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        Self { line, column }
    }
}
