//! The facts of a source: its codes and statuses, and what could not be read.

use std::collections::HashMap;

use super::cells;
use super::envelope::Envelope;
use super::fact::{self, Example, Fact};
use super::page::{Block, Page, Row, Table};
use super::roles::{self, Roles};
use super::samples::{self, Sample};
use super::schedule::Schedule;
use super::source::Kind;

/// The facts of a source.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) kind: Kind,
    pub(super) title: Option<String>,
    pub(super) groups: Vec<Group>,
    pub(super) statuses: Vec<Fact>,
    /// Where a response carries what, where the source shows it.
    pub(super) envelope: Option<Envelope>,
    pub(super) schedule: Option<Schedule>,
    /// Bodies that belong to no code that is there.
    pub(super) examples: Vec<Example>,
    /// Notes about the source as a whole.
    pub(super) notes: Vec<String>,
    /// The first sample of a page that has a code.
    sample: Option<Sample>,
    by_code: HashMap<String, (usize, usize)>,
}

/// The codes under one heading.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) items: Vec<Item>,
}

/// A code, or a line that could not be read as one.
#[derive(Debug)]
pub(super) enum Item {
    Entry { code: String, fact: Box<Fact> },
    Unreadable(String),
}

/// After this many doubts about one code, no more are kept that only repeat it.
const MOST_DOUBTS: usize = 10;

/// Reads the facts of a page.
pub(super) fn read(page: Page, kind: Kind) -> Facts {
    let mut facts = Facts { title: page.title, ..Facts::of(kind) };
    // A sample may come before the table with its code, so tables are read first.
    let mut headings: Vec<&str> = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Heading(heading) => headings.push(heading),
            Block::Table(table) => facts.table(table, title(&headings, None)),
            Block::Sample(_) | Block::CodeOnly(_) | Block::Remedy(_) => {}
        }
    }
    facts.samples(&page.blocks);
    facts.note_headings(&headings);
    facts.envelope = facts.sample.take().as_ref().map(Envelope::of_sample);
    facts
}

/// The heading above the codes: the last one that is not a code itself.
fn title<'a>(headings: &[&'a str], code: Option<&str>) -> Option<&'a str> {
    headings.iter().rev().find(|heading| !is_code_heading(heading) && code != Some(**heading)).copied()
}

/// Where something is on the page, for a note about it.
fn under(title: Option<&str>) -> String {
    title.map_or_else(String::new, |title| format!(" under “{title}”"))
}

/// Whether a heading is a code, and not a name such as `RunAgent` or `LLM`.
fn is_code_heading(heading: &str) -> bool {
    cells::is_code_like(heading)
        && (heading.contains('_') || heading.starts_with(|c: char| c.is_ascii_lowercase()))
}

impl Facts {
    /// The items of all groups.
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// How many of them could not be read.
    pub(super) fn unread(&self) -> usize {
        self.items().filter(|item| matches!(item, Item::Unreadable(_))).count()
    }

    /// No facts yet of a source of this kind.
    pub(super) fn of(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The facts of a code.
    pub(super) fn fact(&mut self, code: &str) -> Option<&mut Fact> {
        let (group, item) = *self.by_code.get(code)?;
        match self.groups.get_mut(group)?.items.get_mut(item)? {
            Item::Entry { fact, .. } => Some(fact),
            Item::Unreadable(_) => None,
        }
    }

    /// The facts of a code by its name or by an alias.
    pub(super) fn fact_of(&mut self, code: &str) -> Option<&mut Fact> {
        let items = self.groups.iter_mut().flat_map(|group| &mut group.items);
        let mut facts = items.filter_map(|item| match item {
            Item::Entry { code, fact } => Some((code, fact)),
            Item::Unreadable(_) => None,
        });
        let found =
            facts.find(|(name, fact)| *name == code || fact.aliases.iter().any(|alias| alias == code));
        found.map(|(_, fact)| &mut **fact)
    }

    /// Adds to the last group, or begins it.
    pub(super) fn push(&mut self, title: Option<&str>, item: Item) {
        let title = title.unwrap_or("Codes");
        if self.groups.last().is_none_or(|group| group.title != title) {
            self.groups.push(Group { title: title.to_owned(), items: Vec::new() });
        }
        let at = self.groups.len() - 1;
        if let Item::Entry { code, .. } = &item {
            self.by_code.insert(code.clone(), (at, self.groups[at].items.len()));
        }
        self.groups[at].items.push(item);
    }

    fn table(&mut self, table: &Table, title: Option<&str>) {
        let Some(roles) = roles::roles(table) else {
            if table.head.len() > 1 {
                let heads = table.head.join(", ");
                let which = under(title);
                self.notes.push(format!(
                    "not read: a table{which} ({heads}); no column of it is known to hold codes or statuses"
                ));
            }
            return;
        };
        // Kafka's clients hand over the names as well as the numbers.
        let roles = if self.kind == Kind::Kafka { roles.by_name() } else { roles };
        if roles.statuses_for_codes {
            let which = under(title);
            self.notes.push(format!("TODO: the codes of a table{which} are all HTTP statuses and were read as statuses; is that right?"));
        }
        let mut title = title.map(str::to_owned);
        for row in &table.rows {
            let (cells, doubt) = match row {
                Row::Cells(cells) => (cells, None),
                Row::Doubtful(cells) => {
                    (cells, Some("where one column ends and the next begins was guessed"))
                }
                Row::Unreadable(line) => {
                    self.push(title.as_deref(), Item::Unreadable(line.clone()));
                    continue;
                }
            };
            match fact::spanning(cells, &roles) {
                Some(heading) => title = Some(heading),
                None => self.row(table, &roles, cells, doubt, title.as_deref()),
            }
        }
    }

    fn row(
        &mut self,
        table: &Table,
        roles: &Roles,
        cells: &[String],
        doubt: Option<&str>,
        title: Option<&str>,
    ) {
        let mut fact = fact::of_row(table, roles, cells);
        fact.doubts.extend(doubt.map(str::to_owned));
        let whole = || cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" | ");
        let Some(column) = roles.code else {
            if !fact.statuses.is_empty() {
                self.statuses.push(fact);
            } else if cells.iter().any(|cell| !cell.is_empty()) {
                let which = under(title);
                self.notes.push(format!("TODO: a row{which} has no status that could be read: {}", whole()));
            }
            return;
        };
        match cells.get(column).and_then(|cell| cells::codes(cell)) {
            None if cells.iter().all(|cell| cell.is_empty()) => {}
            None => self.push(title, Item::Unreadable(whole())),
            Some(codes) if codes.len() > 1 => {
                for code in &codes {
                    let mut fact = fact::of_row(table, roles, cells);
                    fact.doubts.push(format!("the page has these codes in one row: {}", codes.join(", ")));
                    self.entry(title, code, fact);
                }
            }
            Some(codes) => codes.iter().for_each(|code| self.entry(title, code, std::mem::take(&mut fact))),
        }
    }

