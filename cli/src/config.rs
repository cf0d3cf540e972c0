//! `errcat.toml`: where the catalogs of a repository are, and what is made of them.

mod fields;

mod dependency;
mod output;

pub(crate) use output::is_package_name;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use errcat_codegen::{Finding, SourceFile};
use toml_edit::{Document, Item};

use self::fields::Fields;
use crate::advice::Advice;
use crate::outcome::Outcome;
use crate::report::{Report, ReportFormat, Verbosity};
use crate::setup::{Output, Setup, Shipped};
use crate::{paths, terminal};

/// The name of the file.
pub(crate) const NAME: &str = "errcat.toml";

impl Setup {
    /// The command `errcat` as the nearest `errcat.toml` sets it, in the current folder or in one above it; without
    /// one, [as it works on the current folder](Self::of_current_folder).
    ///
    /// # Errors
    ///
    /// The file can't be used. Why is printed already; this is the exit code.
    pub fn find(shipped: &'static [Shipped]) -> std::result::Result<Self, ExitCode> {
        let setup = Self::of_current_folder(shipped);
        let Some(path) = nearest() else { return Ok(setup) };
        match read(&path, setup) {
            Ok(Some(setup)) => Ok(setup),
            Ok(None) => Err(ExitCode::from(Outcome::Failed.code())),
            Err(error) => {
                terminal::remark(&format!("error: {error:#}"));
                Err(ExitCode::from(Outcome::Failed.code()))
            }
        }
    }
}

/// The nearest file of this name, from the current folder up.
fn nearest() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The setup with what the file says; `None`: it has findings, which are printed.
fn read(path: &Path, setup: Setup) -> Result<Option<Setup>> {
    let shown = paths::shown(path);
    let bytes = std::fs::read(path).with_context(|| format!("{shown} can't be read; fix or remove it"))?;
    let file = SourceFile::new(shown.clone(), bytes);
    let folder = path.parent().unwrap_or(Path::new("."));
    let advice = Advice::new(&setup, None);
    match of(&file, folder, setup) {
        Ok(setup) => Ok(Some(setup)),
        Err(findings) => {
            let files = [file];
            let report = Report::new(&files, &findings, &advice);
            let text = report.render(ReportFormat::Human, Verbosity::All);
            terminal::remark(&format!("{text}error: {shown} can't be used; fix the findings above"));
            Ok(None)
        }
    }
}

/// The setup with what the file says, or all of its findings.
fn of(file: &SourceFile, folder: &Path, setup: Setup) -> std::result::Result<Setup, Vec<Finding>> {
    let text = std::str::from_utf8(&file.bytes).map_err(|error| {
        let at = error.valid_up_to();
        vec![fields::finding(file, "toml-syntax", at..at + 1, "the file is not UTF-8", "save it as UTF-8")]
    })?;
    let document = Document::parse(text).map_err(|error| {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let message = message.trim_end_matches('.');
        let help = "correct the syntax of TOML there: https://toml.io";
        vec![fields::finding(file, "toml-syntax", error.span().unwrap_or(0..0), message, help)]
    })?;
    let mut findings = Vec::new();
    let mut root = Fields::new(file, document.as_table(), 0..0, &mut findings);
    root.only(&["catalogs", "site", "core", "output"]);
    let catalog = root.text("catalogs").map(|text| folder.join(text.value));
    let site = root.text("site").map(|text| folder.join(text.value));
    let core = root.table("core").map(|mut fields| dependency::read(&mut fields, folder));
    let outputs = outputs(file, document.get("output"), folder, &mut findings);
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(Setup {
        whereabouts: " in the folder of errcat.toml",
        catalog: catalog.unwrap_or_else(|| folder.join("catalog")),
        site: site.unwrap_or_else(|| folder.join(&setup.site)),
        core: core.unwrap_or_else(|| setup.core.clone()),
        outputs: if outputs.is_empty() {
            let in_folder =
                |output: &Output| Output { folder: folder.join(&output.folder), ..output.clone() };
            setup.outputs.iter().map(in_folder).collect()
        } else {
            outputs
        },
        ..setup
    })
}

/// What is generated, `[[output]]` for each.
fn outputs(
    file: &SourceFile,
    item: Option<&Item>,
    folder: &Path,
    findings: &mut Vec<Finding>,
) -> Vec<Output> {
    let Some(item) = item else { return Vec::new() };
    let Some(tables) = item.as_array_of_tables() else {
        let span = item.span().unwrap_or(0..0);
        let help = "write `[[output]]`, and below it what is generated";
        findings.push(fields::finding(file, "wrong-type", span, "`output` is not a list of tables", help));
        return Vec::new();
    };
    let mut outputs: Vec<Output> = Vec::new();
    for table in tables {
        let mut fields = Fields::new(file, table, table.span().unwrap_or(0..0), findings);
        let Some((output, span)) = output::read(&mut fields, folder) else { continue };
        if outputs.iter().any(|other| other.folder == output.folder) {
            let help = "give each output a folder of its own";
            let finding =
                fields::finding(file, "duplicate-value", span, "another output has this folder", help);
            findings.push(finding);
        }
        outputs.push(output);
    }
    outputs
}
