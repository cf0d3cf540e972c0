//! Turns error catalogs into Rust, Markdown and JSON: text in, text out.
//!
//! ```text
//! catalog/*.yaml ─parse─▶ raw ─validate─▶ lower ─▶ tables ─emit─▶ artifacts
//! ```
//!
//! Nothing here touches a file. [`check`] reads catalogs and gives every [`Finding`]; where none of them is an error,
//! it gives the [`Catalogs`] too, and [`generate`] makes the files of them, as values.
//!
//! ```
//! use errcat_codegen::{Input, Options, SourceFile, check};
//!
//! let catalog = "
//! vendor: acme
//! title: Acme
//! about: Sells anvils.
//! stability: stable
//! complete: true
//! sources: [{ id: errors, title: Errors, retrieved: 2026-11-21 }]
//! envelope: { code: /code }
//! groups:
//!   - title: Codes
//!     codes:
//!       - { code: ANVIL_BROKEN, category: internal, meaning: The anvil is broken. }
//! ";
//! let input = Input::new(vec![SourceFile::new("acme.yaml", catalog)]);
//! let checked = check(&input, &Options::default());
//! let catalogs = checked.catalogs.expect("no finding is an error");
//! assert_eq!(catalogs.vendors()[0].table.entries[0].code, "ANVIL_BROKEN");
//! ```

mod source;

mod device;
mod invisible;
mod near;
pub mod parallel;

mod breakage;

pub mod rules;

mod finding;

pub mod catalogs;

mod tree;

mod document;

mod read;

mod notation;

mod raw;

mod schema;

mod parse;

mod dialects;

mod validate;

mod ident;
mod perfect_hash;

mod lower;

mod lints;

mod artifact;

mod emit;

pub mod changes;

use std::collections::{HashMap, HashSet};

pub use jiff::civil::Date;

use dialects::{Inheritance, Resolved};
use read::UnreadNames;

pub use artifact::{
    Artifact, CrateSource, Dependency, Form, GitReference, MARKER, Package, Target, Workspace,
};
pub use breakage::{Breakage, Bump, ChangeKind};
pub use catalogs::Catalogs;
pub use device::is_device_name;
pub use document::document;
pub use emit::{CORE_FEATURES, facts, generate, json, markdown, readme, words};
pub use errcat_core::codegen::{MASK, holding, is_personal, masked, trees, unknown_code};
pub use finding::{Finding, Fix};
pub use ident::variant_of;
pub use invisible::is_invisible;
pub use near::Words;
pub use notation::{is_header_name, status_pattern};
pub use parse::MAX_BYTES;
pub use rules::Severity;
pub use schema::schema;
pub use source::{Lines, Position, SourceFile, SourceSpan, is_catalog_name};

/// Catalogs as text, and the memory of what is made of them.
#[derive(Debug)]
pub struct Input {
    files: Vec<SourceFile>,
    arena: bumpalo::Bump,
}

impl Input {
    /// These files. Their order does not matter.
    #[must_use]
    pub fn new(files: Vec<SourceFile>) -> Self {
        Self { files, arena: bumpalo::Bump::new() }
    }

    /// The files.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }
}

/// What a check knows besides the catalogs. Nothing that is generated depends on it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The day; without it no page is too old.
    pub today: Option<Date>,
    /// Whether only rules are checked: lints then find nothing, and keep no catalog from being read.
    pub skip_lints: bool,
}

/// What a set of catalogs gave.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The catalogs; `None` where a finding is an error.
    pub catalogs: Option<Catalogs<'a>>,
    /// Every finding of every file, by file and place.
    pub findings: Vec<Finding>,
}

/// Where a catalog has an entry, and what of it pages say too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPlace {
    /// The code.
    pub code: String,
    /// Where the code is.
    pub at: SourceSpan,
    /// Where the kind of its retry is.
    pub retry: Option<SourceSpan>,
}

/// Where the entries of a catalog are, as far as it can be read; those that it inherits are not in it.
#[must_use]
pub fn entry_places(file: &SourceFile) -> Vec<EntryPlace> {
    let parsed = parse::parse(file);
    let entries = parsed.catalog.iter().flat_map(raw::Catalog::entries);
    let place = |entry: &raw::Entry| EntryPlace {
        code: entry.code.to_string(),
        at: file.place(&entry.code.span),
        retry: entry.retry.as_ref().map(|retry| file.place(&retry.kind.span)),
    };
    entries.map(place).collect()
}

