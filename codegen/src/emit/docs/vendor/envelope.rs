//! Where a response carries what.

use errcat_core::table::{
    Check, Embedded, Encoding, Envelope, Field, ListChoice, Location, Place, Stream, Test,
};

use super::entry;
use crate::catalogs::Vendor;
use crate::emit::docs::page::Page;
use crate::emit::{markdown, words};

/// The section on the envelope and the waits.
pub(super) fn section(page: &mut Page, vendor: &Vendor<'_>) {
    let Envelope { is_error, each, each_decides, embedded, stream, places } = &vendor.table.envelope;
    page.heading(2, "Envelope");
    let mut lines = Vec::new();
    if let Some(list) = each {
        let list = markdown::code(&words::pointer(list));
        lines.push(format!("A response lists its errors in {list}; the places below are within an element."));
    }
    match each_decides {
        None | Some(ListChoice::First) => {}
        Some(ListChoice::FirstFailure) => {
            lines.push("The first of them that is a failure is the error of the whole.".to_owned());
        }
        Some(ListChoice::MostSevere) => {
            lines.push("The most severe of them is the error of the whole.".to_owned());
        }
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
    if let Some(stream) = stream {
        let made_of = match stream {
            Stream::Sse => "server-sent events",
            Stream::JsonLines => "lines of JSON",
        };
        lines.push(format!("The vendor streams {made_of}; each is judged like a body."));
    }
    page.list(&lines);
    let rows: Vec<_> = places
        .iter()
        .map(|place| [field(place), words::place(&place.at, place.part) + &flag(place)])
        .collect();
    page.table(["Fact", "Where"], &rows);
    if vendor.details.type_name.is_some() {
        page.block("The details of an error whose code documents none of its own:");
        entry::details(page, vendor.module, vendor.details);
    }
    waits(page, vendor);
}

fn waits(page: &mut Page, vendor: &Vendor<'_>) {
    let waits = vendor.table.waits;
    if waits.is_empty() {
        page.block("The vendor documents no place that says how long to wait.");
        return;
    }
    page.block("How long to wait stands in the first of these that is there:");
    let waits: Vec<String> = waits
        .iter()
        .map(|wait| {
            let longest = if wait.longest { "or, if it asks for longer, " } else { "" };
            let place = match wait.encoding {
                Encoding::Auto => words::place(&wait.at, wait.part),
                encoding => format!("{}, as `{encoding}`", words::place(&wait.at, wait.part)),
            };
            match &wait.when {
                Some(when) => format!("{longest}{place}, where {}", words::condition(when)),
                None => format!("{longest}{place}"),
            }
        })
        .collect();
    page.list(&waits);
}

fn test(of: &Check<'_>) -> String {
    let at = match &of.at {
        Location::Pointer(pointer) => words::pointer_in(pointer, markdown::code),
        Location::Header(name) => markdown::code(name),
    };
    match &of.test {
        Test::NotEquals(values) => {
            format!("{at} is not {}", words::scalars(values, markdown::code))
        }
        test => words::test(&at, test, markdown::code),
    }
}

/// What a flag says beyond whether a retry is worth it.
fn flag(place: &Place<'_>) -> String {
    let mut says = String::new();
    if place.inverted {
        says.push_str(", which says the opposite");
    }
    if place.decides {
        says.push_str(", which decides");
    }
    says
}

fn field(place: &Place<'_>) -> String {
    match place.field {
        Field::Code => "code".to_owned(),
        Field::Message => "message".to_owned(),
        Field::Retryable => "worth a retry".to_owned(),
        Field::RequestId => "request id".to_owned(),
        Field::DocumentationUrl => "documentation".to_owned(),
        Field::Parameter => "parameter".to_owned(),
        Field::Details => "details".to_owned(),
        Field::Status => "status".to_owned(),
        Field::Other => markdown::code_cell(place.name.unwrap_or_default()),
    }
}
