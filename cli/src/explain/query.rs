//! What was asked for, and what the catalogs have of it.

use anyhow::Result;
use errcat::StatusPattern;
use errcat_codegen::emit::docs::words;
use errcat_codegen::model::{Entry, Family, Http, Vendor};
use errcat_codegen::{Words, status_pattern};

use crate::known::Known;

/// How many near codes are worth showing.
const SHOWN: usize = 8;

/// What was asked for.
#[derive(Debug)]
pub(super) struct Query<'k> {
    /// The one vendor that is asked, or all.
    vendor: Option<&'k Vendor>,
    /// A code, an alias or a status.
    text: String,
}

/// What is known about it.
#[derive(Debug, Default)]
pub(super) struct Found<'k> {
    /// The entries with this code or alias.
    pub(super) codes: Vec<(&'k Vendor, &'k Entry)>,
    /// The status, where it is one.
    pub(super) status: Option<StatusPattern>,
    /// The vendors that are asked about the status.
    pub(super) statuses: Vec<OfStatus<'k>>,
    /// Where nothing was found: the codes and aliases that come near.
    pub(super) nearest: Vec<(&'k Vendor, &'k str)>,
    /// Where nothing was found: the families that such a code would belong to.
    pub(super) families: Vec<(&'k Vendor, &'k Family)>,
}

/// A status at one vendor.
#[derive(Debug)]
pub(super) struct OfStatus<'k> {
    pub(super) vendor: &'k Vendor,
    pub(super) status: StatusPattern,
    /// The codes that come with it.
    pub(super) codes: Vec<&'k Entry>,
}

impl<'k> Query<'k> {
    /// Takes a question apart. A code may hold a colon itself, so the whole text comes first.
    pub(super) fn of(text: &str, known: &'k Known) -> Result<Self> {
        let whole = Self { vendor: None, text: text.to_owned() };
        let mut entries = known.vendors().iter().flat_map(|vendor| &vendor.entries);
        match text.split_once(':') {
            Some((vendor, code)) if !entries.any(|entry| has(entry, text)) && is_meant(vendor, known) => {
                let vendor = known.vendor(vendor)?;
                // Without a code it is a question about the vendor.
                let text = if code.is_empty() { &vendor.id } else { code };
                Ok(Self { vendor: Some(vendor).filter(|_| !code.is_empty()), text: text.to_owned() })
            }
            _ => Ok(whole),
        }
    }

    /// Looks it up in the catalogs.
    pub(super) fn find(&self, known: &'k Known) -> Found<'k> {
        let vendors = || known.vendors().iter().filter(|vendor| self.asks(vendor));
        let entries = || vendors().flat_map(|vendor| vendor.entries.iter().map(move |entry| (vendor, entry)));
        let codes: Vec<_> = entries().filter(|(_, entry)| has(entry, &self.text)).collect();
        let status = status_pattern(&self.text).ok();
        let statuses = status.map_or_else(Vec::new, |status| {
            vendors().map(|vendor| OfStatus { vendor, status, codes: with_status(vendor, status) }).collect()
        });
        let mut found = Found { codes, status, statuses, ..Found::default() };
        if found.codes.is_empty() && found.status.is_none() {
            let texts: Vec<(&Vendor, &str)> = entries()
                .flat_map(|(vendor, entry)| {
                    std::iter::once(&entry.code)
                        .chain(&entry.aliases)
                        .map(move |text| (vendor, text.as_str()))
                })
                .collect();
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
        if self.vendor.is_none() && known.vendors().iter().any(|vendor| vendor.id == self.text) {
            let list = known.advice().command(&format!("list --vendor {text}"));
            return (format!("`{text}` is a vendor; `{list}` shows its codes"), None);
        }
        let unknown = match self.vendor {
            Some(vendor) => format!("{} has no code `{text}`", words::plain(&vendor.title)),
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
    fn family(&self, vendor: &'k Vendor) -> Option<&'k Family> {
        vendor.families.iter().find(|family| self.text.starts_with(&family.prefix))
    }

    fn asks(&self, vendor: &Vendor) -> bool {
        self.vendor.is_none_or(|only| only.id == vendor.id)
    }
}

fn has(entry: &Entry, text: &str) -> bool {
    entry.code == text || entry.aliases.iter().any(|alias| alias == text)
}

/// Whether what stands before a colon is meant as a vendor's id, known or mistyped, and not as the
/// beginning of a code such as `urn:acme:failed`.
fn is_meant(id: &str, known: &Known) -> bool {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    let mut entries = known.vendors().iter().flat_map(|vendor| &vendor.entries);
    let begins = |entry: &Entry| entry.code.split_once(':').is_some_and(|(beginning, _)| beginning == id);
    known.vendors().iter().any(|vendor| vendor.id.eq_ignore_ascii_case(id))
        || (!id.is_empty() && id.chars().all(is_id) && !entries.any(begins))
}

fn with_status(vendor: &Vendor, status: StatusPattern) -> Vec<&Entry> {
    vendor.entries.iter().filter(|entry| comes_with(&entry.http, status)).collect()
}

/// Whether a code is documented with a status, or with one of a class of them.
pub(crate) fn comes_with(http: &Http, status: StatusPattern) -> bool {
    match http {
        Http::Statuses(patterns) => patterns.iter().any(|pattern| overlap(*pattern, status)),
        Http::Unstated | Http::NotApplicable => false,
    }
}

/// Whether two patterns have a status in common.
pub(crate) fn overlap(a: StatusPattern, b: StatusPattern) -> bool {
    a.first() <= b.last() && b.first() <= a.last()
}