/// Reads, checks and lowers catalogs.
#[must_use]
pub fn check<'a>(input: &'a Input, options: &Options) -> Checked<'a> {
    let Input { files, arena } = input;
    let parsed: Vec<(&SourceFile, parse::Parsed)> = parallel::map(files, |file| (file, parse::parse(file)));
    let mut findings: Vec<Finding> = parsed.iter().flat_map(|(_, parsed)| parsed.findings.clone()).collect();
    let (resolved, of_dialects) = dialects::resolve(&parsed);
    findings.extend(of_dialects);
    let any = UnreadNames::any();
    let read: Vec<validate::ReadCatalog<'_>> = resolved.iter().map(|resolved| read(resolved, &any)).collect();
    // The arena is this thread's own.
    let (broken, lowered) = parallel::both(
        || validate::validate(&read),
        || resolved.iter().map(|resolved| lowered(arena, resolved)).collect::<Vec<_>>(),
    );
    findings.extend(settled(broken, &parsed, &read, &lowered));

    // One mistake is reported once: lints look at what breaks no rule.
    let faulty: HashSet<String> = findings.iter().map(|finding| finding.place.file.clone()).collect();
    let lowered: Vec<_> =
        read.iter().zip(lowered).filter_map(|(read, vendor)| Some((*read, vendor.ok()?))).collect();
    if !options.skip_lints {
        let is_sound =
            |read: &validate::ReadCatalog<'_>| !read.files.paths().any(|path| faulty.contains(path));
        let found = parallel::map(&lowered, |(read, vendor)| match is_sound(read) {
            true => lints::lint(*read, vendor, options.today),
            false => Vec::new(),
        });
        findings.extend(found.into_iter().flatten());
    }
    let mut vendors: Vec<_> = lowered.into_iter().map(|(_, vendor)| vendor).collect();
    vendors.sort_by_key(|vendor| vendor.table.id);
    findings.sort_by(|a, b| by_place(a).cmp(&by_place(b)));
    let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
    let catalogs = (!failed).then(|| Catalogs { vendors: arena.alloc_slice_copy(&vendors) });
    Checked { catalogs, findings }
}

/// What breaks a rule, names and room included, and not only because something else could not be read; it begins
/// with what the rules found.
fn settled(
    mut broken: Vec<Finding>,
    parsed: &[(&SourceFile, parse::Parsed)],
    read: &[validate::ReadCatalog<'_>],
    lowered: &[Result<catalogs::Vendor<'_>, Vec<Finding>>],
) -> Vec<Finding> {
    let by_path: HashMap<&str, &parse::Parsed> =
        parsed.iter().map(|(file, parsed)| (file.path.as_str(), parsed)).collect();
    broken.extend(parsed.iter().flat_map(|(_, parsed)| parsed.texts.iter().cloned()));
    let mut named: HashSet<SourceSpan> = broken
        .iter()
        .filter(|finding| finding.rule == "vendor-name")
        .map(|finding| finding.place.clone())
        .collect();
    let in_the_way =
        read.iter().zip(lowered).filter_map(|(read, vendor)| Some((read, vendor.as_ref().err()?)));
    let in_the_way = in_the_way
        .flat_map(|(read, findings)| findings.iter().map(|finding| (read.files, finding.clone())))
        .collect();
    // An id that gives no Rust name at all is reported once.
    let is_new = |of: &Finding| of.rule != "vendor-name" || named.insert(of.place.clone());
    broken.extend(dialects::settled(in_the_way).into_iter().filter(is_new));
    broken.retain(|finding| {
        by_path.get(&*finding.place.file).is_none_or(|parsed| validate::is_sure(finding, parsed))
    });
    broken
}

/// What findings are sorted by: a file, a place in it, and the rule.
fn by_place(finding: &Finding) -> (&str, usize, &str) {
    (&finding.place.file, finding.place.span.start, finding.rule)
}

/// Lowers a catalog; one of which it is not known what it inherits can't be, which is reported already.
fn lowered<'a>(
    arena: &'a bumpalo::Bump,
    resolved: &Resolved<'_>,
) -> Result<catalogs::Vendor<'a>, Vec<Finding>> {
    match resolved.inheritance {
        Inheritance::Unknown => Err(Vec::new()),
        Inheritance::Nothing | Inheritance::From(_) => {
            lower::lower(arena, resolved.files(), &resolved.catalog)
        }
    }
}

/// What is checked of a catalog. Where it is not known what it inherits, any name may be inherited.
fn read<'r>(resolved: &'r Resolved<'_>, any: &'r UnreadNames) -> validate::ReadCatalog<'r> {
    let is_known = !matches!(resolved.inheritance, Inheritance::Unknown);
    let is_complete = is_known && resolved.parsed.findings.is_empty();
    validate::ReadCatalog {
        files: resolved.files(),
        catalog: &resolved.catalog,
        completeness: match is_complete {
            true => validate::Completeness::Complete,
            false => validate::Completeness::Partial,
        },
        unread: if is_known { &resolved.parsed.unread } else { any },
    }
}
