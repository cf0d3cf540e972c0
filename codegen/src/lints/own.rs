//! Examples that stand at an entry, and are not its own.

use super::{Lints, Subject};
use crate::raw::Expect;

const RULE: &str = "foreign-example";

pub(super) fn examples(lints: &mut Lints<'_>, subject: Subject<'_>) {
    let written = subject
        .read
        .catalog
        .entries()
        .flat_map(|entry| entry.examples.iter().map(move |example| (entry, &example.value)));
    for ((entry, example), judged) in written.zip(subject.examples) {
        // What fails was reported already.
        let at = &example.expect.span;
        // Where the code or the rule is named that decides, the author knows that it is another.
        let is_open = match &*example.expect {
            Expect::Verdict(of) => of.code.is_none() && of.raw_code.is_none() && of.basis.is_none(),
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
