//! How to recognize a generated file.

use errcat_codegen::MARKER;

/// The commands that make files, which each of them names.
const COMMANDS: [&str; 3] = ["cargo xtask regenerate", "errcat generate", "errcat regenerate"];

/// Whether a file says in its first lines that it is generated.
pub(super) fn is_generated(contents: &[u8]) -> bool {
    let head = String::from_utf8_lossy(contents.get(..contents.len().min(HEAD)).unwrap_or_default());
    head.lines()
        .take(3)
        .any(|line| line.contains(MARKER) && COMMANDS.iter().any(|command| line.contains(command)))
}

/// How much of a file is looked at, in bytes.
const HEAD: usize = 4096;