    /// Adds a code; for a known one, notes what the page says differently the second time.
    pub(super) fn entry(&mut self, title: Option<&str>, code: &str, fact: Fact) {
        let Some(first) = self.fact(code) else {
            return self.push(title, Item::Entry { code: code.to_owned(), fact: Box::new(fact) });
        };
        if first.statuses != fact.statuses || first.documented != fact.documented {
            let status =
                if fact.statuses.is_empty() { "no status".to_owned() } else { fact.statuses.join(", ") };
            let retry = fact.documented.map_or_else(String::new, |cell| format!(" and “{cell}”"));
            let word = self.kind.word();
            let doubt = format!("the {word} has this code again{}, with {status}{retry}", under(title));
            // Where it has it a thousand times, the first few say so.
            if let Some(first) = self.fact(code).filter(|first| first.doubts.len() < MOST_DOUBTS) {
                first.doubts.push(doubt);
            }
        }
    }

    /// Reads every sample, and the advice below it.
    fn samples(&mut self, blocks: &[Block]) {
        let mut headings: Vec<&str> = Vec::new();
        // The code that the text is about.
        let mut current: Option<String> = None;
        for block in blocks {
            match block {
                Block::Heading(heading) => {
                    headings.push(heading);
                    current = None;
                }
                Block::Table(_) => current = None,
                Block::Sample(body) => current = self.sample(body, &headings),
                Block::CodeOnly(code) => current = Some(self.code_only(code, &headings)),
                Block::Remedy(text) => {
                    if let Some(fact) = current.as_ref().and_then(|code| self.fact(code)) {
                        fact.action.get_or_insert_with(|| text.clone());
                    }
                }
            }
        }
    }

    /// Adds the code of a sample that is not JSON, and returns it.
    fn code_only(&mut self, code: &str, headings: &[&str]) -> String {
        let title = title(headings, Some(code));
        if self.by_code.contains_key(code) {
            // The table already has what the sample shows.
        } else if headings.last() == Some(&code) {
            let doubts = vec!["its sample is not JSON; what does it show besides the code?".to_owned()];
            self.push(
                title,
                Item::Entry { code: code.to_owned(), fact: Box::new(Fact { doubts, ..Fact::default() }) },
            );
        } else {
            let which = under(title);
            self.notes.push(format!(
                "TODO: a sample{which} that is not JSON shows the code {code}; is it one of the vendor's codes?"
            ));
        }
        code.to_owned()
    }

    /// Reads a sample, and returns the code that it is about.
    fn sample(&mut self, body: &serde_json::Value, headings: &[&str]) -> Option<String> {
        let mut sample = samples::read(body)?;
        let code = sample.code.clone();
        let title = title(headings, Some(&code));
        let is_code =
            headings.last() == Some(&code.as_str()) || (sample.status.is_some() && !sample.is_placeholder());
        let details = std::mem::take(&mut sample.details);
        let statuses: Vec<String> = sample.status.map(|status| status.to_string()).into_iter().collect();
        if let Some(fact) = self.fact(&code) {
            if fact.details.is_empty() {
                fact.details = details;
            }
            if fact.statuses.is_empty() && !fact.no_status {
                fact.statuses = statuses;
            }
        } else if is_code {
            let fact = Box::new(Fact { statuses, details, ..Fact::default() });
            self.push(title, Item::Entry { code: code.clone(), fact });
        } else {
            let which = under(title);
            self.notes.push(format!("TODO: a sample{which} has the code {code}, which appears nowhere else; is it a code, or a placeholder for any code?"));
        }
        match &mut self.sample {
            Some(first) => first.merge(sample),
            first => *first = Some(sample),
        }
        Some(code)
    }

    /// Notes the headings that look like codes but have no facts.
    fn note_headings(&mut self, headings: &[&str]) {
        for heading in headings.iter().filter(|heading| is_code_heading(heading)) {
            if !self.by_code.contains_key(*heading) {
                self.notes.push(format!(
                    "TODO: the heading {heading} looks like a code, but no table or sample was found for it"
                ));
            }
        }
    }
}
