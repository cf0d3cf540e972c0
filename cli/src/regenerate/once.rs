//! Once from the catalogs to the tree, or, with `--check`, the difference.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use errcat_codegen::{Input, Severity, check, parallel};
use serde_json::json;

use super::changes::{self, Changes};
use super::difference::difference;
use super::foreign;
use super::outputs::{self, Output};
use super::places::Places;
use super::record::{Ledger, Record};
use super::request::Regenerate;
use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{Purpose, count, remark};
use crate::setup::Setup;
use crate::terminal::Format;
use crate::transaction::{self, Change, Contents, Disk, FileChange, Recovery};
use crate::{catalogs, paths, terminal, today};

/// Regenerates once, or says what is not up to date; where a run is recorded in a folder, one in which nothing changed
/// is made no second time.
pub(super) fn run(
    disk: &dyn Disk,
    setup: &Setup,
    arguments: &Regenerate,
    records: Option<PathBuf>,
    start: Instant,
) -> Result<Outcome> {
    let places = Places::of(setup, arguments)?;
    // First, as a finding may end the command.
    if !arguments.check
        && let Outcome::Failed = recover(disk, &places)?
    {
        return Ok(Outcome::Failed);
    }
    let files = catalogs::read(&places.catalog)?;
    let options = today::options()?;
    let ledger = Ledger::open(records, &places, &files, &options);
    if let Some(last) = ledger.as_ref().and_then(Ledger::last)
        && is_as_it_was(setup, &places, last)
    {
        return Ok(again(last, arguments, start));
    }
    let input = Input::new(files);
    let checked = check(&input, &options);
    let findings = (!checked.findings.is_empty()).then(|| {
        let purpose = if arguments.check { Purpose::Read } else { Purpose::Write };
        let advice = Advice::new(setup, arguments.catalog.as_deref());
        remark(input.files(), &checked.findings, &advice, purpose)
    });
    if let Some(findings) = &findings {
        terminal::remark(findings);
    }
    let failed = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    let Some(catalogs) = checked.catalogs.filter(|_| !failed) else { return Ok(Outcome::Failed) };
    let outputs = outputs::outputs(&setup.generate_command(), &places, &catalogs, input.files())?;
    foreign::refuse(setup, &places, &outputs::paths(&outputs))?;
    let outcome = if arguments.check {
        compare(&places, &outputs, arguments.format, start)?
    } else {
        let changes = write(disk, &places, &outputs)?;
        let counts = (catalogs.vendors().len(), catalogs.code_count());
        written(counts, &changes, arguments.format, start);
        Outcome::Done
    };
    if let (Outcome::Done, Some(ledger)) = (outcome, ledger) {
        ledger.record(&places, &outputs, findings, &catalogs);
    }
    Ok(outcome)
}

/// Whether nothing has come up beside what the last run made, which is all there.
fn is_as_it_was(setup: &Setup, places: &Places, last: &Record) -> bool {
    let made = last.made();
    let has_nothing_else = |out| changes::left_over(out, &made).is_ok_and(|rest| rest.is_empty());
    !transaction::is_unfinished(&places.folders())
        && foreign::refuse(setup, places, &made).is_ok()
        && places.outs.iter().all(has_nothing_else)
}

/// Says what a run says in which nothing changed.
fn again(last: &Record, arguments: &Regenerate, start: Instant) -> Outcome {
    if let Some(findings) = &last.findings {
        terminal::remark(findings);
    }
    let changes = Changes { files: Vec::new(), unchanged: last.made().len() };
    if arguments.check {
        compared(&changes, arguments.format, start);
    } else {
        written((last.vendors, last.codes), &changes, arguments.format, start);
    }
    Outcome::Done
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
    // The journal has the fingerprint of each: they are made on every core.
    let _ = parallel::map(&changes.files, |file| file.change.after().map(Contents::fingerprint));
    transaction::apply(disk, &locks, &changes.files)
        .with_context(|| format!("{} could not be regenerated", places.shown()))?;
    Ok(changes)
}

/// Says what was written, of so many vendors and codes.
fn written((vendors, codes): (usize, usize), changes: &Changes, format: Format, start: Instant) {
    if format == Format::Json {
        return terminal::print_json(&as_json(changes));
    }
    let is_removed = |file: &&FileChange| file.change.after().is_none();
    let removed = changes.files.iter().filter(is_removed).count();
    say(&format!(
        "regenerated {}, {}: {} written, {removed} removed, {} unchanged in {} ms",
        count(vendors, "vendor"),
        count(codes, "code"),
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
    if changes.files.is_empty() {
        compared(&changes, format, start);
        return Ok(Outcome::Done);
    }
    if format == Format::Json {
        terminal::print_json(&as_json(&changes));
        return Ok(Outcome::Failed);
    }
    let text: String = changes.files.iter().map(difference).collect();
    say(&format!(
        "{text}\n{} not up to date; to fix it, run `{}`",
        count(changes.files.len(), "file"),
        places.command
    ));
    Ok(Outcome::Failed)
}

/// Says that everything is up to date.
fn compared(changes: &Changes, format: Format, start: Instant) {
    match format {
        Format::Human => {
            let millis = start.elapsed().as_millis();
            say(&format!("up to date: {} in {millis} ms", count(changes.unchanged, "file")));
        }
        Format::Json => terminal::print_json(&as_json(changes)),
    }
}

fn say(text: &str) {
    terminal::print(&format!("{text}\n"));
}
