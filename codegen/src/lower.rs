//! From a valid catalog to the table that the crate reads: identifiers chosen, order fixed, room found.
//!
//! Two things can still go wrong here: a name (a code that gives no Rust name, or two that give the same), and too
//! much to look for in a body. Everything else is refused by [`validate`](crate::validate) or has been when it was read.

mod envelope;
mod examples;
mod memory;
mod names;
mod plan;
mod rules;

pub(crate) use envelope::filter_place;

use std::time::Duration;

use errcat_core::table::{Deprecated, Entry, Host, Lookup, Schedule, Source, Table};

use self::examples::Examples;
use self::memory::Memory;
use crate::catalogs::{Base, Details, Group, Member, Notes, Origin, Vendor};
use crate::dialects::{self, Files};
use crate::finding::Finding;
use crate::perfect_hash::PerfectHash;
use crate::raw;
use crate::read::{Spanned, YamlMap};

/// The waits where a page gives none: 1 s, doubled each time, at most 30 s.
const DEFAULT_INITIAL: Duration = Duration::from_secs(1);
const DEFAULT_FACTOR: f64 = 2.0;
const DEFAULT_MAX: Duration = Duration::from_secs(30);
/// The number of tries where a page gives none.
const DEFAULT_ATTEMPTS: u32 = 3;

/// Lowers one catalog into this memory, or says what is in the way.
///
/// # Errors
///
/// Every name that can't be derived, every two that are the same, and the first place for which there is no room.
pub(crate) fn lower<'a>(
    arena: &'a bumpalo::Bump,
    files: Files<'_>,
    catalog: &raw::Catalog,
) -> Result<Vendor<'a>, Vec<Finding>> {
    let memory = Memory::new(arena);
    let names = names::choose(files, catalog);
    let places = envelope::lower(memory, files, catalog);
    let (names, places) = match (names, places) {
        (Ok(names), Ok(places)) => (names, places),
        (names, places) => {
            let findings = names.err().into_iter().flatten();
            return Err(findings.chain(places.err().map(|finding| *finding)).collect());
        }
    };
    let names::Names { module, type_name, details_type, entries: names } = names;
    let (mut entries, mut notes) = (memory.room(names.len()), memory.room(names.len()));
    let mut examples = Examples::default();
    let mut names = names.into_iter().zip(places.variants);
    for group in catalog.groups.iter() {
        let title = memory.prose(&group.title);
        for (entry, (names, variants)) in group.codes.iter().zip(names.by_ref()) {
            let (of_entry, of_notes) = entry_and_notes(memory, (files, catalog), title, entry, names);
            entries.push(Entry { variants, ..of_entry });
            notes.push(Notes { examples: examples.of_code(memory, entry), ..of_notes });
        }
    }
    let entries = entries.into_bump_slice();
    let table = Table::new(
        memory.text(&catalog.vendor),
        memory.prose(&catalog.title),
        memory.prose(&catalog.about),
        catalog.stability.value,
        places.envelope,
        places.plan,
        schedule(catalog.retry.as_ref()),
        lookup(memory, entries),
    )
    .sources(memory.list(catalog.sources.iter().map(|of| source(memory, of))))
    .hosts(memory.list(catalog.hosts.iter().map(|of| Host::new(memory.text(&of.host)))))
    .waits(places.waits)
    .statuses(places.statuses)
    .families(places.families)
    .entries(entries);
    let documentation_url = memory.optional(&catalog.documentation_url);
    let unanswered = rules::no_response(memory, &catalog.no_response);
    let area = catalog.area.as_ref().map(|area| area.value);
    let table = Table { area, complete: catalog.complete, documentation_url, unanswered, ..table };
    Ok(Vendor {
        table,
        extends: files.bases().first().map(|nearest| base(memory, nearest)),
        module: memory.text(&module),
        type_name: memory.text(&type_name),
        details: details(memory, &catalog.details, details_type),
        groups: memory.list(catalog.groups.iter().map(|group| Group {
            title: memory.prose(&group.title),
            about: group.about.as_ref().map(|about| memory.prose(about)),
            count: group.codes.len(),
        })),
        notes: notes.into_bump_slice(),
        host_sources: memory.list(catalog.hosts.iter().map(|of| position(catalog, of.source.as_ref()))),
        examples: examples.of_vendor(memory, catalog),
        conditions: places.conditions,
        allowed: memory
            .list(catalog.silencers().map(|allow| (memory.text(&allow.rule), memory.prose(&allow.reason)))),
    })
}

fn base<'a>(memory: Memory<'a>, base: &dialects::Base<'_>) -> Base<'a> {
    Base { vendor: memory.text(&base.vendor), title: memory.text(base.title.trim()) }
}

