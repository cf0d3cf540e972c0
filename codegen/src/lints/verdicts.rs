//! Examples against the verdict: judged by the same code that users run.

use std::ops::Range;

use errcat_core::table::Field;
use errcat_core::{AnyCode, Basis, Verdict, Wait};

use super::judged::Judged;
use super::{Lints, Subject, places};
use crate::catalogs::ExpectedWait;
use crate::notation::Pointer;
use crate::raw::{self, Expect, Expected};
use crate::read::Spanned;

const RULE: &str = "example-verdict";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let envelope = &subject.read.catalog.envelope.value;
    let blind = blind_code(lints, envelope);
    let mut failing = 0;
    for example in subject.examples {
        if blind.is_some() && lacks_its_code(example) {
            failing += 1;
            lints.failing.insert(example.expect.span.start);
        } else {
            let before = lints.findings.len();
            one(lints, example);
            if lints.findings.len() > before {
                lints.failing.insert(example.expect.span.start);
            }
        }
    }
    if let Some(pointer) = blind.filter(|_| failing > 0) {
        wrong_pointer(lints, envelope, pointer, failing);
    }
}

/// The only place of the code, if no example has anything there.
fn blind_code<'a>(lints: &Lints<'_>, envelope: &'a raw::Envelope) -> Option<&'a Spanned<Pointer>> {
    let mut places = envelope
        .facts()
        .filter(|(field, ..)| *field == Field::Code)
        .flat_map(|(.., locations)| locations.iter())
        .map(|location| location.place());
    let (only, next) = (places.next()?, places.next());
    only.pointer.filter(|pointer| next.is_none() && lints.has_at(places::RULE, &pointer.span))
}

/// Whether an example expects a code, and no response has one.
fn lacks_its_code(example: &Judged<'_>) -> bool {
    let names = |expected: &Expected| {
        expected.code.is_some() || expected.raw_code.as_ref().is_some_and(|code| !code.is_empty())
    };
    let expects = match &example.expect.value {
        Expect::NoError => false,
        Expect::Verdict(expected) => names(expected),
        Expect::Verdicts(expected) => expected.iter().any(|expected| names(expected)),
    };
    expects && example.all().iter().all(|verdict| verdict.raw_code().is_none())
}

/// Reports the place that makes examples fail, instead of each of them.
fn wrong_pointer(
    lints: &mut Lints<'_>,
    envelope: &raw::Envelope,
    pointer: &Spanned<Pointer>,
    failing: usize,
) {
    lints.remove_at(places::RULE, &pointer.span);
    let within = envelope.each.as_ref().and_then(|each| Some((each, pointer.value.relative_to(each)?)));
    let fail = if failing == 1 {
        "the example that expects one fails".to_owned()
    } else {
        format!("{failing} examples that expect one fail")
    };
    let message = format!("no response has a code at `{}`, so {fail}", pointer.value);
    let help = match &within {
        Some((each, _)) => format!("places are relative to an error of the list at `{}`", each.value),
        None => "fix the place of the code".to_owned(),
    };
    if let Some(finding) = lints.add(RULE, &[], &pointer.span, message, help) {
        finding.suggest(within.map(|(_, relative)| relative.to_string()).as_deref());
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
            Some(verdict) => report(lints, &differences(expected, &verdict)),
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
            let pairs = expected.iter().zip(&verdicts);
            let all: Vec<Difference> =
                pairs.flat_map(|(expected, verdict)| differences(expected, verdict)).collect();
            report(lints, &all);
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

/// A fact that an example expects, and what the verdict says instead.
struct Difference {
    at: Range<usize>,
    expected: String,
    actual: Option<String>,
    basis: Basis,
}

fn differences(expected: &Expected, verdict: &Verdict<'_, AnyCode<'_>>) -> Vec<Difference> {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let mut all = Vec::new();
    let mut fact = |at: &Range<usize>, expected: &str, actual: Option<&str>| {
        if actual != Some(expected) {
            let (expected, actual) = (expected.to_owned(), actual.map(str::to_owned));
            all.push(Difference { at: at.clone(), expected, actual, basis: verdict.basis() });
        }
    };
    if let Some(code) = code {
        fact(&code.span, code, verdict.entry().map(|entry| entry.code));
    }
    let texts =
        [(raw_code, verdict.raw_code()), (change, verdict.change()), (request_id, verdict.request_id())];
    for (expected, actual) in texts {
        if let Some(expected) = expected {
            fact(&expected.span, expected, actual);
        }
    }
    if let Some(basis) = basis {
        fact(&basis.span, basis.as_str(), Some(verdict.basis().as_str()));
    }
    if let Some(category) = category {
        fact(&category.span, category.value.as_str(), Some(verdict.category().as_str()));
    }
    if let Some(retry) = retry {
        fact(&retry.span, retry.value.as_str(), Some(verdict.retry().as_str()));
    }
    if let Some(expected) = wait
        && expected.wait != ExpectedWait::of(verdict.wait())
    {
        fact(&expected.span, &expected.text, Some(&shown_wait(verdict.wait())));
    }
    all
}

/// Reports the first difference: the others mostly follow from it. What the verdict says is not suggested, as it is
/// the example that shows what is right.
fn report(lints: &mut Lints<'_>, differences: &[Difference]) {
    let Some((Difference { at, expected, actual, basis }, others)) = differences.split_first() else {
        return;
    };
    let says =
        actual.as_ref().map_or_else(|| "nothing".to_owned(), |actual| format!("`{}`", actual.escape_debug()));
    let expected = expected.escape_debug();
    let message = format!("this example expects `{expected}`, but the verdict says {says}");
    let help = format!("fix what is expected, or the rule that decided (the basis is `{basis}`)");
    let others: Vec<_> =
        others.iter().map(|other| (lints.place(&other.at), "this differs too".to_owned())).collect();
    if let Some(finding) = lints.add(RULE, &[], at, message, help) {
        finding.label = format!("the verdict says {says}");
        finding.related = others;
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
