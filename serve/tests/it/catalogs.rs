//! Vendors of the fixtures, and the server that plays one.

use std::path::Path;

use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{Input, Options, SourceFile, check};
use errcat_serve::{Replies, Server};

/// Every vendor of the fixtures of commands and envelopes.
pub(crate) fn vendors() -> &'static [Vendor<'static>] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for folder in ["cli/tests/fixtures/catalog", "codegen/tests/fixtures/envelopes"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push(SourceFile::new(name, std::fs::read(path).unwrap()));
            }
        }
    }
    let checked = check(Box::leak(Box::new(Input::new(files))), &Options::default());
    checked.catalogs.unwrap_or_else(|| panic!("{:?}", checked.findings)).vendors()
}

/// A vendor that is being played.
pub(crate) fn serving(id: &str) -> Server {
    let vendor = vendors().iter().find(|vendor| vendor.table.id == id).unwrap();
    Server::start(Replies::of(vendor), 0).unwrap()
}
