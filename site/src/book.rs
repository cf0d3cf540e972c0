//! The catalogs as pages need them: every code with its place, its badge and its wait, and what goes across vendors.

use std::collections::{BTreeMap, HashMap};

use errcat_codegen::catalogs::{Notes, Vendor};
use errcat_codegen::{Catalogs, words};
use errcat_core::table::{Entry, Location, RetryRule, Schedule, StatusPattern, Table};
use errcat_core::{Category, Retry};

use crate::{Options, address};

/// Everything that pages are made of.
#[derive(Debug)]
pub(crate) struct Book<'a> {
    /// What the site is called, and where it will be.
    pub(crate) options: &'a Options,
    /// The vendors, by the names that people know them by.
    pub(crate) vendors: Vec<VendorPages<'a>>,
    /// Codes that several vendors have, by their folder.
    pub(crate) shared: Vec<Shared>,
    /// The statuses that codes come with, each with its codes; a class of statuses comes before them.
    pub(crate) statuses: Vec<(StatusPattern, Vec<Position>)>,
}

/// A vendor and its codes.
#[derive(Debug)]
pub(crate) struct VendorPages<'a> {
    /// The vendor.
    pub(crate) of: &'a Vendor<'a>,
    /// Its folder.
    pub(crate) folder: String,
    /// Its codes, in the order of the catalog.
    pub(crate) codes: Vec<CodePage<'a>>,
}

/// A code.
#[derive(Debug)]
pub(crate) struct CodePage<'a> {
    /// Its facts.
    pub(crate) entry: &'a Entry<'a>,
    /// The notes on it.
    pub(crate) notes: &'a Notes<'a>,
    /// The folder of its page.
    pub(crate) folder: String,
    /// What to do.
    pub(crate) advice: Advice<'a>,
    /// The position in [`Book::shared`], where other vendors have the code too.
    pub(crate) shared: Option<usize>,
}

/// What to do about an error.
#[derive(Debug, Clone)]
pub(crate) struct Advice<'a> {
    /// The retry that holds; `None` where the page does not say, and the statuses of the code say different things.
    pub(crate) retry: Option<RetryRule<'a>>,
    /// Whether it is that of the status, as the page says nothing of the code.
    pub(crate) by_status: bool,
    /// How long to wait, as numbers as far as there are any; empty where there is nothing to wait for.
    pub(crate) wait: String,
}

/// Where a code is: the positions of its vendor, and of it among the vendor's codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// That of the vendor.
    pub(crate) vendor: usize,
    /// That of the code.
    pub(crate) code: usize,
}

/// Codes of several vendors that are the same but for case and separators.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The spelling that they are listed under.
    pub(crate) title: String,
    /// The folder of their page.
    pub(crate) folder: String,
    /// The codes, by vendor.
    pub(crate) codes: Vec<Position>,
    /// In what they differ.
    pub(crate) difference: Difference,
}

/// In what codes of one name differ from vendor to vendor. What is the worse trap comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// In whether and how to try again.
    Retry,
    /// In what they mean, though they are retried alike.
    Meaning,
    /// In neither.
    None,
}

impl Difference {
    /// Each of them.
    pub(crate) const ALL: [Self; 3] = [Self::Retry, Self::Meaning, Self::None];

    /// Between codes with these categories and retry kinds.
    fn of(facts: &[(Category, Option<Retry>)]) -> Self {
        let differ = |a: &(Category, Option<Retry>)| facts.first().is_some_and(|first| first.1 != a.1);
        if facts.iter().any(differ) {
            Self::Retry
        } else if facts.iter().any(|of| Some(of) != facts.first()) {
            Self::Meaning
        } else {
            Self::None
        }
    }

    /// As a heading.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Retry => "To be treated differently",
            Self::Meaning => "Of another meaning, but retried alike",
            Self::None => "To be treated alike",
        }
    }

    /// As a sentence.
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::Retry => {
                "To be treated differently from vendor to vendor: a client that keeps one table for all of them goes \
                 wrong here."
            }
            Self::Meaning => "It means something else from vendor to vendor, but is retried alike.",
            Self::None => "To be treated alike at every vendor that has it.",
        }
    }

    /// Whether there is any.
    pub(crate) fn is_any(self) -> bool {
        self != Self::None
    }
}

impl<'a> Book<'a> {
    pub(crate) fn new(catalogs: &Catalogs<'a>, options: &'a Options) -> Self {
        let mut vendors: Vec<VendorPages<'a>> = catalogs.vendors().iter().map(VendorPages::new).collect();
        vendors.sort_by_cached_key(|vendor| (vendor.of.table.title.to_lowercase(), vendor.of.table.id));
        let shared = shared(&vendors);
        for (number, of) in shared.iter().enumerate() {
            for at in &of.codes {
                vendors[at.vendor].codes[at.code].shared = Some(number);
            }
        }
        let statuses = statuses(&vendors);
        Self { options, vendors, shared, statuses }
    }

