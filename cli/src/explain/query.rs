//! What was asked for, and what the catalogs have of it.

use anyhow::Result;
use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{Words, status_pattern, words};
use errcat_core::table::{Entry, Family, StatusPattern};

use crate::filters::Asked;
use crate::known::{Known, KnownCode};

/// How many near codes are worth showing.
const SHOWN: usize = 8;

/// What was asked for.
#[derive(Debug)]
pub(super) struct Query {
    /// The one vendor that is asked, or all.
    vendor: Option<&'static Vendor<'static>>,
    /// A code, an alias or a status.
    text: String,
}

/// What is known about it.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// The entries with this code or alias.
    pub(super) codes: Vec<KnownCode>,
    /// The status, where it is one.
    pub(super) status: Option<StatusPattern>,
    /// The vendors that are asked about the status.
    pub(super) statuses: Vec<OfStatus>,
    /// Where nothing was found: the codes and aliases that come near.
    pub(super) nearest: Vec<(&'static Vendor<'static>, &'static str)>,
    /// Where nothing was found: the families that such a code would belong to.
    pub(super) families: Vec<(&'static Vendor<'static>, &'static Family<'static>)>,
}

impl Matches {
    /// Whether there is an answer.
    pub(super) fn is_something(&self) -> bool {
        !self.codes.is_empty() || !self.statuses.is_empty()
    }
}

/// A status at one vendor.
#[derive(Debug)]
pub(super) struct OfStatus {
    pub(super) vendor: &'static Vendor<'static>,
    pub(super) status: StatusPattern,
    /// The codes that come with it.
    pub(super) codes: Vec<KnownCode>,
}

impl Query {
    /// Takes a question apart. A code may hold a colon itself, so the whole text comes first.
    pub(super) fn of(text: &str, known: &Known) -> Result<Self> {
        let whole = Self { vendor: None, text: text.to_owned() };
        let mut entries = known.codes().map(|code| code.entry);
        match text.split_once(':') {
            Some((vendor, code)) if !entries.any(|entry| has(entry, text)) && is_meant(vendor, known) => {
                let vendor = known.vendor(vendor)?;
                // Without a code it is a question about the vendor.
                let text = if code.is_empty() { vendor.table.id } else { code };
                Ok(Self { vendor: Some(vendor).filter(|_| !code.is_empty()), text: text.to_owned() })
            }
            _ => Ok(whole),
        }
    }

    /// Looks it up in the catalogs.
    pub(super) fn find(&self, known: &Known, filters: &Asked<'_>) -> Matches {
        let vendors = || known.vendors().iter().filter(|vendor| self.asks(vendor) && filters.asks(vendor));
        let asked = || vendors().flat_map(KnownCode::of).filter(|code| filters.matches(code));
        let codes: Vec<_> = asked().filter(|code| has(code.entry, &self.text)).collect();
        let status = status_pattern(&self.text).ok();
        let statuses = status.map_or_else(Vec::new, |status| {
            let of = |vendor| OfStatus { vendor, status, codes: with_status(vendor, status, filters) };
            // Who asks for some codes does not ask what holds without one.
            let is_asked = |of: &OfStatus| !filters.narrows_codes() || !of.codes.is_empty();
            vendors().map(of).filter(is_asked).collect()
        });
        let mut found = Matches { codes, status, statuses, ..Matches::default() };
        if found.codes.is_empty() && found.status.is_none() {
            let texts: Vec<(&Vendor<'_>, &str)> =
                asked().flat_map(|code| texts(code.entry).map(move |text| (code.vendor, text))).collect();
            let near = Words::of(texts.iter().map(|(_, text)| *text)).all_near(&self.text);
            let of = near.iter().flat_map(|near| texts.iter().filter(move |(_, text)| text == near));
            found.nearest = of.copied().take(SHOWN).collect();
            found.families = vendors().filter_map(|vendor| Some((vendor, self.family(vendor)?))).collect();
        }
        found
    }

    /// That there is no such code, and what else may help.
    pub(super) fn unknown(&self, known: &Known) -> (String, Option<String>) {
        let text = words::plain(&self.text);
        if self.vendor.is_none() && known.vendors().iter().any(|vendor| vendor.table.id == self.text) {
            let list = known.advice().command(&format!("list --vendor {text}"));
            return (format!("`{text}` is a vendor; `{list}` shows its codes"), None);
        }
        if let Some(vendor) = known.by_host(&self.text).filter(|_| self.vendor.is_none()) {
            let (id, title) = (vendor.table.id, words::plain(vendor.table.title));
            let list = known.advice().command(&format!("list --vendor {id}"));
            return (format!("`{text}` is a host of {title}; `{list}` shows its codes"), None);
        }
        let unknown = match self.vendor {
            Some(vendor) => format!("{} has no code `{text}`", words::plain(vendor.table.title)),
            None => format!("no vendor has the code `{text}`"),
        };
        let help = match status_pattern(&self.text) {
            Err(wanted) if self.text.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("if this is meant as a status, write {wanted}; ")
            }
            _ => String::new(),
        };
        (unknown, Some(format!("{help}`{}` shows every code", known.advice().command("list"))))
    }

    /// The family with the longest prefix of the code.
    fn family(&self, vendor: &'static Vendor<'static>) -> Option<&'static Family<'static>> {
        vendor.table.family(&self.text)
    }

    fn asks(&self, vendor: &Vendor<'_>) -> bool {
        self.vendor.is_none_or(|only| only.table.id == vendor.table.id)
    }
}

/// The code and its aliases.
fn texts(entry: &'static Entry<'static>) -> impl Iterator<Item = &'static str> {
    std::iter::once(entry.code).chain(entry.aliases.iter().copied())
}

fn has(entry: &'static Entry<'static>, text: &str) -> bool {
    texts(entry).any(|of| of == text)
}

/// Whether what stands before a colon is meant as a vendor's id, known or mistyped, and not as the
/// beginning of a code such as `urn:acme:failed`.
fn is_meant(id: &str, known: &Known) -> bool {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let mut entries = known.codes().map(|code| code.entry);
    let begins = |entry: &Entry<'_>| entry.code.split_once(':').is_some_and(|(beginning, _)| beginning == id);
    known.vendors().iter().any(|vendor| vendor.table.id.eq_ignore_ascii_case(id))
        || (!id.is_empty() && id.chars().all(is_id) && !entries.any(begins))
}

fn with_status(
    vendor: &'static Vendor<'static>,
    status: StatusPattern,
    filters: &Asked<'_>,
) -> Vec<KnownCode> {
    let comes_with = |code: &KnownCode| code.entry.http.statuses().iter().any(|of| of.overlaps(status));
    KnownCode::of(vendor).filter(comes_with).filter(|code| filters.matches(code)).collect()
}
