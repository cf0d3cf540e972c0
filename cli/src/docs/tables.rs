//! The tables in people's own Markdown files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use errcat_codegen::{Catalogs, Finding, SourceFile};
use errcat_site::{Options, inject};

use super::Docs;
use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{Report, ReportFormat, Verbosity, count};
use crate::setup::Setup;
use crate::transaction::{self, Change, FileChange};
use crate::{paths, terminal};

/// Fills in the tables of the files, in all of them or in none.
pub(super) fn run(
    setup: &Setup,
    arguments: &Docs,
    catalogs: &Catalogs<'_>,
    options: &Options,
) -> Result<Outcome> {
    let mut files = Vec::new();
    let mut findings: Vec<Finding> = Vec::new();
    let mut changes = Vec::new();
    let mut tables = 0;
    for path in &arguments.files {
        let path = paths::absolute(path)?;
        let shown = paths::shown(&path);
        let bytes =
            fs::read(&path).with_context(|| format!("{shown} can't be read; is it a Markdown file?"))?;
        let file = SourceFile::new(shown, bytes);
        let injected = inject(&file, catalogs, options);
        tables += injected.tables;
        if injected.findings.is_empty() && injected.text.as_bytes() != file.bytes {
            changes.push(change(&path, file.bytes.clone(), injected.text)?);
        }
        findings.extend(injected.findings);
        files.push(file);
    }
    if !findings.is_empty() {
        let advice = Advice::new(setup, arguments.catalog.as_deref());
        let report = Report::new(&files, &findings, &advice).render(ReportFormat::Human, Verbosity::All);
        let end = if arguments.check { "" } else { "; nothing was written" };
        terminal::remark(&format!("{report}{}{end}", count(findings.len(), "error")));
        return Ok(Outcome::Failed);
    }
    let told = format!("{} in {}", count(tables, "table"), count(files.len(), "file"));
    if changes.is_empty() {
        terminal::print(&format!("up to date: {told}\n"));
        return Ok(Outcome::Done);
    }
    let names: String = changes
        .iter()
        .map(|change| format!("{}\n", paths::shown(&change.folder.join(&change.path))))
        .collect();
    if arguments.check {
        let command = arguments.command(setup);
        let number = count(changes.len(), "file");
        terminal::print(&format!("{names}{number} not up to date; to fix it, run `{command}`\n"));
        return Ok(Outcome::Failed);
    }
    let folders: Vec<&Path> = changes.iter().map(|change| change.folder.as_path()).collect();
    transaction::write(&folders, &changes)?;
    terminal::print(&format!("{names}filled in {told}\n"));
    Ok(Outcome::Done)
}

fn change(path: &Path, old: Vec<u8>, new: String) -> Result<FileChange> {
    let name = path.file_name().context("a file has a name")?;
    Ok(FileChange {
        folder: path.parent().map(PathBuf::from).unwrap_or_default(),
        path: name.to_string_lossy().into_owned(),
        change: Change::Stale { old, new: new.into() },
    })
}
