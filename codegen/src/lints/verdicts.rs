//! Examples against the verdict: judged by the same code that users run.

use std::fmt::Display;
use std::ops::Range;

use errcat_core::table::Field;
use errcat_core::{AnyCode, Basis, Verdict, Wait};

use super::judged::Judged;
use super::{Lints, Subject, places};
use crate::catalogs::ExpectedWait;
use crate::finding::Finding;
use crate::raw::{self, Expect, Expected, PlaceOf};
use crate::read::Spanned;

const RULE: &str = "example-verdict";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let suspects = Suspects::of(lints, subject.read.catalog);
    let mut failing: Vec<usize> = vec![0; suspects.0.len()];
    for example in subject.examples {
        let failures = failures(example);
        let Some(first) = failures.first() else { continue };
        lints.failing.insert(example.expect.span.start);
        // What no example has anything at is what makes them fail.
        let place = suspects.0.iter().position(|suspect| failures.iter().any(|of| suspect.may_cause(of)));
        match place.and_then(|place| failing.get_mut(place)) {
            Some(failing) => *failing += 1,
            None => report(lints, first, &failures),
        }
    }
    for (suspect, failing) in suspects.0.iter().zip(failing).filter(|(_, failing)| *failing > 0) {
        // Within a list that is not found, nothing is.
        let list = (suspect.aspect == Aspect::List).then_some(&suspects);
        let within = list.into_iter().flat_map(|all| &all.0).filter(|of| of.aspect != Aspect::Wait);
        for place in within {
            lints.take_at(places::RULE, &place.place.span);
        }
        let known = lints.take_at(places::RULE, &suspect.place.span);
        wrong_place(lints, suspect, known, failing);
    }
}

/// What a place has to do with a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aspect {
    /// It leads to the errors.
    List,
    /// It says whether there is an error.
    Error,
    Code,
    Wait,
    RequestId,
}

/// The places that no example has anything at, the first to blame first.
struct Suspects(Vec<Suspect>);

struct Suspect {
    aspect: Aspect,
    /// The pointer or the header's name.
    place: Spanned<String>,
}

impl Suspects {
    fn of(lints: &Lints<'_>, catalog: &raw::Catalog) -> Self {
        let envelope = &catalog.envelope.value;
        let of_fact = |of: Field| {
            let facts = envelope.facts().filter(move |(field, ..)| *field == of);
            facts.flat_map(|(.., places)| places.iter()).map(|place| place.place()).collect()
        };
        let each = envelope.each.iter().map(shown).collect();
        let tests = envelope.is_error.iter().map(|test| test.place()).collect();
        let waits = catalog.waits().map(|wait| wait.place()).collect();
        let names = |places: Vec<PlaceOf<'_>>| -> Vec<Spanned<String>> {
            places
                .into_iter()
                .filter_map(|of| of.pointer.map(shown).or_else(|| of.header.map(shown)))
                .collect()
        };
        let aspects = [
            (Aspect::List, each),
            (Aspect::Error, names(tests)),
            (Aspect::Code, names(of_fact(Field::Code))),
            (Aspect::Wait, names(waits)),
            (Aspect::RequestId, names(of_fact(Field::RequestId))),
        ];
        // Where another place of the same kind is found, it may be the one that is wrong.
        let unseen = aspects.into_iter().filter(|(_, places): &(Aspect, Vec<Spanned<String>>)| {
            places.iter().all(|place| lints.has_at(places::RULE, &place.span))
        });
        let suspects = unseen
            .flat_map(|(aspect, places)| places.into_iter().map(move |place| Suspect { aspect, place }));
        Self(suspects.collect())
    }
}

/// A place as it is written.
fn shown<T: Display>(place: &Spanned<T>) -> Spanned<String> {
    Spanned { value: place.value.to_string(), span: place.span.clone() }
}

impl Suspect {
    /// Whether something at this place would change what fails.
    fn may_cause(&self, failure: &Failure) -> bool {
        match failure {
            Failure::Number { found, .. } => {
                *found == 0 && matches!(self.aspect, Aspect::List | Aspect::Error | Aspect::Code)
            }
            Failure::Fact(of) => {
                of.actual.is_none() && of.aspect == Some(self.aspect)
                    || of.lacks_code && matches!(self.aspect, Aspect::List | Aspect::Code)
            }
        }
    }
}

/// Reports the place that makes examples fail, instead of each of them; what was known of it stays its remedy.
fn wrong_place(lints: &mut Lints<'_>, suspect: &Suspect, known: Option<Finding>, failing: usize) {
    let fail = if failing == 1 {
        "an example that expects one fails".to_owned()
    } else {
        format!("{failing} examples that expect one fail")
    };
    let (what, of) = match suspect.aspect {
        Aspect::List => ("an error", "the list of errors"),
        Aspect::Error => ("anything to test", "what says that there is an error"),
        Aspect::Code => ("a code", "the code"),
        Aspect::Wait => ("a wait", "the wait"),
        Aspect::RequestId => ("an id", "the request's id"),
    };
    let message = format!("no response has {what} at `{}`, so {fail}", suspect.place.escape_debug());
    let (help, fix) = match known.filter(|known| known.fix.is_some()) {
        Some(known) => (known.help, known.suggestion),
        None => (format!("fix the place of {of}"), None),
    };
    if let Some(finding) = lints.add(RULE, &[], &suspect.place.span, message, help) {
        finding.correct(fix.as_deref());
    }
}

/// What an example expects, and the verdict does not say.
enum Failure {
    /// Another number of errors.
    Number { at: Range<usize>, expected: String, carries: String, found: usize },
    /// Another fact.
    Fact(Difference),
}

