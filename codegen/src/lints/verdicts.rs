//! Examples against the verdict: judged by the very code that users run.

use std::ops::Range;

use errcat::{Judgement, Wait};

use super::judged::Judged;
use super::{Lints, Subject};
use crate::model::ExpectedWait;
use crate::notation;
use crate::parse::shape::Spanned;
use crate::raw::{Expect, Expected};

const RULE: &str = "example-verdict";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for example in subject.examples {
        one(lints, example);
    }
}

fn one(lints: &mut Lints<'_>, example: &Judged<'_>) {
    let at = &example.expect.span;
    match &example.expect.value {
        Expect::NoError => {
            if let Some(judgement) = example.all().first() {
                wrong_number(lints, at, "no error", &format!("is one: {}", brief(judgement)));
            }
        }
        Expect::Verdict(expected) => match example.whole() {
            Some(judgement) => facts(lints, expected, &judgement),
            None => no_error(lints, at, example.all().len()),
        },
        Expect::Verdicts(expected) => {
            let judgements = example.all();
            if judgements.len() != expected.len() {
                let number =
                    |count: usize| if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
                let carries = format!("carries {}", number(judgements.len()));
                return wrong_number(lints, at, &number(expected.len()), &carries);
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
