//! Reads the catalogs of a folder.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use errcat_codegen::{MAX_BYTES, SourceFile, is_catalog_name, parallel};

use crate::paths;

/// How much of a file is read to see whether it names a vendor, in bytes; comments may come first.
const HEAD: u64 = 4096;

/// Every catalog of the folder, sorted by name.
pub(crate) fn read(folder: &Path) -> Result<Vec<SourceFile>> {
    let shown = paths::shown(folder);
    let paths = paths_in(folder)?;
    if paths.is_empty() {
        bail!(
            "there is no catalog in {shown}: put a file such as my-vendor.yaml there, or name another folder with --catalog"
        );
    }
    parallel::map(&paths, |path| file(path)).into_iter().collect()
}

/// The ids of the folder's catalogs, sorted.
pub(crate) fn stems(folder: &Path) -> Result<Vec<String>> {
    let stem = |path: &PathBuf| Some(path.file_stem()?.to_string_lossy().into_owned());
    Ok(paths_in(folder)?.iter().filter_map(stem).collect())
}

/// The paths of the folder's catalogs, sorted.
fn paths_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = paths::shown(folder);
    let context = || format!("the catalogs' folder {shown} can't be read; name another with --catalog");
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if is_catalog(&path) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether one of the folder's files is a catalog by its text too: other programs' files have the same ending.
pub(crate) fn are_in(folder: &Path) -> bool {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    listed.map(|entry| entry.path()).filter(|path| is_catalog(path) && path.is_file()).any(|path| {
        let mut head = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
        read.is_ok() && top_level(&String::from_utf8_lossy(&head), "vendor").is_some()
    })
}

/// Whether the file's name is that of a catalog; one that is not UTF-8 is read for its findings.
pub(crate) fn is_catalog(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_catalog_name(&name.to_string_lossy()))
}

/// The text at a key of a catalog itself, such as `vendor`, as far as its lines show it: for what has to be known before the
/// catalog is read, or of one that can't be. Empty where nothing stands behind the key.
pub(crate) fn top_level<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let value = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    Some(value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']))
}

/// One catalog.
pub(crate) fn file(path: &Path) -> Result<SourceFile> {
    let shown = paths::shown(path);
    // Reading a pipe or a device could block.
    let found = fs::metadata(path).ok();
    if found.as_ref().is_some_and(|found| !found.is_file()) {
        bail!("the catalog {shown} can't be read, as it is not a file; fix or remove it");
    }
    // One byte more than is allowed is enough to know that it is too large.
    let most = MAX_BYTES as u64 + 1;
    let expected = found.map_or(0, |found| found.len().min(most));
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    fs::File::open(path)
        .and_then(|file| file.take(most).read_to_end(&mut bytes))
        .with_context(|| format!("the catalog {shown} can't be read; fix or remove it"))?;
    Ok(SourceFile::new(shown, bytes))
}
