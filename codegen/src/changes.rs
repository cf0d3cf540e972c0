//! What differs between two states of the catalogs, fact by fact, and what each difference means for a client.
//!
//! What is compared is what programs get: a dialect with all that it inherits, a status of a list as a rule of its own,
//! and what is left out as its default. So neither the order of keys nor the way of writing makes a difference.

mod consequences;
mod entry;
mod facts;
mod subject;

use std::collections::{BTreeMap, BTreeSet};

pub use self::entry::entry;
pub use self::facts::Fact;
pub use self::subject::{Subject, Where};

use self::facts::{Facts, Item, breakage};
use crate::breakage::{Breakage, Bump, ChangeKind};
use crate::catalogs::Vendor;
use crate::raw;

/// What there is to say about a code that went without having been deprecated.
pub const ABRUPT: &str =
    "it was not deprecated before: keep it with `deprecated:` for a release, so that the name stays";

/// A difference between two states of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The vendor's id.
    pub vendor: String,
    /// What it is about.
    pub subject: Subject,
    /// The path of the field; `None` where the subject itself came or went.
    pub field: Option<String>,
    /// Whether it came, went or is another one.
    pub kind: ChangeKind,
    /// The fact before.
    pub before: Option<Fact>,
    /// The fact now.
    pub after: Option<Fact>,
    /// What it breaks, as the field of the format declares it.
    pub breakage: Breakage,
    /// The step of the version that it needs.
    pub bump: Bump,
    /// What it means for a client.
    pub consequence: String,
    /// That a code went that was not marked as deprecated before.
    pub is_abrupt: bool,
}

/// Every field of the format, by its mapping and its name, with what a change of it breaks.
#[must_use]
pub fn fields() -> Vec<(&'static str, &'static str, Breakage)> {
    let of_mapping = raw::FORMAT
        .iter()
        .flat_map(|(mapping, fields)| fields.iter().map(|field| (*mapping, field.name, field.breakage)));
    of_mapping.collect()
}

/// Every difference between two states of some catalogs, by vendor, what it is about, and field.
#[must_use]
pub fn between(old: &[Vendor<'_>], new: &[Vendor<'_>]) -> Vec<Change> {
    let by_id = |vendors: &[Vendor<'_>]| -> BTreeMap<String, Facts> {
        vendors.iter().map(|vendor| (vendor.table.id.to_owned(), Facts::of(vendor))).collect()
    };
    let (old, new) = (by_id(old), by_id(new));
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut changes = Vec::new();
    for id in ids {
        match (old.get(id), new.get(id)) {
            (Some(old), Some(new)) => changes.extend(Comparison { vendor: id, old, new }.changes()),
            (old, _) => {
                let kind = if old.is_some() { ChangeKind::Removed } else { ChangeKind::Added };
                changes.push(Change::of_subject(id, &Subject::Vendor, kind, breakage("Catalog", "vendor")));
            }
        }
    }
    changes
}

impl Change {
    fn of_subject(vendor: &str, subject: &Subject, kind: ChangeKind, breakage: Breakage) -> Self {
        Self {
            vendor: vendor.to_owned(),
            subject: subject.clone(),
            field: None,
            kind,
            before: None,
            after: None,
            breakage,
            bump: breakage.bump(kind),
            consequence: consequences::of_subject(vendor, subject, kind),
            is_abrupt: false,
        }
    }

    fn of_field(
        vendor: &str,
        subject: &Subject,
        (field, breakage): (&str, Breakage),
        before: Option<Fact>,
        after: Option<Fact>,
    ) -> Self {
        let kind = match (&before, &after) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        let consequence = consequences::of_field(subject, field, breakage, before.as_ref(), after.as_ref());
        Self {
            vendor: vendor.to_owned(),
            subject: subject.clone(),
            field: Some(field.to_owned()),
            kind,
            before,
            after,
            breakage,
            bump: breakage.bump(kind),
            consequence,
            is_abrupt: false,
        }
    }
}

/// Two states of one vendor.
struct Comparison<'f> {
    vendor: &'f str,
    old: &'f Facts,
    new: &'f Facts,
}

