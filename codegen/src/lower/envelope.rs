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
    let location = match (&source.header, &source.pointer) {
        (Some(header), _) => model::Location::Header(header.value.clone()),
        (None, Some(at)) => model::Location::Pointer(pointer(at)),
        (None, None) => return None,
    };
    let encoding = source.encoding.as_ref().map_or(Encoding::Auto, |encoding| encoding.value);
    Some(model::WaitSource { location, encoding })
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
    let condition = if !test.equals.is_empty() {
        model::Condition::Equals(scalars(&test.equals))
    } else if !test.not_equals.is_empty() {
        model::Condition::NotEquals(scalars(&test.not_equals))
    } else {
        model::Condition::Present
    };
    model::Test { pointer: pointer(&test.pointer), condition }
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
