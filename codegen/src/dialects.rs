//! Dialects: catalogs that say what differs from another one, completed by what that one says.
//!
//! Everything after this sees whole catalogs. What is inherited keeps its place in the file that it comes from, so
//! that a finding about it can name that file, and is reported there alone.

mod chains;
mod files;
mod overlay;

pub(crate) use files::{Base, Files, settled};

use std::borrow::Cow;
use std::collections::HashMap;

use self::chains::Chain;
use self::files::Inherited;
use self::overlay::overlay;
use crate::finding::Finding;
use crate::near::Words;
use crate::parse::Parsed;
use crate::raw;
use crate::read::FromNode as _;
use crate::source::SourceFile;

/// A catalog with what it inherits.
pub(crate) struct Resolved<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) parsed: &'a Parsed,
    pub(crate) catalog: Cow<'a, raw::Catalog>,
    pub(crate) inheritance: Inheritance<'a>,
}

/// What a catalog inherits.
pub(crate) enum Inheritance<'a> {
    /// Nothing: it extends no other.
    Nothing,
    /// What another one says.
    From(Inherited<'a>),
    /// It is not known what, as something is wrong with the catalog that it extends.
    Unknown,
}

impl Resolved<'_> {
    /// The files that its places are in.
    pub(crate) fn files(&self) -> Files<'_> {
        let inherited = match &self.inheritance {
            Inheritance::From(inherited) => Some(inherited),
            Inheritance::Nothing | Inheritance::Unknown => None,
        };
        Files::new(self.file, inherited)
    }
}

/// Every catalog that could be read, with what it inherits, and what is wrong with what they extend and omit.
pub(crate) fn resolve<'a>(parsed: &'a [(&'a SourceFile, Parsed)]) -> (Vec<Resolved<'a>>, Vec<Finding>) {
    let mut findings = Vec::new();
    let chains = chains::chains(parsed, &mut findings);
    // Bases come before what extends them.
    let mut order: Vec<usize> = (0..parsed.len()).collect();
    order.sort_by_key(|index| chains.get(*index).map_or(0, Chain::length));
    let mut resolved: HashMap<usize, Resolved<'a>> = HashMap::new();
    for index in order {
        let Some((file, of)) = parsed.get(index) else { continue };
        let Some(own) = &of.catalog else { continue };
        let (catalog, inheritance) = match chains.get(index) {
            Some(Chain::Bases(bases)) => match bases.first().and_then(|base| resolved.get(base)) {
                Some(base) => {
                    let (catalog, inherited) = completed((file, of), own, base, &mut findings);
                    (Cow::Owned(catalog), Inheritance::From(inherited))
                }
                None => {
                    omits_nothing(file, own, &mut findings);
                    (Cow::Borrowed(own), Inheritance::Nothing)
                }
            },
            Some(Chain::Broken) | None => (Cow::Borrowed(own), Inheritance::Unknown),
        };
        resolved.insert(index, Resolved { file, parsed: of, catalog, inheritance });
    }
    let in_order = (0..parsed.len()).filter_map(|index| resolved.remove(&index)).collect();
    (in_order, findings)
}

/// A dialect with what its base says.
fn completed<'a>(
    (file, of): (&'a SourceFile, &Parsed),
    own: &raw::Catalog,
    base: &Resolved<'a>,
    findings: &mut Vec<Finding>,
) -> (raw::Catalog, Inherited<'a>) {
    omits(file, own, base, findings);
    // A file of bytes has places up to its length, so that the first one after it is free.
    let start = file.bytes.len() + 1;
    let mut inherited = base.catalog.clone().into_owned();
    inherited.shift(start);
    let extends = own.extends.as_ref().map_or(0..0, |extends| extends.span.clone());
    let repeated = overlay::repeated(own, &inherited);
    let vendor = &base.catalog.vendor.value;
    let title = &base.catalog.title.value;
    let bases = files::bases(start, base.file, (vendor, title), &base.inheritance);
    let mut catalog = overlay(own, inherited, &extends);
    if !of.findings.is_empty() {
        // Where they could not be read, any code may be among them.
        catalog.groups.span = own.groups.span.clone();
    }
    (catalog, Inherited { extends, bases, repeated })
}

fn omits_nothing(file: &SourceFile, own: &raw::Catalog, findings: &mut Vec<Finding>) {
    if let Some(code) = own.omits.first() {
        let message = "there is nothing to omit: this catalog extends no other";
        let help = "add `extends:` with the vendor whose codes these are, or leave `omits` out";
        findings.push(Finding::new("omits", file.place(&code.span), message, help));
    }
}

/// What is omitted is inherited, and is not given again.
fn omits(file: &SourceFile, own: &raw::Catalog, base: &Resolved<'_>, findings: &mut Vec<Finding>) {
    for code in own.omits.iter() {
        if let Some(entry) = own.entries().find(|entry| entry.code == *code) {
            let message =
                format!("`{}` is omitted, but the catalog has an entry for it", code.escape_debug());
            let help = "leave it out of `omits`: an entry of its own takes the inherited one's place";
            let mut finding = Finding::new("omits", file.place(&code.span), message, help);
            finding.related = vec![(file.place(&entry.code.span), "the entry".to_owned())];
            findings.push(finding);
        } else if !base.catalog.entries().any(|entry| entry.code == *code) {
            let vendor = base.catalog.vendor.escape_debug();
            let message = format!("`{vendor}` has no code `{}` to omit", code.escape_debug());
            let help = format!("name a code of `{vendor}`; an alias goes with its code");
            let mut finding = Finding::new("omits", file.place(&code.span), message, help);
            let codes = base.catalog.entries().map(|entry| &**entry.code);
            finding.suggest(Words::of(codes).nearest(code));
            findings.push(finding);
        }
    }
}
