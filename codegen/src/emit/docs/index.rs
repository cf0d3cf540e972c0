//! The first page: the vendors, and how to read the rest.

use errcat_core::table::Table;
use errcat_core::{Category, Retry};

use super::page::Page;
use crate::artifact::{Artifact, Target};
use crate::catalogs::Catalogs;
use crate::emit::markdown;
use crate::emit::words;

/// `index.md`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let mut page = Page::new("index.md", "catalog/*.yaml", target);
    page.heading(1, "API errors: what happened, and what to do now");
    page.block(
        "What each vendor's error codes mean, and whether a client should try again, when, and how often. \
         Look up a code on its vendor's page; to compare vendors, see \
         [errors by category](by-category.md) and [same code, different meaning](same-code.md). \
         Everything here is in [catalog.json](catalog.json) too.",
    );
    page.heading(2, "Vendors");
    let vendors = catalogs.vendors.iter().map(|of| vendor(&of.table));
    page.table(["Vendor", "What it does", "Codes", "Stability", "List"], vendors);
    retries(&mut page);
    categories(&mut page);
    page.heading(2, "Marks");
    page.list(&[
        "A fact marked † is only implied by the vendor's page.".to_owned(),
        "The category is errcat's own reading, never the vendor's word.".to_owned(),
        "Meanings and actions are in errcat's words; codes, statuses, waits and schedules are the vendor's."
            .to_owned(),
    ]);
    json_shape(&mut page);
    page.finish()
}

fn vendor(vendor: &Table<'_>) -> [String; 5] {
    [
        format!("[{}]({}.md)", markdown::cell(vendor.title), vendor.id),
        markdown::cell(vendor.about),
        vendor.entries.len().to_string(),
        vendor.stability.to_string(),
        if vendor.complete { "complete" } else { "partial" }.to_owned(),
    ]
}

fn retries(page: &mut Page) {
    page.heading(2, "Retry");
    let rows =
        Retry::ALL.iter().map(|&kind| [markdown::code(kind.as_str()), words::explanation(kind).to_owned()]);
    page.table(["Kind", "What a client does"], rows);
}

fn categories(page: &mut Page) {
    page.heading(2, "Categories");
    let rows = Category::ALL.iter().map(|&category| {
        [
            format!("[{}](by-category.md#{category})", markdown::code(category.as_str())),
            words::meaning(category).to_owned(),
            markdown::code(category.canonical()),
            if category.may_have_taken_effect() { "maybe" } else { "no" }.to_owned(),
        ]
    });
    page.table(["Category", "Meaning", "`google.rpc.Code`", "Took effect?"], rows);
}

fn json_shape(page: &mut Page) {
    page.heading(2, "For machines");
    page.block(
        "[catalog.json](catalog.json) is one object: `errcat` (the version that made it), `format` (it grows when a \
         member changes its meaning), and `vendors`, a list. [catalog.schema.json](catalog.schema.json) is its schema. A \
         code is named by its `id`, such as `runo:RATE_LIMITED`, which stays; its `url` is its place in this reference, \
         relative to this page. What holds under a condition alone has it as `when`. Where a vendor's catalog extends \
         that of another one, the vendor has `extends`, and an inherited code has `inherited_from`: the ids of \
         vendors. Waits are in seconds.",
    );
}
