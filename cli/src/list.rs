//! `errcat list`: the codes of every vendor, filtered, as a table, or how many there are of each kind.

mod group;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueHint};
use errcat_codegen::words;
use serde_json::{Value, json};

use self::group::GroupBy;
use crate::filters::Filters;
use crate::help;
use crate::known::{Known, KnownCode};
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, FAINT, Format, STRONG, Sheet, paint};

/// Which codes to list. Filters of one kind widen what is listed, those of another narrow it.
#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    filters: Filters,
    /// A line for each of these instead, with how many codes it has.
    #[arg(long, value_enum, value_name = "WHAT")]
    group_by: Option<GroupBy>,
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
            ("{program} list", "every code"),
            ("{program} list --group-by vendor", "the vendors, each with its hosts and what it has"),
            ("{program} list --vendor runo --retry backoff", "what is worth another try at Runo"),
            (
                "{program} list --category rate_limited --category quota_exhausted",
                "one category or the other",
            ),
            ("{program} list --remedy new_key --group-by vendor", "who sends that a new key is needed"),
            ("{program} list --status 5xx --format json", ""),
        ],
        "Exit codes: 0 done, 1 no such vendor or host, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &List) -> Result<Outcome> {
    let folder = arguments.catalog.as_deref();
    let known = match arguments.filters.vendors() {
        [vendor] => Known::read_for(setup, folder, vendor)?,
        _ => Known::read(setup, folder)?,
    };
    let asked = arguments.filters.of(&known)?;
    let codes: Vec<KnownCode> = known.codes().filter(|code| asked.matches(code)).collect();
    match (arguments.format, arguments.group_by) {
        (Format::Json, Some(by)) => terminal::print_json(&group::as_json(by, &group::groups(by, &codes))),
        (Format::Json, None) => terminal::print_json(&codes.iter().map(as_json).collect()),
        (Format::Human, _) if codes.is_empty() => terminal::remark("no code matches; leave out a filter"),
        (Format::Human, Some(by)) => terminal::print(&group::table(by, &group::groups(by, &codes))),
        (Format::Human, None) => terminal::print(&table(&codes)),
    }
    Ok(Outcome::Done)
}

fn table(codes: &[KnownCode]) -> String {
    let heading = ["VENDOR", "CODE", "HTTP", "CATEGORY", "RETRY"].map(|name| paint(FAINT, name));
    let mut rows = vec![heading];
    for code in codes {
        rows.push([
            code.vendor.table.id.to_owned(),
            paint(STRONG, &words::plain(code.entry.code)),
            words::http(&code.entry.http),
            code.entry.rule.category.to_string(),
            code.retry().to_owned(),
        ]);
    }
    let mut sheet = Sheet::unwrapped();
    sheet.rows("", &rows);
    sheet.finish()
}

fn as_json(code: &KnownCode) -> Value {
    json!({ "vendor": code.vendor.table.id, "entry": code.json() })
}
