//! Rules about a catalog as a whole: its name, its pages, its addresses.

use std::collections::HashMap;

use super::report::{Completeness, ReadCatalog, Report};
use crate::device::is_device_name;
use crate::finding::Finding;
use crate::raw;
use crate::read::Spanned;
use crate::source::SourceSpan;

/// Ids that would collide with the crate's own features, modules, files or pages.
const RESERVED: &[&str] = &[
    // The crate's features.
    "default",
    "std",
    "serde",
    "retries",
    "http",
    "reqwest-middleware",
    "reqwest_middleware",
    "tower",
    "backon",
    "tracing",
    // The crate's modules, and crates that its modules name.
    "alloc",
    "codegen",
    "core",
    "errcat",
    "errcat-core",
    "errcat_core",
    "generated",
    "integrations",
    "ladder",
    "table",
    "all-vendors",
    "vendors",
    // Its files and pages.
    "lib",
    "main",
    "mod",
    "by-category",
    "catalog",
    "index",
    "readme",
    "same-code",
    "summary",
    // What commands take in place of an id.
    "none",
];

pub(super) fn stem(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let stem = report.read.files.own.stem().to_owned();
    // An id that can't be one is reported as such.
    let id = &*catalog.vendor.value;
    if id != stem && is_well_formed(id) {
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
    let id = &*catalog.vendor.value;
    if !is_well_formed(id) {
        report.add(
            "vendor-name",
            &catalog.vendor.span,
            format!("`{}` can't be a vendor's id", id.escape_debug()),
            "use lower-case letters, digits, `-` and `_`, a letter first, and rename the file to it",
        );
    } else if RESERVED.contains(&id) {
        report.add(
            "vendor-name",
            &catalog.vendor.span,
            format!("`{id}` is a name that errcat needs for itself"),
            format!("choose another id, such as `{id}-api`, and rename the file to it"),
        );
    } else if is_device_name(id) {
        report.add(
            "vendor-name",
            &catalog.vendor.span,
            format!("`{id}` names a device on Windows, where no file can have that name"),
            format!("choose another id, such as `{id}-api`, and rename the file to it"),
        );
    }
}

/// Two files of one vendor, or two vendors whose modules or pages would be one file.
pub(super) fn duplicates(catalogs: &[ReadCatalog<'_>], findings: &mut Vec<Finding>) {
    let mut first: HashMap<String, SourceSpan> = HashMap::new();
    for read in catalogs {
        let id = &read.catalog.vendor;
        let place = read.files.place(&id.span);
        // `my-api` and `my_api` are one Rust module.
        match first.get(&id.replace('-', "_")) {
            None => {
                first.insert(id.replace('-', "_"), place);
            }
            Some(other) => {
                let message = format!(
                    "`{}` has a catalog already, or shares its Rust module with one",
                    id.escape_debug()
                );
                let help = "put both in one file, or give one of them another id";
                let mut finding = Finding::new("duplicate-vendor", place, message, help);
                finding.label = "the second one".to_owned();
                finding.related = vec![(other.clone(), "the first one".to_owned())];
                findings.push(finding);
            }
        }
    }
}

/// One pattern of hosts at two vendors.
pub(super) fn shared_hosts(catalogs: &[ReadCatalog<'_>], findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, (&str, SourceSpan)> = HashMap::new();
    for read in catalogs {
        let vendor = &*read.catalog.vendor.value;
        for host in read.catalog.hosts.iter().map(|of| &of.host) {
            let place = read.files.place(&host.span);
            match first.get(&*host.value) {
                // One that a catalog lists twice is reported as such.
                Some((other, _)) if *other == vendor => {}
                Some((other, at)) => {
                    let (host, other) = (host.escape_debug(), other.escape_debug());
                    let message = format!("`{host}` is a host of `{other}` already");
                    let help = "leave it with one of the two, or give each what tells them apart, such as a longer name";
                    let mut finding = Finding::new("duplicate-host", place, message, help);
                    finding.label = "the second vendor".to_owned();
                    finding.related = vec![(at.clone(), "the first one".to_owned())];
                    findings.push(finding);
                }
                None => {
                    first.insert(&host.value, (vendor, place));
                }
            }
        }
    }
}

pub(super) fn sources(report: &mut Report<'_>, catalog: &raw::Catalog) {
    if catalog.sources.is_empty() && report.read.completeness == Completeness::Complete {
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
                    format!("two sources have the id `{}`", source.id.escape_debug()),
                    "give each source an id of its own",
                )
                .related = vec![related];
        }
    }
}

/// A group without codes, where other codes are there: without any, `nothing-known` says it.
pub(super) fn empty_groups(report: &mut Report<'_>, catalog: &raw::Catalog) {
    if report.read.completeness == Completeness::Partial || catalog.entries().next().is_none() {
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
    let codes = catalog.entries().count();
    if codes == 0
        && catalog.statuses.is_empty()
        && catalog.families.is_empty()
        && report.read.completeness == Completeness::Complete
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
