//! What one program with these commands differs in from another.

use std::path::{Path, PathBuf};

use anyhow::Result;
use errcat_codegen::{Package, Target, Workspace};

use crate::{catalogs, paths};

/// A program with these commands: its name, and the folders that it works on where no others are given.
#[derive(Debug, Clone)]
pub struct Setup {
    /// How the program is started: `errcat`, or `cargo xtask`.
    pub program: &'static str,
    /// Where the folders below are, as the help texts have it behind their names, such as ` of the workspace`.
    pub whereabouts: &'static str,
    /// What the help says below the list of commands; nothing where it is empty.
    pub note: &'static str,
    /// The folder with the catalogs.
    pub catalog: PathBuf,
    /// The crate that is generated.
    pub output: PathBuf,
    /// The folder for the site with the reference.
    pub site: PathBuf,
    /// The folder of `errcat-core`, on which generated crates depend; `None`: it comes from a registry.
    pub core: Option<PathBuf>,
    /// What the crate is that is generated at [`output`](Self::output); `None`: one like any other.
    pub package: Option<Package>,
}

impl Setup {
    /// The command `errcat`, which works on the current folder.
    ///
    /// Catalogs are in `catalog/`. Where there is no such folder, but the current one holds a catalog, it is
    /// taken itself.
    #[must_use]
    pub fn of_current_folder() -> Self {
        let catalog = PathBuf::from("catalog");
        let here = Path::new(".");
        // The source that this program was built from, where it was built in its workspace.
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core");
        let is_here = !catalog.is_dir() && catalogs::are_in(here);
        Self {
            program: "errcat",
            whereabouts: " of the current folder",
            note: "Catalogs are read from the folder catalog/. Where there is none, they are read from the current folder,\n\
                if it holds catalogs. What they make goes to the folder generated/.",
            catalog: if is_here { here.to_owned() } else { catalog },
            output: PathBuf::from("generated"),
            site: PathBuf::from("target/site"),
            core: core.is_dir().then_some(core),
            package: None,
        }
    }

    /// The program's name as a single word, by which shells complete it.
    pub(crate) fn word(&self) -> &'static str {
        self.program.rsplit(' ').next().unwrap_or(self.program)
    }

    /// What files in this folder are made for.
    pub(crate) fn target(&self, out: &Path) -> Result<Target> {
        let core = match &self.core {
            None => None,
            Some(core) => {
                let core = paths::relative(out, &paths::absolute(core)?);
                Some(core.to_string_lossy().replace('\\', "/"))
            }
        };
        let package = match &self.package {
            Some(package) if out == paths::absolute(&self.output)? => package.clone(),
            _ => Package {
                name: "vendor-errors".to_owned(),
                version: "0.1.0".to_owned(),
                description: "What the error codes of vendors mean, and what to do about them.".to_owned(),
                license: None,
                repository: None,
                readme: None,
                keywords: Vec::new(),
                categories: Vec::new(),
                core: None,
                workspace: Workspace::Own,
            },
        };
        let package = Package { core, ..package };
        Ok(Target { command: format!("{} regenerate", self.program), package })
    }

    /// The folder with the catalogs, absolute: the one that was given, or else the program's own.
    pub(crate) fn catalog_folder(&self, given: Option<&Path>) -> Result<PathBuf> {
        paths::absolute(given.unwrap_or(&self.catalog))
    }
}