    pub(crate) fn vendor(&self, at: Position) -> &VendorPages<'a> {
        &self.vendors[at.vendor]
    }

    pub(crate) fn code(&self, at: Position) -> &CodePage<'a> {
        &self.vendors[at.vendor].codes[at.code]
    }

    /// The position of every code.
    pub(crate) fn positions(&self) -> impl Iterator<Item = Position> + use<'_, 'a> {
        let vendors = self.vendors.iter().enumerate();
        vendors.flat_map(|(vendor, of)| (0..of.codes.len()).map(move |code| Position { vendor, code }))
    }

    /// The codes of a category.
    pub(crate) fn of_category(&self, category: Category) -> Vec<Position> {
        self.positions().filter(|at| self.code(*at).entry.rule.category == category).collect()
    }

    /// Every retry kind with the codes that are to be retried so, and `None` with those of which it depends on the
    /// status, if there are any.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (Option<Retry>, Vec<Position>)> {
        let of = |kind| self.positions().filter(|at| self.code(*at).advice.kind() == kind).collect();
        let kinds = kinds().map(move |kind| (kind, of(kind)));
        kinds.filter(|(kind, codes): &(_, Vec<_>)| kind.is_some() || !codes.is_empty())
    }

    /// How many codes there are.
    pub(crate) fn code_count(&self) -> usize {
        self.vendors.iter().map(|vendor| vendor.codes.len()).sum()
    }

    /// The vendor with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&VendorPages<'a>> {
        self.vendors.iter().find(|vendor| vendor.of.table.id == id)
    }
}

impl<'a> VendorPages<'a> {
    fn new(of: &'a Vendor<'a>) -> Self {
        let folder = address::vendor(of.table.id);
        let names = address::segments(of.table.entries.iter().map(|entry| entry.code));
        let codes = of.entries().zip(names);
        let codes = codes.map(|((entry, notes), name)| CodePage {
            entry,
            notes,
            folder: format!("{folder}/{name}"),
            advice: Advice::of_entry(&of.table, entry),
            shared: None,
        });
        Self { of, codes: codes.collect(), folder }
    }

    /// The page of this code, if it is known.
    pub(crate) fn code(&self, code: &str) -> Option<&CodePage<'a>> {
        self.codes.iter().find(|of| of.entry.code == code)
    }
}

impl<'a> Advice<'a> {
    /// What to do about a code.
    pub(crate) fn of_entry(table: &Table<'a>, entry: &Entry<'a>) -> Self {
        match entry.rule.retry {
            Some(retry) => Self::new(table, Some(retry), false),
            None => Self::new(table, by_status(table, entry), true),
        }
    }

    /// What to do by a rule of the vendor.
    pub(crate) fn of_rule(table: &Table<'a>, retry: Option<&RetryRule<'a>>) -> Self {
        Self::new(table, retry.copied(), false)
    }

    fn new(table: &Table<'a>, retry: Option<RetryRule<'a>>, by_status: bool) -> Self {
        Self { retry, by_status, wait: retry.map_or_else(String::new, |retry| wait(table, &retry)) }
    }

    pub(crate) fn kind(&self) -> Option<Retry> {
        self.retry.map(|retry| retry.kind)
    }

    /// The word of its retry kind, for files and for styles.
    pub(crate) fn slug(&self) -> &'static str {
        slug(self.kind())
    }

    /// The word for people.
    pub(crate) fn badge(&self) -> &'static str {
        words::badge(self.kind())
    }
}

/// The word of a retry kind for addresses and styles.
pub(crate) fn slug(kind: Option<Retry>) -> &'static str {
    kind.map_or("by_status", Retry::as_str)
}

/// Every kind, with that of codes whose statuses decide.
pub(crate) fn kinds() -> impl Iterator<Item = Option<Retry>> {
    Retry::ALL.iter().copied().map(Some).chain([None])
}

/// What the statuses of a code say, as long as they agree.
fn by_status<'a>(table: &Table<'a>, entry: &Entry<'a>) -> Option<RetryRule<'a>> {
    let mut statuses = entry.http.statuses().iter().map(|pattern| {
        let rule = table.status(pattern.first()).and_then(|rule| rule.rule.retry);
        rule.or_else(|| errcat_core::ladder::usual(pattern.first())?.retry)
    });
    let first = statuses.next()??;
    statuses.all(|retry| retry == Some(first)).then_some(first)
}

/// How many waits a row shows.
const WAITS: usize = 4;

/// The first waits of a list.
fn cut(waits: &str) -> String {
    match waits.match_indices(", ").nth(WAITS - 1) {
        Some((end, _)) => format!("{}, …", &waits[..end]),
        None => waits.to_owned(),
    }
}

