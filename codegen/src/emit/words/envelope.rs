//! Where a response carries what, in words.

use errcat_core::table::{
    Check, Embedded, Encoding, Field, ListChoice, Location, Place, Stream, Table, Test, WaitSource,
};

use super::{Code, condition_in, place_in, pointer, pointer_in, scalars, test};

/// What makes a response an error, and where its errors are: sentences.
#[must_use]
pub fn envelope(table: &Table<'_>, code: Code) -> Vec<String> {
    let envelope = &table.envelope;
    let mut lines = Vec::new();
    if let Some(list) = &envelope.each {
        let list = code(&pointer(list));
        lines.push(format!("A response lists its errors in {list}; the places below are within an element."));
    }
    match envelope.each_decides {
        None | Some(ListChoice::First) => {}
        Some(ListChoice::FirstFailure) => {
            lines.push("The first of them that is a failure is the error of the whole.".to_owned());
        }
        Some(ListChoice::MostSevere) => {
            lines.push("The most severe of them is the error of the whole.".to_owned());
        }
    }
    lines.push(if envelope.is_error.is_empty() {
        "A response is an error where a code is present.".to_owned()
    } else {
        let tests: Vec<String> = envelope.is_error.iter().map(|check| self::check(check, code)).collect();
        format!("A response is an error where {}.", tests.join(" or "))
    });
    match envelope.embedded {
        Embedded::Nowhere => {}
        Embedded::AnyList => {
            lines.push("The elements of any list in a body may carry an envelope of their own.".to_owned());
        }
        Embedded::Lists(lists) => {
            let lists: Vec<String> = lists.iter().map(|list| code(&pointer(list))).collect();
            lines.push(format!("The elements of {} may carry an envelope of their own.", lists.join(", ")));
        }
    }
    if let Some(stream) = envelope.stream {
        let made_of = match stream {
            Stream::Sse => "server-sent events",
            Stream::JsonLines => "lines of JSON",
        };
        lines.push(format!("The vendor streams {made_of}; each is judged like a body."));
    }
    lines
}

/// Where each fact is: its name, and the place.
#[must_use]
pub fn places(table: &Table<'_>, code: Code) -> Vec<[String; 2]> {
    let places = table.envelope.places.iter();
    let row = |place: &Place<'_>| {
        let name = match place.field {
            Field::Other => code(place.name.unwrap_or_default()),
            field => self::field(field).to_owned(),
        };
        [name, fact_place(place, code)]
    };
    places.map(row).collect()
}

/// Where a response says how long to wait, the first place that counts first.
#[must_use]
pub fn wait_places(table: &Table<'_>, code: Code) -> Vec<String> {
    table.waits.iter().map(|wait| wait_place(wait, code)).collect()
}

/// One of these places, behind those before it.
pub(crate) fn wait_place(wait: &WaitSource<'_>, code: Code) -> String {
    let longest = if wait.longest { "or, if it asks for longer, " } else { "" };
    let place = match wait.encoding {
        Encoding::Auto => place_in(&wait.at, wait.part, code),
        encoding => format!("{} ({})", place_in(&wait.at, wait.part, code), code(encoding.as_str())),
    };
    match &wait.when {
        Some(when) => format!("{longest}{place}, where {}", condition_in(when, code)),
        None => format!("{longest}{place}"),
    }
}

/// The name of a fact that a response carries; that of [`Field::Other`] is the catalog's.
#[must_use]
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Code => "code",
        Field::Message => "message",
        Field::Retryable => "worth a retry",
        Field::RequestId => "request id",
        Field::DocumentationUrl => "documentation",
        Field::Parameter => "parameter",
        Field::Details => "details",
        Field::Status => "status",
        Field::Other => "other",
    }
}

fn check(of: &Check<'_>, code: Code) -> String {
    let at = match &of.at {
        Location::Pointer(pointer) => pointer_in(pointer, code),
        Location::Header(_) => place_in(&of.at, of.part, code),
    };
    match &of.test {
        Test::NotEquals(values) => format!("{at} is not {}", scalars(values, code)),
        of => test(&at, of, code),
    }
}

/// The place of a fact, and of a flag what it says beyond whether a retry is worth it.
pub(crate) fn fact_place(place: &Place<'_>, code: Code) -> String {
    let mut says = place_in(&place.at, place.part, code);
    if place.inverted {
        says.push_str(", which says the opposite");
    }
    if place.decides {
        says.push_str(", which decides");
    }
    says
}
