//! Codes that several vendors have: a trap for whoever keeps one table for everybody.

use std::collections::BTreeMap;

use super::page::Page;
use super::words;
use crate::artifact::Artifact;
use crate::emit::markdown;
use crate::model::{Catalogs, Entry, Vendor};

type Uses<'a> = Vec<(&'a Vendor, &'a Entry)>;

/// `same-code.md`.
pub(super) fn artifact(catalogs: &Catalogs) -> Artifact {
    let mut page = Page::new("docs/same-code.md", "catalog/*.yaml");
    page.heading(1, "Same code, different meaning");
    page.block(
        "The same string does not mean the same everywhere. A client that keeps one table for all vendors goes \
         wrong on each code here whose rows differ.",
    );
    let (mut differ, mut agree): (Vec<_>, Vec<_>) =
        shared(catalogs, |code| code.to_owned()).into_iter().partition(|(_, uses)| differs(uses));
    sections(&mut page, "To be treated differently", &mut differ);
    sections(&mut page, "To be treated alike", &mut agree);
    let mut alike: Vec<_> = shared(catalogs, folded)
        .into_iter()
        .filter(|(_, uses)| uses.iter().any(|(_, entry)| entry.code != uses[0].1.code))
        .collect();
    sections(&mut page, "Alike but for case and separators", &mut alike);
    page.finish()
}

/// The codes that at least two vendors have, by key.
fn shared(catalogs: &Catalogs, key: impl Fn(&str) -> String) -> BTreeMap<String, Uses<'_>> {
    let mut uses: BTreeMap<String, Uses<'_>> = BTreeMap::new();
    for vendor in &catalogs.vendors {
        for entry in &vendor.entries {
            uses.entry(key(&entry.code)).or_default().push((vendor, entry));
        }
    }
    uses.retain(|_, uses| uses.iter().any(|(vendor, _)| vendor.id != uses[0].0.id));
    uses
}

/// The code without case and separators.
fn folded(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn differs(uses: &Uses<'_>) -> bool {
    let facts = |entry: &Entry| (entry.category, entry.retry.as_ref().map(|retry| retry.kind));
    uses.iter().any(|(_, entry)| facts(entry) != facts(uses[0].1))
}

fn sections(page: &mut Page, title: &str, codes: &mut Vec<(String, Uses<'_>)>) {
    if codes.is_empty() {
        return;
    }
    page.heading(2, title);
    for (_, uses) in codes {
        page.heading(3, &markdown::code(&uses[0].1.code));
        let rows: Vec<_> = uses
            .iter()
            .map(|(vendor, entry)| {
                [
                    markdown::cell(&vendor.title),
                    words::link(&vendor.id, entry),
                    words::http(&entry.http),
                    markdown::code(entry.category.as_str()),
                    words::verdict_cell(entry.retry.as_ref()),
                    markdown::cell(&entry.meaning),
                ]
            })
            .collect();
        page.table(["Vendor", "Code", "HTTP", "Category", "Retry", "Meaning"], &rows);
    }
}
