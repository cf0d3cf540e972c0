//! What is to become of a file.

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::fingerprint::Fingerprint;

/// The text of a file. Copies share it, and its fingerprint, which is made once.
#[derive(Clone)]
pub(crate) struct Contents(Arc<(String, OnceLock<Fingerprint>)>);

impl Contents {
    pub(crate) fn as_str(&self) -> &str {
        &self.0.0
    }

    pub(crate) fn fingerprint(&self) -> &Fingerprint {
        let (text, fingerprint) = &*self.0;
        fingerprint.get_or_init(|| Fingerprint::of(text.as_bytes()))
    }
}

impl From<String> for Contents {
    fn from(text: String) -> Self {
        Self(Arc::new((text, OnceLock::new())))
    }
}

impl From<&str> for Contents {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl fmt::Debug for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// How a file and what belongs there differ.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// It is not there yet.
    Missing {
        /// What belongs there.
        new: Contents,
    },
    /// It holds something else.
    Stale {
        /// What is there.
        old: Vec<u8>,
        /// What belongs there.
        new: Contents,
    },
    /// Nothing belongs there any more.
    LeftOver {
        /// What is there.
        old: Vec<u8>,
    },
}

/// A file that differs.
#[derive(Debug, Clone)]
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
    pub(crate) fn after(&self) -> Option<&Contents> {
        match self {
            Self::Missing { new } | Self::Stale { new, .. } => Some(new),
            Self::LeftOver { .. } => None,
        }
    }
}
