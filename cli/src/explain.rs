//! `errcat explain`: a code at every vendor that has it, or a status.

mod across;
mod code;
mod query;
mod status;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};
use errcat_codegen::{status_pattern, words};
use errcat_core::table::Family;
use serde_json::json;

use self::query::{Matches, Query};
use crate::advice::Advice;
use crate::filters::Filters;
use crate::help;
use crate::known::Known;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::shipped::has_own;
use crate::terminal::{self, Format, STRONG, Sheet, paint};

/// What to explain.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A code, a code of one vendor (`runo:RATE_LIMITED`), or a status (`429`, `5xx`).
    #[arg(value_name = "CODE|VENDOR:CODE|STATUS")]
    what: String,
    #[command(flatten)]
    filters: Filters,
    /// Everything of every vendor, however long it becomes.
    #[arg(long)]
    full: bool,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} explain RATE_LIMITED", "at every vendor that has it"),
            ("{program} explain runo:RATE_LIMITED", "at one vendor"),
            ("{program} explain 429", "what the status means across vendors"),
            ("{program} explain 429 --retry never", "where it is final"),
            ("{program} explain openai:429", "the same at one vendor, with each code"),
            ("{program} explain 5xx --format json", "a class of statuses, for a program"),
        ],
        "A code of many vendors and a status are shown in short; `--full` shows everything. For an unknown code the
nearest known ones are listed.

Exit codes: 0 found, 1 not found, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Explain) -> Result<Outcome> {
    let known = known(setup, arguments)?;
    let query = Query::of(&arguments.what, &known)?;
    let found = query.find(&known, &arguments.filters.of(&known)?);
    let is_found = found.is_something();
    match arguments.format {
        Format::Json => terminal::print_json(&as_json(&arguments.what, &found)),
        Format::Human if is_found => terminal::print(&as_text(&found, arguments.full, known.advice())),
        Format::Human => {
            let lines = not_found(query.unknown(&known), &found);
            terminal::remark(&format!("error: {lines}"));
        }
    }
    Ok(if is_found { Outcome::Done } else { Outcome::Failed })
}

/// The catalogs that have an answer: the folder's, or else those that the program brings along.
fn known(setup: &Setup, arguments: &Explain) -> Result<Known> {
    let (what, folder) = (arguments.what.as_str(), arguments.catalog.as_deref());
    if let Some((vendor, _)) = what.split_once(':') {
        return Known::read_for(setup, folder, vendor);
    }
    if folder.is_some() {
        return Known::read(setup, folder);
    }
    if has_own(setup)? {
        let own = Known::read(setup, None)?;
        if setup.shipped.is_empty() || is_known(&own, arguments)? {
            return Ok(own);
        }
        let shipped = Known::shipped_with(setup, what)?;
        return match shipped {
            Some(shipped) if is_known(&shipped, arguments)? => Ok(shipped),
            _ => Ok(own),
        };
    }
    // A status is a question about every vendor.
    if status_pattern(what).is_err()
        && let Some(shipped) = Known::shipped_with(setup, what)?
        && is_known(&shipped, arguments)?
    {
        return Ok(shipped);
    }
    Known::shipped(setup)
}

/// Whether these catalogs have an answer.
fn is_known(known: &Known, arguments: &Explain) -> Result<bool> {
    // A vendor that is filtered by may be one of the others.
    let Ok(asked) = arguments.filters.of(known) else { return Ok(false) };
    Ok(Query::of(&arguments.what, known)?.find(known, &asked).is_something())
}

fn as_text(found: &Matches, full: bool, advice: &Advice) -> String {
    let mut sheet = Sheet::new();
    if let Some(status) = found.status.filter(|_| found.statuses.len() > 1 && !full) {
        across::statuses(&mut sheet, (status, &found.statuses), &found.codes, advice);
        return sheet.finish();
    }
    if found.codes.len() >= across::MANY && !full {
        across::codes(&mut sheet, &found.codes, advice);
    } else {
        if found.codes.len() > 1 {
            sheet.line(&code::headline(&found.codes));
        }
        found.codes.iter().for_each(|code| code::section(&mut sheet, code));
    }
    if let Some(status) = found.status {
        status::sections(&mut sheet, status, &found.statuses);
    }
    sheet.finish()
}

fn as_json(what: &str, found: &Matches) -> serde_json::Value {
    json!({
        "query": what,
        "codes": found.codes.iter().map(code::json).collect::<Vec<_>>(),
        "statuses": found.statuses.iter().map(status::json).collect::<Vec<_>>(),
        "nearest": found
            .nearest
            .iter()
            .map(|(vendor, text)| json!({ "vendor": vendor.table.id, "code": text }))
            .collect::<Vec<_>>(),
        "families": found
            .families
            .iter()
            .map(|(vendor, family)| json!({ "vendor": vendor.table.id, "family": family }))
            .collect::<Vec<_>>(),
    })
}

/// That there is no such code, what may have been meant, and what holds for codes that start like it.
fn not_found((unknown, help): (String, Option<String>), found: &Matches) -> String {
    let mut lines = vec![unknown];
    if found.nearest.is_empty() {
        lines.extend(help);
    } else {
        lines.push("did you mean".to_owned());
        let near = found.nearest.iter().map(|(vendor, text)| {
            format!("  {}", paint(STRONG, &format!("{}:{}", vendor.table.id, words::plain(text))))
        });
        lines.extend(near);
    }
    lines.extend(found.families.iter().map(|(vendor, Family { prefix, rule, .. })| {
        let retry = words::verdict(rule.retry.as_ref());
        format!(
            "a new code {}:{}* would be {}, {retry}",
            vendor.table.id,
            words::plain(prefix),
            rule.category
        )
    }));
    lines.join("\n")
}
