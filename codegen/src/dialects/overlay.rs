//! A catalog laid over the one that it extends.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use errcat_core::table::StatusPattern;

use crate::raw::{self, Comparable};
use crate::read::{Each, Spanned};

/// The condition of a rule, to compare it with that of another.
type Condition = Option<Comparable>;

/// The catalog with what it leaves out taken from its base. The vendor's own facts, its examples and its silencers
/// are its own alone.
pub(super) fn overlay(own: &raw::Catalog, base: raw::Catalog, extends: &Range<usize>) -> raw::Catalog {
    let own = own.clone();
    let is_given = |span: &Range<usize>| if span.is_empty() { extends.clone() } else { span.clone() };
    let groups = Spanned { span: is_given(&own.groups.span), value: groups(&own, base.groups.value) };
    let statuses = statuses(&own.statuses, base.statuses);
    let families = families(&own.families, base.families);
    let envelope =
        Spanned { span: is_given(&own.envelope.span), value: own.envelope.value.over(base.envelope.value) };
    raw::Catalog {
        documentation_url: own.documentation_url.or(base.documentation_url),
        envelope,
        wait: if own.wait.is_empty() { base.wait } else { own.wait },
        retry: own.retry.or(base.retry),
        no_response: if own.no_response.is_empty() { base.no_response } else { own.no_response },
        statuses,
        families,
        details: if own.details.is_empty() { base.details } else { own.details },
        groups,
        ..own
    }
}

/// The catalog's own rules, and those of its base for other statuses or under other conditions.
fn statuses(own: &Each<raw::StatusRule>, base: Each<raw::StatusRule>) -> Each<raw::StatusRule> {
    let given: HashSet<(StatusPattern, Condition)> = own
        .iter()
        .flat_map(|rule| rule.status.iter().map(|status| (status.value, condition(rule.when.as_ref()))))
        .collect();
    let inherited = base.0.into_iter().filter_map(|mut rule| {
        let when = condition(rule.when.as_ref());
        rule.status.retain(|status| !given.contains(&(status, when.clone())));
        (!rule.status.is_empty()).then_some(rule)
    });
    Each(own.iter().cloned().chain(inherited).collect())
}

/// The same for families.
fn families(own: &Each<raw::Family>, base: Each<raw::Family>) -> Each<raw::Family> {
    let key = |family: &raw::Family| (family.prefix.to_string(), condition(family.when.as_ref()));
    let given: HashSet<(String, Condition)> = own.iter().map(key).collect();
    let inherited = base.0.into_iter().filter(|family| !given.contains(&key(family)));
    Each(own.iter().cloned().chain(inherited).collect())
}

fn condition(when: Option<&Spanned<raw::When>>) -> Condition {
    when.map(|when| when.comparable())
}

/// The catalog's own groups, then those of its base with the codes that are left; of one title they are one.
fn groups(own: &raw::Catalog, base: Each<raw::Group>) -> Each<raw::Group> {
    let own_codes = own.entries().map(|entry| &entry.code);
    let gone: HashSet<&str> = own_codes.chain(own.omits.iter()).map(|code| &*code.value).collect();
    let mut groups = own.groups.0.clone();
    for mut group in base.0 {
        group.codes.value.0.retain(|entry| !gone.contains(&**entry.code));
        group.codes.value.0.iter_mut().for_each(inherit);
        let known = groups.iter_mut().find(|own| own.title.trim() == group.title.trim());
        match known {
            _ if group.codes.is_empty() => {}
            Some(own) => own.codes.value.0.append(&mut group.codes.value.0),
            None => groups.push(group),
        }
    }
    Each(groups)
}

/// The examples of an entry are tests of the catalog that has it, and so are the pages that it names.
fn inherit(entry: &mut raw::Entry) {
    entry.examples = Each::default();
    entry.source = None;
}

/// The catalog's own codes whose entries say what those of the base do: the start of each, and where the other one is.
pub(super) fn repeated(own: &raw::Catalog, base: &raw::Catalog) -> HashMap<usize, Range<usize>> {
    let inherited: HashMap<&str, &raw::Entry> = base.entries().map(|entry| (&**entry.code, entry)).collect();
    let repeats = own.entries().filter_map(|entry| {
        let of_base = inherited.get(&**entry.code).filter(|of_base| entry.says_the_same(of_base))?;
        Some((entry.code.span.start, of_base.code.span.clone()))
    });
    repeats.collect()
}
