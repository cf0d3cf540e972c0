//! Reads the catalogs of a folder.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use errcat_codegen::{MAX_BYTES, SourceFile, is_catalog_name};

use crate::error::Error;

/// Every catalog of the folder, sorted by name.
pub(crate) fn read(folder: &Path) -> Result<Vec<SourceFile>, Error> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Error::file(folder, &error))? {
        let path = entry.map_err(|error| Error::file(folder, &error))?.path();
        let is_catalog = path.file_name().and_then(|name| name.to_str()).is_some_and(is_catalog_name);
        if is_catalog && path.is_file() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Error::no_catalog(folder));
    }
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> Result<SourceFile, Error> {
    let mut bytes = Vec::new();
    // One byte more than is allowed is enough to know that it is too large.
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| Error::file(path, &error))?;
    Ok(SourceFile::new(path.to_string_lossy().replace('\\', "/"), bytes))
}
