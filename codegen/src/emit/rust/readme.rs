//! The README of a crate that has no other.

use super::sample;
use crate::artifact::{Artifact, Package, Target};
use crate::catalogs::Catalogs;
use crate::emit::docs::Page;
use crate::emit::markdown;

/// `README.md`; `None` where the crate has one of its own.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target, package: &Package) -> Option<Artifact> {
    if package.readme.is_some() {
        return None;
    }
    let mut page = Page::new("README.md", "catalog/*.yaml", target);
    page.heading(1, &markdown::text(&package.name));
    page.block(&markdown::text(&package.description));
    let row = |vendor: &crate::catalogs::Vendor<'_>| {
        let table = &vendor.table;
        [
            format!("[{}](docs/{}.md)", markdown::cell(table.title), table.id),
            markdown::code_cell(table.id),
            table.entries.len().to_string(),
        ]
    };
    let vendors: Vec<_> = catalogs.vendors.iter().map(row).collect();
    page.table(["Vendor", "Module and feature", "Codes"], vendors);
    page.block(
        "Each vendor is behind the cargo feature of its name; `all-vendors` turns on all of them. What the codes mean, and \
         what to do about them, is in [the reference](docs/index.md).",
    );
    if let Some(vendor) = catalogs.vendors.first() {
        page.heading(2, "Use");
        page.block(sample::INTRODUCTION);
        page.block(&markdown::fenced("rust", &sample::sample(vendor, package)));
    }
    Some(page.finish())
}
