//! Everything of one kind in a catalog, wherever it stands.

use errcat_core::table::StatusPattern;

use super::{Allow, Catalog, Entry, Example, RetryRule, WaitSource, When};
use crate::notation::Http;
use crate::read::Spanned;

impl Catalog {
    /// Every entry.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.groups.iter().flat_map(|group| group.codes.iter())
    }

    /// Every example, those of entries first.
    pub(crate) fn all_examples(&self) -> impl Iterator<Item = &Spanned<Example>> {
        self.entries().flat_map(|entry| entry.examples.iter()).chain(self.examples.iter())
    }

    /// Every retry rule.
    pub(crate) fn retry_rules(&self) -> impl Iterator<Item = &RetryRule> {
        let variants = self.entries().flat_map(|entry| entry.variants.iter());
        let variants = variants.filter_map(|variant| variant.retry.as_ref());
        let entries = self.entries().filter_map(|entry| entry.retry.as_ref()).chain(variants);
        let statuses = self.statuses.iter().filter_map(|rule| rule.retry.as_ref());
        let families = self.families.iter().filter_map(|family| family.retry.as_ref());
        let no_response = self.no_response.iter().filter_map(|rule| rule.retry.as_ref());
        entries.chain(statuses).chain(families).chain(no_response)
    }

    /// Every condition and those within it, those of waits first; each as often as it is there.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Spanned<When>> {
        self.whole_conditions().flat_map(When::all_within)
    }

    /// Every condition that is not part of another, those of waits first; each as often as it is there.
    pub(crate) fn whole_conditions(&self) -> impl Iterator<Item = &Spanned<When>> {
        let of_waits = self.wait.iter().flat_map(|wait| {
            let within = wait.longest.iter().filter_map(|wait| wait.when.as_ref());
            wait.when.iter().chain(within)
        });
        let of_statuses = self.statuses.iter().filter_map(|rule| rule.when.as_ref());
        let of_families = self.families.iter().filter_map(|family| family.when.as_ref());
        let of_variants = self.entries().flat_map(|entry| entry.variants.iter()).map(|variant| &variant.when);
        of_waits.chain(of_statuses).chain(of_families).chain(of_variants)
    }

    /// Every place of a wait, those of which the longest counts one by one.
    pub(crate) fn waits(&self) -> impl Iterator<Item = &Spanned<WaitSource>> {
        self.wait.iter().flat_map(|wait| match &*wait.longest {
            [] => std::slice::from_ref(wait),
            longest => longest,
        })
    }

    /// Every silencer.
    pub(crate) fn silencers(&self) -> impl Iterator<Item = &Allow> {
        let entries = self.entries().flat_map(|entry| entry.allow.iter());
        let statuses = self.statuses.iter().flat_map(|rule| rule.allow.iter());
        let families = self.families.iter().flat_map(|family| family.allow.iter());
        let variants = self.entries().flat_map(|entry| entry.variants.iter()).flat_map(|of| of.allow.iter());
        self.allow.iter().chain(statuses).chain(families).chain(entries).chain(variants)
    }
}

impl Entry {
    /// Whether it says the same as another one, wherever each of them stands, and whatever their pages and examples are.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            code,
            name,
            aliases,
            http,
            category,
            retry,
            meaning,
            action,
            remedy,
            who,
            scope,
            variants,
            details,
            inferred,
            source: _,
            since,
            deprecated,
            examples: _,
            allow: _,
        } = self;
        let names = *code == other.code && *name == other.name && *aliases == other.aliases;
        let judged = *http == other.http && *category == other.category && *retry == other.retry;
        let advised = *meaning == other.meaning && *action == other.action;
        let acts = *remedy == other.remedy && *who == other.who && *scope == other.scope;
        let inner = *variants == other.variants && *details == other.details && *inferred == other.inferred;
        let dated = *since == other.since && *deprecated == other.deprecated;
        names && judged && advised && acts && inner && dated
    }

    /// The statuses that are given.
    pub(crate) fn statuses(&self) -> &[Spanned<StatusPattern>] {
        match &self.http {
            Http::Statuses(statuses) => statuses,
            Http::NotApplicable | Http::Unstated => &[],
        }
    }
}
