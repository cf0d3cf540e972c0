//! What the generator makes: files, as values.

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Where it belongs, relative to the output folder, with `/` between the parts.
    pub path: String,
    /// What is in it, with `\n` at the end of each line.
    pub contents: String,
}

impl Artifact {
    /// An artifact.
    pub fn new(path: impl Into<String>, contents: impl Into<String>) -> Self {
        Self { path: path.into(), contents: contents.into() }
    }
}

/// The command that makes the generated files; every one of them names it.
pub const COMMAND: &str = "cargo xtask regenerate";

/// The word that marks a file as generated: a file without it is never written over or removed.
pub const MARKER: &str = "@generated";
