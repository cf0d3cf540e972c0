//! Rules about examples.

use std::ops::Range;

use errcat::Basis;

use super::{Codes, Report, all_examples};
use crate::near::Words;
use crate::notation;
use crate::raw::{self, Expect, Expected};

pub(super) fn shown_response(example: &raw::Example) -> bool {
    example.status.is_some() || !example.headers.is_empty() || example.body.is_some()
}

pub(super) fn shown(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for example in all_examples(catalog) {
        if !shown_response(example) {
            report.add(
                "example",
                &example.span,
                "this example shows no response",
                "add its `status`, `headers` or `body`",
            );
        }
        if let Some(status) = example.status.as_ref().filter(|status| !(100..=999).contains(&status.value)) {
            report.add(
                "status",
                &status.span,
                format!("`{}` is no HTTP status", status.value),
                "write a status from 100 to 999",
            );
        }
    }
}

pub(super) fn expected(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let known = Codes::of(report.read);
    for example in all_examples(catalog) {
        match &example.expect.value {
            Expect::NoError => {}
            Expect::Verdict(verdict) => check(report, verdict, &example.expect.span, &known),
            Expect::Verdicts(many) => {
                many.iter().for_each(|verdict| check(report, verdict, &verdict.span, &known));
            }
        }
    }
}

fn check(report: &mut Report<'_>, verdict: &Expected, at: &Range<usize>, known: &Codes<'_>) {
    if expects_nothing(verdict) {
        report.add(
            "example",
            at,
            "this example expects nothing",
            "add what the verdict must say, such as `expect: { retry: never }`, or `expect: none`",
        );
    }
    if let Some(code) = verdict.code.as_ref().filter(|code| !known.contains(&code.value)) {
        let help = "name a code that is there; for one that is not, expect `raw_code`";
        report.add_unknown("example", code, "code of this catalog", known.words(), help);
    }
    if let Some(basis) = verdict.basis.as_ref().filter(|basis| basis.value.parse::<Basis>().is_err()) {
        let words: Vec<String> = Basis::ALL.iter().map(|basis| format!("`{basis}`")).collect();
        let known = Words::of(Basis::ALL.iter().map(|basis| basis.as_str()));
        let help = format!("write one of {}", words.join(", "));
        report.add_unknown("unknown-word", basis, "basis of a verdict", &known, help);
    }
    if let Some(wait) = &verdict.wait
        && let Err(wanted) = notation::wait(&wait.value)
    {
        report.add(
            "duration",
            &wait.span,
            format!("`{}` is no wait", super::shown(wait)),
            format!("write {wanted}"),
        );
    }
}

fn expects_nothing(expected: &Expected) -> bool {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let texts = [code, raw_code, wait, basis, change, request_id];
    texts.iter().all(|text| text.is_none()) && category.is_none() && retry.is_none()
}
