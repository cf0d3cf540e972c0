//! PostgreSQL's `errcodes.txt`: SQLSTATE, severity, macro and condition name in columns, under sections.

use std::collections::HashMap;

use errcat_codegen::variant_of;
use errcat_core::Retry;

use crate::error::Unreadable;
use crate::fact::Fact;
use crate::facts::{Facts, Item};
use crate::source::{Kind, SourceText, is_sqlstate};

/// Reads the table.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let mut facts = Facts::of(Kind::Postgresql);
    facts.title = Some("errcodes.txt".to_owned());
    let mut section: Option<&str> = None;
    let lines = || file.text.trim_start_matches('\u{feff}').lines().map(str::trim);
    // A condition of several classes has the same name in each; the macros' names differ.
    let mut conditions: HashMap<&str, usize> = HashMap::new();
    for condition in lines().filter_map(row).filter_map(|row| row.condition) {
        *conditions.entry(condition).or_default() += 1;
    }
    for line in lines() {
        if let Some(title) = line.strip_prefix("Section:") {
            section = Some(title.trim());
        } else if !line.is_empty() && !line.starts_with('#') {
            match row(line) {
                Some(row) => {
                    let condition = row.condition.filter(|condition| conditions.get(condition) == Some(&1));
                    // A second macro for the same state is another name for it; the condition is the better one.
                    match facts.fact(row.code) {
                        Some(known) if condition.is_some() => known.name = condition.and_then(variant_of),
                        Some(_) => {}
                        None => facts.entry(section, row.code, row.fact(condition)),
                    }
                }
                None => facts.push(section, Item::Unreadable(line.to_owned())),
            }
        }
    }
    if facts.groups.is_empty() {
        let message =
            "this has no rows such as `00000    S    ERRCODE_SUCCESSFUL_COMPLETION    successful_completion`";
        return Err(Unreadable::whole(file, message, "give src/backend/utils/errcodes.txt"));
    }
    Ok(facts)
}

/// A row of the table.
struct Row<'a> {
    code: &'a str,
    severity: &'a str,
    macro_name: &'a str,
    /// The name of the condition, which some macros lack.
    condition: Option<&'a str>,
}

impl Row<'_> {
    fn fact(&self, condition: Option<&str>) -> Fact {
        let mut fact = Fact { name: variant_of(condition.unwrap_or(self.macro_name)), ..Fact::default() };
        // A warning and a success are no failures.
        if self.severity != "E" {
            fact.retry(Retry::NotApplicable, self.severity);
        }
        fact
    }
}

/// A row; `None` where it is none.
fn row(line: &str) -> Option<Row<'_>> {
    let mut words = line.split_whitespace();
    let code = words.next().filter(|word| is_sqlstate(word))?;
    let severity = words.next().filter(|word| matches!(*word, "E" | "W" | "S"))?;
    let macro_name = words.next()?.strip_prefix("ERRCODE_")?;
    let condition = words.next();
    // One word too many is no longer this table.
    words.next().is_none().then_some(Row { code, severity, macro_name, condition })
}
