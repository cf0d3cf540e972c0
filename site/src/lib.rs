//! Error catalogs as a website: pages for people, JSON and Markdown for machines.
//!
//! ```text
//! catalogs ─▶ book (every code with its place, badge and wait) ─▶ pages, twins, documents, index ─▶ artifacts
//! ```
//!
//! Catalogs as [`errcat_codegen::check`] gives them go in, files come out as values: nothing here touches a file. The
//! same catalogs give the same bytes.
//!
//! All markup is in `templates/`, which are compiled in and escape whatever is filled in. There is one stylesheet and
//! one script, both in `assets/`. A page allows nothing inline, and nothing from another host.

mod address;
mod markup;

mod book;

mod rows;
mod sample;

mod facts;

mod head;

mod documents;
mod twins;

mod pages;

mod feed;
mod search;
mod web;

mod tables;

use std::collections::BTreeSet;

use errcat_codegen::changes::Change;
use errcat_codegen::{Artifact, Catalogs};

use book::Book;

pub use tables::{Injected, inject};

/// What a site is called, and where it will be.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The title, on every page.
    pub title: String,
    /// The address of the site, such as `https://example.org/errors/`; without it nothing that has to be absolute is
    /// made: canonical addresses and the site map.
    pub base_url: Option<String>,
    /// The Rust crate that is made of the same catalogs, which snippets of code use.
    pub crate_name: String,
    /// What changed since an earlier state of the catalogs, for the feed.
    pub changes: Vec<Change>,
}

/// The file that lists what lies at the root of the site, a name a line: whatever else is there is not of the site.
pub const LIST: &str = ".errcat-site";

/// Every file of the site, one after the other, so that they need not be in memory at once.
pub fn artifacts<'a>(
    catalogs: &Catalogs<'a>,
    options: &'a Options,
) -> impl Iterator<Item = Artifact> + use<'a> {
    let book = Book::new(catalogs, options);
    let mut across: Vec<Artifact> = pages::across(&book);
    across.extend(assets());
    across.push(search::artifact(&book));
    across.extend(web::artifacts(&book));
    across.extend(documents::across(&book));
    across.push(list(&book, &across));
    let of_vendors = (0..book.vendors.len()).flat_map(move |vendor| {
        let mut artifacts = pages::of_vendor(&book, vendor);
        artifacts.extend(documents::of_vendor(&book, vendor));
        artifacts
    });
    across.into_iter().chain(of_vendors)
}

/// The names at the root, sorted.
fn list(book: &Book<'_>, across: &[Artifact]) -> Artifact {
    let outermost = |artifact: &Artifact| artifact.path.split('/').next().unwrap_or_default().to_owned();
    let mut names: BTreeSet<String> = across.iter().map(outermost).collect();
    names.extend(book.vendors.iter().map(|vendor| vendor.folder.clone()));
    names.insert(LIST.to_owned());
    Artifact::new(LIST, names.iter().map(|name| format!("{name}\n")).collect::<String>())
}

/// The stylesheet, the script and the icon.
fn assets() -> [Artifact; 3] {
    [
        Artifact::new("assets/style.css", include_str!("../assets/style.css")),
        Artifact::new("assets/site.js", include_str!("../assets/site.js")),
        Artifact::new("assets/icon.svg", include_str!("../assets/icon.svg")),
    ]
}
