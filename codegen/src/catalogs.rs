//! Catalogs after every decision: each vendor's table, as the crate reads it, and what only generated code and pages
//! need besides.
//!
//! The emitters only iterate. Nothing here can be invalid, and all of it lives in the memory of the
//! [`Input`](crate::Input).

use std::time::Duration;

use errcat_core::table::{Condition, Entry, Host, Table};
use errcat_core::{Basis, Category, Response, Retry, Timestamp, Verdict, Wait};

/// Every vendor, sorted by id.
#[derive(Debug, Clone, Copy)]
pub struct Catalogs<'a> {
    pub(crate) vendors: &'a [Vendor<'a>],
}

impl<'a> Catalogs<'a> {
    /// The vendors.
    #[must_use]
    pub const fn vendors(&self) -> &'a [Vendor<'a>] {
        self.vendors
    }

    /// How many codes the vendors have in all.
    #[must_use]
    pub fn code_count(&self) -> usize {
        self.vendors.iter().map(|vendor| vendor.table.entries.len()).sum()
    }
}

/// One vendor.
#[derive(Debug, Clone, Copy)]
pub struct Vendor<'a> {
    /// Everything that the crate reads.
    pub table: Table<'a>,
    /// The vendor whose catalog gives what this one's leaves out.
    pub extends: Option<Base<'a>>,
    /// The Rust module: the id, as a raw identifier where it is a keyword.
    pub module: &'a str,
    /// The variant that stands for the vendor where it is chosen at run time.
    pub type_name: &'a str,
    /// The members of the details of any error that documents none of its own.
    pub details: Details<'a>,
    /// The groups, in the page's order.
    pub groups: &'a [Group<'a>],
    /// Notes on each of the table's entries, in their order.
    pub notes: &'a [Notes<'a>],
    /// Where each of the table's hosts comes from, in their order: positions in its sources.
    pub host_sources: &'a [usize],
    /// Examples that belong to no single code.
    pub examples: &'a [Example<'a>],
    /// The conditions of waits, statuses, families and variants, in the order of the catalog.
    pub conditions: &'a [Condition<'a>],
}

/// What only generated code and pages need of an entry.
#[derive(Debug, Clone, Copy)]
pub struct Notes<'a> {
    /// The anchor on the vendor's page: ASCII, unique on that page.
    pub anchor: &'a str,
    /// Where it comes from.
    pub origin: Origin<'a>,
    /// The members of its details.
    pub details: Details<'a>,
    /// Received responses and what they mean.
    pub examples: &'a [Example<'a>],
}

/// Where an entry comes from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// A page of the vendor: a position in the table's sources.
    Source(usize),
    /// The catalog of another vendor, which this one extends.
    Inherited(Base<'a>),
}

impl Origin<'_> {
    /// The position in the table's sources, where it comes from one of them.
    #[must_use]
    pub const fn source(&self) -> Option<usize> {
        match self {
            Self::Source(position) => Some(*position),
            Self::Inherited(_) => None,
        }
    }
}

/// A vendor whose catalog another one extends.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    /// The vendor's id.
    pub vendor: &'a str,
    /// The vendor's name.
    pub title: &'a str,
}

/// Documented members of details, and the struct that they become.
#[derive(Debug, Clone, Copy, Default)]
pub struct Details<'a> {
    /// The Rust struct, a name of its own in the vendor's module; `None` where no member is documented.
    pub type_name: Option<&'a str>,
    /// The members.
    pub members: &'a [Member<'a>],
}

/// A documented member of details.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// Its name and type.
    pub of: errcat_core::table::Member<'a>,
    /// The Rust field: a valid identifier, unique within the details.
    pub field: &'a str,
}

/// Codes that the page shows together.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// The page's heading.
    pub title: &'a str,
    /// What the codes have in common.
    pub about: Option<&'a str>,
    /// How many there are; they follow those of the groups before.
    pub count: usize,
}

impl<'a> Vendor<'a> {
    /// Every entry and the notes on it.
    pub fn entries(&self) -> impl Iterator<Item = (&'a Entry<'a>, &'a Notes<'a>)> + use<'a> {
        self.table.entries.iter().zip(self.notes)
    }

    /// Every host and the position of its source.
    pub fn hosts(&self) -> impl Iterator<Item = (&'a Host<'a>, usize)> + use<'a> {
        self.table.hosts.iter().zip(self.host_sources.iter().copied())
    }

    /// Every group and its entries.
    pub fn grouped(&self) -> impl Iterator<Item = (&'a Group<'a>, Vec<(&'a Entry<'a>, &'a Notes<'a>)>)> {
        let mut entries = self.entries();
        self.groups.iter().map(move |group| (group, entries.by_ref().take(group.count).collect()))
    }

    /// Every example, in the order of the catalog.
    pub fn all_examples(&self) -> impl Iterator<Item = &'a Example<'a>> {
        self.notes.iter().flat_map(|notes| notes.examples).chain(self.examples)
    }
}

