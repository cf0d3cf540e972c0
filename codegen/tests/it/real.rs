//! The four real vendors: their facts at a glance, and the tree held to the catalogs.

use std::fmt::Write as _;
use std::path::Path;

use errcat_codegen::model::{Catalogs, Http, Vendor};
use errcat_codegen::{SourceFile, generate, manifest};

use crate::fixtures;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn catalogs() -> Catalogs {
    fixtures::model(&fixtures::read(&root().join("catalog")))
}

/// One line a code: what a reviewer has to see when a fact changes.
fn facts(vendor: &Vendor) -> String {
    let mut text = String::new();
    let rule = |retry: Option<&errcat_codegen::model::RetryRule>| {
        let Some(retry) = retry else { return "–".to_owned() };
        let mut words = vec![retry.kind.to_string()];
        words.extend(retry.default_wait.map(|wait| format!("{wait:?}")));
        words.extend(retry.max_attempts.map(|tries| format!("{tries} tries")));
        words.extend(retry.change.clone());
        words.extend(retry.window.map(|window| format!("per {window}")));
        words.extend(retry.documented.as_ref().map(|cell| format!("“{cell}”")));
        words.join(", ")
    };
    for entry in &vendor.entries {
        let http = match &entry.http {
            Http::Unstated => "–".to_owned(),
            Http::NotApplicable => "n/a".to_owned(),
            Http::Statuses(statuses) => {
                statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
            }
        };
        let mark = if entry.inferred.is_empty() {
            String::new()
        } else {
            format!(" † {}", entry.inferred.join(" "))
        };
        let category = entry.category.as_str();
        writeln!(text, "{:<26} {http:<4} {category:<18} {}{mark}", entry.code, rule(entry.retry.as_ref()))
            .unwrap();
    }
    for status in &vendor.statuses {
        let category = if status.success { "success" } else { status.rule.category.as_str() };
        writeln!(
            text,
            "status {:<19} {:<4} {category:<18} {}",
            "",
            status.status.to_string(),
            rule(status.rule.retry.as_ref())
        )
        .unwrap();
    }
    for family in &vendor.families {
        writeln!(
            text,
            "{:<31} {:<18} {}",
            format!("{}*", family.prefix),
            family.rule.category.as_str(),
            rule(family.rule.retry.as_ref())
        )
        .unwrap();
    }
    let schedule = vendor.schedule;
    writeln!(
        text,
        "{} tries{}, {:?} ×{} up to {}{}",
        schedule.max_attempts,
        if schedule.attempts_documented { "" } else { " (ours)" },
        schedule.initial,
        f64::from(schedule.factor_millis) / 1000.0,
        if schedule.max == std::time::Duration::MAX {
            "any".to_owned()
        } else {
            format!("{:?}", schedule.max)
        },
        if schedule.backoff_documented { "" } else { " (ours)" },
    )
    .unwrap();
    text
}

#[test]
fn the_facts_of_each_vendor() {
    for vendor in &catalogs().vendors {
        insta::assert_snapshot!(format!("facts-{}", vendor.id), facts(vendor));
    }
}

#[test]
fn runo_has_what_its_page_counts() {
    let catalogs = catalogs();
    let runo = catalogs.vendors.iter().find(|vendor| vendor.id == "runo").unwrap();
    assert_eq!((runo.entries.len(), runo.groups.len()), (24, 6));
    let with_200 =
        runo.entries.iter().filter(|entry| matches!(&entry.http, Http::Statuses(of) if of[0].first() == 200));
    assert_eq!(with_200.count(), 13);
    let spellings: std::collections::BTreeSet<_> =
        runo.entries.iter().filter_map(|entry| entry.retry.as_ref()?.documented.clone()).collect();
    assert_eq!(spellings.len(), 6, "{spellings:?}");
}

#[test]
fn the_tree_is_what_the_catalogs_make() {
    let catalogs = catalogs();
    let out = root().join("generated");
    for artifact in generate(&catalogs) {
        let there = std::fs::read_to_string(out.join(&artifact.path)).unwrap_or_default();
        assert!(
            there == artifact.contents,
            "{} is not up to date: run `cargo xtask regenerate`",
            artifact.path
        );
    }
    let current = std::fs::read_to_string(out.join("Cargo.toml")).unwrap();
    assert_eq!(manifest(&catalogs, &current).unwrap(), current);
}

#[test]
fn the_same_catalogs_give_the_same_bytes() {
    let mut files: Vec<SourceFile> = fixtures::read(&root().join("catalog"));
    let first = generate(&fixtures::model(&files));
    for _ in 0..10 {
        files.rotate_left(1);
        assert_eq!(generate(&fixtures::model(&files)), first);
    }
}
