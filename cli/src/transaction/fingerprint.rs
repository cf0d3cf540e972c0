//! What is at a path, so that two states of a file can be compared.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's contents, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Fingerprint(String);

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing.
    Nothing,
    /// A file with these contents.
    File(Fingerprint),
    /// A folder, a link or a device.
    Other,
}

impl Fingerprint {
    pub(super) fn of(contents: &[u8]) -> Self {
        Self(Sha256::digest(contents).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl State {
    /// Looks at a path, without following a link.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() => Ok(Self::File(Fingerprint::of(&fs::read(path)?))),
            Ok(_) => Ok(Self::Other),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok(Self::Nothing)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether it is this file, or, with `None`, nothing.
    pub(super) fn is(&self, file: Option<&Fingerprint>) -> bool {
        match (self, file) {
            (Self::Nothing, None) => true,
            (Self::File(found), Some(file)) => found == file,
            _ => false,
        }
    }
}