/// A received response and the verdict that is expected of it.
#[derive(Debug, Clone, Copy)]
pub struct Example<'a> {
    /// What it shows.
    pub title: Option<&'a str>,
    /// A name for its test: `snake_case`, unique within the vendor.
    pub test_name: &'a str,
    /// The HTTP status; `None` where none came.
    pub status: Option<u16>,
    /// The headers that matter.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body.
    pub body: Body<'a>,
    /// What it means.
    pub expect: Expect<'a>,
}

impl<'a> Example<'a> {
    /// The response.
    #[must_use]
    pub fn response(&self) -> Response<'a> {
        let start = self.status.map_or_else(Response::without_status, Response::new);
        let headers = self.headers.iter();
        headers.fold(start, |response, (name, value)| response.header(name, *value)).body(self.body.as_str())
    }
}

/// The body of an example.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// None.
    Empty,
    /// As it came; not necessarily JSON.
    Text(&'a str),
    /// JSON that the catalog writes as YAML.
    Json(&'a str),
}

impl<'a> Body<'a> {
    /// What came.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Json(text) => text,
        }
    }
}

/// What a response is expected to mean.
#[derive(Debug, Clone, Copy)]
pub enum Expect<'a> {
    /// That it is not an error.
    NoError,
    /// One error.
    Verdict(Expected<'a>),
    /// Several errors of one response, in order.
    Verdicts(&'a [Expected<'a>]),
}

/// The facts of a verdict that an example insists on.
#[derive(Debug, Clone, Copy, Default)]
pub struct Expected<'a> {
    /// The known code.
    pub code: Option<&'a str>,
    /// What the vendor sent.
    pub raw_code: Option<&'a str>,
    /// What kind of failure it is.
    pub category: Option<Category>,
    /// Whether and how to try again.
    pub retry: Option<Retry>,
    /// How long to wait.
    pub wait: Option<ExpectedWait>,
    /// Which rule decided.
    pub basis: Option<Basis>,
    /// The change to make.
    pub change: Option<&'a str>,
    /// The id to give to the vendor's support.
    pub request_id: Option<&'a str>,
}

/// The wait that an example insists on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedWait {
    /// None.
    None,
    /// For this long.
    For(Duration),
    /// Until this time.
    Until(Timestamp),
}

impl ExpectedWait {
    /// The wait of a verdict.
    #[must_use]
    pub fn of(wait: Option<Wait>) -> Self {
        match wait {
            None => Self::None,
            Some(Wait::For(duration)) => Self::For(duration),
            Some(Wait::Until(time)) => Self::Until(time),
        }
    }

    /// The wait, if there is one.
    #[must_use]
    pub const fn wait(self) -> Option<Wait> {
        match self {
            Self::None => None,
            Self::For(duration) => Some(Wait::For(duration)),
            Self::Until(time) => Some(Wait::Until(time)),
        }
    }
}

impl<'a> Expected<'a> {
    /// The facts of a verdict that an example can insist on.
    #[must_use]
    pub fn of<C>(verdict: &'a Verdict<'_, C>) -> Self {
        Self {
            code: verdict.entry().map(|entry| entry.code),
            raw_code: verdict.raw_code(),
            category: Some(verdict.category()),
            retry: Some(verdict.retry()),
            wait: Some(ExpectedWait::of(verdict.wait())),
            basis: Some(verdict.basis()),
            change: verdict.change(),
            request_id: verdict.request_id(),
        }
    }

    /// Each fact by its name in a catalog, in the words in which a verdict prints it.
    #[must_use]
    pub fn facts(&self) -> [(&'static str, Option<String>); 8] {
        let Self { code, raw_code, category, retry, wait, basis, change, request_id } = self;
        let text = |text: &Option<&str>| text.map(str::to_owned);
        let wait = wait.map(|wait| wait.wait().map_or_else(|| "none".to_owned(), |wait| wait.to_string()));
        [
            ("code", text(code)),
            ("raw_code", text(raw_code)),
            ("category", category.map(|category| category.to_string())),
            ("retry", retry.map(|retry| retry.to_string())),
            ("wait", wait),
            ("basis", basis.map(|basis| basis.to_string())),
            ("change", text(change)),
            ("request_id", text(request_id)),
        ]
    }
}
