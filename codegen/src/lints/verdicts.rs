//! Examples against the verdict: judged by the same code that users run.

use std::ops::Range;

use errcat_core::{AnyCode, Verdict, Wait};

use super::judged::Judged;
use super::{Lints, Subject};
use crate::catalogs::ExpectedWait;
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
            if let Some(verdict) = example.all().first() {
                wrong_number(lints, at, "no error", &format!("is one: {}", brief(verdict)));
            }
        }
        Expect::Verdict(expected) => match example.whole() {
            Some(verdict) => facts(lints, expected, &verdict),
            None => no_error(lints, at, example.all().len()),
        },
        Expect::Verdicts(expected) => {
            let verdicts = example.all();
            if verdicts.len() != expected.len() {
                let number =
                    |count: usize| if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
                let carries = format!("carries {}", number(verdicts.len()));
                return wrong_number(lints, at, &number(expected.len()), &carries);
            }
            for (expected, verdict) in expected.iter().zip(&verdicts) {
                facts(lints, expected, verdict);
            }
        }
    }
}

fn no_error(lints: &mut Lints<'_>, at: &Range<usize>, items: usize) {
    let carries = match items {
        0 => "is not one".to_owned(),
        1 => "is not one as a whole: one item of it carries one, so `expect` is a list".to_owned(),
        items => format!("is not one as a whole: {items} items of it carry one, so `expect` is a list"),
    };
    wrong_number(lints, at, "an error", &carries);
}

fn wrong_number(lints: &mut Lints<'_>, at: &Range<usize>, expected: &str, carries: &str) {
    lints.add(
        RULE,
        &[],
        at,
        format!("this example expects {expected}, but the response {carries}"),
        "fix what is expected, or the envelope that distinguishes errors from successes",
    );
}

fn facts(lints: &mut Lints<'_>, expected: &Expected, verdict: &Verdict<'_, AnyCode<'_>>) {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    if let Some(code) = code {
        fact(lints, &code.span, code, verdict.entry().map(|entry| entry.code), verdict);
    }
    let texts =
        [(raw_code, verdict.raw_code()), (change, verdict.change()), (request_id, verdict.request_id())];
    for (expected, actual) in texts {
        if let Some(expected) = expected {
            fact(lints, &expected.span, expected, actual, verdict);
        }
    }
    if let Some(basis) = basis {
        fact(lints, &basis.span, basis.as_str(), Some(verdict.basis().as_str()), verdict);
    }
    if let Some(category) = category {
        let actual = verdict.category().as_str();
        fact(lints, &category.span, category.value.as_str(), Some(actual), verdict);
    }
    if let Some(retry) = retry {
        fact(lints, &retry.span, retry.value.as_str(), Some(verdict.retry().as_str()), verdict);
    }
    if let Some(expected) = wait
        && expected.wait != ExpectedWait::of(verdict.wait())
    {
        let actual = shown_wait(verdict.wait());
        fact(lints, &expected.span, &expected.text, Some(&actual), verdict);
    }
}

fn fact(
    lints: &mut Lints<'_>,
    at: &Range<usize>,
    expected: &str,
    actual: Option<&str>,
    verdict: &Verdict<'_, AnyCode<'_>>,
) {
    if actual == Some(expected) {
        return;
    }
    let (expected, basis) = (expected.escape_debug(), verdict.basis());
    let says = actual.map_or_else(|| "nothing".to_owned(), |actual| format!("`{}`", actual.escape_debug()));
    let message = format!("this example expects `{expected}`, but the verdict says {says}");
    let help = format!("fix what is expected, or the rule that decided (the basis is `{basis}`)");
    if let Some(finding) = lints.add(RULE, &[], at, message, help) {
        finding.label = format!("the verdict says {says}");
        finding.suggestion = actual.map(str::to_owned);
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

fn brief(verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    format!("`{}`, by the basis `{}`", verdict.category(), verdict.basis())
}