impl Comparison<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let subjects: BTreeSet<&Subject> = self.old.items.keys().chain(self.new.items.keys()).collect();
        let (mut come, mut gone) = (Vec::new(), Vec::new());
        for subject in subjects {
            match (self.old.items.get(subject), self.new.items.get(subject)) {
                (Some(old), Some(new)) => changes.extend(self.of_item(subject, old, new)),
                (Some(old), None) => gone.push((subject, old)),
                (None, Some(new)) => come.push((subject, new)),
                (None, None) => {}
            }
        }
        changes.extend(self.other_conditions(&mut come, &mut gone));
        changes.extend(come.into_iter().filter_map(|(subject, _)| self.came(subject)));
        changes.extend(gone.into_iter().filter_map(|(subject, item)| self.went(subject, item)));
        changes.extend(self.orders());
        changes.sort_by(|a, b| a.subject.cmp(&b.subject));
        changes
    }

    /// The fields of what is there in both.
    fn of_item(&self, subject: &Subject, old: &Item, new: &Item) -> Vec<Change> {
        let find = |item: &Item, path: &str| {
            item.facts.iter().find(|(other, ..)| other == path).map(|(_, _, fact)| fact.clone())
        };
        let only_old = old.facts.iter().filter(|(path, ..)| find(new, path).is_none());
        let all = new.facts.iter().chain(only_old);
        all.filter_map(|(path, breakage, _)| {
            let (before, after) = (find(old, path), find(new, path));
            let is_same = before.as_ref().map(|fact| &fact.value) == after.as_ref().map(|fact| &fact.value);
            (!is_same).then(|| Change::of_field(self.vendor, subject, (path, *breakage), before, after))
        })
        .collect()
    }

    /// Rules that say the same as before under another condition.
    fn other_conditions<'f>(
        &self,
        come: &mut Vec<(&'f Subject, &'f Item)>,
        gone: &mut Vec<(&'f Subject, &'f Item)>,
    ) -> Vec<Change> {
        let mut changes = Vec::new();
        come.retain(|(subject, item)| {
            let same = gone.iter().position(|(other, of)| {
                let is_conditional = subject.condition().is_some() || other.condition().is_some();
                is_conditional
                    && (other.kind(), other.name()) == (subject.kind(), subject.name())
                    && of == item
            });
            let Some(at) = same else { return true };
            let (before, _) = gone.remove(at);
            let mapping = match subject {
                Subject::Status(..) => "StatusRule",
                Subject::Family(..) => "Family",
                _ => "Variant",
            };
            let fact = |of: &Subject| {
                of.condition().map(|of| Fact { value: of.shown.clone().into(), shown: of.shown.clone() })
            };
            let field = ("when", breakage(mapping, "when"));
            changes.push(Change::of_field(self.vendor, subject, field, fact(before), fact(subject)));
            false
        });
        changes
    }

    fn came(&self, subject: &Subject) -> Option<Change> {
        let breakage = self.class_of(subject, self.old)?;
        let mut change = Change::of_subject(self.vendor, subject, ChangeKind::Added, breakage);
        if let Subject::Code(code) = subject
            && let Some(of) = self.old.code_with_alias(code)
        {
            change.consequence = format!("it was an alias of `{of}`, and has a name of its own");
        }
        if let Subject::Code(code) = subject
            && let Some(before) = self.renamed(code)
        {
            change.consequence = format!("it takes the place of `{before}`");
        }
        Some(change)
    }

    /// The code that is gone and that this new one stands for: under the same name in Rust, or as an alias.
    fn renamed(&self, code: &str) -> Option<&str> {
        let (_, item) = self.new.codes().find(|(other, _)| *other == code)?;
        let name = item.fact("name");
        let is_gone = |code: &str| !self.new.items.contains_key(&Subject::Code(code.to_owned()));
        let stands_for = |old: &str, of: &Item| item.has_alias(old) || of.fact("name") == name;
        self.old.codes().find(|(old, of)| is_gone(old) && stands_for(old, of)).map(|(old, _)| old)
    }

    fn went(&self, subject: &Subject, item: &Item) -> Option<Change> {
        let breakage = self.class_of(subject, self.new)?;
        let mut change = Change::of_subject(self.vendor, subject, ChangeKind::Removed, breakage);
        let Subject::Code(code) = subject else { return Some(change) };
        let name = item.fact("name").unwrap_or_default();
        let heir = self.new.code_with_alias(code);
        let read = match heir {
            Some(heir) => format!("it is an alias of `{heir}` now, and read as that code"),
            None => change.consequence,
        };
        if self.new.has_name(name) {
            // The identifier stays, so that programs compile; they meet it at another code.
            change.bump = Bump::Minor;
            change.consequence = format!("`ErrorCode::{name}` stays, for another code; {read}");
        } else {
            change.is_abrupt = !item.is_deprecated;
            change.consequence =
                format!("`ErrorCode::{name}` is gone: programs that name it no longer compile; {read}");
        }
        Some(change)
    }

    /// What it breaks where something came or went; `None` where that is said already, as what holds it did.
    fn class_of(&self, subject: &Subject, without: &Facts) -> Option<Breakage> {
        let (mapping, field) = match subject {
            Subject::Vendor => ("Catalog", "vendor"),
            Subject::Source(_) => ("Catalog", "sources"),
            Subject::NoResponse(_) => ("Catalog", "no_response"),
            Subject::Status(..) => ("Catalog", "statuses"),
            Subject::Family(..) => ("Catalog", "families"),
            Subject::Group(_) => ("Group", "title"),
            Subject::Code(_) => ("Group", "codes"),
            Subject::Variant(code, _) => {
                without.items.get(&Subject::Code(code.clone()))?;
                ("Entry", "variants")
            }
        };
        Some(breakage(mapping, field))
    }

    /// Lists of the same rules in another order.
    fn orders(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for ((subject, path), old) in &self.old.orders {
            let Some(new) = self.new.orders.get(&(subject.clone(), path)) else { continue };
            // Rules that are not in both are reported by themselves.
            let kept = |these: &[Subject], others: &[Subject]| -> Vec<Subject> {
                these.iter().filter(|of| others.contains(of)).cloned().collect()
            };
            let (old, new) = (kept(old, new), kept(new, old));
            if old == new {
                continue;
            }
            let fact = |of: &[Subject]| {
                let shown = of.iter().map(Subject::in_words).collect::<Vec<_>>().join("; ");
                Some(Fact { value: shown.clone().into(), shown })
            };
            let mapping = if *path == "variants" { "Entry" } else { "Catalog" };
            let field = (*path, breakage(mapping, path));
            let mut change = Change::of_field(self.vendor, subject, field, fact(&old), fact(&new));
            change.consequence = consequences::ORDER.to_owned();
            changes.push(change);
        }
        changes
    }
}

impl Item {
    /// A fact that is a text.
    fn fact(&self, path: &str) -> Option<&str> {
        self.facts.iter().find(|(other, ..)| other == path)?.2.value.as_str()
    }
}

impl Item {
    /// Whether this text is an alias of the code.
    fn has_alias(&self, text: &str) -> bool {
        let aliases = self.facts.iter().find(|(path, ..)| path == "aliases");
        let aliases = aliases.and_then(|(_, _, fact)| fact.value.as_array());
        aliases.is_some_and(|aliases| aliases.iter().any(|alias| alias == text))
    }
}

impl Facts {
    fn codes(&self) -> impl Iterator<Item = (&str, &Item)> {
        self.items.iter().filter_map(|(subject, item)| match subject {
            Subject::Code(code) => Some((code.as_str(), item)),
            _ => None,
        })
    }

    /// The code of which this text is an alias.
    fn code_with_alias(&self, text: &str) -> Option<&str> {
        self.codes().find(|(_, item)| item.has_alias(text)).map(|(code, _)| code)
    }

    /// Whether a code has this name in Rust.
    fn has_name(&self, name: &str) -> bool {
        self.codes().any(|(_, item)| item.fact("name") == Some(name))
    }
}
