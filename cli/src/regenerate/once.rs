//! Once from the catalogs to the tree, or, with `--check`, the difference.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, anyhow};
use errcat_codegen::model::Catalogs;
use errcat_codegen::{Artifact, Severity};
use similar::TextDiff;

use super::request::Regenerate;
use crate::advice::Advice;
use crate::changes::{self, Change, Changes};
use crate::disk::RealDisk;
use crate::outcome::Outcome;
use crate::report::{self, Purpose, count};
use crate::schema::{self, Schema};
use crate::setup::Setup;
use crate::{catalogs, commit, paths, terminal, today};

/// How many lines of a difference are shown for each file.
const DIFF_LINES: usize = 16;

/// Regenerates once, or says what is not up to date.
pub(super) fn run(setup: &Setup, arguments: &Regenerate, start: Instant) -> Result<Outcome> {
    let places = Places::of(setup, arguments)?;
    // First, as a finding may end the command.
    if !arguments.check && commit::is_unfinished(&places.out) {
        let _lock = commit::lock(&places.out)?;
        commit::recover(&RealDisk, &places.out)?;
    }
    let files = catalogs::read(&places.catalog)?;
    let compiled = errcat_codegen::check(&files, &today::options()?);
    if !compiled.findings.is_empty() {
        let purpose = if arguments.check { Purpose::Read } else { Purpose::Write };
        let advice = Advice::new(setup, arguments.catalog.as_deref());
        report::print(&files, &compiled.findings, &advice, purpose);
    }
    let failed = compiled.findings.iter().any(|finding| finding.severity == Severity::Error);
    let Some(catalogs) = compiled.catalogs.filter(|_| !failed) else { return Ok(Outcome::Failed) };
    let schema = schema::compare(&places.catalog, &files)?;
    if arguments.check {
        compare(&places, &catalogs, schema, start)
    } else {
        write(&places, &catalogs, schema, start)
    }
}

/// Where the catalogs are and where the files go, absolute.
struct Places {
    catalog: PathBuf,
    out: PathBuf,
    /// The crate that a new one depends on.
    runtime: PathBuf,
    /// The command that makes the same files again.
    command: String,
}

impl Places {
    fn of(setup: &Setup, arguments: &Regenerate) -> Result<Self> {
        let flag = |name: &str, path: &Option<PathBuf>| {
            path.as_ref().map_or(String::new(), |path| format!(" --{name} {}", path.display()))
        };
        Ok(Self {
            catalog: setup.catalog_folder(arguments.catalog.as_deref())?,
            out: paths::absolute(arguments.out.as_deref().unwrap_or(&setup.output))?,
            runtime: paths::absolute(&setup.runtime)?,
            command: format!(
                "{} regenerate{}{}",
                setup.program,
                flag("catalog", &arguments.catalog),
                flag("out", &arguments.out)
            ),
        })
    }
}

fn write(places: &Places, catalogs: &Catalogs, schema: Schema, start: Instant) -> Result<Outcome> {
    let out = &places.out;
    if out.exists() && !out.is_dir() {
        return Err(anyhow!("{} is not a folder; name another with --out", paths::shown(out)));
    }
    let _lock = commit::lock(out)?;
    commit::recover(&RealDisk, out)?;
    let mut changes = changes(places, catalogs)?;
    commit::apply(&RealDisk, out, &changes)
        .with_context(|| format!("{} could not be regenerated", paths::shown(out)))?;
    if let Schema::Differs(Change::Missing { new } | Change::Stale { new, .. }) = &schema {
        schema::write(&RealDisk, &places.catalog, new)?;
    }
    add_schema(&mut changes, places, schema);
    let removed = changes.files.values().filter(|change| **change == Change::Orphan).count();
    say(&format!(
        "regenerated {}, {}: {} written, {removed} removed, {} unchanged in {} ms",
        count(catalogs.vendors.len(), "vendor"),
        count(catalogs.vendors.iter().map(|vendor| vendor.entries.len()).sum(), "code"),
        changes.files.len() - removed,
        changes.unchanged,
        start.elapsed().as_millis(),
    ));
    Ok(Outcome::Done)
}

