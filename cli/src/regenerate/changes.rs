//! What would have to change on the disk: the files that belong there against those that are there.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use errcat_codegen::{Form, parallel};

use super::marker;
use super::outputs::{self, Output, Owner, Paths};
use super::places::{Out, Places};
use crate::paths;
use crate::transaction::{Change, FileChange, below};

/// The folders of an output that hold only generated files, as far as they are the generator's.
fn generated_folders(form: &Form) -> &'static [&'static str] {
    match form {
        Form::Crate(_) => &["src/vendors", "docs", "tests/examples", "facts"],
        Form::Module => &["vendors", "examples"],
        Form::Included => &[],
        Form::Reference => &["."],
    }
}

/// Every difference, and how many files are as they should be.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) files: Vec<FileChange>,
    pub(super) unchanged: usize,
}

/// Compares what belongs on the disk with what is there.
pub(super) fn compare(places: &Places, outputs: &[Output]) -> Result<Changes> {
    let mut changes = Changes::default();
    for (output, change) in outputs.iter().zip(parallel::map(outputs, change)) {
        match change? {
            Some(change) => changes.files.push(FileChange {
                folder: output.folder.clone(),
                path: output.path.clone(),
                change,
            }),
            None => changes.unchanged += 1,
        }
    }
    let made = outputs::paths(outputs);
    for out in &places.outs {
        let left_over = left_over(out, &made)?;
        changes.files.extend(left_over.into_iter().map(|(path, old)| FileChange {
            folder: out.folder.clone(),
            path,
            change: Change::LeftOver { old },
        }));
    }
    let first = places.folders()[0].to_owned();
    changes.files.sort_by_cached_key(|file| paths::relative(&first, &file.folder.join(&file.path)));
    Ok(changes)
}

/// How a file differs from what belongs there; `None`: not at all.
fn change(output: &Output) -> Result<Option<Change>> {
    let path = below(&output.folder, &output.path)?;
    let old = match fs::read(&path) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error)
                .with_context(|| format!("{} can't be read; is it a file?", paths::shown(&path)));
        }
    };
    match &output.owner {
        Owner::Person { current } if old.as_deref() != Some(current.as_bytes()) => {
            bail!("{} was changed meanwhile; run the command again", paths::shown(&path));
        }
        Owner::Generator if old.as_ref().is_some_and(|old| !marker::is_generated(old)) => bail!(
            "{} is in the way: it is not a generated file; move it, or write elsewhere with --out",
            paths::shown(&path)
        ),
        _ => {}
    }
    let new = output.contents.clone();
    Ok(match old {
        None => Some(Change::Missing { new }),
        Some(old) if old == new.as_str().as_bytes() => None,
        Some(old) => Some(Change::Stale { old, new }),
    })
}

/// Every file below the generated folders that says that it is generated, but is not one of those that are made; with
/// its contents.
pub(super) fn left_over(out: &Out, made: &Paths<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let Out { folder: out, target, readme: _ } = out;
    let mut found = Vec::new();
    let folders = generated_folders(&target.form).iter();
    let place = |folder: &&str| if *folder == "." { Ok(out.clone()) } else { below(out, folder) };
    let mut folders: Vec<PathBuf> = folders.map(place).collect::<Result<_>>()?;
    while let Some(folder) = folders.pop() {
        let context = || format!("{} can't be listed", paths::shown(&folder));
        let listed = match fs::read_dir(&folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(context),
        };
        for entry in listed {
            let entry = entry.with_context(context)?;
            let path = entry.path();
            let kind = entry.file_type().with_context(|| format!("{} can't be read", paths::shown(&path)))?;
            let relative = path.strip_prefix(out).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && !made.contains(&(out.as_path(), relative.as_str()))
                && let Ok(contents) = fs::read(&path)
                && marker::is_generated(&contents)
            {
                found.push((relative, contents));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_s_file_that_changed_since_it_was_read_is_left() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), "edited").unwrap();
        let output = |path: &str, current: &str| Output {
            folder: folder.path().to_owned(),
            path: path.to_owned(),
            contents: "new".into(),
            owner: Owner::Person { current: current.to_owned() },
        };
        for stale in [output("README.md", "old"), output("gone", "old")] {
            let error = change(&stale).unwrap_err().to_string();
            assert!(error.contains("was changed meanwhile; run the command again"), "{error}");
        }
        assert!(matches!(change(&output("README.md", "edited")), Ok(Some(Change::Stale { .. }))));
    }
}
