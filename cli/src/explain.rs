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
    let Answer { known, query, found } = answer(setup, arguments)?;
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

/// What was found, and where.
struct Answer {
    known: Known,
    query: Query,
    found: Matches,
}

impl Answer {
    /// What these catalogs have.
    fn of(known: Known, arguments: &Explain) -> Result<Self> {
        let query = Query::of(&arguments.what, &known)?;
        let found = query.find(&known, &arguments.filters.of(&known)?);
        Ok(Self { known, query, found })
    }
}

/// The answer of the catalogs that have one: the folder's, or else those that the program brings along.
fn answer(setup: &Setup, arguments: &Explain) -> Result<Answer> {
    let (what, folder) = (arguments.what.as_str(), arguments.catalog.as_deref());
    let known = match what.split_once(':') {
        Some((vendor, _)) => Known::read_for(setup, folder, vendor)?,
        None if folder.is_some() => Known::read(setup, folder)?,
        None if has_own(setup)? => return own_answer(setup, arguments),
        None => {
            // A status is a question about every vendor.
            if status_pattern(what).is_err()
                && let Some(found) = shipped_answer(setup, arguments)?
            {
                return Ok(found);
            }
            Known::shipped(setup)?
        }
    };
    Answer::of(known, arguments)
}

/// The answer of the program's own folder, or else of the catalogs that the program brings along.
fn own_answer(setup: &Setup, arguments: &Explain) -> Result<Answer> {
    let own = Known::read(setup, None)?;
    // A vendor that is filtered by may be one of the others.
    if arguments.filters.of(&own).is_err() {
        return match shipped_answer(setup, arguments)? {
            Some(found) => Ok(found),
            None => Answer::of(own, arguments),
        };
    }
    let own = Answer::of(own, arguments)?;
    match own.found.is_something() {
        true => Ok(own),
        false => Ok(shipped_answer(setup, arguments)?.unwrap_or(own)),
    }
}

/// The answer of those catalogs that the program brings along in which the text is, if they have one.
fn shipped_answer(setup: &Setup, arguments: &Explain) -> Result<Option<Answer>> {
    match Known::shipped_with(setup, &arguments.what)? {
        Some(shipped) if arguments.filters.of(&shipped).is_ok() => {
            Ok(Some(Answer::of(shipped, arguments)?).filter(|answer| answer.found.is_something()))
        }
        _ => Ok(None),
    }
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
