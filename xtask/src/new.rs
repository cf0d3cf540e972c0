//! `cargo xtask new`: the skeleton of a catalog.
//!
//! Each place to fill in holds a value that the format refuses, so that no skeleton passes for a catalog.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use errcat::{Category, Retry};
use errcat_codegen::{Finding, SourceFile};

use crate::report::count;
use crate::{Outcome, catalogs, known, terminal, workspace};

const SKELETON: &str = include_str!("new/skeleton.yaml");

/// Which vendor.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The vendor's id: lower-case letters, digits, `-` and `_`, a letter first.
    vendor: String,
    /// The folder with the catalogs [default: catalog/ of the workspace].
    #[arg(long, value_name = "DIR")]
    catalog: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &New) -> Result<Outcome> {
    let folder = known::folder(arguments.catalog.as_deref())?;
    let vendor = &arguments.vendor;
    if let Some(finding) = refusal(vendor, &folder)? {
        bail!("{}; {}", finding.message, finding.help);
    }
    let path = folder.join(format!("{vendor}.yaml"));
    let text = skeleton(vendor);
    write(&path, &text)?;
    let todos = text.lines().filter(|line| is_todo(line)).count();
    terminal::print(&format!(
        "wrote {}: fill in its {}; `cargo xtask regenerate` names each that is left\n",
        workspace::shown(&path),
        count(todos, "TODO"),
    ));
    Ok(Outcome::Done)
}

/// What the rules have against a catalog of this name, next to the others.
fn refusal(vendor: &str, folder: &Path) -> Result<Option<Finding>> {
    let name = format!("{vendor}.yaml");
    let mut files = if holds_catalogs(folder) { catalogs::read(folder)? } else { Vec::new() };
    files.push(SourceFile::new(name.clone(), smallest(vendor)?));
    let findings = errcat_codegen::compile(&files).findings;
    // The new one, not the one that was there before, is in the way.
    let ours = |finding: &Finding| {
        finding.place.file == name || finding.related.iter().any(|(place, _)| place.file == name)
    };
    let by_name = |finding: &&Finding| finding.rule == "vendor-name";
    let name_first = findings.iter().find(by_name).filter(|finding| ours(finding));
    Ok(name_first.or_else(|| findings.iter().find(|finding| ours(finding))).cloned())
}

fn holds_catalogs(folder: &Path) -> bool {
    let is_catalog =
        |path: PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    std::fs::read_dir(folder)
        .is_ok_and(|mut listed| listed.any(|entry| entry.is_ok_and(|entry| is_catalog(entry.path()))))
}

/// The smallest catalog that nothing but its name can be held against.
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
statuses: [{{ status: 400, category: invalid_request, retry: never, meaning: Wrong., action: Mend it. }}]
"
    ))
}

fn skeleton(vendor: &str) -> String {
    SKELETON
        .replace("{vendor}", vendor)
        .replace("{today}", &today())
        .replace("{categories}", &words(Category::ALL.iter().map(|category| category.as_str())))
        .replace("{retries}", &words(Retry::ALL.iter().map(|retry| retry.as_str())))
}

/// The day, in UTC.
fn today() -> String {
    let now = errcat::Timestamp::from(std::time::SystemTime::now()).to_string();
    now.chars().take_while(|c| *c != 'T').collect()
}

/// Words for a comment below an entry, several lines of them.
fn words(words: impl Iterator<Item = &'static str>) -> String {
    let text = words.collect::<Vec<_>>().join(", ");
    textwrap::fill(&text, textwrap::Options::new(80).subsequent_indent("        # "))
}

/// Whether a line is to be filled in.
fn is_todo(line: &str) -> bool {
    line.contains("TODO") && !line.trim_start().starts_with('#')
}

/// Writes a file that is not there yet.
fn write(path: &Path, text: &str) -> Result<()> {
    let shown = workspace::shown(path);
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} is there already, and is never written over; choose another id, or edit it")
        }
        Err(error) => {
            return Err(error).with_context(|| format!("{shown} can't be written; is its folder there?"));
        }
    };
    file.write_all(text.as_bytes()).with_context(|| format!("{shown} can't be written; is there room?"))
}
