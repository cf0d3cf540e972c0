//! Turns error catalogs into Rust and Markdown: text in, text out.
//!
//! ```text
//! catalog/*.yaml ─parse─▶ raw ─validate─▶ lower ─▶ model ─emit─▶ artifacts
//! ```
//!
//! Nothing here touches a file. [`compile`] takes catalogs as text and gives the [`model`] or every
//! [`Finding`]; [`generate`] gives the files as values.

pub mod raw;

pub mod parse;

pub mod validate;

mod lints;

mod lower;

pub mod model;

pub mod tables;

pub mod emit;

pub mod rules;

mod schema;

mod artifact;
mod finding;
mod ident;
mod near;
mod notation;
mod perfect_hash;

use std::collections::{HashMap, HashSet};

pub use jiff::civil::Date;

pub use artifact::{Artifact, COMMAND, MARKER};
pub use emit::{ManifestError, manifest, scaffold};
pub use finding::{Finding, Lines, Place, Position, Severity, SourceFile};
pub use near::Words;
pub use notation::{is_header_name, status_pattern};
pub use schema::schema;

/// What a set of catalogs gave.
#[derive(Debug)]
pub struct Compiled {
    /// The model; `None` where a finding is an error.
    pub catalogs: Option<model::Catalogs>,
    /// Every finding of every file, by file and place.
    pub findings: Vec<Finding>,
}

/// What a check knows besides the catalogs. Nothing that is generated depends on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day; without it no page is too old.
    pub today: Option<Date>,
}

/// Reads, checks and lowers catalogs. The order of the files does not matter.
#[must_use]
pub fn compile(files: &[SourceFile]) -> Compiled {
    check(files, &Options::default())
}

/// Reads, checks and lowers catalogs as [`compile`] does, knowing more.
#[must_use]
pub fn check(files: &[SourceFile], options: &Options) -> Compiled {
    let parsed: Vec<(&SourceFile, parse::Parsed)> =
        files.iter().map(|file| (file, parse::parse(file))).collect();
    let mut findings: Vec<Finding> = parsed.iter().flat_map(|(_, parsed)| parsed.findings.clone()).collect();
    let read: Vec<validate::Read<'_>> =
        parsed.iter().filter_map(|(file, parsed)| read(file, parsed)).collect();
    let lowered: Vec<_> = read.iter().map(|read| lower::lower(read.file, read.catalog)).collect();
    findings.extend(broken(&parsed, &read, &lowered));

    let mut vendors = Vec::with_capacity(read.len());
    for (read, vendor) in read.iter().zip(lowered) {
        let Ok(vendor) = vendor else { continue };
        // One slip is told once: lints look at what breaks no rule.
        if findings.iter().all(|finding| finding.place.file != read.file.path) {
            findings.extend(lints::lint(*read, &vendor, options.today));
        }
        vendors.push(vendor);
    }
    vendors.sort_by(|a, b| a.id.cmp(&b.id));
    findings.sort_by(|a, b| by_place(a).cmp(&by_place(b)));
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    Compiled { catalogs: (!failed).then_some(model::Catalogs { vendors }), findings }
}

/// What breaks a rule, names included, and not only because something else could not be read.
fn broken(
    parsed: &[(&SourceFile, parse::Parsed)],
    read: &[validate::Read<'_>],
    lowered: &[Result<model::Vendor, Vec<Finding>>],
) -> Vec<Finding> {
    let mut broken = validate::validate(read);
    let mut named: HashSet<Place> =
        broken.iter().filter(|told| told.rule == "vendor-name").map(|told| told.place.clone()).collect();
    let names = lowered.iter().filter_map(|vendor| vendor.as_ref().err()).flatten();
    // An id that gives no Rust name at all is told once.
    broken
        .extend(names.filter(|name| name.rule != "vendor-name" || named.insert(name.place.clone())).cloned());
    let damage: HashMap<&str, &parse::Parsed> =
        parsed.iter().map(|(file, parsed)| (file.path.as_str(), parsed)).collect();
    broken.retain(|finding| {
        damage.get(finding.place.file.as_str()).is_none_or(|parsed| validate::is_sure(finding, parsed))
    });
    broken
}

/// Every generated file of these catalogs, sorted by path.
#[must_use]
pub fn generate(catalogs: &model::Catalogs) -> Vec<Artifact> {
    let mut artifacts = emit::rust::artifacts(catalogs);
    artifacts.extend(emit::docs::artifacts(catalogs));
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    artifacts
}

/// What findings are sorted by: a file, a place in it, and the rule.
fn by_place(finding: &Finding) -> (&str, usize, &str) {
    (&finding.place.file, finding.place.span.start, finding.rule)
}

fn read<'a>(file: &'a SourceFile, parsed: &'a parse::Parsed) -> Option<validate::Read<'a>> {
    let whole = if parsed.findings.is_empty() { validate::Whole::Yes } else { validate::Whole::No };
    parsed.catalog.as_ref().map(|catalog| validate::Read { file, catalog, whole, lost: &parsed.lost })
}
