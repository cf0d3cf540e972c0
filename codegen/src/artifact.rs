//! What the generator makes: files, as values; and what they are made for.

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

/// The word that marks a file as generated: a file without it is never written over or removed.
pub const MARKER: &str = "@generated";

/// What the files are made for: the command that makes them, and the crate that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The command that makes the files, which every one of them names.
    pub command: String,
    /// The crate.
    pub package: Package,
}

/// The crate that the files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it is, in one sentence.
    pub description: String,
    /// Its licence as an SPDX expression, if it is to be published.
    pub license: Option<String>,
    /// The address of its repository.
    pub repository: Option<String>,
    /// Its README, relative to the crate.
    pub readme: Option<String>,
    /// The words that it is found by in a registry.
    pub keywords: Vec<String>,
    /// The categories of a registry that it belongs to.
    pub categories: Vec<String>,
    /// The folder of `errcat-core`, relative to the crate; `None`: it comes from a registry.
    pub core: Option<String>,
    /// The workspace that it belongs to.
    pub workspace: Workspace,
}

/// The workspace that a crate belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workspace {
    /// One of its own, wherever its folder lies.
    Own,
    /// Another one, whose lints hold for it too.
    Member,
}

impl Target {
    /// The words that mark a file as made from this source, without the signs of a comment.
    pub(crate) fn mark(&self, source: &str) -> String {
        format!("{MARKER} by `{}` from {source}: change that, not this.", self.command)
    }
}
