//! Codes that several vendors have: a trap for a client that keeps one table for all vendors.

use std::collections::BTreeMap;

use errcat_core::table::{Entry, Table};

use super::page::Page;
use crate::artifact::{Artifact, Target};
use crate::catalogs::{Catalogs, Notes};
use crate::emit::markdown;
use crate::emit::words;

/// A code of a vendor.
#[derive(Clone, Copy)]
struct VendorCode<'a> {
    table: &'a Table<'a>,
    entry: &'a Entry<'a>,
    notes: &'a Notes<'a>,
}

/// `same-code.md`.
pub(super) fn artifact(catalogs: &Catalogs<'_>, target: &Target) -> Artifact {
    let mut page = Page::new("same-code.md", "catalog/*.yaml", target);
    page.heading(1, "Same code, different meaning");
    page.block(
        "The same string does not mean the same everywhere. A client that keeps one table for all vendors goes \
         wrong on each code here whose rows differ.",
    );
    let (differ, agree): (Vec<_>, Vec<_>) =
        shared(catalogs, |code| code.to_owned()).into_iter().partition(|(_, uses)| differs(uses));
    sections(&mut page, "To be treated differently", &differ);
    sections(&mut page, "To be treated alike", &agree);
    let alike: Vec<_> = shared(catalogs, folded)
        .into_iter()
        .filter(|(_, uses)| uses.iter().any(|of| of.entry.code != uses[0].entry.code))
        .collect();
    sections(&mut page, "Alike but for case and separators", &alike);
    page.finish()
}

/// The codes that at least two vendors have, by key.
fn shared<'a>(
    catalogs: &Catalogs<'a>,
    key: impl Fn(&str) -> String,
) -> BTreeMap<String, Vec<VendorCode<'a>>> {
    let mut uses: BTreeMap<String, Vec<VendorCode<'a>>> = BTreeMap::new();
    for vendor in catalogs.vendors {
        for (entry, notes) in vendor.entries() {
            uses.entry(key(entry.code)).or_default().push(VendorCode { table: &vendor.table, entry, notes });
        }
    }
    uses.retain(|_, uses| uses.iter().any(|of| of.table.id != uses[0].table.id));
    uses
}

/// The code without case and separators.
fn folded(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn differs(uses: &[VendorCode<'_>]) -> bool {
    let facts = |of: &VendorCode<'_>| (of.entry.rule.category, of.entry.rule.retry.map(|retry| retry.kind));
    uses.iter().any(|of| facts(of) != facts(&uses[0]))
}

fn sections(page: &mut Page, title: &str, codes: &[(String, Vec<VendorCode<'_>>)]) {
    if codes.is_empty() {
        return;
    }
    page.heading(2, title);
    for (_, uses) in codes {
        page.heading(3, &markdown::code(uses[0].entry.code));
        let rows = uses.iter().map(|VendorCode { table, entry, notes }| {
            [
                markdown::cell(table.title),
                words::link(table.id, entry, notes),
                words::http(&entry.http),
                markdown::code(entry.rule.category.as_str()),
                words::verdict_cell(entry.rule.retry.as_ref()),
                markdown::cell(entry.rule.meaning),
            ]
        });
        page.table(["Vendor", "Code", "HTTP", "Category", "Retry", "Meaning"], rows);
    }
}
