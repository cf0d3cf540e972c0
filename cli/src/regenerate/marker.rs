//! How to recognize a generated file.

use errcat_codegen::{COMMAND, MARKER};

/// Whether a file says in its first lines that it is generated.
pub(super) fn is_generated(contents: &[u8]) -> bool {
    let head = String::from_utf8_lossy(contents.get(..contents.len().min(HEAD)).unwrap_or_default());
    head.lines().take(3).any(|line| line.contains(MARKER) && line.contains(COMMAND))
}

/// How much of a file is looked at, in bytes.
const HEAD: usize = 4096;
