//! Examples that stand at an entry, and are not its own.

use super::judged::Judged;
use super::{Lints, Subject};
use crate::raw::{Entry, Example, Expect};

const RULE: &str = "foreign-example";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for (entry, example, judged) in of_entries(subject) {
        // What fails was reported already.
        let at = &example.expect.span;
        // Where the rule is named that decides, or a title says what the other code shows, the author knows.
        let is_open = match &*example.expect {
            Expect::Verdict(of) => {
                let is_named = of.code.is_some() && example.title.is_some();
                !is_named && of.raw_code.is_none() && of.basis.is_none()
            }
            Expect::NoError | Expect::Verdicts(_) => false,
        };
        if !is_open || lints.failing.contains(&at.start) {
            continue;
        }
        // What distinguishes variants and other codes carries the code too.
        let mut names = std::iter::once(&entry.code).chain(entry.aliases.iter());
        let verdicts = judged.all();
        let is_own = names.any(|name| judged.carries(name))
            || verdicts.iter().any(|verdict| verdict.entry().is_some_and(|of| *of.code == **entry.code));
        if !is_own && verdicts.iter().any(|verdict| verdict.raw_code().is_some()) {
            let message = format!("this example of `{}` does not have that code", entry.code.escape_debug());
            let help = "move it to the entry whose code it has, or to the `examples:` of the catalog";
            lints.add(RULE, &[&entry.allow], at, message, help);
        }
    }
}

/// Examples that stand at an entry and are judged by it, with a status that it does not list. Errors come within
/// successes too, and a variant may say what another status means.
pub(super) fn statuses(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for (entry, example, judged) in of_entries(subject) {
        let listed = entry.statuses();
        let Some(status) = example.status.as_ref().filter(|status| status.value.0 >= 400) else { continue };
        let is_listed = listed.is_empty() || listed.iter().any(|of| of.value.contains(status.value.0));
        if is_listed || lints.failing.contains(&example.expect.span.start) {
            continue;
        }
        let decides = judged.whole().is_some_and(|verdict| {
            verdict.variant().is_none() && verdict.entry().is_some_and(|of| *of.code == **entry.code)
        });
        if decides {
            let message = format!(
                "`{}` does not list the status {} of this example",
                entry.code.escape_debug(),
                status.value.0
            );
            let help = "fix the status, or add it to the `http:` of the entry";
            lints.add(RULE, &[&entry.allow], &status.span, message, help);
        }
    }
}

/// The examples at entries, with what they are judged as.
fn of_entries(subject: Subject<'_>) -> impl Iterator<Item = (&Entry, &Example, &Judged<'_>)> {
    let written = subject
        .read
        .catalog
        .entries()
        .flat_map(|entry| entry.examples.iter().map(move |example| (entry, &example.value)));
    // Those of entries come first.
    written.zip(subject.examples).map(|((entry, example), judged)| (entry, example, judged))
}
