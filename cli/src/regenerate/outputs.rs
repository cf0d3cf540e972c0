//! What belongs on the disk: the generated files, and the parts of people's files that are generated.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use errcat_codegen::{Artifact, Catalogs, SourceFile};

use super::places::Places;
use super::schema;
use crate::paths;
use crate::transaction::Contents;

/// The description of the format, beside the catalogs.
const README: &str = "README.md";

/// A file that belongs on the disk.
#[derive(Debug)]
pub(super) struct Output {
    /// The folder that is written into.
    pub(super) folder: PathBuf,
    /// The path below it, with `/` between the parts.
    pub(super) path: String,
    /// What is in it, which the changes share.
    pub(super) contents: Contents,
    pub(super) owner: Owner,
}

/// Whose file it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Owner {
    /// The generator's: nothing else is ever in its place.
    Generator,
    /// A person's, of which the generator writes a part.
    Person {
        /// What the contents were made from.
        current: String,
    },
}

/// The files that are made: the folder of each, and its path below it.
pub(super) type Paths<'a> = HashSet<(&'a Path, &'a str)>;

/// The paths of these.
pub(super) fn paths(outputs: &[Output]) -> Paths<'_> {
    outputs.iter().map(|output| (output.folder.as_path(), output.path.as_str())).collect()
}

/// The files besides the catalogs that decide what is made: by what is in them, or by being there.
pub(super) fn deciding(places: &Places) -> Vec<PathBuf> {
    let readmes = places.outs.iter().filter_map(|out| out.readme.clone());
    readmes.chain([README, schema::NAME].map(|name| places.catalog.join(name))).collect()
}

/// Everything that these catalogs make.
pub(super) fn outputs(
    command: &str,
    places: &Places,
    catalogs: &Catalogs<'_>,
    files: &[SourceFile],
) -> Result<Vec<Output>> {
    let generated = |folder: &Path, artifact: Artifact| Output {
        folder: folder.to_owned(),
        path: artifact.path,
        contents: artifact.contents.into(),
        owner: Owner::Generator,
    };
    let mut outputs: Vec<Output> = Vec::new();
    for out in &places.outs {
        let artifacts = errcat_codegen::generate(catalogs, &out.target).into_iter();
        outputs.extend(artifacts.map(|artifact| generated(&out.folder, artifact)));
        if let Some(readme) = &out.readme {
            let docs = readme.parent().map(|folder| paths::relative(folder, &out.folder.join("docs")));
            let docs = docs.unwrap_or_default().to_string_lossy().replace('\\', "/");
            outputs.extend(part(readme, |current| errcat_codegen::readme(current, catalogs, &docs))?);
        }
    }
    outputs.extend(part(&places.catalog.join(README), errcat_codegen::rules::readme)?);
    let schema = schema::schema(command, &places.catalog, files)?;
    outputs.extend(schema.map(|artifact| generated(&places.catalog, artifact)));
    Ok(outputs)
}

/// A person's file with its generated part; only where it is there and has a place for it.
fn part(path: &Path, with_part: impl FnOnce(&str) -> Option<String>) -> Result<Option<Output>> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(None) };
    if !path.exists() {
        return Ok(None);
    }
    let current =
        fs::read_to_string(path).with_context(|| format!("{} can't be read", paths::shown(path)))?;
    Ok(with_part(&current).map(|contents| Output {
        folder: folder.to_owned(),
        path: name.to_string_lossy().into_owned(),
        contents: contents.into(),
        owner: Owner::Person { current },
    }))
}
