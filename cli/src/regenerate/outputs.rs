//! What belongs on the disk: the generated files, and the parts of people's files that are generated.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use errcat_codegen::model::Catalogs;
use errcat_codegen::{Artifact, SourceFile};

use super::places::Places;
use super::schema;
use crate::paths;

/// The manifest of the crate.
const MANIFEST: &str = "Cargo.toml";

/// The description of the format, beside the catalogs.
const README: &str = "README.md";

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// The generator's: nothing else is ever in its place.
    Generator,
    /// A person's, of which the generator writes a part.
    Person {
        /// What the contents were made from; `None`: there was no file.
        current: Option<String>,
    },
}

/// Everything that these catalogs make.
pub(super) fn outputs(places: &Places, catalogs: &Catalogs, files: &[SourceFile]) -> Result<Vec<Output>> {
    let generated = |folder: &Path, artifact: Artifact| Output {
        folder: folder.to_owned(),
        path: artifact.path,
        contents: artifact.contents,
        owner: Owner::Generator,
    };
    let artifacts = errcat_codegen::generate(catalogs).into_iter();
    let mut outputs: Vec<Output> = artifacts.map(|artifact| generated(&places.out, artifact)).collect();
    outputs.extend(crate_files(places, catalogs)?);
    outputs.extend(readme(&places.catalog)?);
    let schema = schema::schema(&places.catalog, files)?;
    outputs.extend(schema.map(|artifact| generated(&places.catalog, artifact)));
    Ok(outputs)
}

/// The manifest, and the first files of a new crate.
fn crate_files(places: &Places, catalogs: &Catalogs) -> Result<Vec<Output>> {
    let person = |artifact: Artifact, current: Option<String>| Output {
        folder: places.out.clone(),
        path: artifact.path,
        contents: artifact.contents,
        owner: Owner::Person { current },
    };
    let path = places.out.join(MANIFEST);
    let current = if path.exists() {
        Some(fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?)
    } else {
        None
    };
    let begun = if current.is_none() { new_crate(places)? } else { Vec::new() };
    let first = begun.iter().find(|file| file.path == MANIFEST).map(|file| file.contents.as_str());
    let base = current.as_deref().or(first).unwrap_or_default();
    let manifest = errcat_codegen::manifest(catalogs, base)
        .with_context(|| format!("{} can't take the vendors' features", paths::shown(&path)))?;
    let others = begun.into_iter().filter(|file| file.path != MANIFEST);
    let mut outputs: Vec<Output> = others.map(|file| person(file, None)).collect();
    outputs.push(person(Artifact::new(MANIFEST, manifest), current));
    Ok(outputs)
}

/// The first files of a crate, without those that are there.
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
    files.retain(|file| file.path == MANIFEST || !places.out.join(&file.path).exists());
    Ok(files)
}

/// The README of the format beside the catalogs, with the rules of this program; only where there is
/// one with a place for them.
fn readme(catalog: &Path) -> Result<Option<Output>> {
    let path = catalog.join(README);
    if !path.exists() {
        return Ok(None);
    }
    let current =
        fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?;
    Ok(errcat_codegen::rules::readme(&current).map(|contents| Output {
        folder: catalog.to_owned(),
        path: README.to_owned(),
        contents,
        owner: Owner::Person { current: Some(current) },
    }))
}
