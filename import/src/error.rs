//! Why a source gives no draft.

use std::fmt;

use errcat_codegen::Position;

use super::source::SourceText;

/// Why a source gives no draft.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// It was read, and has neither a code nor a status.
    NothingFound(NothingFound),
    /// It could not be read.
    Unreadable(Unreadable),
}

/// The source has neither a code nor a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingFound {
    /// What there is to say about the source, such as a table that was not read.
    pub notes: Vec<String>,
}

/// The source is not what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The name of the source.
    pub file: String,
    /// The place in it, where it is about one.
    pub place: Option<Position>,
    /// What is wrong.
    pub message: String,
    /// The remedy.
    pub help: String,
}

impl Unreadable {
    /// What is wrong at one byte of a source.
    pub(crate) fn at(
        file: &SourceText<'_>,
        byte: usize,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let place = Some(Position::of(file.text.as_bytes(), byte));
        Self { place, ..Self::whole(file, message, help) }
    }

    /// What is wrong with a source as a whole.
    pub(crate) fn whole(file: &SourceText<'_>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { file: file.name.to_owned(), place: None, message: message.into(), help: help.into() }
    }
}

impl From<Unreadable> for Error {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingFound(nothing) => nothing.fmt(f),
            Self::Unreadable(unreadable) => unreadable.fmt(f),
        }
    }
}

impl fmt::Display for NothingFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no code and no status was found")
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(place) = self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        write!(f, ": {}; {}", self.message, self.help)
    }
}

impl std::error::Error for Error {}

impl std::error::Error for NothingFound {}

impl std::error::Error for Unreadable {}
