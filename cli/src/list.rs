//! `errcat list`: the codes of every vendor, filtered, as a table.

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Result;
use clap::builder::{PossibleValuesParser, TypedValueParser as _, ValueParser};
use clap::{Args, ValueHint};
use errcat_codegen::words;
use errcat_core::table::{Http, StatusPattern};
use errcat_core::{Category, Retry, UnknownName};
use serde_json::{Value, json};

use crate::help;
use crate::known::{Known, KnownCode};
use crate::outcome::Outcome;
use crate::setup::Setup;
use crate::terminal::{self, FAINT, Format, STRONG, Sheet, paint};

/// Which codes to list. Filters of one kind widen what is listed, those of another narrow it.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only codes of this vendor, such as `runo`.
    #[arg(long, value_name = "ID")]
    vendor: Vec<String>,
    /// Only codes of this category.
    #[arg(long, value_parser = word(Category::ALL, Category::as_str))]
    category: Vec<Category>,
    /// Only codes with this retry kind.
    #[arg(long, value_parser = word(Retry::ALL, Retry::as_str))]
    retry: Vec<Retry>,
    /// Only codes with this status: `429`, a class such as `5xx`, or `none` for those that come without one.
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusFilter>,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The folder with the catalogs [default: catalog/{whereabouts}].
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    catalog: Option<PathBuf>,
}

/// A status to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StatusFilter {
    /// The page says that there is no status.
    None,
    /// This one, or one of this class.
    Is(StatusPattern),
}

impl FromStr for StatusFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::None),
            _ => errcat_codegen::status_pattern(text)
                .map(Self::Is)
                .map_err(|wanted| format!("it has to be {wanted}, or `none`")),
        }
    }
}

/// Reads a word of a closed list, which the help shows.
fn word<T>(all: &'static [T], name: fn(T) -> &'static str) -> ValueParser
where
    T: Copy + FromStr<Err = UnknownName> + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|value| name(*value))).try_map(|text| text.parse::<T>()).into()
}

/// The help below the arguments.
pub(crate) fn help(setup: &Setup) -> String {
    help::examples(
        setup,
        &[
            ("{program} list", "every code"),
            ("{program} list --vendor runo --retry backoff", "what is worth another try at Runo"),
            (
                "{program} list --category rate_limited --category quota_exhausted",
                "one category or the other",
            ),
            ("{program} list --status 5xx --format json", ""),
        ],
        "Exit codes: 0 done, 1 no such vendor, 2 wrong usage.",
    )
}

/// Runs the command.
pub(crate) fn run(setup: &Setup, arguments: &List) -> Result<Outcome> {
    let folder = arguments.catalog.as_deref();
    let known = match arguments.vendor.as_slice() {
        [vendor] => Known::read_for(setup, folder, vendor)?,
        _ => Known::read(setup, folder)?,
    };
    // An unknown vendor is most likely a typo, not an empty list.
    for id in &arguments.vendor {
        known.vendor(id)?;
    }
    let codes: Vec<KnownCode> = known.codes().filter(|code| arguments.matches(code)).collect();
    match arguments.format {
        Format::Json => terminal::print_json(&codes.iter().map(as_json).collect()),
        Format::Human if codes.is_empty() => terminal::remark("no code matches; leave out a filter"),
        Format::Human => terminal::print(&table(&codes)),
    }
    Ok(Outcome::Done)
}

impl List {
    fn matches(&self, code: &KnownCode) -> bool {
        let KnownCode { vendor, entry, .. } = code;
        any(&self.vendor, |id| *id == vendor.table.id)
            && any(&self.category, |category| *category == entry.rule.category)
            && any(&self.retry, |retry| entry.rule.retry.is_some_and(|rule| rule.kind == *retry))
            && any(&self.status, |status| status.matches(&entry.http))
    }
}

impl StatusFilter {
    fn matches(self, http: &Http<'_>) -> bool {
        match self {
            Self::None => *http == Http::NotApplicable,
            Self::Is(pattern) => http.statuses().iter().any(|status| status.overlaps(pattern)),
        }
    }
}

/// Whether one of the filters holds, or there is none.
fn any<T>(filters: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    filters.is_empty() || filters.iter().any(holds)
}

fn table(codes: &[KnownCode]) -> String {
    let heading = ["VENDOR", "CODE", "HTTP", "CATEGORY", "RETRY"].map(|name| paint(FAINT, name));
    let mut rows = vec![heading];
    for KnownCode { vendor, entry, .. } in codes {
        let retry = entry.rule.retry.as_ref().map_or("–", |retry| retry.kind.as_str());
        rows.push([
            vendor.table.id.to_owned(),
            paint(STRONG, &words::plain(entry.code)),
            words::http(&entry.http),
            entry.rule.category.to_string(),
            retry.to_owned(),
        ]);
    }
    let mut sheet = Sheet::unwrapped();
    sheet.rows("", &rows);
    sheet.finish()
}

fn as_json(code: &KnownCode) -> Value {
    json!({ "vendor": code.vendor.table.id, "entry": code.json() })
}
