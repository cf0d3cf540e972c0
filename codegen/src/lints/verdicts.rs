//! Examples against the verdict: judged by the very code that users run.

use std::ops::Range;

use bumpalo::Bump;
use errcat::{Judgement, Response, Table, Wait};

use super::{Lints, Subject};
use crate::model::{self, ExpectedWait};
use crate::parse::shape::Spanned;
use crate::raw::{Expect, Expected};
use crate::{notation, tables, validate};

const RULE: &str = "example-verdict";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    if subject.vendor.all_examples().next().is_none() {
        return;
    }
    let arena = Bump::new();
    let table = tables::fill(&arena, subject.vendor);
    let written = validate::all_examples(subject.read.catalog);
    for (written, (_, example)) in written.zip(subject.vendor.all_examples()) {
        let received = Received::of(example);
        one(lints, &table, &received.response(), &written.expect);
    }
}

/// A response as an example shows it.
pub(super) struct Received<'a> {
    example: &'a model::Example,
    body: Vec<u8>,
}

impl<'a> Received<'a> {
    pub(super) fn of(example: &'a model::Example) -> Self {
        let body = match &example.body {
            model::Body::Empty => Vec::new(),
            model::Body::Text(text) => text.clone().into_bytes(),
            model::Body::Json(json) => json.to_string().into_bytes(),
        };
        Self { example, body }
    }

    pub(super) fn response(&self) -> Response<'_> {
        let start = self.example.status.map_or_else(Response::without_status, Response::new);
        let headers = self.example.headers.iter();
        headers.fold(start, |response, (name, value)| response.header(name, value)).body(&self.body)
    }
}

fn one<'a>(lints: &mut Lints<'_>, table: &'a Table<'a>, response: &Response<'a>, expect: &Spanned<Expect>) {
    match &expect.value {
        Expect::NoError => {
            if let Some(judgement) = table.classify_all(response).first() {
                wrong_number(lints, &expect.span, "no error", &format!("is one: {}", brief(judgement)));
            }
        }
        Expect::Verdict(expected) => match table.classify(response) {
            Some(judgement) => facts(lints, expected, &judgement),
            None => no_error(lints, &expect.span, table.classify_all(response).len()),
        },
        Expect::Verdicts(expected) => {
            let judgements = table.classify_all(response);
            if judgements.len() != expected.len() {
                let number =
                    |count: usize| if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
                let carries = format!("carries {}", number(judgements.len()));
                return wrong_number(lints, &expect.span, &number(expected.len()), &carries);
            }
            for (expected, judgement) in expected.iter().zip(&judgements) {
                facts(lints, expected, judgement);
            }
        }
    }
}

fn no_error(lints: &mut Lints<'_>, at: &Range<usize>, items: usize) {
    let carries = match items {
        0 => "is none".to_owned(),
        1 => "is none as a whole: one item of it carries one, so `expect` is a list".to_owned(),
        items => format!("is none as a whole: {items} items of it carry one, so `expect` is a list"),
    };
    wrong_number(lints, at, "an error", &carries);
}

fn wrong_number(lints: &mut Lints<'_>, at: &Range<usize>, expected: &str, carries: &str) {
    lints.add(
        RULE,
        &[],
        at,
        format!("this example expects {expected}, but the response {carries}"),
        "mend what is expected, or the envelope that tells errors from successes",
    );
}

fn facts(lints: &mut Lints<'_>, expected: &Expected, judgement: &Judgement<'_>) {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let text = |lints: &mut Lints<'_>, expected: &Option<Spanned<String>>, actual: Option<&str>| {
        if let Some(expected) = expected {
            fact(lints, &expected.span, &expected.value, actual, judgement);
        }
    };
    text(lints, code, judgement.entry().map(|entry| entry.code));
    text(lints, raw_code, judgement.raw_code());
    text(lints, basis, Some(judgement.basis().as_str()));
    text(lints, change, judgement.change());
    text(lints, request_id, judgement.request_id());
    if let Some(category) = category {
        let actual = judgement.category().as_str();
        fact(lints, &category.span, category.value.as_str(), Some(actual), judgement);
    }
    if let Some(retry) = retry {
        fact(lints, &retry.span, retry.value.as_str(), Some(judgement.retry().as_str()), judgement);
    }
    if let Some(expected) = wait
        && !is_same(&expected.value, judgement.wait())
    {
        let actual = shown_wait(judgement.wait());
        fact(lints, &expected.span, &expected.value, Some(&actual), judgement);
    }
}

fn fact(
    lints: &mut Lints<'_>,
    at: &Range<usize>,
    expected: &str,
    actual: Option<&str>,
    judgement: &Judgement<'_>,
) {
    if actual == Some(expected) {
        return;
    }
    let (expected, basis) = (expected.escape_debug(), judgement.basis());
    let says = actual.map_or_else(|| "nothing".to_owned(), |actual| format!("`{}`", actual.escape_debug()));
    let message = format!("this example expects `{expected}`, but the verdict says {says}");
    let help = format!("mend what is expected, or the rule that decided (the basis is `{basis}`)");
    if let Some(finding) = lints.add(RULE, &[], at, message, help) {
        finding.label = format!("the verdict says {says}");
        finding.suggestion = actual.map(str::to_owned);
    }
}

fn is_same(expected: &str, actual: Option<Wait>) -> bool {
    match (notation::wait(expected), actual) {
        (Ok(ExpectedWait::None), None) => true,
        (Ok(ExpectedWait::For(expected)), Some(Wait::For(actual))) => expected == actual,
        (Ok(ExpectedWait::Until(expected)), Some(Wait::Until(actual))) => expected.parse() == Ok(actual),
        _ => false,
    }
}

/// As a catalog writes it.
fn shown_wait(wait: Option<Wait>) -> String {
    match wait {
        None => "none".to_owned(),
        Some(Wait::For(duration)) => format!("{duration:?}"),
        Some(Wait::Until(time)) => time.to_string(),
    }
}

fn brief(judgement: &Judgement<'_>) -> String {
    format!("`{}`, by the basis `{}`", judgement.category(), judgement.basis())
}
