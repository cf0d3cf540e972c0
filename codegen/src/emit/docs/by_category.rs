//! Every code of every vendor, by what kind of failure it is.

use errcat_core::Category;

use super::page::Page;
use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;
use crate::emit::markdown;
use crate::emit::words;

/// How many bytes the row of a code takes, about.
const ROW: usize = 192;

/// `by-category.md`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let mut page = Page::new("by-category.md", "catalog/*.yaml", target);
    page.reserve(catalogs.code_count(), ROW);
    page.heading(1, "Errors by category");
    page.block("The same kind of failure at every vendor. Categories are errcat's own reading.");
    for &category in Category::ALL {
        section(&mut page, catalogs, category);
    }
    page.finish()
}

fn section(page: &mut Page, catalogs: &Catalogs<'_>, category: Category) {
    page.block(&format!("<a id=\"{category}\"></a>"));
    page.heading(2, &markdown::code(category.as_str()));
    let effect = words::effect(category);
    page.block(&format!("{} {effect} Canonical code: `{}`.", words::meaning(category), category.canonical()));
    let mut rows = catalogs
        .vendors
        .iter()
        .flat_map(|vendor| vendor.entries().map(|(entry, notes)| (&vendor.table, entry, notes)))
        .filter(|(_, entry, _)| entry.rule.category == category)
        .map(|(table, entry, notes)| {
            [
                markdown::cell(table.title),
                words::link(table.id, entry, notes),
                words::http(&entry.http),
                words::verdict_cell(entry.rule.retry.as_ref()),
                markdown::cell(entry.rule.meaning),
            ]
        })
        .peekable();
    if rows.peek().is_none() {
        page.block("No vendor has a code of this kind.");
    }
    page.table(["Vendor", "Code", "HTTP", "Retry", "Meaning"], rows);
}
