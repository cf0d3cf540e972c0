//! Rules about examples.

use std::ops::Range;

use super::known::Codes;
use super::report::Report;
use crate::raw::{self, Expect, Expected};
use crate::read::pasted;

pub(super) fn shown(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for example in catalog.all_examples().filter(|example| !shows_response(example)) {
        let help = "add its `status`, `headers` or `body`";
        report.add("example", &example.span, "this example shows no response", help);
    }
}

fn shows_response(example: &raw::Example) -> bool {
    example.status.is_some() || !example.headers.is_empty() || example.body.is_some()
}

/// Bodies that Python has printed, which no server sends.
pub(super) fn bodies(report: &mut Report<'_>, catalog: &raw::Catalog) {
    for body in catalog.all_examples().filter_map(|example| example.body.as_ref()) {
        let serde_json::Value::String(text) = &body.value else { continue };
        let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
        if let Some(help) = pasted(text).filter(|_| !is_json) {
            report.add("example", &body.span, "this body is not JSON", help);
        }
    }
}

pub(super) fn expected(report: &mut Report<'_>, catalog: &raw::Catalog) {
    let known = Codes::of(report.read);
    for example in catalog.all_examples() {
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
        let help = "add what the verdict must say, such as `expect: { retry: never }`, or `expect: none`";
        report.add("example", at, "this example expects nothing", help);
    }
    if let Some(code) = verdict.code.as_ref().filter(|code| !known.contains(code)) {
        let help = "name a code that is there; for one that is not, expect `raw_code`";
        report.add_unknown("example", code, "code of this catalog", known.words(), help);
    }
}

fn expects_nothing(expected: &Expected) -> bool {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let texts = [raw_code, change, request_id];
    let facts = [code.is_none(), category.is_none(), retry.is_none(), wait.is_none(), basis.is_none()];
    texts.iter().all(|text| text.is_none()) && facts.iter().all(|is_none| *is_none)
}
