//! What changes of a catalog break: each field of the format is declared with one of these.

use std::fmt;

/// What a change of a field breaks in programs that use the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Breakage {
    /// Names in the vendor's module: what goes or is renamed no longer compiles, and what comes breaks nothing.
    Names,
    /// Programs compile as before, and may do something else.
    Behaviour,
    /// Programs do the same; people read something else.
    Wording,
    /// Nothing of the crate: it is about the tests and the checks of the catalog.
    Nothing,
}

/// Whether a fact came, went or is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
    /// It is another one.
    Changed,
}

/// The smallest step of a version, by [Semantic Versioning](https://semver.org), that changes need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// None: what is published would be the same.
    None,
    /// Other wording, and nothing else.
    Patch,
    /// Programs compile, and may do something else.
    Minor,
    /// Programs may no longer compile.
    Major,
}

impl Breakage {
    /// The step that a change of this class needs.
    #[must_use]
    pub const fn bump(self, kind: ChangeKind) -> Bump {
        match (self, kind) {
            (Self::Names, ChangeKind::Removed | ChangeKind::Changed) => Bump::Major,
            (Self::Names, ChangeKind::Added) | (Self::Behaviour, _) => Bump::Minor,
            (Self::Wording, _) => Bump::Patch,
            (Self::Nothing, _) => Bump::None,
        }
    }

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Behaviour => "behaviour",
            Self::Wording => "wording",
            Self::Nothing => "nothing",
        }
    }
}

impl ChangeKind {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

impl Bump {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Bump {
    /// What it means for programs.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::None => "nothing of what is published differs",
            Self::Patch => "programs do the same; people read something else",
            Self::Minor => "programs compile, and may do something else",
            Self::Major => "programs may no longer compile",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
