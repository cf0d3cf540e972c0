//! What belongs on the disk: the generated files, and the parts of people's files that are generated.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use errcat_codegen::model::Catalogs;
use errcat_codegen::{Artifact, SourceFile};

use super::places::Places;
use super::schema;
use crate::paths;

/// A file that belongs on the disk.
#[derive(Debug)]
pub(super) struct Output {
    /// The folder that is written into.
    pub(super) folder: PathBuf,
    /// The path below it, with `/` between the parts.
    pub(super) path: String,
    /// What is in it.
    pub(super) contents: String,
    pub(super) owner: Owner,
}

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The generator's: nothing else is ever in its place.
    Generator,
    /// A person's, of which the generator writes a part.
    Person,
}

/// Everything that these catalogs make.
pub(super) fn outputs(places: &Places, catalogs: &Catalogs, files: &[SourceFile]) -> Result<Vec<Output>> {
    let of = |folder: &Path, owner| {
        let folder = folder.to_owned();
        move |artifact: Artifact| Output {
            folder: folder.clone(),
            path: artifact.path,
            contents: artifact.contents,
            owner,
        }
    };
    let mut outputs = Vec::new();
    outputs.extend(errcat_codegen::generate(catalogs).into_iter().map(of(&places.out, Owner::Generator)));
    outputs.extend(crate_files(places, catalogs)?.into_iter().map(of(&places.out, Owner::Person)));
    outputs.extend(readme(&places.catalog)?.map(of(&places.catalog, Owner::Person)));
    outputs.extend(schema::schema(&places.catalog, files)?.map(of(&places.catalog, Owner::Generator)));
    Ok(outputs)
}

/// The manifest, and the first files of a new crate.
fn crate_files(places: &Places, catalogs: &Catalogs) -> Result<Vec<Artifact>> {
    let path = places.out.join("Cargo.toml");
    let mut owned = Vec::new();
    let current = if path.exists() {
        fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?
    } else {
        owned = new_crate(places)?;
        owned
            .iter()
            .find(|file| file.path == "Cargo.toml")
            .map_or_else(String::new, |file| file.contents.clone())
    };
    let manifest = errcat_codegen::manifest(catalogs, &current)
        .with_context(|| format!("{} can't take the vendors' features", paths::shown(&path)))?;
    owned.retain(|file| file.path != "Cargo.toml");
    owned.push(Artifact::new("Cargo.toml", manifest));
    Ok(owned)
}

fn new_crate(places: &Places) -> Result<Vec<Artifact>> {
    if !places.runtime.is_dir() {
        bail!(
            "a crate can't be begun in {}: the crate errcat, which it depends on, is not in {}; write its Cargo.toml \
            first, with a feature `vendors = []`",
            paths::shown(&places.out),
            paths::shown(&places.runtime)
        );
    }
    let runtime = paths::relative(&places.out, &places.runtime);
    let mut files = errcat_codegen::scaffold(&runtime.to_string_lossy().replace('\\', "/"));
    files.retain(|file| file.path == "Cargo.toml" || !Path::exists(&places.out.join(&file.path)));
    Ok(files)
}

/// The README of the format beside the catalogs, with the rules of this program; only where there is
/// one with a place for them.
fn readme(catalog: &Path) -> Result<Option<Artifact>> {
    let path = catalog.join("README.md");
    if !path.exists() {
        return Ok(None);
    }
    let current =
        fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?;
    Ok(errcat_codegen::rules::readme(&current).map(|contents| Artifact::new("README.md", contents)))
}
