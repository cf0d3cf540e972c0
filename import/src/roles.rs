//! What each column of a table is for, by its head and, where that is not enough, by its cells.

use errcat_codegen::variant_of;

use super::cells::{self, Statuses};
use super::heads::{self, Column};
use super::page::{Row, Table};

/// The columns of a table of errors.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    pub(super) code: Option<usize>,
    /// The names beside codes that are numbers.
    pub(super) name: Option<usize>,
    /// The numbers beside codes that are names.
    pub(super) alias: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) retry: Option<usize>,
    pub(super) action: Option<usize>,
    /// Every other column.
    pub(super) texts: Vec<usize>,
    /// Whether a column with the head of codes was read as statuses, because it holds nothing else.
    pub(super) statuses_for_codes: bool,
}

/// The roles of a table's columns; `None` where it is not a table of errors.
pub(super) fn roles(table: &Table) -> Option<Roles> {
    let columns: Vec<Column> = table.head.iter().map(|head| heads::column(head)).collect();
    if !heads::are_heads(&table.head) || table.head.iter().any(|head| names_fields(head)) {
        return None;
    }
    let first = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let mut roles = Roles {
        code: first(Column::Code),
        status: status(table, &columns),
        retry: first(Column::Retry),
        action: first(Column::Action),
        ..Roles::default()
    };
    if let (Some(code), None) = (roles.code, roles.status)
        && all(table, code, is_http_status)
    {
        roles.status = roles.code.take();
        roles.statuses_for_codes = true;
    }
    if roles.code.is_none() {
        // A name or a type may be that of anything, unless there is also a status or a retry.
        let of_errors = roles.status.is_some() || roles.retry.is_some();
        let says_error = |at: usize| table.head[at].to_ascii_lowercase().contains("error");
        let headed = |at: &usize| columns[*at] == Column::PerhapsCode && (of_errors || says_error(*at));
        roles.code = (0..columns.len()).filter(headed).find(|at| holds_codes(table, *at));
        roles.statuses_for_codes &= roles.code.is_none();
    }
    if roles.code.is_none() && roles.status.is_none() {
        return None;
    }
    roles.name = roles.code.and_then(|code| names(table, &columns, code));
    let taken = [roles.code, roles.name, roles.status, roles.retry, roles.action];
    roles.texts = (0..columns.len()).filter(|at| !taken.contains(&Some(*at))).collect();
    Some(roles)
}

impl Roles {
    /// Takes the names for the codes, and the numbers for other strings of theirs.
    pub(super) fn by_name(self) -> Self {
        match self.name {
            Some(name) => Self { code: Some(name), name: None, alias: self.code, ..self },
            None => self,
        }
    }
}

/// The longest name beside a code, in bytes.
const LONGEST_NAME: usize = 80;

/// The column that has a name beside each code, where the codes are numbers.
fn names(table: &Table, columns: &[Column], code: usize) -> Option<usize> {
    if !all(table, code, |cell| cell.parse::<i64>().is_ok()) {
        return None;
    }
    let is_name = |cell: &str| {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || " _-.".contains(c);
        cell.len() <= LONGEST_NAME && cell.chars().all(is_of_name) && variant_of(cell).is_some()
    };
    let headed =
        (0..columns.len()).filter(|at| columns.get(*at) == Some(&Column::PerhapsCode) && *at != code);
    headed.into_iter().find(|at| all(table, *at, is_name))
}

/// The column of statuses: of those with such a head, the one with the most statuses.
fn status(table: &Table, columns: &[Column]) -> Option<usize> {
    let count = |at: usize| {
        cells_of(table, at).filter(|cell| matches!(cells::statuses(cell), Statuses::List(_))).count()
    };
    let headed = (0..columns.len()).filter(|at| columns[*at] == Column::Status);
    headed
        .map(|at| (count(at), std::cmp::Reverse(at)))
        .filter(|(count, _)| *count > 0)
        .max()
        .map(|(_, at)| at.0)
}

/// Whether this is the head of a table of a body's fields, which has types and names too.
fn names_fields(head: &str) -> bool {
    const WORDS: &[&str] =
        &["field", "parameter", "property", "attribute", "header", "key", "argument", "option"];
    WORDS.contains(&head.trim().to_ascii_lowercase().trim_end_matches('s'))
}

fn cells_of(table: &Table, column: usize) -> impl Iterator<Item = &str> {
    table
        .rows
        .iter()
        .filter_map(move |row| match row {
            Row::Cells(cells) | Row::Doubtful(cells) => cells.get(column).map(String::as_str),
            Row::Unreadable(_) => None,
        })
        .filter(|cell| !cells::is_blank(cell))
}

/// Whether a column has cells, and the condition holds for all of them.
fn all(table: &Table, column: usize, holds: impl Fn(&str) -> bool) -> bool {
    let mut cells = cells_of(table, column).peekable();
    cells.peek().is_some() && cells.all(holds)
}

fn is_http_status(cell: &str) -> bool {
    matches!(cells::statuses(cell), Statuses::List(list) if list.iter().all(|status| ('1'..='5').contains(&status.chars().next().unwrap_or_default())))
}

/// Whether a column holds single words, and at least half of them look like codes.
fn holds_codes(table: &Table, column: usize) -> bool {
    let codes: Vec<&str> = cells_of(table, column).filter_map(cells::codes).flatten().collect();
    let sure = codes.iter().filter(|code| cells::is_code_like(code)).count();
    all(table, column, |cell| cells::codes(cell).is_some()) && sure * 2 >= codes.len()
}
