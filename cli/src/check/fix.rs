//! `errcat check --fix`: applies what is certain, in all catalogs or in none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use errcat_codegen::{Finding, Fix, Input, Options, SourceFile};

use crate::report::count;
use crate::transaction::{self, Change, FileChange};
use crate::{paths, terminal};

/// One mistake may hide the next one of its file; no file needs more rounds than this.
const ROUNDS: usize = 100;

/// Fixes what is certain in these catalogs, or only in some of them, shows the difference and gives them as they are then.
pub(super) fn fix(
    folder: &Path,
    files: Vec<SourceFile>,
    only: Option<&BTreeSet<String>>,
    options: &Options,
) -> Result<Vec<SourceFile>> {
    let (fixed, number) = fixed(&files, only, options)?;
    let changed: Vec<(&SourceFile, &SourceFile)> =
        files.iter().zip(&fixed).filter(|(old, new)| old.bytes != new.bytes).collect();
    if changed.is_empty() {
        terminal::remark("nothing to fix: no finding has a remedy that is certain");
        return Ok(files);
    }
    let mut text = String::new();
    let mut changes = Vec::with_capacity(changed.len());
    for (old, new) in changed {
        let contents = String::from_utf8(new.bytes.clone()).context("a catalog is not UTF-8")?;
        let difference = terminal::diff(&String::from_utf8_lossy(&old.bytes), &contents);
        text.push_str(&format!("{}\n{difference}", old.path));
        let name = old.path.rsplit('/').next().unwrap_or(&old.path).to_owned();
        let change = Change::Stale { old: old.bytes.clone(), new: contents.into() };
        changes.push(FileChange { folder: folder.to_owned(), path: name, change });
    }
    transaction::write(&[folder], &changes)
        .with_context(|| format!("the catalogs in {} could not be fixed", paths::shown(folder)))?;
    let catalogs = count(changes.len(), "catalog");
    terminal::remark(&format!("{text}fixed {} in {catalogs}", count(number, "mistake")));
    Ok(fixed)
}

/// The catalogs with all that is certain fixed, and how many mistakes these were.
fn fixed(
    files: &[SourceFile],
    only: Option<&BTreeSet<String>>,
    options: &Options,
) -> Result<(Vec<SourceFile>, usize)> {
    let mut files = files.to_vec();
    let mut number = 0;
    let mut findings = found(&files, options);
    for _ in 0..ROUNDS {
        let mut fixes = fixes(&findings);
        fixes.retain(|path, _| only.is_none_or(|only| only.contains(*path)));
        if fixes.is_empty() {
            return Ok((files, number));
        }
        number += fixes.values().map(Vec::len).sum::<usize>();
        let mut expected = Vec::new();
        for file in &mut files {
            let Some(of_file) = fixes.get(file.path.as_str()) else { continue };
            expected.extend(apply(file, of_file)?);
        }
        let after = found(&files, options);
        prove(&findings, &expected, &after)?;
        findings = after;
    }
    bail!("mistakes keep appearing after {ROUNDS} rounds of fixes; nothing was written")
}

fn found(files: &[SourceFile], options: &Options) -> Vec<Finding> {
    errcat_codegen::check(&Input::new(files.to_vec()), options).findings
}

/// A finding that can be fixed, and how.
type Fixable<'f> = (&'f Finding, &'f Fix);

/// The fixes of each file, in the order of their places; of two that overlap the first one.
fn fixes(findings: &[Finding]) -> BTreeMap<&str, Vec<Fixable<'_>>> {
    let mut fixes: BTreeMap<&str, Vec<Fixable<'_>>> = BTreeMap::new();
    for (finding, fix) in findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?))) {
        fixes.entry(&finding.place.file).or_default().push((finding, fix));
    }
    for of_file in fixes.values_mut() {
        of_file.sort_by_key(|(_, fix)| (fix.range.start, fix.range.end));
        let mut end = None;
        of_file.retain(|(_, fix)| {
            let is_apart = end.is_none_or(|end| fix.range.start >= end && fix.range != (end..end));
            if is_apart {
                end = Some(fix.range.end);
            }
            is_apart
        });
    }
    fixes
}

/// A rule, and a place at which it must not find anything any more.
struct Gone {
    file: String,
    rule: &'static str,
    start: usize,
}

/// Makes the replacements, from the last one on; gives where each finding was, in the new text.
fn apply(file: &mut SourceFile, fixes: &[Fixable<'_>]) -> Result<Vec<Gone>> {
    for (finding, fix) in fixes.iter().rev() {
        if file.bytes.get(fix.range.clone()).is_none() {
            bail!("the fix of `{}` is outside of {}; nothing was written", finding.rule, file.path);
        }
        file.bytes.splice(fix.range.clone(), fix.replacement.bytes());
    }
    let moved = |at: usize| {
        let before = fixes.iter().filter(|(_, fix)| fix.range.end <= at && fix.range.start < at);
        before.fold(at, |at, (_, fix)| (at + fix.replacement.len()).saturating_sub(fix.range.len()))
    };
    let gone = |(finding, _): &Fixable<'_>| Gone {
        file: file.path.clone(),
        rule: finding.rule,
        start: moved(finding.place.span.start),
    };
    Ok(fixes.iter().map(gone).collect())
}

/// The findings are gone, and what was YAML is YAML still.
fn prove(before: &[Finding], gone: &[Gone], after: &[Finding]) -> Result<()> {
    for finding in after {
        let place = &finding.place;
        let is_same = |gone: &&Gone| {
            gone.file == place.file && gone.rule == finding.rule && gone.start == place.span.start
        };
        let is_broken = |findings: &[Finding]| {
            findings.iter().any(|of| of.rule == "yaml-syntax" && of.place.file == place.file)
        };
        if gone.iter().any(|gone| is_same(&gone)) || (finding.rule == "yaml-syntax" && !is_broken(before)) {
            bail!(
                "the fixes of {} do not take `{}` away ({}); nothing was written",
                place.file,
                finding.rule,
                finding.message
            );
        }
    }
    Ok(())
}
