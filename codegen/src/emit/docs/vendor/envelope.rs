//! Where a response carries what.

use errcat::Encoding;

use super::{entry, words};
use crate::emit::docs::page::Page;
use crate::emit::markdown;
use crate::model::{Condition, Embedded, Envelope, Field, Test, Vendor};

/// The section on the envelope and the waits.
pub(super) fn section(page: &mut Page, vendor: &Vendor) {
    let Envelope { is_error, each, embedded, places } = &vendor.envelope;
    page.heading(2, "Envelope");
    let mut lines = Vec::new();
    if let Some(list) = each {
        let list = markdown::code(&words::pointer(list));
        lines.push(format!("A response lists its errors in {list}; the places below are within an element."));
    }
    lines.push(if is_error.is_empty() {
        "A response is an error where a code is present.".to_owned()
    } else {
        let tests: Vec<String> = is_error.iter().map(test).collect();
        format!("A response is an error where {}.", tests.join(" or "))
    });
    match embedded {
        Embedded::Nowhere => {}
        Embedded::AnyList => {
            lines.push("The elements of any list in a body may carry an envelope of their own.".to_owned())
        }
        Embedded::Lists(lists) => {
            let lists: Vec<String> = lists.iter().map(|list| markdown::code(&words::pointer(list))).collect();
            lines.push(format!("The elements of {} may carry an envelope of their own.", lists.join(", ")));
        }
    }
    page.list(&lines);
    let rows: Vec<_> =
        places.iter().map(|place| [field(&place.field), words::location(&place.location)]).collect();
    page.table(["Fact", "Where"], &rows);
    if let Some(name) = &vendor.details_type {
        page.block("The details of an error whose code documents none of its own:");
        entry::details(page, vendor, &vendor.details, name);
    }
    waits(page, vendor);
}

fn waits(page: &mut Page, vendor: &Vendor) {
    if vendor.waits.is_empty() {
        page.block("The vendor documents no place that says how long to wait.");
        return;
    }
    page.block("How long to wait stands in the first of these that is there:");
    let waits: Vec<String> = vendor
        .waits
        .iter()
        .map(|wait| {
            let place = match wait.encoding {
                Encoding::Auto => words::location(&wait.location),
                encoding => format!("{}, as `{encoding}`", words::location(&wait.location)),
            };
            match &wait.when {
                Some(when) => format!("{place}, where {}", words::when(when)),
                None => place,
            }
        })
        .collect();
    page.list(&waits);
}

fn test(test: &Test) -> String {
    let at = markdown::code(&words::pointer(&test.pointer));
    match &test.condition {
        Condition::Present => format!("{at} is present"),
        Condition::Equals(values) => format!("{at} is {}", words::scalars(values, markdown::code)),
        Condition::NotEquals(values) => {
            format!("{at} is not {}", words::scalars(values, markdown::code))
        }
    }
}

fn field(field: &Field) -> String {
    match field {
        Field::Code => "code".to_owned(),
        Field::Message => "message".to_owned(),
        Field::Retryable => "worth a retry".to_owned(),
        Field::RequestId => "request id".to_owned(),
        Field::DocumentationUrl => "documentation".to_owned(),
        Field::Parameter => "parameter".to_owned(),
        Field::Details => "details".to_owned(),
        Field::Status => "status".to_owned(),
        Field::Other(name) => markdown::code_cell(name),
    }
}
