//! The table of contents, as mdBook reads it.

use super::page::Page;
use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;
use crate::emit::markdown;

/// `SUMMARY.md`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let mut page = Page::new("SUMMARY.md", "catalog/*.yaml", target);
    page.heading(1, "Summary");
    page.block("[Overview](index.md)");
    page.heading(1, "Vendors");
    let vendors: Vec<String> = catalogs
        .vendors
        .iter()
        .map(|vendor| format!("[{}]({}.md)", markdown::text(vendor.table.title), vendor.table.id))
        .collect();
    page.list(&vendors);
    page.heading(1, "Across vendors");
    page.list(&[
        "[Errors by category](by-category.md)".to_owned(),
        "[Same code, different meaning](same-code.md)".to_owned(),
    ]);
    page.finish()
}
