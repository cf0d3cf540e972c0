//! What is to become of a file.

use std::path::PathBuf;
use std::sync::Arc;

/// How a file and what belongs there differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is not there yet.
    Missing {
        /// What belongs there.
        new: Arc<str>,
    },
    /// It holds something else.
    Stale {
        /// What is there.
        old: Vec<u8>,
        /// What belongs there.
        new: Arc<str>,
    },
    /// Nothing belongs there any more.
    LeftOver {
        /// What is there.
        old: Vec<u8>,
    },
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileChange {
    /// The folder that is written into, absolute.
    pub(crate) folder: PathBuf,
    /// The path below it, with `/` between the parts.
    pub(crate) path: String,
    /// How the file differs.
    pub(crate) change: Change,
}

impl Change {
    /// What is there; `None`: no file.
    pub(crate) fn before(&self) -> Option<&[u8]> {
        match self {
            Self::Missing { .. } => None,
            Self::Stale { old, .. } | Self::LeftOver { old } => Some(old),
        }
    }

    /// What belongs there; `None`: no file.
    pub(crate) fn after(&self) -> Option<&str> {
        match self {
            Self::Missing { new } | Self::Stale { new, .. } => Some(new.as_ref()),
            Self::LeftOver { .. } => None,
        }
    }
}
