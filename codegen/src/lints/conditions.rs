//! Conditions that no example exercises, and variants that are never asked.

use errcat_core::table::Condition;

use super::statuses::holds_for;
use super::{Lints, Subject};
use crate::raw::{self, Tested as _, When};
use crate::read::Spanned;

const RULE: &str = "unexercised-condition";

/// A condition holds for one of the examples. One that tests a text also does not hold for one of them, so that what it
/// must not match is shown.
pub(super) fn unexercised(lints: &mut Lints<'_>, subject: Subject<'_>) {
    // Without examples all conditions would be reported, which helps no one.
    if subject.examples.is_empty() {
        return;
    }
    let catalog = subject.read.catalog;
    let conditions = subject.vendor.conditions;
    let seen = outcomes(subject, conditions);
    let variants = catalog.entries().flat_map(|entry| entry.variants.iter().map(move |of| (entry, of)));
    let variants: Vec<(&raw::Entry, &Spanned<raw::Variant>)> = variants.collect();
    // Those of the variants come last.
    let scopes = std::iter::repeat_n(None, conditions.len().saturating_sub(variants.len()));
    let scopes = scopes.chain(variants.into_iter().map(Some));
    for ((when, scope), seen) in catalog.whole_conditions().zip(scopes).zip(seen) {
        let allows: [&[raw::Allow]; 2] = match &scope {
            Some((entry, variant)) => [&variant.allow, &entry.allow],
            None => [&[], &[]],
        };
        // Where nothing is at its place, that is what is reported.
        if !seen.holds && When::all_within(when).iter().any(|of| lints.has_unexercised(of.place())) {
            continue;
        }
        if !seen.holds {
            let message = "no example has a response for which this condition holds";
            let help = "fix the condition, or add an example for which it holds";
            lints.add(RULE, &allows, &when.span, message, help);
        } else if !seen.fails
            && When::all_within(when).iter().any(|of| of.tests().searched().next().is_some())
        {
            let message = "this condition tests a text, and no example shows a text that it must not match";
            let help = "add an example of the same kind of response for which it does not hold";
            lints.add(RULE, &allows, &when.span, message, help);
        }
    }
}

/// Whether a condition holds for an example, and whether there is one for which it does not.
#[derive(Clone, Copy, Default)]
struct Outcome {
    holds: bool,
    fails: bool,
}

fn outcomes(subject: Subject<'_>, conditions: &[Condition<'_>]) -> Vec<Outcome> {
    let mut outcomes = vec![Outcome::default(); conditions.len()];
    for example in subject.examples {
        // What decided about an error of a list was asked of that error alone.
        let decided: Vec<Condition<'_>> = example
            .all()
            .iter()
            .flat_map(|verdict| {
                let status = verdict.status_rule().and_then(|rule| rule.when);
                [status, verdict.variant().map(|variant| variant.when)].into_iter().flatten()
            })
            .collect();
        for ((outcome, holds), condition) in
            outcomes.iter_mut().zip(example.holding(conditions)).zip(conditions)
        {
            let holds = holds || decided.contains(condition);
            outcome.holds |= holds;
            outcome.fails |= !holds;
        }
    }
    outcomes
}

/// A variant whose condition holds only where that of one before does is never asked.
pub(super) fn covered(lints: &mut Lints<'_>, subject: Subject<'_>) {
    for entry in subject.read.catalog.entries() {
        let variants: Vec<_> =
            entry.variants.iter().map(|variant| (variant, variant.when.comparable())).collect();
        for (position, (variant, later)) in variants.iter().enumerate() {
            let mut before = variants[..position].iter();
            let Some((earlier, _)) = before.find(|(_, earlier)| holds_for(earlier, later)) else { continue };
            let related = (lints.place(&earlier.when.span), "the variant that does".to_owned());
            let message =
                format!("a variant of `{}` before takes all that this one would", entry.code.escape_debug());
            let help = "put the variant with the narrower condition first";
            let scope: [&[raw::Allow]; 2] = [&variant.allow, &entry.allow];
            if let Some(finding) = lints.add("unreachable-rule", &scope, &variant.when.span, message, help) {
                finding.related = vec![related];
            }
        }
    }
}
