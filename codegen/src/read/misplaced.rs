//! Fields that are indented too little: missing where they belong, and not known where they stand.

use std::collections::{BTreeSet, HashMap};

use crate::finding::Finding;
use crate::source::SourceSpan;

/// A finding, and what it is about.
pub(super) struct Problem {
    pub(super) finding: Finding,
    pub(super) about: Subject,
}

/// What a finding is about.
pub(super) enum Subject {
    /// A field that is missing.
    Missing(&'static str),
    /// A field that is not known.
    Unknown(String),
    /// A value, or its key.
    Value,
}

/// The findings. A field that is missing in one mapping and stands in another one after it is reported once, where
/// it stands.
pub(super) fn misplaced(problems: Vec<Problem>) -> Vec<Finding> {
    let mut standing: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for Problem { finding, about } in &problems {
        if let Subject::Unknown(name) = about {
            standing.entry(name.clone()).or_default().insert(finding.place.span.start);
        }
    }
    // Where each field stands that is missing elsewhere, and where that is.
    let mut missed: HashMap<usize, SourceSpan> = HashMap::new();
    let mut kept = Vec::with_capacity(problems.len());
    for problem in problems {
        let next = match &problem.about {
            Subject::Missing(field) => {
                standing.get_mut(*field).and_then(|starts| next(starts, problem.finding.place.span.start))
            }
            Subject::Unknown(_) | Subject::Value => None,
        };
        match next {
            Some(start) => drop(missed.insert(start, problem.finding.place)),
            None => kept.push(problem),
        }
    }
    let moved = |Problem { mut finding, about }: Problem| {
        if let (Subject::Unknown(_), Some(place)) = (about, missed.get(&finding.place.span.start)) {
            finding.related.push((place.clone(), "missing here".to_owned()));
            if finding.rule == "unknown-field" {
                finding.help = "indent it as far as the fields that it belongs to".to_owned();
            }
        }
        finding
    };
    kept.into_iter().map(moved).collect()
}

/// Takes the first of these that comes after another place.
fn next(starts: &mut BTreeSet<usize>, place: usize) -> Option<usize> {
    let next = starts.range(place + 1..).next().copied()?;
    starts.take(&next)
}
