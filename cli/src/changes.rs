//! What would have to change on the disk: the generated files against those that are there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use errcat_codegen::{Artifact, COMMAND, MARKER};

use crate::paths;

/// The folders of the output that hold nothing but generated files, as far as they are ours.
const OURS: &[&str] = &["src/vendors", "docs", "tests/it/examples"];

/// How a file and what belongs there differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is not there yet.
    Missing {
        /// What belongs there.
        new: String,
    },
    /// It holds something else.
    Stale {
        /// What is there.
        old: String,
        /// What belongs there.
        new: String,
    },
    /// Nothing makes it any more.
    Orphan,
}

/// Every difference, by path below the output folder, and how many files are as they should be.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    pub(crate) files: BTreeMap<String, Change>,
    pub(crate) unchanged: usize,
}

/// Compares the artifacts with what is below `out`.
///
/// `owned` are files that people write and that the generator only edits: their paths are never taken for ours.
pub(crate) fn compare(out: &Path, artifacts: &[Artifact], owned: &[Artifact]) -> Result<Changes> {
    let mut changes = Changes::default();
    for artifact in artifacts {
        add(&mut changes, out, artifact, Owner::Generator)?;
    }
    for artifact in owned {
        add(&mut changes, out, artifact, Owner::Person)?;
    }
    let made: BTreeSet<&str> = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
    for path in generated(out)? {
        if !made.contains(path.as_str()) {
            changes.files.insert(path, Change::Orphan);
        }
    }
    Ok(changes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Generator,
    Person,
}

fn add(changes: &mut Changes, out: &Path, artifact: &Artifact, owner: Owner) -> Result<()> {
    let path = match owner {
        Owner::Generator => out.join(&artifact.path),
        // It may lie outside, and no way leads there through a folder that is not there yet.
        Owner::Person => paths::absolute(&out.join(&artifact.path))?,
    };
    let new = artifact.contents.clone();
    let change = match fs::read(&path) {
        Ok(bytes) if bytes == new.as_bytes() => {
            changes.unchanged += 1;
            return Ok(());
        }
        Ok(bytes) => {
            let old = String::from_utf8_lossy(&bytes).into_owned();
            if owner == Owner::Generator && !is_ours(&old) {
                bail!(
                    "{} is in the way: it is not a file of `{COMMAND}`; move it, or write elsewhere with --out",
                    paths::shown(&path)
                );
            }
            Change::Stale { old, new }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Change::Missing { new },
        Err(error) => {
            return Err(error)
                .with_context(|| format!("{} can't be read; is it a file?", paths::shown(&path)));
        }
    };
    changes.files.insert(artifact.path.clone(), change);
    Ok(())
}

/// Every file below the generated folders that says that it is ours.
fn generated(out: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = OURS.iter().map(|folder| out.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        let listed = match fs::read_dir(&folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => {
                return Err(error).with_context(|| format!("{} can't be listed", paths::shown(&folder)));
            }
        };
        for entry in listed {
            let entry = entry.with_context(|| format!("{} can't be listed", paths::shown(&folder)))?;
            let kind = entry
                .file_type()
                .with_context(|| format!("{} can't be read", paths::shown(&entry.path())))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file()
                && fs::read(entry.path()).is_ok_and(|bytes| is_ours(&String::from_utf8_lossy(&bytes)))
            {
                let path = entry.path();
                let relative = path.strip_prefix(out).unwrap_or(&path);
                found.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

/// Whether a file says in its first lines that this command made it.
pub(crate) fn is_ours(text: &str) -> bool {
    let head: Vec<&str> = text.lines().take(3).collect();
    head.iter().any(|line| line.contains(MARKER) && line.contains(COMMAND))
}
