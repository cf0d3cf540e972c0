//! Commands that messages advise, as they are typed.

use std::path::{Path, PathBuf};

use crate::setup::Setup;

/// Commands on the catalogs of one folder.
#[derive(Debug, Clone)]
pub(crate) struct Advice {
    program: &'static str,
    /// The folder, as it was given.
    folder: Option<PathBuf>,
}

impl Advice {
    /// For the catalogs of this folder, or of the program's own.
    pub(crate) fn new(setup: &Setup, folder: Option<&Path>) -> Self {
        Self { program: setup.program, folder: folder.map(Path::to_owned) }
    }

    /// A command that needs no folder.
    pub(crate) fn command(&self, arguments: &str) -> String {
        format!("{} {arguments}", self.program)
    }

    /// A check of the catalogs, with these flags.
    pub(crate) fn check(&self, flags: &str) -> String {
        let folder = self.folder.as_ref();
        let folder = folder.map_or_else(String::new, |folder| format!(" --catalog {}", folder.display()));
        self.command(&format!("check{flags}{folder}"))
    }
}
