//! The pages for people, each with its Markdown twin.

pub(crate) mod list;

pub(crate) mod code;
pub(crate) mod vendor;

mod home;
pub(crate) mod how;

use askama::Template;
use errcat_codegen::Artifact;

use crate::address;
use crate::book::Book;

/// The pages that are about all vendors.
pub(crate) fn across(book: &Book<'_>) -> Vec<Artifact> {
    let mut artifacts = home::artifacts(book);
    artifacts.extend(list::artifacts(book));
    artifacts.extend(how::artifacts(book));
    artifacts.push(home::not_found(book));
    artifacts
}

/// The pages of a vendor and of its codes.
pub(crate) fn of_vendor(book: &Book<'_>, vendor: usize) -> Vec<Artifact> {
    let mut artifacts = vendor::artifacts(book, vendor);
    artifacts.extend(code::artifacts(book, vendor));
    artifacts
}

/// A page in its folder.
fn page(folder: &str, template: &impl Template) -> Artifact {
    artifact(address::file(folder, "index.html"), template)
}

/// A file that a template gives.
pub(crate) fn artifact(path: impl Into<String>, template: &impl Template) -> Artifact {
    // Writing to a string never fails, and templates have no other errors.
    Artifact::new(path, template.render().unwrap_or_default())
}
