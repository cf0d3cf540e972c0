//! The model as the tables that [`errcat`] reads.
//!
//! Both ways to use a catalog go through here: the Rust emitter writes these tables down, and the
//! judge of examples runs the classifier on them. So what is tested is what is shipped.

use bumpalo::Bump;

use crate::model;
use crate::perfect_hash::PerfectHash;

/// Fills the table of a vendor; the arena keeps the lists that the model does not hold as such.
pub fn fill<'a>(arena: &'a Bump, vendor: &'a model::Vendor) -> errcat::Table<'a> {
    let model::Vendor {
        id,
        module: _,
        type_name: _,
        title,
        about,
        stability,
        complete,
        sources,
        documentation_url,
        envelope: envelope_,
        waits,
        conditions,
        schedule: schedule_,
        no_response,
        statuses,
        families,
        details: _,
        details_type: _,
        groups: _,
        entries,
        examples: _,
    } = vendor;
    errcat::Table {
        id,
        title,
        about,
        stability: *stability,
        complete: *complete,
        sources: list(arena, sources, source),
        documentation_url: documentation_url.as_deref(),
        envelope: envelope(arena, envelope_, conditions),
        waits: list(arena, waits, |at| wait(arena, at, conditions)),
        schedule: schedule(schedule_),
        no_response: no_response.as_ref().map(|at| rule(arena, at)),
        statuses: list(arena, statuses, |status| errcat::StatusRule {
            status: status.status,
            success: status.success,
            when: position(conditions, status.when.as_ref()),
            rule: rule(arena, &status.rule),
        }),
        families: list(arena, families, |family| errcat::Family {
            prefix: &family.prefix,
            rule: rule(arena, &family.rule),
        }),
        entries: list(arena, entries, |at| entry(arena, at)),
        lookup: lookup(arena, entries),
    }
}

/// The plan that the crate reads bodies by.
pub(crate) fn plan<'a>(
    arena: &'a Bump,
    envelope_: &'a model::Envelope,
    waits: &'a [model::WaitSource],
    conditions: &'a [model::When],
) -> errcat::Plan<'a> {
    let waits = list(arena, waits, |at| wait(arena, at, conditions));
    errcat::Plan::of(&envelope(arena, envelope_, conditions), waits)
}

fn list<'a, T, U: Copy>(arena: &'a Bump, items: &'a [T], map: impl Fn(&'a T) -> U) -> &'a [U] {
    arena.alloc_slice_fill_iter(items.iter().map(map))
}

fn strs<'a>(arena: &'a Bump, texts: &'a [String]) -> &'a [&'a str] {
    list(arena, texts, String::as_str)
}

fn source(source: &model::Source) -> errcat::Source<'_> {
    let model::Source { id, title, retrieved, url } = source;
    errcat::Source { id, title, retrieved, url: url.as_deref() }
}

fn schedule(schedule: &model::Schedule) -> errcat::Schedule {
    let model::Schedule {
        max_attempts,
        initial,
        factor_millis,
        max,
        attempts_documented,
        backoff_documented,
    } = *schedule;
    errcat::Schedule {
        max_attempts,
        initial,
        factor_millis,
        max,
        documented: attempts_documented && backoff_documented,
    }
}

fn envelope<'a>(
    arena: &'a Bump,
    envelope: &'a model::Envelope,
    conditions: &'a [model::When],
) -> errcat::Envelope<'a> {
    let model::Envelope { is_error, each, embedded, places } = envelope;
    errcat::Envelope {
        is_error: list(arena, is_error, |test| errcat::Test {
            pointer: pointer(arena, &test.pointer),
            condition: condition(arena, &test.condition),
        }),
        each: each.as_ref().map(|at| pointer(arena, at)),
        embedded: match embedded {
            model::Embedded::Nowhere => errcat::Embedded::Nowhere,
            model::Embedded::AnyList => errcat::Embedded::AnyList,
            model::Embedded::Lists(lists) => {
                errcat::Embedded::Lists(list(arena, lists, |at| pointer(arena, at)))
            }
        },
        places: list(arena, places, |place| errcat::Place {
            field: field(&place.field),
            location: location(arena, &place.location),
        }),
        conditions: list(arena, conditions, |when| errcat::When {
            location: location(arena, &when.location),
            condition: condition(arena, &when.condition),
        }),
    }
}

fn wait<'a>(
    arena: &'a Bump,
    wait: &'a model::WaitSource,
    conditions: &[model::When],
) -> errcat::WaitSource<'a> {
    let model::WaitSource { location: location_, encoding, when } = wait;
    let when = position(conditions, when.as_ref());
    errcat::WaitSource { location: location(arena, location_), encoding: *encoding, when }
}

/// The position of a condition. One too many to have one is refused before.
fn position(conditions: &[model::When], when: Option<&model::When>) -> Option<u8> {
    let position = conditions.iter().position(|other| Some(other) == when);
    when.map(|_| position.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX))
}

