//! Where the catalogs are and where the files go.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use errcat_codegen::{Form, Target};

use super::request::Regenerate;
use crate::paths;
use crate::setup::Setup;

/// The folders of a request, absolute.
#[derive(Debug)]
pub(super) struct Places {
    /// The folder with the catalogs.
    pub(super) catalog: PathBuf,
    /// What is written; never empty.
    pub(super) outs: Vec<Out>,
    /// The command that makes the same files again.
    pub(super) command: String,
}

/// A folder that is written.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) folder: PathBuf,
    /// What the files are made for.
    pub(super) target: Target,
    /// The README of the crate, where it has one.
    pub(super) readme: Option<PathBuf>,
}

impl Places {
    pub(super) fn of(setup: &Setup, arguments: &Regenerate) -> Result<Self> {
        let flag = |name: &str, path: &Option<PathBuf>| {
            path.as_ref().map_or(String::new(), |path| format!(" --{name} {}", path.display()))
        };
        let places = Self {
            catalog: setup.catalog_folder(arguments.catalog.as_deref())?,
            outs: outs(setup, arguments)?,
            command: format!(
                "{}{}{}{}",
                setup.generate_command(),
                flag("catalog", &arguments.catalog),
                flag("out", &arguments.out),
                flag("module", &arguments.module)
            ),
        };
        for out in &places.outs {
            if out.folder.exists() && !out.folder.is_dir() {
                bail!("{} is not a folder; name another with --out", paths::shown(&out.folder));
            }
        }
        Ok(places)
    }

    /// The folders that may be written into, the outputs first.
    pub(super) fn folders(&self) -> Vec<&Path> {
        let outs = self.outs.iter().map(|out| out.folder.as_path());
        let readmes = self.outs.iter().filter_map(|out| out.readme.as_deref().and_then(Path::parent));
        outs.chain(std::iter::once(self.catalog.as_path())).chain(readmes).collect()
    }

    /// The folders that are written, as people read them.
    pub(super) fn shown(&self) -> String {
        let shown: Vec<String> = self.outs.iter().map(|out| paths::shown(&out.folder)).collect();
        shown.join(", ")
    }
}

impl Out {
    fn new(target: Target, folder: PathBuf) -> Result<Self> {
        let readme = match &target.form {
            Form::Crate(package) => package.readme.as_ref(),
            Form::Module | Form::Included | Form::Reference => None,
        };
        let readme = readme.map(|readme| paths::absolute(&folder.join(readme))).transpose()?;
        Ok(Self { folder, target, readme })
    }

    /// The folder with one generated file for each vendor; `None`: there is none.
    pub(super) fn vendors(&self) -> Option<&'static str> {
        match self.target.form {
            Form::Crate(_) => Some("src/vendors"),
            Form::Module => Some("vendors"),
            Form::Included | Form::Reference => None,
        }
    }
}

fn outs(setup: &Setup, arguments: &Regenerate) -> Result<Vec<Out>> {
    if let Some(module) = &arguments.module {
        let folder = paths::absolute(module)?;
        return Ok(vec![Out::new(setup.target_as(&folder, Form::Module)?, folder)?]);
    }
    let folders: Vec<&PathBuf> = match &arguments.out {
        Some(out) => vec![out],
        None => setup.outputs.iter().map(|output| &output.folder).collect(),
    };
    let out = |folder: &PathBuf| {
        let folder = paths::absolute(folder)?;
        Out::new(setup.target(&folder)?, folder)
    };
    folders.into_iter().map(out).collect()
}
