//! The envelope: pointers parsed, places in the order of the fields and then of preference.

use errcat::Encoding;

use crate::parse::shape::{OneOrMany, Spanned};
use crate::{model, notation, raw};

pub(crate) fn lower(envelope: &raw::Envelope) -> model::Envelope {
    let raw::Envelope {
        is_error,
        each,
        embedded: lists,
        code,
        message,
        retryable,
        request_id,
        documentation_url,
        parameter,
        details,
        status,
        fields,
    } = envelope;
    let known = [
        (model::Field::Code, code),
        (model::Field::Message, message),
        (model::Field::Retryable, retryable),
        (model::Field::RequestId, request_id),
        (model::Field::DocumentationUrl, documentation_url),
        (model::Field::Parameter, parameter),
        (model::Field::Details, details),
        (model::Field::Status, status),
    ];
    let own = fields.iter().map(|(name, locations)| (model::Field::Other(name.value.clone()), locations));
    let places = known
        .into_iter()
        .chain(own)
        .flat_map(|(field, locations)| {
            locations.iter().map(move |at| model::Place { field: field.clone(), location: location(at) })
        })
        .collect();
    model::Envelope {
        is_error: is_error.iter().map(test).collect(),
        each: each.as_ref().map(pointer),
        embedded: embedded(lists),
        places,
    }
}

pub(crate) fn waits(sources: &[Spanned<raw::WaitSource>]) -> Vec<model::WaitSource> {
    sources.iter().filter_map(|source| wait(source)).collect()
}

fn wait(source: &raw::WaitSource) -> Option<model::WaitSource> {
    let location = either(source.header.as_ref(), source.pointer.as_ref())?;
    let encoding = source.encoding.as_ref().map_or(Encoding::Auto, |encoding| encoding.value);
    Some(model::WaitSource { location, encoding, when: source.when.as_ref().and_then(|at| when(at)) })
}

/// Every condition of a catalog, those of waits first; each as often as it is there.
pub(crate) fn conditions(catalog: &raw::Catalog) -> impl Iterator<Item = &Spanned<raw::When>> {
    let of_waits = catalog.wait.iter().filter_map(|wait| wait.when.as_ref());
    of_waits.chain(catalog.statuses.iter().filter_map(|rule| rule.when.as_ref()))
}

/// Every condition of a catalog once, and where it is first given.
pub(crate) fn distinct_conditions(catalog: &raw::Catalog) -> Vec<(model::When, &raw::When)> {
    let mut distinct: Vec<(model::When, &raw::When)> = Vec::new();
    for at in conditions(catalog) {
        if let Some(condition) = when(at)
            && !distinct.iter().any(|(other, _)| *other == condition)
        {
            distinct.push((condition, &at.value));
        }
    }
    distinct
}

/// A condition to compare with others: headers are the same whatever the case of their letters.
pub(crate) fn comparable(at: &raw::When) -> Option<model::When> {
    let mut when = when(at)?;
    if let model::Location::Header(name) = &mut when.location {
        name.make_ascii_lowercase();
    }
    Some(when)
}

/// A condition that has a place.
pub(crate) fn when(when: &raw::When) -> Option<model::When> {
    let raw::When { header, pointer: at, equals, not_equals, present: _ } = when;
    let location = either(header.as_ref(), at.as_ref())?;
    Some(model::When { location, condition: condition(equals, not_equals) })
}

/// The place that is given, of a header and a pointer.
fn either(header: Option<&Spanned<String>>, at: Option<&Spanned<String>>) -> Option<model::Location> {
    match (header, at) {
        (Some(header), _) => Some(model::Location::Header(header.value.clone())),
        (None, Some(at)) => Some(model::Location::Pointer(pointer(at))),
        (None, None) => None,
    }
}

fn location(location: &raw::Location) -> model::Location {
    match location {
        raw::Location::Pointer(at) => model::Location::Pointer(pointer(at)),
        raw::Location::Header(name) => model::Location::Header(name.value.clone()),
    }
}

fn embedded(lists: &OneOrMany<Spanned<String>>) -> model::Embedded {
    match &**lists {
        [] => model::Embedded::Nowhere,
        [any] if any.value == "any_list" => model::Embedded::AnyList,
        lists => model::Embedded::Lists(lists.iter().map(pointer).collect()),
    }
}

fn test(test: &raw::Test) -> model::Test {
    model::Test { pointer: pointer(&test.pointer), condition: condition(&test.equals, &test.not_equals) }
}

fn condition(
    equals: &OneOrMany<Spanned<raw::TestValue>>,
    not_equals: &OneOrMany<Spanned<raw::TestValue>>,
) -> model::Condition {
    if !equals.is_empty() {
        model::Condition::Equals(scalars(equals))
    } else if !not_equals.is_empty() {
        model::Condition::NotEquals(scalars(not_equals))
    } else {
        model::Condition::Present
    }
}

fn scalars(values: &OneOrMany<Spanned<raw::TestValue>>) -> Vec<model::Scalar> {
    values
        .iter()
        .map(|value| match &value.value {
            raw::TestValue::Bool(value) => model::Scalar::Bool(*value),
            raw::TestValue::Integer(value) => model::Scalar::Integer(*value),
            raw::TestValue::Text(value) => model::Scalar::Text(value.clone()),
        })
        .collect()
}

fn pointer(text: &Spanned<String>) -> model::Pointer {
    model::Pointer(notation::pointer(&text.value).unwrap_or_default())
}
