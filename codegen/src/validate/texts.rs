//! Rules about prose and dates.

use super::{Report, all_examples, entries, retry_rules, shown};
use crate::notation;
use crate::parse::shape::Spanned;
use crate::raw;

pub(super) fn blank(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let mut texts: Vec<(&str, &Spanned<String>)> =
        vec![("vendor", &catalog.vendor), ("title", &catalog.title), ("about", &catalog.about)];
    for source in catalog.sources.iter() {
        texts.extend([("id", &source.id), ("title", &source.title)]);
    }
    for group in catalog.groups.iter() {
        texts.push(("title", &group.title));
        texts.extend(group.about.iter().map(|about| ("about", about)));
    }
    for entry in entries(catalog) {
        texts.extend([("code", &entry.code), ("meaning", &entry.meaning)]);
        texts.extend(entry.action.iter().map(|action| ("action", action)));
        texts.extend(entry.aliases.iter().map(|alias| ("alias", alias)));
        texts.extend(entry.since.iter().map(|since| ("since", since)));
    }
    for rule in catalog.statuses.iter() {
        texts.push(("meaning", &rule.meaning));
        texts.extend(rule.action.iter().map(|action| ("action", action)));
    }
    for family in catalog.families.iter() {
        texts.extend([("prefix", &family.prefix), ("meaning", &family.meaning)]);
        texts.extend(family.action.iter().map(|action| ("action", action)));
    }
    for rule in catalog.no_response.iter() {
        texts.push(("meaning", &rule.meaning));
        texts.extend(rule.action.iter().map(|action| ("action", action)));
    }
    texts.extend(
        retry_rules(catalog).filter_map(|retry| retry.documented.as_ref()).map(|text| ("documented", text)),
    );
    texts.extend(
        all_examples(catalog).filter_map(|example| example.title.as_ref()).map(|title| ("title", title)),
    );
    for (field, text) in texts {
        if text.value.trim().is_empty() {
            report.add(
                "empty-text",
                &text.span,
                format!("`{field}` says nothing"),
                "write the text, or leave the field out where it is optional",
            );
        }
    }
}

pub(super) fn dates(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for date in catalog.sources.iter().map(|source| &source.retrieved) {
        if !notation::is_date(&date.value) {
            report.add(
                "date",
                &date.span,
                format!("`{}` is no day", shown(date)),
                "write the day as `2026-11-21`",
            );
        }
    }
}
