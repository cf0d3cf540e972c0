//! The files that the places of a catalog are in.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Inheritance;
use crate::finding::Finding;
use crate::source::{SourceFile, SourceSpan};

/// What a catalog inherits, as far as places are concerned.
pub(crate) struct Inherited<'a> {
    /// Where the catalog says what it extends.
    pub(super) extends: Range<usize>,
    /// The catalogs that it extends, the nearest first.
    pub(super) bases: Vec<Base<'a>>,
    /// The catalog's own codes whose entries say what the inherited ones do: the start of each, and where the
    /// inherited one is.
    pub(super) repeated: HashMap<usize, Range<usize>>,
}

/// A catalog that others extend.
#[derive(Debug, Clone)]
pub(crate) struct Base<'a> {
    /// How far its places are moved, so that each is after those of the files before.
    start: usize,
    file: &'a SourceFile,
    /// The vendor's id.
    pub(crate) vendor: String,
    /// The vendor's name.
    pub(crate) title: String,
}

/// The base that starts here, and those that it extends itself.
pub(super) fn bases<'a>(
    start: usize,
    file: &'a SourceFile,
    (vendor, title): (&str, &str),
    further: &Inheritance<'a>,
) -> Vec<Base<'a>> {
    let nearest = Base { start, file, vendor: vendor.to_owned(), title: title.to_owned() };
    let further = match further {
        Inheritance::From(inherited) => inherited.bases.as_slice(),
        Inheritance::Nothing | Inheritance::Unknown => &[],
    };
    let moved = further.iter().map(|base| Base { start: base.start + start, ..base.clone() });
    std::iter::once(nearest).chain(moved).collect()
}

/// The files that the places of a catalog are in: its own, and those of the catalogs that it extends.
#[derive(Clone, Copy)]
pub(crate) struct Files<'a> {
    pub(crate) own: &'a SourceFile,
    inherited: Option<&'a Inherited<'a>>,
}

impl<'a> Files<'a> {
    pub(super) const fn new(own: &'a SourceFile, inherited: Option<&'a Inherited<'a>>) -> Self {
        Self { own, inherited }
    }

    /// The catalogs that it extends, the nearest first.
    pub(crate) fn bases(self) -> &'a [Base<'a>] {
        self.inherited.map_or(&[], |inherited| &inherited.bases)
    }

    /// The catalog that this place is inherited from; `None` where it is not.
    pub(crate) fn base(self, span: &Range<usize>) -> Option<&'a Base<'a>> {
        self.bases().iter().rev().find(|base| base.start <= span.start)
    }

    /// A place in the file that it is in.
    pub(crate) fn place(self, span: &Range<usize>) -> SourceSpan {
        match self.base(span) {
            Some(base) => base.file.place(&(span.start - base.start..span.end - base.start)),
            None => self.own.place(span),
        }
    }

    /// The path of each.
    pub(crate) fn paths(self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.own).chain(self.bases().iter().map(|base| base.file)).map(|file| &*file.path)
    }

    /// Where the inherited entry is that says what the catalog's own entry with its code here does.
    pub(crate) fn repeated(self, code: &Range<usize>) -> Option<&'a Range<usize>> {
        self.inherited?.repeated.get(&code.start)
    }

    /// A finding that is placed in the catalog itself where anything of it matters, or else `None`.
    pub(crate) fn own_finding(self, mut finding: Finding) -> Option<Finding> {
        if finding.place.file == self.own.path {
            return Some(finding);
        }
        let own = finding.related.iter_mut().find(|(place, _)| place.file == self.own.path)?;
        std::mem::swap(&mut finding.place, &mut own.0);
        std::mem::swap(&mut finding.label, &mut own.1);
        finding.suggestion = None;
        finding.fix = None;
        Some(finding)
    }
}

/// Findings, each with the files of the catalog that it is about. What is wrong with something inherited is reported
/// in the catalog that it is inherited from; where that catalog is right by itself, it is reported for the one that
/// extends it.
pub(crate) fn settled<'a>(findings: Vec<(Files<'a>, Finding)>) -> Vec<Finding> {
    let (own, inherited): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|(files, finding)| finding.place.file == files.own.path);
    let mut settled: Vec<Finding> = own.into_iter().map(|(_, finding)| finding).collect();
    let known: HashSet<(&str, SourceSpan)> =
        settled.iter().map(|finding| (finding.rule, finding.place.clone())).collect();
    for (files, finding) in inherited {
        if known.contains(&(finding.rule, finding.place.clone())) {
            continue;
        }
        let of_both = files.own_finding(finding.clone());
        settled.push(of_both.unwrap_or_else(|| at_extends(files, finding)));
    }
    settled
}

/// The finding where the catalog says what it extends.
fn at_extends(files: Files<'_>, mut finding: Finding) -> Finding {
    let extends = files.inherited.map_or(0..0, |inherited| inherited.extends.clone());
    let place = std::mem::replace(&mut finding.place, files.own.place(&extends));
    let label = std::mem::replace(&mut finding.label, "by what is inherited from here".to_owned());
    let label = if label.is_empty() { "what is inherited".to_owned() } else { label };
    finding.related.insert(0, (place, label));
    finding.suggestion = None;
    finding.fix = None;
    finding
}
