//! Codes that have something in common, counted.

use std::collections::BTreeMap;

use clap::ValueEnum;
use errcat_codegen::words;
use errcat_core::table::{Host, Http};
use errcat_core::{Category, Remedy, Retry};
use serde_json::{Value, json};

use crate::known::KnownCode;
use crate::tally::Tally;
use crate::terminal::{FAINT, STRONG, Sheet, paint};

/// What the codes of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GroupBy {
    /// The vendor.
    Vendor,
    /// The category.
    Category,
    /// The status; a code with several counts at each.
    Status,
    /// The retry kind.
    Retry,
    /// The remedy.
    Remedy,
}

/// What a group is called where its codes say nothing.
const UNSTATED: &str = "–";

/// The place of a group among the others, and its name.
type Key = (usize, String);

/// A group: its name and its codes.
pub(super) type Group<'c> = (String, Vec<&'c KnownCode>);

/// The groups, in the order of their closed list, or else by name.
pub(super) fn groups(by: GroupBy, codes: &[KnownCode]) -> Vec<Group<'_>> {
    let mut groups: BTreeMap<Key, Vec<&KnownCode>> = BTreeMap::new();
    for code in codes {
        for key in keys(by, code) {
            groups.entry(key).or_default().push(code);
        }
    }
    groups.into_iter().map(|((_, name), codes)| (name, codes)).collect()
}

fn keys(by: GroupBy, code: &KnownCode) -> Vec<Key> {
    let rule = &code.entry.rule;
    match by {
        GroupBy::Vendor => vec![(0, code.vendor.table.id.to_owned())],
        GroupBy::Category => vec![(place(Category::ALL, &rule.category), rule.category.to_string())],
        GroupBy::Retry => vec![match rule.retry.map(|retry| retry.kind) {
            Some(kind) => (place(Retry::ALL, &kind), kind.to_string()),
            None => (usize::MAX, UNSTATED.to_owned()),
        }],
        GroupBy::Remedy => vec![match rule.remedy {
            Some(remedy) => (place(Remedy::ALL, &remedy), remedy.to_string()),
            None => (usize::MAX, UNSTATED.to_owned()),
        }],
        GroupBy::Status => match code.entry.http {
            Http::Statuses(statuses) => statuses.iter().map(|status| (0, status.to_string())).collect(),
            Http::NotApplicable => vec![(1, "none".to_owned())],
            Http::Unstated => vec![(2, UNSTATED.to_owned())],
        },
    }
}

/// The place of a word in its closed list.
fn place<T: PartialEq>(all: &[T], word: &T) -> usize {
    all.iter().position(|of| of == word).unwrap_or(all.len())
}

/// A line for each group: how many codes it has, of how many vendors or at which hosts, and of which kinds they are.
pub(super) fn table(by: GroupBy, groups: &[Group<'_>]) -> String {
    let (name, count, last) = match by {
        GroupBy::Vendor => ("VENDOR", "HOSTS", "BY RETRY"),
        GroupBy::Category => ("CATEGORY", "VENDORS", "BY RETRY"),
        GroupBy::Status => ("STATUS", "VENDORS", "BY RETRY"),
        GroupBy::Retry => ("RETRY", "VENDORS", "BY CATEGORY"),
        GroupBy::Remedy => ("REMEDY", "VENDORS", "BY RETRY"),
    };
    let mut rows = vec![[name, "CODES", count, last].map(|name| paint(FAINT, name))];
    for (name, codes) in groups {
        let kinds = Tally::of(codes.iter().map(|code| match by {
            GroupBy::Retry => code.entry.rule.category.to_string(),
            _ => code.retry().to_owned(),
        }));
        let beside = match by {
            GroupBy::Vendor => hosts(codes),
            _ => vendors(codes).to_string(),
        };
        rows.push([paint(STRONG, &words::plain(name)), codes.len().to_string(), beside, kinds.in_words()]);
    }
    let mut sheet = Sheet::unwrapped();
    sheet.rows("", &rows);
    sheet.finish()
}

/// How many vendors the codes are of; those of one stand together.
fn vendors(codes: &[&KnownCode]) -> usize {
    codes.chunk_by(|a, b| a.vendor.table.id == b.vendor.table.id).count()
}

/// The hosts of the vendor of a group: the first, and how many there are besides.
fn hosts(codes: &[&KnownCode]) -> String {
    match codes.first().map_or(&[][..], |code| code.vendor.table.hosts) {
        [] => UNSTATED.to_owned(),
        [Host { pattern }] => words::plain(pattern),
        [Host { pattern }, rest @ ..] => format!("{} +{}", words::plain(pattern), rest.len()),
    }
}

/// Each group with all that is known of its codes.
pub(super) fn as_json(by: GroupBy, groups: &[Group<'_>]) -> Value {
    let group = |(name, codes): &Group<'_>| {
        let mut json = json!({
            "group": name,
            "count": codes.len(),
            "codes": codes.iter().map(|code| super::as_json(code)).collect::<Vec<_>>(),
        });
        if let (GroupBy::Vendor, Some(code)) = (by, codes.first()) {
            json["hosts"] = code.vendor.table.hosts.iter().map(|host| host.pattern).collect();
        }
        json
    };
    groups.iter().map(group).collect()
}
