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

/// What the files are made for: the command that makes them, and what they are together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The command that makes the files, which every one of them names.
    pub command: String,
    /// What they are.
    pub form: Form,
}

/// What the files are together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// A crate: its manifest, its sources, their tests, the facts and the reference.
    Crate(Box<Package>),
    /// A module of a crate that depends on `errcat-core`: `mod.rs` and the files below it, with their tests.
    Module,
    /// The same module as one file, for `include!`: `mod.rs` alone.
    Included,
    /// The reference alone.
    Reference,
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
    /// Its README, relative to the crate; `None`: one that is generated.
    pub readme: Option<String>,
    /// The words that it is found by in a registry.
    pub keywords: Vec<String>,
    /// The categories of a registry that it belongs to.
    pub categories: Vec<String>,
    /// The features that are on by default; `None`: `std`, and the vendors if they are few.
    pub default_features: Option<Vec<String>>,
    /// Where `errcat-core` comes from.
    pub core: Dependency,
    /// The workspace that it belongs to.
    pub workspace: Workspace,
}

/// How a crate depends on another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dependency {
    /// The version that is asked for; `None`: that of this generator.
    pub version: Option<String>,
    /// Where it comes from.
    pub source: CrateSource,
    /// The features that are on whatever the crate's own features are.
    pub features: Vec<String>,
}

/// Where a crate comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CrateSource {
    /// A registry.
    #[default]
    Registry,
    /// A folder, relative to the crate that depends on it.
    Folder(String),
    /// A git repository.
    Git {
        /// Its address.
        url: String,
        /// The commit, tag or branch; `None`: the default branch.
        reference: Option<(GitReference, String)>,
    },
}

/// What names a commit of a git repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GitReference {
    /// The commit.
    Rev,
    /// A tag.
    Tag,
    /// A branch.
    Branch,
}

impl GitReference {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rev, Self::Tag, Self::Branch];

    /// The key in a manifest.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rev => "rev",
            Self::Tag => "tag",
            Self::Branch => "branch",
        }
    }
}

/// The workspace that a crate belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workspace {
    /// The one around its folder that takes it in, if there is one.
    Surrounding,
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
