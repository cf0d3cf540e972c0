//! The catalogs that a program brings along, for what the folder with its own does not have.

use anyhow::Result;
use errcat_codegen::SourceFile;

use crate::catalogs;
use crate::setup::{Setup, Shipped};

/// Whether questions are answered from catalogs of the program's own folder: it has some, or there are no others.
pub(crate) fn has_own(setup: &Setup) -> Result<bool> {
    let own = setup.catalog_folder(None)?;
    Ok(setup.shipped.is_empty() || own.is_dir() && !catalogs::stems(&own)?.is_empty())
}

/// Whether the program's own folder has a catalog for this vendor.
pub(crate) fn is_own(setup: &Setup, vendor: &str) -> Result<bool> {
    let own = setup.catalog_folder(None)?;
    Ok(own.is_dir() && catalogs::stems(&own)?.iter().any(|stem| stem == vendor))
}

/// Every catalog that the program brings along.
pub(crate) fn all(setup: &Setup) -> Vec<SourceFile> {
    setup.shipped.iter().map(file).collect()
}

/// The catalog of this vendor, and those that it is a dialect of; none where the program has none for it. The others
/// are not read, so that the answer is there at once.
pub(crate) fn of(setup: &Setup, vendor: &str) -> Vec<SourceFile> {
    let mut wanted = Some(vendor);
    let mut files: Vec<SourceFile> = Vec::new();
    while let Some(catalog) = wanted.and_then(|id| setup.shipped.iter().find(|(stem, _)| *stem == id)) {
        wanted = catalogs::top_level(catalog.1, "extends");
        // A catalog that extends itself in the end is a finding, not a reason to hang.
        if files.iter().any(|file| file.stem() == catalog.0) {
            break;
        }
        files.push(file(catalog));
    }
    files
}

/// The catalogs in which a text is found, by themselves or in what they extend: only they can have it as a code.
pub(crate) fn with(setup: &Setup, text: &str) -> Vec<SourceFile> {
    let text = text.to_lowercase();
    let mut files: Vec<SourceFile> = Vec::new();
    for (id, _) in setup.shipped {
        let chain = of(setup, id);
        if chain.iter().any(|file| String::from_utf8_lossy(&file.bytes).to_lowercase().contains(&text)) {
            let is_new = |file: &SourceFile| files.iter().all(|other| other.path != file.path);
            let new: Vec<SourceFile> = chain.into_iter().filter(is_new).collect();
            files.extend(new);
        }
    }
    files
}

fn file((id, text): &Shipped) -> SourceFile {
    SourceFile::new(format!("shipped/{id}.yaml"), *text)
}
