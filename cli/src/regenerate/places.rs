//! Where the catalogs are and where the files go.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use errcat_codegen::Target;

use super::request::Regenerate;
use crate::paths;
use crate::setup::Setup;

/// The folders of a request, absolute.
#[derive(Debug)]
pub(super) struct Places {
    /// The folder with the catalogs.
    pub(super) catalog: PathBuf,
    /// The crate that is written.
    pub(super) out: PathBuf,
    /// The README of the crate, where it has one.
    pub(super) readme: Option<PathBuf>,
    /// What the files are made for.
    pub(super) target: Target,
    /// The command that makes the same files again.
    pub(super) command: String,
}

impl Places {
    pub(super) fn of(setup: &Setup, arguments: &Regenerate) -> Result<Self> {
        let flag = |name: &str, path: &Option<PathBuf>| {
            path.as_ref().map_or(String::new(), |path| format!(" --{name} {}", path.display()))
        };
        let catalog = setup.catalog_folder(arguments.catalog.as_deref())?;
        let out = paths::absolute(arguments.out.as_deref().unwrap_or(&setup.output))?;
        let target = setup.target(&out)?;
        let readme =
            target.package.readme.as_ref().map(|readme| paths::absolute(&out.join(readme))).transpose()?;
        let places = Self {
            readme,
            target,
            catalog,
            out,
            command: format!(
                "{} regenerate{}{}",
                setup.program,
                flag("catalog", &arguments.catalog),
                flag("out", &arguments.out)
            ),
        };
        if places.out.exists() && !places.out.is_dir() {
            bail!("{} is not a folder; name another with --out", paths::shown(&places.out));
        }
        Ok(places)
    }

    /// The folders that may be written into, the output first.
    pub(super) fn folders(&self) -> Vec<&Path> {
        let readme = self.readme.as_deref().and_then(Path::parent);
        [&*self.out, &*self.catalog].into_iter().chain(readme).collect()
    }
}
