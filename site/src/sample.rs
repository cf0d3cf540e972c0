//! Received responses as they came, with the places marked that carry a fact.

use errcat_codegen::catalogs::{Body, Example, Expect};
use errcat_codegen::words;
use errcat_core::table::{Field, Filter, Location, Pointer, Scalar, Table, Test};
use serde_json::Value;

use crate::markup::{Markup, code, isolated, text};

/// A response and its verdict.
#[derive(Debug)]
pub(crate) struct Sample {
    /// What it shows.
    pub(crate) title: String,
    /// The status.
    pub(crate) status: String,
    /// The headers, a line each.
    pub(crate) headers: Markup,
    /// The body.
    pub(crate) body: Markup,
    /// What each of its errors means.
    pub(crate) verdicts: Vec<Markup>,
    /// How many places are marked.
    pub(crate) marks: usize,
}

/// A place that carries a fact, and the fact's name.
struct Mark<'a> {
    name: String,
    at: Location<'a>,
}

/// An example of this vendor.
pub(crate) fn sample(table: &Table<'_>, example: &Example<'_>) -> Sample {
    let marks = marks(table);
    let mut printer =
        Printer { marks: &marks, root: &Value::Null, path: Vec::new(), text: String::new(), marked: 0 };
    for (name, value) in example.headers {
        let of = marks
            .iter()
            .find(|mark| matches!(mark.at, Location::Header(of) if of.eq_ignore_ascii_case(name)));
        printer.text.push_str(&text(name));
        printer.text.push_str(": ");
        printer.marked(of, &text(value));
        printer.text.push('\n');
    }
    let headers = std::mem::take(&mut printer.text);
    let json = match example.body {
        Body::Empty => None,
        Body::Json(of) | Body::Text(of) => {
            serde_json::from_str::<Value>(of).ok().filter(|json| !json.is_number())
        }
    };
    match &json {
        Some(json) => {
            printer.root = json;
            printer.value(json, 0);
        }
        None => printer.text.push_str(&text(example.body.as_str().trim_end())),
    }
    Sample {
        title: example.title.map_or_else(|| "Sample".to_owned(), words::capitalized),
        status: example.status.map_or_else(|| "no HTTP status".to_owned(), |status| format!("HTTP {status}")),
        headers: Markup(headers),
        marks: printer.marked,
        body: Markup(printer.text),
        verdicts: verdicts(&example.expect),
    }
}

fn verdicts(expect: &Expect<'_>) -> Vec<Markup> {
    match expect {
        Expect::NoError => vec![Markup::of("not an error")],
        Expect::Verdict(one) => vec![Markup(words::expected(one, code))],
        Expect::Verdicts(many) => many.iter().map(|one| Markup(words::expected(one, code))).collect(),
    }
}

/// Every place that the vendor's table knows.
fn marks<'a>(table: &Table<'a>) -> Vec<Mark<'a>> {
    let places = table.envelope.places.iter().map(|place| {
        let name = match place.field {
            Field::Other => place.name.unwrap_or_default(),
            field => words::field(field),
        };
        Mark { name: name.to_owned(), at: place.at }
    });
    let waits = table.waits.iter().map(|wait| Mark { name: "wait".to_owned(), at: wait.at });
    // Where a body lists its errors, places are relative to an element; what is found from the root is marked too.
    places.chain(waits).collect()
}

/// JSON as it is written, a value at a time.
struct Printer<'p> {
    marks: &'p [Mark<'p>],
    root: &'p Value,
    path: Vec<String>,
    text: String,
    marked: usize,
}

impl Printer<'_> {
    fn value(&mut self, value: &Value, depth: usize) {
        let mark = self.marks.iter().find(|mark| matches!(&mark.at, Location::Pointer(at) if self.is_at(at)));
        match value {
            Value::Object(members) if !members.is_empty() => {
                self.text.push('{');
                for (number, (name, value)) in members.iter().enumerate() {
                    self.next_line(number, depth + 1);
                    self.text.push_str(&isolated(&Value::from(name.as_str()).to_string()));
                    self.text.push_str(": ");
                    self.inner(name.clone(), value, depth);
                }
                self.line(depth);
                self.text.push('}');
            }
            Value::Array(elements) if !elements.is_empty() => {
                self.text.push('[');
                for (number, value) in elements.iter().enumerate() {
                    self.next_line(number, depth + 1);
                    self.inner(number.to_string(), value, depth);
                }
                self.line(depth);
                self.text.push(']');
            }
            plain => self.marked(mark, &text(&plain.to_string())),
        }
    }

    fn inner(&mut self, name: String, value: &Value, depth: usize) {
        self.path.push(name);
        self.value(value, depth + 1);
        self.path.pop();
    }

    fn next_line(&mut self, number: usize, depth: usize) {
        if number > 0 {
            self.text.push(',');
        }
        self.line(depth);
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.push_str(&"  ".repeat(depth));
    }

    fn marked(&mut self, mark: Option<&Mark<'_>>, escaped: &str) {
        let Some(mark) = mark else {
            self.text.push_str(escaped);
            return;
        };
        self.marked += 1;
        self.text.push_str(&format!("<mark data-of=\"{}\">{escaped}</mark>", text(&mark.name)));
    }

    /// Whether a pointer leads to the value that is being written, from the root or from an element of a list.
    fn is_at(&self, at: &Pointer<'_>) -> bool {
        let Some(start) = self.path.len().checked_sub(at.segments.len()) else { return false };
        let (element, path) = self.path.split_at(start);
        let is_element = element.last().is_none_or(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
        let matches = |(segment, name): (&&str, &String)| *segment == Pointer::ANY || segment == name;
        !path.is_empty()
            && is_element
            && at.segments.iter().zip(path).all(matches)
            && at.filters.iter().all(|filter| self.passes(start, filter))
    }

    /// Whether the member or element that a `*` stands for here is one that the filter lets through.
    fn passes(&self, start: usize, filter: &Filter<'_>) -> bool {
        let element = self.path.iter().take(start + usize::from(filter.depth)).map(String::as_str);
        let found =
            element.chain(filter.path.iter().copied()).try_fold(self.root, |value, name| match value {
                Value::Array(elements) => elements.get(name.parse::<usize>().ok()?),
                value => value.get(name),
            });
        match filter.test {
            Test::Equals(values) => values.iter().any(|value| match value {
                Scalar::Text(of) => found.and_then(Value::as_str) == Some(of),
                Scalar::Integer(of) => found.and_then(Value::as_i64) == Some(*of),
                Scalar::Bool(of) => found.and_then(Value::as_bool) == Some(*of),
            }),
            Test::Present => found.is_some(),
            _ => false,
        }
    }
}
