//! Rules about the entries.

use foldhash::{HashMap, HashMapExt as _};

use super::known::Codes;
use super::report::Report;
use crate::invisible::is_deceptive;
use crate::near::Words;
use crate::notation::Code;
use crate::raw;
use crate::read::Spanned;

/// The codes of entries and their aliases.
fn all(catalog: &raw::Catalog) -> impl Iterator<Item = &Spanned<Code>> {
    catalog.entries().flat_map(|entry| std::iter::once(&entry.code).chain(entry.aliases.iter()))
}

pub(super) fn duplicates(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut first: HashMap<&str, &Spanned<Code>> = HashMap::new();
    for code in all(catalog) {
        let other = *first.entry(code).or_insert(code);
        if std::ptr::eq(other, code) {
            continue;
        }
        let related = (report.place(&other.span), "first given here".to_owned());
        let message = format!("the code `{}` is given twice", code.escape_debug());
        let help = "keep one entry and put the facts of both in it";
        let finding = report.add("duplicate-code", &code.span, message, help);
        finding.label = "the second time".to_owned();
        finding.related = vec![related];
    }
}

pub(super) fn invisible(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for text in all(catalog).chain(catalog.families.iter().map(|family| &family.prefix)) {
        let trimmed = text.trim();
        if !trimmed.is_empty() && (trimmed.len() < text.len() || text.chars().any(is_deceptive)) {
            let message = format!("`{}` holds a character that can't be seen", revealed(text));
            let help = "copy the code again from the vendor's page";
            report.add("invisible-character", &text.span, message, help);
        }
    }
}

/// The text with whatever can't be seen written out.
fn revealed(text: &str) -> String {
    text.chars()
        .map(|c| if is_deceptive(c) { c.escape_unicode().to_string() } else { c.to_string() })
        .collect()
}

pub(super) fn replacements(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let known = Codes::of(report.read);
    for entry in catalog.entries() {
        let code = entry.deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by.as_ref());
        let Some(code) = code else { continue };
        if code.value == entry.code.value {
            let help = "name another code, or leave `replaced_by` out";
            report.add("deprecated", &code.span, "a code can't replace itself", help);
        } else if !known.contains(code) {
            let help = "add the code, or name one that is there";
            report.add_unknown("deprecated", code, "code of this catalog", known.words(), help);
        }
    }
}

pub(super) fn named_sources(report: &mut Report<'_>, catalog: &raw::Catalog) {
    // What stands in for a list that could not be read has no place.
    if catalog.sources.span.is_empty() {
        return;
    }
    let of_hosts = catalog.hosts.iter().filter_map(|host| host.source.as_ref());
    let of_entries = catalog.entries().filter_map(|entry| entry.source.as_ref());
    for source in of_hosts.chain(of_entries) {
        if !catalog.sources.iter().any(|known| known.id.value == source.value)
            && !report.read.unread.may_be(source)
        {
            let known = Words::of(catalog.sources.iter().map(|known| known.id.value.as_str()));
            let help = "add it under `sources:`, or name one that is there";
            report.add_unknown("source", source, "source of this catalog", &known, help);
        }
    }
}