/// Every way in which an example fails.
fn failures(example: &Judged<'_>) -> Vec<Failure> {
    let at = &example.expect.span;
    let number = |expected: &str, carries: String, found: usize| {
        vec![Failure::Number { at: at.clone(), expected: expected.to_owned(), carries, found }]
    };
    let facts = |differences: Vec<Difference>| differences.into_iter().map(Failure::Fact).collect();
    match &example.expect.value {
        Expect::NoError => match example.all().first() {
            Some(verdict) => number("no error", format!("is one: {}", brief(verdict)), 1),
            None => Vec::new(),
        },
        Expect::Verdict(expected) => match example.whole() {
            Some(verdict) => facts(differences(expected, &verdict)),
            None => {
                let items = example.all().len();
                number("an error", no_error(items), items)
            }
        },
        Expect::Verdicts(expected) => {
            let verdicts = example.all();
            if verdicts.len() == expected.len() {
                let pairs = expected.iter().zip(&verdicts);
                return facts(pairs.flat_map(|(expected, verdict)| differences(expected, verdict)).collect());
            }
            // Of a list that is not found the whole is one error.
            let found = verdicts.iter().filter(|verdict| verdict.raw_code().is_some()).count();
            number(&errors(expected.len()), format!("carries {}", errors(verdicts.len())), found)
        }
    }
}

fn errors(count: usize) -> String {
    if count == 1 { "1 error".to_owned() } else { format!("{count} errors") }
}

/// What a response is that carries no error as a whole.
fn no_error(items: usize) -> String {
    match items {
        0 => "is not one".to_owned(),
        1 => "is not one as a whole: one item of it carries one, so `expect` is a list".to_owned(),
        items => format!("is not one as a whole: {items} items of it carry one, so `expect` is a list"),
    }
}

/// A fact that an example expects, and what the verdict says instead.
struct Difference {
    at: Range<usize>,
    expected: String,
    actual: Option<String>,
    basis: Basis,
    /// Which places it is read from, where there are such.
    aspect: Option<Aspect>,
    /// Whether the verdict was given without a code, though the example expects one.
    lacks_code: bool,
}

fn differences(expected: &Expected, verdict: &Verdict<'_, AnyCode<'_>>) -> Vec<Difference> {
    let Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let mut all = Vec::new();
    let expects_code = code.is_some() || raw_code.as_ref().is_some_and(|code| !code.is_empty());
    let lacks_code = expects_code && verdict.raw_code().is_none();
    let mut fact = |at: &Range<usize>, expected: &str, actual: Option<&str>, aspect: Option<Aspect>| {
        if actual != Some(expected) {
            let (expected, actual) = (expected.to_owned(), actual.map(str::to_owned));
            all.push(Difference {
                at: at.clone(),
                expected,
                actual,
                basis: verdict.basis(),
                aspect,
                lacks_code,
            });
        }
    };
    if let Some(code) = code {
        fact(&code.span, code, verdict.entry().map(|entry| entry.code), None);
    }
    let texts = [
        (raw_code, verdict.raw_code(), None),
        (change, verdict.change(), None),
        (request_id, verdict.request_id(), Some(Aspect::RequestId)),
    ];
    for (expected, actual, aspect) in texts {
        if let Some(expected) = expected {
            fact(&expected.span, expected, actual, aspect);
        }
    }
    if let Some(basis) = basis {
        fact(&basis.span, basis.as_str(), Some(verdict.basis().as_str()), None);
    }
    if let Some(category) = category {
        fact(&category.span, category.value.as_str(), Some(verdict.category().as_str()), None);
    }
    if let Some(retry) = retry {
        fact(&retry.span, retry.value.as_str(), Some(verdict.retry().as_str()), None);
    }
    if let Some(expected) = wait
        && expected.wait != ExpectedWait::of(verdict.wait())
    {
        let actual = verdict.wait().map(shown_wait);
        fact(&expected.span, &expected.text, actual.as_deref(), Some(Aspect::Wait));
    }
    all
}

/// Reports the first failure: the others mostly follow from it. What the verdict says is not suggested, as it is the
/// example that shows what is right.
fn report(lints: &mut Lints<'_>, first: &Failure, all: &[Failure]) {
    let Difference { at, expected, actual, basis, .. } = match first {
        Failure::Fact(difference) => difference,
        Failure::Number { at, expected, carries, .. } => {
            let message = format!("this example expects {expected}, but the response {carries}");
            let help = "fix what is expected, or the envelope that distinguishes errors from successes";
            lints.add(RULE, &[], at, message, help);
            return;
        }
    };
    let says =
        actual.as_ref().map_or_else(|| "nothing".to_owned(), |actual| format!("`{}`", actual.escape_debug()));
    let expected = expected.escape_debug();
    let message = format!("this example expects `{expected}`, but the verdict says {says}");
    let help = format!("fix what is expected, or the rule that decided (the basis is `{basis}`)");
    let others = all.iter().skip(1).filter_map(|failure| match failure {
        Failure::Fact(other) => Some((lints.place(&other.at), "this differs too".to_owned())),
        Failure::Number { .. } => None,
    });
    let others: Vec<_> = others.collect();
    if let Some(finding) = lints.add(RULE, &[], at, message, help) {
        finding.label = format!("the verdict says {says}");
        finding.related = others;
    }
}

/// As a catalog writes it.
fn shown_wait(wait: Wait) -> String {
    match wait {
        Wait::For(duration) => format!("{duration:?}"),
        Wait::Until(time) => time.to_string(),
    }
}

fn brief(verdict: &Verdict<'_, AnyCode<'_>>) -> String {
    format!("`{}`, by the basis `{}`", verdict.category(), verdict.basis())
}
