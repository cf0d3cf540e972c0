//! From a valid catalog to the model: identifiers chosen, texts parsed, order fixed.
//!
//! The one thing that can still go wrong here is a name: a code that gives no Rust name, or two
//! that give the same. Everything else has been refused by [`validate`](crate::validate), so a text
//! that can't be read falls back to its default without a word.

pub(crate) mod envelope;
mod examples;
mod names;
mod rules;

use std::time::Duration;

use errcat::MemberKind;

use crate::finding::{Finding, SourceFile};
use crate::model;
use crate::parse::shape::{Each, Spanned, YamlMap};
use crate::{ident, notation, raw};

/// The waits where a page gives none: 1 s, doubled each time, at most 30 s.
const DEFAULT_INITIAL: Duration = Duration::from_secs(1);
const DEFAULT_MAX: Duration = Duration::from_secs(30);
/// The number of tries where a page gives none.
const DEFAULT_ATTEMPTS: u32 = 3;

/// Lowers one catalog, or says which names are missing.
///
/// # Errors
///
/// Every name that can't be derived, and every two that are the same.
pub(crate) fn lower(file: &SourceFile, catalog: &raw::Catalog) -> Result<model::Vendor, Vec<Finding>> {
    let names = names::choose(file, catalog)?;
    let sources: Vec<model::Source> = catalog.sources.iter().map(source).collect();
    let mut entries = Vec::new();
    let mut groups = Vec::new();
    let mut chosen = names.entries.into_iter();
    for group in catalog.groups.iter() {
        let start = entries.len();
        for entry in group.codes.iter() {
            let Some(names) = chosen.next() else { break };
            entries.push(lower_entry(entry, names, group, &sources));
        }
        groups.push(model::Group {
            title: text(&group.title),
            about: group.about.as_ref().map(text),
            entries: start..entries.len(),
        });
    }
    let mut vendor = model::Vendor {
        id: catalog.vendor.value.clone(),
        module: names.module,
        type_name: names.type_name,
        title: text(&catalog.title),
        about: text(&catalog.about),
        stability: catalog.stability.value,
        complete: catalog.complete,
        sources,
        documentation_url: optional(&catalog.documentation_url),
        envelope: envelope::lower(&catalog.envelope),
        waits: envelope::waits(&catalog.wait),
        conditions: envelope::distinct_conditions(catalog)
            .into_iter()
            .map(|(condition, _)| condition)
            .collect(),
        schedule: schedule(catalog.retry.as_ref()),
        no_response: catalog.no_response.as_ref().map(rules::rule),
        statuses: rules::statuses(&catalog.statuses),
        families: rules::families(&catalog.families),
        details: members(&catalog.details),
        details_type: names.details_type,
        groups,
        entries,
        examples: examples::lower(&catalog.examples),
    };
    examples::name_tests(&mut vendor);
    Ok(vendor)
}

fn source(source: &raw::Source) -> model::Source {
    model::Source {
        id: source.id.value.clone(),
        title: text(&source.title),
        retrieved: source.retrieved.value.clone(),
        url: optional(&source.url),
    }
}

fn lower_entry(
    entry: &raw::Entry,
    names: names::EntryNames,
    group: &raw::Group,
    sources: &[model::Source],
) -> model::Entry {
    let named = |id: &Spanned<String>| sources.iter().position(|source| source.id == id.value);
    model::Entry {
        code: entry.code.value.clone(),
        name: names.variant,
        anchor: names.anchor,
        aliases: entry.aliases.iter().map(|alias| alias.value.clone()).collect(),
        group: text(&group.title),
        http: rules::http(&entry.http),
        category: entry.category.value,
        retry: entry.retry.as_ref().map(rules::retry),
        meaning: text(&entry.meaning),
        action: entry.action.as_ref().map(text),
        details: members(&entry.details),
        details_type: names.details_type,
        inferred: facts(&entry.inferred),
        source: entry.source.as_ref().and_then(named).unwrap_or(0),
        since: optional(&entry.since),
        deprecated: entry.deprecated.as_ref().map(|deprecated| model::Deprecated {
            since: optional(&deprecated.since),
            note: optional(&deprecated.note),
            replaced_by: optional(&deprecated.replaced_by),
        }),
        examples: examples::lower(&entry.examples),
    }
}

fn schedule(schedule: Option<&raw::Schedule>) -> model::Schedule {
    let attempts = schedule.and_then(|schedule| schedule.max_attempts.as_ref());
    let backoff = schedule.and_then(|schedule| schedule.backoff.as_ref());
    let factor = backoff.and_then(|backoff| backoff.factor.as_ref()).map_or(2.0, |factor| factor.value);
    model::Schedule {
        max_attempts: attempts.map_or(DEFAULT_ATTEMPTS, |attempts| attempts.value),
        initial: backoff.map_or(DEFAULT_INITIAL, |backoff| duration(&backoff.initial)),
        // Factors above 4,000,000 are refused before; the cast saturates.
        factor_millis: (factor * 1000.0).round() as u32,
        max: match backoff {
            None => DEFAULT_MAX,
            Some(backoff) => backoff.max.as_ref().map_or(Duration::MAX, duration),
        },
        attempts_documented: attempts.is_some(),
        backoff_documented: backoff.is_some(),
    }
}

fn members(details: &YamlMap<Spanned<MemberKind>>) -> Vec<model::Member> {
    details
        .iter()
        .map(|(name, kind)| model::Member {
            name: name.value.clone(),
            ident: ident::field(&name.value).unwrap_or_default(),
            kind: kind.value,
        })
        .collect()
}

/// Prose: what YAML folded over several lines is one line.
fn text(text: &Spanned<String>) -> String {
    text.value.trim().to_owned()
}

fn optional(text: &Option<Spanned<String>>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn facts(facts: &Each<Spanned<String>>) -> Vec<String> {
    facts.iter().map(|fact| fact.value.clone()).collect()
}

fn duration(text: &Spanned<String>) -> Duration {
    notation::duration(&text.value).unwrap_or_default()
}
