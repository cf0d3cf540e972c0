//! What of a recording could not be read.

use std::{fmt, io};

use serde_json::error::Category;

/// Why a recording was not read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Its bytes could not be read.
    Io(io::Error),
    /// It is HAR up to this place.
    Har(Unread),
}

/// A place that could not be read, and why. Nothing of what is there is repeated, since it may be secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// The line, from 1 on.
    pub line: u64,
    /// The byte of the line, from 1 on.
    pub column: u64,
    /// Why.
    pub reason: Reason,
}

/// Why something could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It is not JSON, or has lists and objects that are nested too deep.
    NotJson,
    /// It is JSON that ends too early.
    CutOff,
    /// It is JSON of another shape than a recording has.
    OtherShape,
    /// It is a line of more than 32 MiB.
    TooLong,
}

impl Error {
    pub(super) fn har(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Io(error.into()) } else { Self::Har(Unread::of(&error, 1, 0)) }
    }
}

impl Unread {
    /// What JSON has wrong that begins in this line, behind so many bytes.
    pub(super) fn of(error: &serde_json::Error, line: u64, behind: u64) -> Self {
        let reason = match error.classify() {
            Category::Eof => Reason::CutOff,
            Category::Data => Reason::OtherShape,
            Category::Syntax | Category::Io => Reason::NotJson,
        };
        let column = behind + error.column().max(1) as u64;
        Self { line: line + error.line().saturating_sub(1) as u64, column, reason }
    }
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Self::NotJson => "not JSON",
            Self::CutOff => "JSON that is cut off",
            Self::OtherShape => "JSON of another shape",
            Self::TooLong => "longer than 32 MiB",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Har(unread) => unread.fmt(f),
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::error::Error for Error {}

impl std::error::Error for Unread {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
