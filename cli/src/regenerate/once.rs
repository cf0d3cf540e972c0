//! Once from the catalogs to the tree, or, with `--check`, the difference.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use errcat_codegen::{Catalogs, Input, Severity, check};
use serde_json::json;

use super::changes::{self, Changes};
use super::difference::difference;
use super::foreign;
use super::outputs::{self, Output};
use super::places::Places;
use super::request::Regenerate;
use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{self, Purpose, count};
use crate::setup::Setup;
use crate::terminal::Format;
use crate::transaction::{self, Change, Disk, FileChange, Recovery};
use crate::{catalogs, paths, terminal, today};

/// Regenerates once, or says what is not up to date.
pub(super) fn run(disk: &dyn Disk, setup: &Setup, arguments: &Regenerate, start: Instant) -> Result<Outcome> {
    let places = Places::of(setup, arguments)?;
    // First, as a finding may end the command.
    if !arguments.check
        && let Outcome::Failed = recover(disk, &places)?
    {
        return Ok(Outcome::Failed);
    }
    let input = Input::new(catalogs::read(&places.catalog)?);
    let checked = check(&input, &today::options()?);
    if !checked.findings.is_empty() {
        let purpose = if arguments.check { Purpose::Read } else { Purpose::Write };
        let advice = Advice::new(setup, arguments.catalog.as_deref());
        report::print(input.files(), &checked.findings, &advice, purpose);
    }
    let failed = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    let Some(catalogs) = checked.catalogs.filter(|_| !failed) else { return Ok(Outcome::Failed) };
    let outputs = outputs::outputs(&setup.generate_command(), &places, &catalogs, input.files())?;
    foreign::refuse(setup, &places, &outputs)?;
    if arguments.check {
        compare(&places, &outputs, arguments.format, start)
    } else {
        let changes = write(disk, &places, &outputs)?;
        match arguments.format {
            Format::Human => summarize(&catalogs, &changes, start),
            Format::Json => terminal::print_json(&as_json(&changes)),
        }
        Ok(Outcome::Done)
    }
}

/// Undoes what a killed command had begun. What a person changed since is left, and then so is everything else:
/// the person has to look first.
fn recover(disk: &dyn Disk, places: &Places) -> Result<Outcome> {
    let Recovery { left } = transaction::recover(disk, &places.folders())?;
    if left.is_empty() {
        return Ok(Outcome::Done);
    }
    let list: String = left.iter().map(|path| format!("\n  {}", paths::shown(path))).collect();
    terminal::remark(&format!(
        "error: a command was killed while it wrote. What it had begun was undone, but for files that were changed \
        since; these are left as they are:{list}\nnothing else was written; look at them, then run `{}` again",
        places.command
    ));
    Ok(Outcome::Failed)
}

/// Writes what differs, all of it or nothing.
fn write(disk: &dyn Disk, places: &Places, outputs: &[Output]) -> Result<Changes> {
    let changes = changes::compare(places, outputs)?;
    if changes.files.is_empty() {
        return Ok(changes);
    }
    let first = places.folders()[0].to_owned();
    let is_changed =
        |folder: &&Path| **folder == first || changes.files.iter().any(|file| file.folder == **folder);
    let folders: Vec<&Path> = places.folders().into_iter().filter(is_changed).collect();
    let locks = transaction::lock(disk, &folders)?;
    // Another command may have written until the lock was taken.
    drop(changes);
    let changes = changes::compare(places, outputs)?;
    transaction::apply(disk, &locks, &changes.files)
        .with_context(|| format!("{} could not be regenerated", places.shown()))?;
    Ok(changes)
}

fn summarize(catalogs: &Catalogs<'_>, changes: &Changes, start: Instant) {
    let is_removed = |file: &&FileChange| file.change.after().is_none();
    let removed = changes.files.iter().filter(is_removed).count();
    say(&format!(
        "regenerated {}, {}: {} written, {removed} removed, {} unchanged in {} ms",
        count(catalogs.vendors().len(), "vendor"),
        count(catalogs.code_count(), "code"),
        changes.files.len() - removed,
        changes.unchanged,
        start.elapsed().as_millis(),
    ));
}

/// What a command changed or would change, for a program.
fn as_json(changes: &Changes) -> serde_json::Value {
    let paths = |is_wanted: fn(&Change) -> bool| -> Vec<String> {
        let wanted = changes.files.iter().filter(|file| is_wanted(&file.change));
        wanted.map(|file| paths::shown(&file.folder.join(&file.path))).collect()
    };
    json!({
        "version": 1,
        "up_to_date": changes.files.is_empty(),
        "new": paths(|change| matches!(change, Change::Missing { .. })),
        "changed": paths(|change| matches!(change, Change::Stale { .. })),
        "removed": paths(|change| matches!(change, Change::LeftOver { .. })),
        "unchanged": changes.unchanged,
    })
}

fn compare(places: &Places, outputs: &[Output], format: Format, start: Instant) -> Result<Outcome> {
    if transaction::is_unfinished(&places.folders()) {
        say(&format!("a command was killed while it wrote; to fix it, run `{}`", places.command));
        return Ok(Outcome::Failed);
    }
    let changes = changes::compare(places, outputs)?;
    if format == Format::Json {
        terminal::print_json(&as_json(&changes));
        return Ok(if changes.files.is_empty() { Outcome::Done } else { Outcome::Failed });
    }
    if changes.files.is_empty() {
        let millis = start.elapsed().as_millis();
        say(&format!("up to date: {} in {millis} ms", count(changes.unchanged, "file")));
        return Ok(Outcome::Done);
    }
    let text: String = changes.files.iter().map(difference).collect();
    say(&format!(
        "{text}\n{} not up to date; to fix it, run `{}`",
        count(changes.files.len(), "file"),
        places.command
    ));
    Ok(Outcome::Failed)
}

fn say(text: &str) {
    terminal::print(&format!("{text}\n"));
}