fn compare(places: &Places, catalogs: &Catalogs, schema: Schema, start: Instant) -> Result<Outcome> {
    if commit::is_unfinished(&places.out) {
        say(&format!("a command was killed while it wrote; to mend it, run `{}`", places.command));
        return Ok(Outcome::Failed);
    }
    let mut changes = changes(places, catalogs)?;
    add_schema(&mut changes, places, schema);
    if changes.files.is_empty() {
        let millis = start.elapsed().as_millis();
        say(&format!("up to date: {} in {millis} ms", count(changes.unchanged, "file")));
        return Ok(Outcome::Done);
    }
    let mut text = String::new();
    for (path, change) in &changes.files {
        let path = paths::absolute(&places.out.join(path))?;
        text.push_str(&difference(&paths::shown(&path), change));
    }
    say(&format!(
        "{text}\n{} not up to date; to mend it, run `{}`",
        count(changes.files.len(), "file"),
        places.command
    ));
    Ok(Outcome::Failed)
}

/// Counts the schema among the output's files, although it lies beside the catalogs.
fn add_schema(changes: &mut Changes, places: &Places, schema: Schema) {
    match schema {
        Schema::NotWanted => {}
        Schema::UpToDate => changes.unchanged += 1,
        Schema::Differs(change) => {
            let path = paths::relative(&places.out, &places.catalog.join(schema::NAME));
            changes.files.insert(path.to_string_lossy().replace('\\', "/"), change);
        }
    }
}

/// What would have to change, the manifest's features included.
fn changes(places: &Places, catalogs: &Catalogs) -> Result<Changes> {
    let artifacts = errcat_codegen::generate(catalogs);
    changes::compare(&places.out, &artifacts, &owned(places, catalogs)?)
}

/// The files that belong to people: the manifest, and the first files of a new crate.
fn owned(places: &Places, catalogs: &Catalogs) -> Result<Vec<Artifact>> {
    let path = places.out.join("Cargo.toml");
    let mut owned = Vec::new();
    let current = if path.exists() {
        fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?
    } else {
        owned = new_crate(places);
        owned
            .iter()
            .find(|file| file.path == "Cargo.toml")
            .map_or_else(String::new, |file| file.contents.clone())
    };
    let manifest = errcat_codegen::manifest(catalogs, &current)
        .with_context(|| format!("{} can't take the vendors' features", paths::shown(&path)))?;
    owned.retain(|file| file.path != "Cargo.toml");
    owned.push(Artifact::new("Cargo.toml", manifest));
    owned.extend(readme(places)?);
    Ok(owned)
}

/// The README of the format beside the catalogs, with the rules of this program; only where there is
/// one with a place for them.
fn readme(places: &Places) -> Result<Option<Artifact>> {
    let path = places.catalog.join("README.md");
    if !path.exists() {
        return Ok(None);
    }
    let current =
        fs::read_to_string(&path).with_context(|| format!("{} can't be read", paths::shown(&path)))?;
    let relative = paths::relative(&places.out, &path).to_string_lossy().replace('\\', "/");
    Ok(errcat_codegen::rules::readme(&current).map(|contents| Artifact::new(relative, contents)))
}

fn new_crate(places: &Places) -> Vec<Artifact> {
    let runtime = paths::relative(&places.out, &places.runtime);
    let mut files = errcat_codegen::scaffold(&runtime.to_string_lossy().replace('\\', "/"));
    files.retain(|file| file.path == "Cargo.toml" || !Path::exists(&places.out.join(&file.path)));
    files
}

fn difference(path: &str, change: &Change) -> String {
    match change {
        Change::Missing { .. } => format!("missing: {path}\n"),
        Change::Orphan => format!("left over: {path}\n"),
        Change::Stale { old, new } => format!("stale: {path}\n{}", diff(old, new)),
    }
}

/// The first lines of a unified diff, and how many more there are.
fn diff(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(1).to_string();
    let lines: Vec<&str> = text.lines().collect();
    let mut shown: String = lines.iter().take(DIFF_LINES).map(|line| format!("    {line}\n")).collect();
    if lines.len() > DIFF_LINES {
        shown.push_str(&format!("    … {} more\n", count(lines.len() - DIFF_LINES, "line")));
    }
    shown
}

fn say(text: &str) {
    terminal::print(&format!("{text}\n"));
}
