//! `errcat drift`: a vendor's page, as it is now, against its catalog.

mod compare;
mod page;
mod source;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use errcat_codegen::Position;
use serde_json::{Value, json};

use self::compare::{Comparison, Kind, Row};
use self::source::Source;
use crate::help;
use crate::known::Known;
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, Format};

/// What to compare, and with which catalog.
#[derive(Debug, Args)]
pub(crate) struct Drift {
    /// The page as it is now: whatever `import` reads, or a list of codes, one a line; `-` reads the standard input.
    #[arg(value_name = "PAGE", value_hint = ValueHint::FilePath)]
    page: PathBuf,
    /// The vendor whose catalog it is held against.
    #[arg(long, value_name = "ID")]
    vendor: String,
    /// Which of the catalog's `sources` it is, where there are several: their codes have to be on it. May be given
    /// several times [default: those that have nearly all of their codes on it].
    #[arg(long, value_name = "ID")]
    source: Vec<String>,
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
            ("{program} drift errors.html --vendor acme", "a page that was saved today"),
            ("{program} drift codes.txt --vendor acme --source sdk", "a list of all codes of one source"),
            ("curl -s https://… | {program} drift - --vendor acme --format json", ""),
        ],
        "Compared are the codes, and their statuses and the words about retrying where the page has them.
A page that can't be read, or has too few of the catalog's codes to be its page, is an error; it is never reported as no drift.

Exit codes: 0 no drift; 1 drift, or the page can't be read; 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &Drift) -> Result<Outcome> {
    let known = Known::read_for(setup, arguments.catalog.as_deref(), &arguments.vendor)?;
    let vendor = known.vendor(&arguments.vendor)?;
    for id in &arguments.source {
        if !vendor.table.sources.iter().any(|source| source.id == id) {
            let ids: Vec<&str> = vendor.table.sources.iter().map(|source| source.id).collect();
            bail!("`{}` has no source `{id}`; there are {}", vendor.table.id, ids.join(", "));
        }
    }
    let source = Source::read(&arguments.page)?;
    let comparison = Comparison::of(&known, vendor, &source, &arguments.source)?;
    match arguments.format {
        Format::Human => terminal::print(&page::page(&comparison)),
        Format::Json => terminal::print_json(&as_json(&comparison)),
    }
    let is_same = comparison.rows.is_empty() && source.unread.is_empty();
    Ok(if is_same { Outcome::Done } else { Outcome::Failed })
}

fn as_json(comparison: &Comparison<'_>) -> Value {
    let place = |place: &Option<(String, Position)>| {
        place.as_ref().map(|(file, at)| json!({ "file": file, "line": at.line, "column": at.column }))
    };
    let row = |row: &Row| {
        json!({
            "kind": row.kind.as_str(),
            "code": row.code,
            "field": match row.kind {
                Kind::Changed(field) => Some(field),
                _ => None,
            },
            "catalog": { "says": row.here, "place": place(&row.here_at) },
            "page": { "says": row.there, "place": place(&row.there_at) },
        })
    };
    json!({
        "version": 1,
        "vendor": comparison.vendor.table.id,
        "page": comparison.source.shown,
        "codes_on_page": comparison.codes,
        "sources": comparison.sources,
        "rows": comparison.rows.iter().map(row).collect::<Vec<_>>(),
        "unread_rows": comparison.source.unread,
    })
}
