//! `errcat new`: the skeleton of a catalog.
//!
//! Each place to fill in holds a value that the format refuses, so that no skeleton passes for a catalog.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueHint};
use errcat_codegen::{Finding, Input, Options, Severity, SourceFile};
use errcat_core::table::Area;
use errcat_core::{Category, Retry};
use serde_json::json;

use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::count;
use crate::setup::Setup;
use crate::terminal::Format;
use crate::transaction::{self, Created, RealDisk};
use crate::{catalogs, help, paths, terminal, today};

const SKELETON: &str = include_str!("new/skeleton.yaml");

/// Which vendor.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The vendor's id: lower-case letters, digits, `-` and `_`, a letter first.
    vendor: String,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
    /// How to say what was written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[("{program} new acme", "writes catalog/acme.yaml")],
        "Every place to fill in is marked TODO, and `{program} check` names each of them by its place
until it is filled in. A file that is there already is never written over.

Exit codes: 0 written, 1 refused, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &New) -> Result<Outcome> {
    let folder = setup.catalog_folder(arguments.catalog.as_deref())?;
    let vendor = &arguments.vendor;
    if let Some(finding) = refusal(vendor, &folder)? {
        // There is no file yet.
        let advice = finding.help.trim_end_matches(" and rename the file to it").trim_end_matches(',');
        bail!("{}; {}", finding.message, advice);
    }
    let path = folder.join(format!("{vendor}.yaml"));
    let other = path.with_extension("yml");
    if other.exists() {
        bail!("{} is there already; choose another id, or edit it", paths::shown(&other));
    }
    let text = skeleton(vendor);
    if transaction::create(&RealDisk, &path, &text)? == Created::Taken {
        let shown = paths::shown(&path);
        bail!("{shown} is there already, and is never written over; choose another id, or edit it");
    }
    let todos = text.lines().filter(|line| is_todo(line)).count();
    if arguments.format == Format::Json {
        terminal::print_json(&json!({ "version": 1, "written": [paths::shown(&path)], "todos": todos }));
        return Ok(Outcome::Done);
    }
    terminal::print(&format!(
        "wrote {}: fill in its {}; `{}` names each that is left\n",
        paths::shown(&path),
        count(todos, "TODO"),
        Advice::new(setup, arguments.catalog.as_deref()).check(""),
    ));
    Ok(Outcome::Done)
}

/// The rule that a catalog of this name would break, next to the others.
fn refusal(vendor: &str, folder: &Path) -> Result<Option<Finding>> {
    let name = format!("{vendor}.yaml");
    let mut files = vec![SourceFile::new(name.clone(), smallest(vendor)?)];
    // Of the others only the names matter, so an unfinished draft does not stop this.
    for stem in catalogs::stems(folder)?.iter().filter(|stem| *stem != vendor) {
        files.push(SourceFile::new(format!("{stem}.yaml"), smallest(stem)?));
    }
    let findings = errcat_codegen::check(&Input::new(files), &Options::default()).findings;
    // A clash of two names may be reported at either of them.
    let is_ours = |finding: &&Finding| {
        let related = finding.related.iter().map(|(place, _)| place);
        let mut places = std::iter::once(&finding.place).chain(related);
        finding.severity == Severity::Error && places.any(|place| place.file == name)
    };
    let ours: Vec<&Finding> = findings.iter().filter(is_ours).collect();
    // A bad name may break several rules; the one about names helps most.
    let by_name = ours.iter().find(|finding| finding.rule == "vendor-name");
    Ok(by_name.or_else(|| ours.first()).copied().cloned())
}

/// The smallest catalog that breaks no rule, unless its name does.
fn smallest(vendor: &str) -> Result<String> {
    // Text of JSON is text of YAML, whatever is in it.
    let vendor = serde_json::to_string(vendor).context("the vendor's id can't be written")?;
    Ok(format!(
        "vendor: {vendor}
title: New
about: Does something.
stability: stable
complete: true
sources: [{{ id: errors, title: Errors, retrieved: 2026-01-01, url: \"https://example.com\" }}]
envelope: {{ code: /code }}
statuses: [{{ status: 400, category: invalid_request, retry: never, meaning: Wrong., action: Correct it. }}]
groups: []
"
    ))
}

fn skeleton(vendor: &str) -> String {
    SKELETON
        .replace("{vendor}", vendor)
        .replace("{today}", &today::day(SystemTime::now()))
        .replace("{areas}", &Area::ALL.iter().map(|area| area.as_str()).collect::<Vec<_>>().join(", "))
        .replace("{categories}", &words(Category::ALL.iter().map(|category| category.as_str())))
        .replace("{retries}", &words(Retry::ALL.iter().map(|retry| retry.as_str())))
}

/// A closed list as a comment within an entry.
fn words(words: impl Iterator<Item = &'static str>) -> String {
    let text = words.collect::<Vec<_>>().join(", ");
    let options = textwrap::Options::new(90).initial_indent("        # One of: ");
    textwrap::fill(&text, options.subsequent_indent("        # "))
}

/// Whether a line is to be filled in.
fn is_todo(line: &str) -> bool {
    line.contains("TODO") && !line.trim_start().starts_with('#')
}
