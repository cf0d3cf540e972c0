//! Rules about a catalog as a whole: its name, its pages, its addresses.

use std::collections::HashMap;

use super::{Read, Report, shown};
use crate::finding::{Finding, Place};
use crate::parse::shape::Spanned;
use crate::raw;

/// Ids that would collide with the crate's own features, modules or pages.
const RESERVED: &[&str] = &[
    "default",
    "std",
    "core",
    "alloc",
    "errcat",
    "json",
    "serde",
    "serde_json",
    "http",
    "vendors",
    "retries",
    "integrations",
    "tower",
    "backon",
    "reqwest",
    "reqwest-middleware",
    "reqwest_middleware",
    "tokio",
    "tracing",
    "mod",
    "lib",
    "runtime",
    "perfect_hash",
    "index",
    "summary",
    "by-category",
    "same-code",
    "catalog",
    "readme",
    "none",
];

pub(super) fn stem(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let stem = report.read.file.stem().to_owned();
    // An id that can't be one is told as such.
    if catalog.vendor.value != stem && is_well_formed(&catalog.vendor.value) {
        let id = shown(&catalog.vendor);
        report
            .add(
                "vendor-stem",
                &catalog.vendor.span,
                format!("the file is `{stem}`, but its vendor is `{id}`"),
                format!("rename the file to `{id}.yaml`, or write `vendor: {stem}`"),
            )
            .label = "not the file's name".to_owned();
    }
}

fn is_well_formed(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(allowed)
}

pub(super) fn name(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let id = &catalog.vendor.value;
    if !is_well_formed(id) {
        report.add(
            "vendor-name",
            &catalog.vendor.span,
            format!("`{}` can't be a vendor's id", shown(&catalog.vendor)),
            "use lower-case letters, digits, `-` and `_`, a letter first, and rename the file to it",
        );
    } else if RESERVED.contains(&id.as_str()) {
        report.add(
            "vendor-name",
            &catalog.vendor.span,
            format!("`{id}` is a name that errcat needs for itself"),
            format!("choose another id, such as `{id}-api`, and rename the file to it"),
        );
    }
}

/// Two files of one vendor, or two vendors whose modules or pages would be one file.
pub(super) fn duplicates(catalogs: &[Read<'_>], findings: &mut Vec<Finding>) {
    let mut first: HashMap<String, Place> = HashMap::new();
    for read in catalogs {
        let id = &read.catalog.vendor;
        let place = Place { file: read.file.path.clone(), span: id.span.clone() };
        // `my-api` and `my_api` are one Rust module.
        match first.get(&id.value.replace('-', "_")) {
            None => {
                first.insert(id.value.replace('-', "_"), place);
            }
            Some(other) => {
                let message =
                    format!("`{}` has a catalog already, or shares its Rust module with one", shown(id));
                let help = "put both in one file, or give one of them another id";
                let mut finding = Finding::new("duplicate-vendor", place, message, help);
                finding.label = "the second one".to_owned();
                finding.related = vec![(other.clone(), "the first one".to_owned())];
                findings.push(finding);
            }
        }
    }
}

pub(super) fn sources(report: &mut Report<'_>, catalog: &raw::Catalog) {
    if catalog.sources.is_empty() && report.read.whole == super::Whole::Yes {
        report.add(
            "source",
            &catalog.sources.span,
            "the catalog names no page that its facts come from",
            "add `sources: [{ id: errors, title: …, retrieved: 2026-11-21 }]`",
        );
    }
    let mut first: HashMap<&str, &Spanned<String>> = HashMap::new();
    for source in catalog.sources.iter() {
        if let Some(other) = first.insert(&source.id.value, &source.id) {
            let related = (report.place(&other.span), "the first one".to_owned());
            report
                .add(
                    "source",
                    &source.id.span,
                    format!("two sources have the id `{}`", shown(&source.id)),
                    "give each source an id of its own",
                )
                .related = vec![related];
        }
    }
}

pub(super) fn urls(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for url in catalog.sources.iter().filter_map(|source| source.url.as_ref()) {
        absolute(report, url);
    }
    if let Some(template) = &catalog.documentation_url {
        absolute(report, template);
        if !template.value.contains("{code}") {
            report.add(
                "url",
                &template.span,
                "the template names no code",
                "put `{code}` where the code belongs, such as `https://example.com/errors/{code}`",
            );
        }
    }
}

fn absolute(report: &mut Report<'_>, url: &Spanned<String>) {
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\^|".contains(c);
    if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with('/')) || url.value.contains(odd) {
        report.add(
            "url",
            &url.span,
            format!("`{}` is no absolute address", shown(url)),
            "write it as `https://example.com/…`, with other characters percent-encoded",
        );
    }
}

/// A group without codes, where other codes are there: without any, `nothing-known` says it.
pub(super) fn empty_groups(report: &mut Report<'_>, catalog: &raw::Catalog) {
    if report.read.whole == super::Whole::No || super::entries(catalog).next().is_none() {
        return;
    }
    for group in catalog.groups.iter().filter(|group| group.codes.is_empty()) {
        report.add(
            "empty-list",
            &group.codes.span,
            "this group has no codes",
            "add its codes, or leave the group out",
        );
    }
}

pub(super) fn nothing_known(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let codes = super::entries(catalog).count();
    if codes == 0
        && catalog.statuses.is_empty()
        && catalog.families.is_empty()
        && report.read.whole == super::Whole::Yes
    {
        let groups = &catalog.groups.span;
        report.add(
            "nothing-known",
            if groups.is_empty() { &catalog.vendor.span } else { groups },
            "the catalog has neither codes nor statuses",
            "add the vendor's codes under `groups:`, or its statuses under `statuses:`",
        );
    }
}