fn source<'a>(memory: Memory<'a>, source: &raw::Source) -> Source<'a> {
    let of = Source::new(
        memory.text(&source.id),
        memory.prose(&source.title),
        memory.text(&source.retrieved.to_string()),
    );
    Source { url: memory.optional(&source.url), ..of }
}

/// The position of the source with this id; left out: the first.
fn position(catalog: &raw::Catalog, id: Option<&Spanned<String>>) -> usize {
    let named = |id: &Spanned<String>| catalog.sources.iter().position(|source| source.id.value == id.value);
    id.and_then(named).unwrap_or(0)
}

fn entry_and_notes<'a>(
    memory: Memory<'a>,
    (files, catalog): (Files<'_>, &raw::Catalog),
    group: &'a str,
    entry: &raw::Entry,
    names: names::EntryNames,
) -> (Entry<'a>, Notes<'a>) {
    let details = details(memory, &entry.details, names.details_type);
    let code = memory.text(&entry.code);
    let of = Entry::new(code, memory.text(&names.variant), group, rules::of_entry(memory, entry))
        .aliases(memory.texts(&entry.aliases))
        .http(rules::http(memory, &entry.http))
        .details(memory.list(details.members.iter().map(|member| member.of)));
    let deprecated = entry.deprecated.as_ref().map(|deprecated| Deprecated {
        since: memory.optional(&deprecated.since),
        note: memory.optional(&deprecated.note),
        replaced_by: memory.optional(&deprecated.replaced_by),
    });
    let notes = Notes {
        anchor: memory.text(&names.anchor),
        origin: match files.base(&entry.code.span) {
            Some(base) => Origin::Inherited(self::base(memory, base)),
            None => Origin::Source(position(catalog, entry.source.as_ref())),
        },
        details,
        examples: &[],
    };
    (Entry { since: memory.optional(&entry.since), deprecated, ..of }, notes)
}

fn schedule(schedule: Option<&raw::Schedule>) -> Schedule {
    let attempts = schedule.and_then(|schedule| schedule.max_attempts.as_ref());
    let backoff = schedule.and_then(|schedule| schedule.backoff.as_ref());
    let factor = backoff.and_then(|backoff| backoff.factor.as_ref());
    let factor = factor.map_or(DEFAULT_FACTOR, |factor| factor.value);
    let max_wait = schedule.and_then(|schedule| schedule.max_wait.as_ref()).map(|max_wait| max_wait.value);
    let of = Schedule::new(
        attempts.map_or(DEFAULT_ATTEMPTS, |attempts| attempts.value),
        backoff.map_or(DEFAULT_INITIAL, |backoff| backoff.initial.value),
        // Factors above 4,000,000 are refused before; the cast saturates.
        (factor * 1000.0).round() as u32,
        match backoff {
            // A wait of errcat's own is never one that the vendor's limit turns into a stop.
            None => max_wait.map_or(DEFAULT_MAX, |max_wait| max_wait.min(DEFAULT_MAX)),
            Some(backoff) => backoff.max.as_ref().map_or(Duration::MAX, |max| max.value),
        },
    )
    .max_attempts_documented(attempts.is_some())
    .backoff_documented(backoff.is_some());
    Schedule { max_wait, ..of }
}

fn details<'a>(
    memory: Memory<'a>,
    details: &YamlMap<String, Spanned<errcat_core::table::MemberKind>>,
    type_name: Option<String>,
) -> Details<'a> {
    let members = details.iter().map(|(name, kind)| Member {
        of: errcat_core::table::Member::new(memory.text(name), kind.value),
        field: memory.text(&crate::ident::field(name).unwrap_or_default()),
    });
    Details { type_name: type_name.map(|name| memory.text(&name)), members: memory.list(members) }
}

/// Documented members of details.
fn members<'a>(
    memory: Memory<'a>,
    details: &YamlMap<String, Spanned<errcat_core::table::MemberKind>>,
) -> &'a [errcat_core::table::Member<'a>] {
    memory.list(
        details.iter().map(|(name, kind)| errcat_core::table::Member::new(memory.text(name), kind.value)),
    )
}

/// The perfect hash of the codes and aliases of these entries.
fn lookup<'a>(memory: Memory<'a>, entries: &[Entry<'a>]) -> Lookup<'a> {
    let of_entry = |(entry, position): (&Entry<'a>, u32)| {
        let texts = std::iter::once(entry.code).chain(entry.aliases.iter().copied());
        texts.map(move |text| (text, position))
    };
    let texts: Vec<(&'a str, u32)> = entries.iter().zip(0..).flat_map(of_entry).collect();
    let PerfectHash { lookup, displacements, slots, positions } = PerfectHash::build(&texts);
    let lookup = lookup.displacements(memory.list(displacements)).slots(memory.list(slots));
    lookup.positions(memory.list(positions))
}
