//! Rules about examples.

use std::ops::Range;

use errcat::Basis;

use super::{Report, Whole, all_examples, entries};
use crate::notation;
use crate::raw::{self, Expect, Expected};

pub(super) fn shown_response(example: &raw::Example) -> bool {
    example.status.is_some() || !example.headers.is_empty() || example.body.is_some()
}

pub(super) fn shown(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for example in all_examples(catalog) {
        if !shown_response(example) {
            let span = place(example, catalog);
            report.add(
                "example",
                &span,
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
    let known: std::collections::HashSet<&str> =
        entries(catalog).map(|entry| entry.code.value.as_str()).collect();
    for example in all_examples(catalog) {
        let verdicts: &[Expected] = match &example.expect {
            Expect::NoError => &[],
            Expect::Verdict(one) => std::slice::from_ref(&**one),
            Expect::Verdicts(many) => many,
        };
        let empty = matches!(&example.expect, Expect::Verdicts(many) if many.is_empty());
        if empty || verdicts.iter().any(expects_nothing) {
            let span = place(example, catalog);
            report.add(
                "example",
                &span,
                "this example expects nothing",
                "add what the verdict must say, such as `expect: { retry: never }`, or `expect: none`",
            );
        }
        for verdict in verdicts {
            check(report, verdict, &known);
        }
    }
}

fn check(report: &mut Report<'_>, verdict: &Expected, known: &std::collections::HashSet<&str>) {
    if let Some(code) = verdict.code.as_ref().filter(|code| !known.contains(code.value.as_str()))
        && report.read.whole == Whole::Yes
    {
        report.add(
            "example",
            &code.span,
            format!("`{}` is no code of this catalog", super::shown(code)),
            "name a code that is there; for one that is not, expect `raw_code`",
        );
    }
    if let Some(basis) = verdict.basis.as_ref().filter(|basis| basis.value.parse::<Basis>().is_err()) {
        let words: Vec<String> = Basis::ALL.iter().map(|basis| format!("`{basis}`")).collect();
        report.add(
            "unknown-word",
            &basis.span,
            format!("`{}` is no basis of a verdict", super::shown(basis)),
            format!("write one of {}", words.join(", ")),
        );
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

/// The nearest place that an example has.
fn place(example: &raw::Example, catalog: &raw::Catalog) -> Range<usize> {
    let title = example.title.as_ref().map(|title| title.span.clone());
    let status = example.status.as_ref().map(|status| status.span.clone());
    let body = example.body.as_ref().map(|body| body.span.clone());
    title.or(status).or(body).unwrap_or_else(|| catalog.vendor.span.clone())
}