fn condition<'a>(arena: &'a Bump, condition: &'a model::Condition) -> errcat::Condition<'a> {
    match condition {
        model::Condition::Present => errcat::Condition::Present,
        model::Condition::Equals(values) => errcat::Condition::Equals(list(arena, values, scalar)),
        model::Condition::NotEquals(values) => errcat::Condition::NotEquals(list(arena, values, scalar)),
    }
}

fn scalar(scalar: &model::Scalar) -> errcat::Scalar<'_> {
    match scalar {
        model::Scalar::Bool(value) => errcat::Scalar::Bool(*value),
        model::Scalar::Integer(value) => errcat::Scalar::Integer(*value),
        model::Scalar::Text(value) => errcat::Scalar::Text(value),
    }
}

fn field(field: &model::Field) -> errcat::Field<'_> {
    match field {
        model::Field::Code => errcat::Field::Code,
        model::Field::Message => errcat::Field::Message,
        model::Field::Retryable => errcat::Field::Retryable,
        model::Field::RequestId => errcat::Field::RequestId,
        model::Field::DocumentationUrl => errcat::Field::DocumentationUrl,
        model::Field::Parameter => errcat::Field::Parameter,
        model::Field::Details => errcat::Field::Details,
        model::Field::Status => errcat::Field::Status,
        model::Field::Other(name) => errcat::Field::Other(name),
    }
}

fn location<'a>(arena: &'a Bump, location: &'a model::Location) -> errcat::Location<'a> {
    match location {
        model::Location::Pointer(at) => errcat::Location::Pointer(pointer(arena, at)),
        model::Location::Header(name) => errcat::Location::Header(name),
    }
}

fn pointer<'a>(arena: &'a Bump, pointer: &'a model::Pointer) -> errcat::Pointer<'a> {
    errcat::Pointer { segments: strs(arena, &pointer.0) }
}

fn rule<'a>(arena: &'a Bump, rule: &'a model::Rule) -> errcat::Rule<'a> {
    let model::Rule { category, retry: retry_, meaning, action, inferred } = rule;
    errcat::Rule {
        category: *category,
        retry: retry_.as_ref().map(retry),
        meaning,
        action: action.as_deref(),
        inferred: strs(arena, inferred),
    }
}

fn retry(retry: &model::RetryRule) -> errcat::RetryRule<'_> {
    let model::RetryRule { kind, documented, max_attempts, default_wait, change, window } = retry;
    errcat::RetryRule {
        kind: *kind,
        documented: documented.as_deref(),
        max_attempts: *max_attempts,
        default_wait: *default_wait,
        change: change.as_deref(),
        window: *window,
    }
}

fn entry<'a>(arena: &'a Bump, entry: &'a model::Entry) -> errcat::Entry<'a> {
    let model::Entry {
        code,
        name,
        anchor: _,
        aliases,
        group,
        http,
        category,
        retry: retry_,
        meaning,
        action,
        details,
        details_type: _,
        inferred,
        source: _,
        since,
        deprecated,
        examples: _,
    } = entry;
    errcat::Entry {
        code,
        name,
        aliases: strs(arena, aliases),
        group,
        http: match http {
            model::Http::Unstated => errcat::Http::Unstated,
            model::Http::NotApplicable => errcat::Http::NotApplicable,
            model::Http::Statuses(patterns) => errcat::Http::Statuses(patterns),
        },
        category: *category,
        retry: retry_.as_ref().map(retry),
        meaning,
        action: action.as_deref(),
        details: list(arena, details, |member| errcat::Member { name: &member.name, kind: member.kind }),
        inferred: strs(arena, inferred),
        since: since.as_deref(),
        deprecated: deprecated.as_ref().map(deprecation),
    }
}

fn deprecation(deprecated: &model::Deprecated) -> errcat::Deprecated<'_> {
    let model::Deprecated { since, note, replaced_by } = deprecated;
    errcat::Deprecated { since: since.as_deref(), note: note.as_deref(), replaced_by: replaced_by.as_deref() }
}

fn lookup<'a>(arena: &'a Bump, entries: &'a [model::Entry]) -> errcat::Lookup<'a> {
    let slots: Vec<errcat::Slot<'a>> = entries
        .iter()
        .zip(0u32..)
        .flat_map(|(entry, position)| {
            let texts = std::iter::once(&entry.code).chain(&entry.aliases);
            texts.map(move |text| errcat::Slot { text, entry: position })
        })
        .collect();
    let built = PerfectHash::build(&slots);
    errcat::Lookup {
        probes: arena.alloc_slice_copy(&built.probes),
        displacements: arena.alloc_slice_copy(&built.displacements),
        slots: arena.alloc_slice_copy(&built.slots),
    }
}
