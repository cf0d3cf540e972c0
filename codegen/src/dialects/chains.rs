//! Which catalog extends which.

use std::collections::HashMap;

use crate::finding::Finding;
use crate::near::Words;
use crate::parse::Parsed;
use crate::source::SourceFile;

type Read<'a> = [(&'a SourceFile, Parsed)];

/// The catalogs that one extends, by their positions, the nearest first.
pub(super) enum Chain {
    /// These.
    Bases(Vec<usize>),
    /// One of them is not there, or could not be read, or extends itself by way of others.
    Broken,
}

impl Chain {
    /// How many there are.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Bases(bases) => bases.len(),
            Self::Broken => 0,
        }
    }
}

/// The next catalog of a chain.
#[derive(Clone, Copy)]
enum Next {
    /// There is none.
    End,
    /// The one at this position.
    Base(usize),
    /// It is not there, or nothing of it could be read.
    Missing,
}

/// The chain of each catalog. What is wrong with one is reported once, where it is.
pub(super) fn chains(read: &Read<'_>, findings: &mut Vec<Finding>) -> Vec<Chain> {
    let next = all_next(read, findings);
    let mut circles = Vec::new();
    let chains = (0..read.len()).map(|start| chain(read, &next, start, &mut circles)).collect();
    findings.extend(circles.iter().filter_map(|circle| circle_finding(read, circle)));
    chains
}

/// What each catalog extends.
fn all_next(read: &Read<'_>, findings: &mut Vec<Finding>) -> Vec<Next> {
    let mut positions: HashMap<&str, usize> = HashMap::new();
    for (position, (_, parsed)) in read.iter().enumerate() {
        if let Some(catalog) = &parsed.catalog {
            positions.entry(&catalog.vendor).or_insert(position);
        }
    }
    let next_of = |(file, parsed): &(&SourceFile, Parsed)| {
        let Some(catalog) = &parsed.catalog else { return Next::Missing };
        let Some(extends) = &catalog.extends else { return Next::End };
        if let Some(position) = positions.get(&*extends.value) {
            return Next::Base(*position);
        }
        let id = extends.escape_debug();
        let mut finding = if read.iter().any(|(other, _)| other.stem() == &*extends.value) {
            let message = format!("nothing of the catalog `{id}` could be read");
            let help = format!("fix `{id}.yaml` first");
            Finding::new("extends", file.place(&extends.span), message, help)
        } else {
            let message = format!("there is no catalog of a vendor `{id}` to extend");
            let help = format!("put `{id}.yaml` beside this file, or name a vendor that is there");
            Finding::new("extends", file.place(&extends.span), message, help)
        };
        let own = &*catalog.vendor.value;
        finding.suggest(Words::of(positions.keys().copied().filter(|id| *id != own)).nearest(extends));
        findings.push(finding);
        Next::Missing
    };
    read.iter().map(next_of).collect()
}

/// Follows a chain to its end. A circle is kept once, from its first catalog on.
fn chain(read: &Read<'_>, next: &[Next], start: usize, circles: &mut Vec<Vec<usize>>) -> Chain {
    let mut way = vec![start];
    let mut at = start;
    loop {
        match next.get(at) {
            Some(Next::Base(base)) if *base == start => {
                if way.iter().min() == Some(&start) {
                    circles.push(way);
                }
                return Chain::Broken;
            }
            // One that leads into a circle is not part of it.
            Some(Next::Base(base)) if way.contains(base) => return Chain::Broken,
            // What is left out of a base would be missing here too.
            Some(Next::Base(base)) if !is_complete(read, *base) => return Chain::Broken,
            Some(Next::Base(base)) => {
                way.push(*base);
                at = *base;
            }
            Some(Next::End) => return Chain::Bases(way.split_off(1)),
            Some(Next::Missing) | None => return Chain::Broken,
        }
    }
}

fn is_complete(read: &Read<'_>, position: usize) -> bool {
    read.get(position).is_some_and(|(_, parsed)| parsed.findings.is_empty())
}

fn circle_finding(read: &Read<'_>, circle: &[usize]) -> Option<Finding> {
    let extends = |position: &usize| {
        let (file, parsed) = read.get(*position)?;
        let catalog = parsed.catalog.as_ref()?;
        let extends = catalog.extends.as_ref()?;
        Some((file.place(&extends.span), catalog.vendor.escape_debug().to_string()))
    };
    let (place, vendor) = extends(circle.first()?)?;
    let further: Vec<_> = circle.iter().skip(1).filter_map(extends).collect();
    let message = match further.as_slice() {
        [] => format!("`{vendor}` extends itself"),
        further => {
            let names: Vec<String> = further.iter().map(|(_, name)| format!("`{name}`")).collect();
            format!("`{vendor}` extends itself by way of {}", names.join(", "))
        }
    };
    let help = "leave `extends` out of the catalog that the others are dialects of";
    let mut finding = Finding::new("extends", place, message, help);
    finding.related =
        further.into_iter().map(|(place, _)| (place, "which extends this".to_owned())).collect();
    Some(finding)
}
