//! What a source says about one code or status.

use errcat_codegen::variant_of;
use errcat_core::{Category, Retry};

use super::cells::{self, Statuses};
use super::guess::Guess;
use super::page::Table;
use super::retry_cell::{self, RetryCell};
use super::roles::Roles;

/// What the source says about one code or status.
#[derive(Debug, Default)]
pub(super) struct Fact {
    /// The Rust variant, where the source has a name beside the code.
    pub(super) name: Option<String>,
    /// Other strings for the same error.
    pub(super) aliases: Vec<String>,
    pub(super) statuses: Vec<String>,
    /// Whether the page says that there is no status.
    pub(super) no_status: bool,
    /// Whether the source only implies the status.
    pub(super) implied_status: bool,
    /// The category, where the source gives a better reason than the words of the code.
    pub(super) category: Option<Guess>,
    pub(super) retry: Option<RetryCell>,
    /// The page's own words about retrying.
    pub(super) documented: Option<String>,
    /// The page's texts, each with the head of its column.
    pub(super) texts: Vec<(String, String)>,
    /// What the page says to do.
    pub(super) action: Option<String>,
    /// Members of the details, from a sample.
    pub(super) details: Vec<(String, &'static str)>,
    /// Whether the source says that it is about to be retired.
    pub(super) deprecated: bool,
    /// Bodies that the source shows.
    pub(super) examples: Vec<Example>,
    /// What a person has to check.
    pub(super) doubts: Vec<String>,
}

/// A body that a source shows.
#[derive(Debug)]
pub(super) struct Example {
    /// The source's name for it.
    pub(super) title: Option<String>,
    /// The status of its response.
    pub(super) status: Option<String>,
    /// The code in it.
    pub(super) code: Option<String>,
    /// The body, as YAML.
    pub(super) body: String,
}

impl Fact {
    /// Sets the category, with the reason.
    pub(super) fn guess(&mut self, category: Category, because: &str) {
        self.category = Some(Guess { category, because: because.to_owned() });
    }

    /// Sets what the source says about retrying, in its own words.
    pub(super) fn retry(&mut self, kind: Retry, documented: &str) {
        self.retry = Some(RetryCell::sure(kind));
        self.documented = Some(documented.to_owned());
    }
}

/// The text of a row with a single cell, which is a heading within the table.
pub(super) fn spanning(cells: &[String], roles: &Roles) -> Option<String> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cells::is_blank(cell));
    let (at, only) = filled.next()?;
    let is_code = roles.code == Some(at)
        && cells::codes(only).is_some_and(|codes| codes.iter().all(|code| cells::is_code_like(code)));
    let is_status = roles.status == Some(at) && cells::statuses(only) != Statuses::Unreadable;
    (filled.next().is_none() && cells.len() > 1 && at == 0 && !is_code && !is_status).then(|| only.clone())
}

/// The facts of a row, without its code.
pub(super) fn of_row(table: &Table, roles: &Roles, cells: &[String]) -> Fact {
    let cell = |column: Option<usize>| column.and_then(|at| cells.get(at)).map_or("", String::as_str);
    let mut fact = Fact { name: variant_of(cell(roles.name)), ..Fact::default() };
    let alias = cell(roles.alias).trim();
    fact.aliases.extend((!cells::is_blank(alias)).then(|| alias.to_owned()));
    match cells::statuses(cell(roles.status)) {
        Statuses::Empty => {}
        Statuses::None => fact.no_status = true,
        Statuses::List(list) => fact.statuses = list,
        Statuses::Unreadable => {
            fact.doubts.push(format!("the status “{}” could not be read", cell(roles.status)))
        }
    }
    fact.retry = retry_cell::read(cell(roles.retry));
    fact.documented = fact.retry.as_ref().map(|_| cell(roles.retry).to_owned());
    fact.action = Some(cell(roles.action).to_owned()).filter(|text| !cells::is_blank(text));
    let texts =
        roles.texts.iter().map(|at| (*at, cell(Some(*at)))).filter(|(_, text)| !cells::is_blank(text));
    fact.texts =
        texts.map(|(at, text)| (table.head.get(at).cloned().unwrap_or_default(), text.to_owned())).collect();
    if cells.len() > table.head.len() {
        let more = cells[table.head.len()..].join(" | ");
        fact.doubts.push(format!("the row has more cells than the table has columns: {more}"));
    }
    fact
}
