//! Codes that several vendors have: a trap for a client that keeps one table for all vendors.

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
        shared(catalogs, |code| code).into_iter().partition(|uses| differs(uses));
    sections(&mut page, "To be treated differently", &differ);
    sections(&mut page, "To be treated alike", &agree);
    let mut alike = shared(catalogs, folded);
    alike.retain(|uses| uses.iter().any(|of| of.entry.code != uses[0].entry.code));
    sections(&mut page, "Alike but for case and separators", &alike);
    page.finish()
}

/// The codes that at least two vendors have, by key.
fn shared<'a, K: Ord>(catalogs: &Catalogs<'a>, key: impl Fn(&'a str) -> K) -> Vec<Vec<VendorCode<'a>>> {
    if catalogs.vendors.len() < 2 {
        return Vec::new();
    }
    let codes = catalogs.vendors.iter().flat_map(|vendor| {
        vendor.entries().map(|(entry, notes)| VendorCode { table: &vendor.table, entry, notes })
    });
    let mut uses: Vec<(K, VendorCode<'a>)> = codes.map(|code| (key(code.entry.code), code)).collect();
    uses.sort_by(|(one, _), (other, _)| one.cmp(other));
    let of_one_key = uses.chunk_by(|(one, _), (other, _)| one == other);
    let of_several = of_one_key.filter(|uses| uses.iter().any(|(_, of)| of.table.id != uses[0].1.table.id));
    of_several.map(|uses| uses.iter().map(|(_, of)| *of).collect()).collect()
}

/// The code without case and separators.
fn folded(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn differs(uses: &[VendorCode<'_>]) -> bool {
    let facts = |of: &VendorCode<'_>| (of.entry.rule.category, of.entry.rule.retry.map(|retry| retry.kind));
    uses.iter().any(|of| facts(of) != facts(&uses[0]))
}

fn sections(page: &mut Page, title: &str, codes: &[Vec<VendorCode<'_>>]) {
    if codes.is_empty() {
        return;
    }
    page.heading(2, title);
    for uses in codes {
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