/// How long to wait, in a few words.
fn wait(table: &Table<'_>, retry: &RetryRule<'_>) -> String {
    let tries = retry.max_attempts.unwrap_or(table.schedule.max_attempts);
    let waits = || cut(&words::waits(&Schedule { max_attempts: tries, ..table.schedule }));
    match retry.kind {
        Retry::Never | Retry::NotApplicable => String::new(),
        Retry::Backoff | Retry::AfterWait | Retry::WithChange if tries == 1 => words::tries(tries),
        Retry::Backoff => waits(),
        Retry::AfterWait => {
            let place = match table.waits.first().map(|wait| wait.at) {
                Some(Location::Pointer(pointer)) => words::plain(&words::pointer(&pointer)),
                Some(Location::Header(name)) => words::plain(name),
                None => "Retry-After".to_owned(),
            };
            format!("{place}, else {}", retry.default_wait.map_or_else(waits, words::duration))
        }
        Retry::AfterReset => retry
            .window
            .map_or_else(|| "until the quota resets".to_owned(), |window| format!("until the next {window}")),
        Retry::WithChange => {
            let change = words::plain(retry.change.unwrap_or("a change"));
            format!("{}, with {change}", waits())
        }
    }
}

/// The codes of each status, and of each class of statuses that codes come with.
fn statuses(vendors: &[VendorPages<'_>]) -> Vec<(StatusPattern, Vec<Position>)> {
    let mut statuses: BTreeMap<StatusPattern, Vec<Position>> = BTreeMap::new();
    let patterns = vendors.iter().flat_map(|vendor| {
        let of_codes = vendor.codes.iter().flat_map(|code| code.entry.http.statuses());
        of_codes.copied().chain(vendor.of.table.statuses.iter().map(|rule| rule.status))
    });
    for pattern in patterns {
        statuses.entry(pattern).or_default();
    }
    for (pattern, codes) in &mut statuses {
        for (vendor, of) in vendors.iter().enumerate() {
            let comes_with = |code: &CodePage<'_>| {
                code.entry
                    .http
                    .statuses()
                    .iter()
                    .any(|of| of.first() <= pattern.first() && pattern.last() <= of.last())
            };
            let of_vendor = of.codes.iter().enumerate().filter(|(_, code)| comes_with(code));
            codes.extend(of_vendor.map(|(code, _)| Position { vendor, code }));
        }
    }
    let mut statuses: Vec<_> = statuses.into_iter().collect();
    statuses.sort_by_key(|(pattern, _)| (pattern.first(), std::cmp::Reverse(pattern.last())));
    statuses
}

/// The codes that at least two vendors have.
fn shared(vendors: &[VendorPages<'_>]) -> Vec<Shared> {
    let mut by_key: HashMap<String, Vec<Position>> = HashMap::new();
    for (vendor, of) in vendors.iter().enumerate() {
        for (code, page) in of.codes.iter().enumerate() {
            by_key.entry(folded(page.entry.code)).or_default().push(Position { vendor, code });
        }
    }
    by_key.retain(|_, codes| codes.iter().any(|at| at.vendor != codes[0].vendor));
    let code = |at: &Position| &vendors[at.vendor].codes[at.code];
    let mut shared: Vec<(String, Vec<Position>, Difference)> = by_key
        .into_values()
        .map(|codes| {
            // The spelling with the most words in it, and of those the first.
            let titles = codes.iter().map(|at| screaming(code(at).entry.code));
            let title = titles.max_by(|a, b| a.len().cmp(&b.len()).then(b.cmp(a))).unwrap_or_default();
            let facts = codes.iter().map(|at| (code(at).entry.rule.category, code(at).advice.kind()));
            let difference = Difference::of(&facts.collect::<Vec<_>>());
            (title, codes, difference)
        })
        .collect();
    shared.sort();
    let names = address::segments(shared.iter().map(|(title, ..)| title.as_str()));
    let shared = shared.into_iter().zip(names);
    shared
        .map(|((title, codes, difference), name)| {
            let folder = format!("same/{name}");
            Shared { title, folder, codes, difference }
        })
        .collect()
}

/// The code without case and separators; one that is nothing else stays as it is.
pub(crate) fn folded(code: &str) -> String {
    let folded: String = code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if folded.is_empty() { code.to_owned() } else { folded }
}

/// `RATE_LIMITED`, of `rateLimited`, `rate-limited` and the like.
fn screaming(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + 4);
    let mut before = ' ';
    for character in code.chars() {
        let starts = before.is_lowercase() && character.is_uppercase();
        let separates = !character.is_alphanumeric();
        if (starts || separates) && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if !separates {
            out.extend(character.to_uppercase());
        }
        before = character;
    }
    let trimmed = out.trim_end_matches('_');
    if trimmed.is_empty() { code.to_owned() } else { trimmed.to_owned() }
}
