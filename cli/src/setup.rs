//! What one program with these commands differs in from another.

use std::path::{Path, PathBuf};

use anyhow::Result;
use errcat_codegen::{CrateSource, Dependency, Form, Package, Target, Workspace};

use crate::{catalogs, paths};

/// A program with these commands: its name, and the folders that it works on where no others are given.
#[derive(Debug, Clone)]
pub struct Setup {
    /// How the program is started: `errcat`, or `cargo xtask`.
    pub program: &'static str,
    /// The name of the command that writes what catalogs make; the program knows it by `generate` too.
    pub generate: &'static str,
    /// Where the folders below are, as the help texts have it behind their names, such as ` of the workspace`.
    pub whereabouts: &'static str,
    /// What the help says below the list of commands; nothing where it is empty.
    pub note: &'static str,
    /// The folder with the catalogs.
    pub catalog: PathBuf,
    /// What is generated of them.
    pub outputs: Vec<Output>,
    /// The folder for the site with the reference.
    pub site: PathBuf,
    /// Where generated crates get `errcat-core` from; a folder is relative to the current one.
    pub core: Dependency,
    /// The catalogs that the program brings along, which are known wherever it is run.
    pub shipped: &'static [Shipped],
}

/// A folder that is generated.
#[derive(Debug, Clone)]
pub struct Output {
    /// The folder.
    pub folder: PathBuf,
    /// What it becomes.
    pub form: Form,
}

/// A catalog that a program brings along: the vendor's id, and the text.
pub type Shipped = (&'static str, &'static str);

impl Setup {
    /// The name of the crate that is generated, as programs write it; that of a module's own crate is `crate`.
    pub(crate) fn crate_name(&self) -> String {
        let name = self.outputs.iter().find_map(|output| match &output.form {
            Form::Crate(package) => Some(package.name.replace('-', "_")),
            Form::Module | Form::Included | Form::Reference => None,
        });
        name.unwrap_or_else(|| "crate".to_owned())
    }

    /// The command `errcat`, which works on the current folder, with these catalogs brought along.
    ///
    /// Catalogs are in `catalog/`. Where there is no such folder, but the current one holds a catalog, it is
    /// taken itself.
    #[must_use]
    pub fn of_current_folder(shipped: &'static [Shipped]) -> Self {
        let catalog = PathBuf::from("catalog");
        let here = Path::new(".");
        let is_here = !catalog.is_dir() && catalogs::are_in(here);
        Self {
            program: "errcat",
            generate: "generate",
            whereabouts: " of the current folder",
            note: "errcat.toml says where the catalogs are and what is made of them; it is looked for in the current folder\n\
                and in those above it, and `errcat init` writes one. Without it catalogs are read from the folder catalog/,\n\
                or else from the current folder, if it holds catalogs, and what they make goes to the folder generated/.",
            catalog: if is_here { here.to_owned() } else { catalog },
            outputs: vec![Output {
                folder: PathBuf::from("generated"),
                form: Form::Crate(Box::new(own_package(Workspace::Surrounding))),
            }],
            site: PathBuf::from("target/site"),
            core: core_of_this_program(),
            shipped,
        }
    }

    /// The program's name as a single word, by which shells complete it.
    pub(crate) fn word(&self) -> &'static str {
        self.program.rsplit(' ').next().unwrap_or(self.program)
    }

    /// The command that writes what the catalogs make.
    pub(crate) fn generate_command(&self) -> String {
        format!("{} {}", self.program, self.generate)
    }

    /// What is generated in this folder, absolute: what the program makes there, or else a crate of its own.
    pub(crate) fn target(&self, out: &Path) -> Result<Target> {
        let mut form = None;
        for output in &self.outputs {
            if paths::absolute(&output.folder)? == out {
                form = Some(output.form.clone());
            }
        }
        self.target_as(out, form.unwrap_or_else(|| Form::Crate(Box::new(own_package(Workspace::Own)))))
    }

    /// What is generated in this folder, absolute, as this.
    pub(crate) fn target_as(&self, out: &Path, mut form: Form) -> Result<Target> {
        if let Form::Crate(package) = &mut form {
            package.core = self.core.clone();
            if let CrateSource::Folder(folder) = &mut package.core.source {
                let relative = paths::relative(out, &paths::absolute(Path::new(folder))?);
                *folder = relative.to_string_lossy().replace('\\', "/");
            }
        }
        Ok(Target { command: self.generate_command(), form })
    }

    /// The folder with the catalogs, absolute: the one that was given, or else the program's own.
    pub(crate) fn catalog_folder(&self, given: Option<&Path>) -> Result<PathBuf> {
        paths::absolute(given.unwrap_or(&self.catalog))
    }
}

/// A crate of which nothing is said.
pub(crate) fn own_package(workspace: Workspace) -> Package {
    Package {
        name: "vendor-errors".to_owned(),
        version: "0.1.0".to_owned(),
        description: "What the error codes of vendors mean, and what to do about them.".to_owned(),
        license: None,
        repository: None,
        readme: None,
        keywords: Vec::new(),
        categories: Vec::new(),
        default_features: None,
        core: Dependency::default(),
        workspace,
    }
}

/// Where `errcat-core` comes from unless it is said: the source that this program was built from, where that is
/// still there, or else a registry.
fn core_of_this_program() -> Dependency {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core");
    let source = match paths::absolute(&folder) {
        Ok(folder) if folder.is_dir() => CrateSource::Folder(folder.to_string_lossy().into_owned()),
        _ => CrateSource::Registry,
    };
    Dependency { version: None, source, features: Vec::new() }
}
