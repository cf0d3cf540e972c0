//! What is at a path, so that two states of a file can be compared.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's contents, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Fingerprint(String);

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing.
    Nothing,
    /// A file with these contents.
    File(Fingerprint),
    /// A folder, a link or a device.
    Other,
}

/// How much of a file is read at once, in bytes.
const PIECE: usize = 64 * 1024;

impl Fingerprint {
    pub(crate) fn of(contents: &[u8]) -> Self {
        Self::from(Sha256::new_with_prefix(contents))
    }

    /// That of a file, which is not held as a whole.
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(Self::from(hash)),
                Ok(read) => hash.update(piece.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Sha256> for Fingerprint {
    fn from(hash: Sha256) -> Self {
        Self(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl State {
    /// Looks at a path, without following a link.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_file() => Fingerprint::of_file(path).map(Self::File),
            Ok(_) => Ok(Self::Other),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Ok(Self::Nothing)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether it is this file, or, with `None`, nothing.
    pub(crate) fn is(&self, file: Option<&Fingerprint>) -> bool {
        match (self, file) {
            (Self::Nothing, None) => true,
            (Self::File(found), Some(file)) => found == file,
            _ => false,
        }
    }
}
