//! What is counted of a recording. No list grows beyond a limit; what is beyond it is counted all the same.

use std::collections::BTreeMap;

use errcat_codegen::catalogs::Vendor;
use errcat_codegen::{unknown_code, words};
use errcat_core::{AnyCode, Response, Verdict};
use errcat_import::recording::{Recorded, Sender, Unread};

use super::sample::Sample;
use super::vendors::Vendors;
use super::{expect, findings};

/// How many different things a list has at most.
const LIMIT: usize = 1_000;

/// How many errors of one response are looked at.
const ERRORS: usize = 1_000;

/// Different things, each with how often and where it was met first.
#[derive(Debug)]
pub(super) struct Counted<K> {
    pub(super) met: BTreeMap<K, Met>,
    /// How often others were met, which have no room.
    pub(super) others: u64,
}

/// How often something was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) count: u64,
    /// The number of the first response that has it.
    pub(super) first: u64,
}

impl<K> Default for Counted<K> {
    fn default() -> Self {
        Self { met: BTreeMap::new(), others: 0 }
    }
}

impl<K: Ord> Counted<K> {
    fn add(&mut self, key: K, number: u64) {
        let is_full = self.met.len() >= LIMIT;
        match self.met.get_mut(&key) {
            Some(met) => met.count += 1,
            None if is_full => self.others += 1,
            None => drop(self.met.insert(key, Met { count: 1, first: number })),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.met.is_empty()
    }
}

/// A row of the table of verdicts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) vendor: &'static str,
    /// A code of the catalog, or one that is not in it, masked.
    pub(super) code: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) category: &'static str,
    pub(super) retry: &'static str,
    pub(super) basis: &'static str,
}

/// A code of a vendor that came with a status.
pub(super) type CodeWithStatus = (&'static str, String, u16);

/// What was met of a vendor's catalog.
#[derive(Debug)]
pub(super) struct Coverage {
    pub(super) vendor: &'static Vendor<'static>,
    pub(super) responses: u64,
    /// For each entry, whether it was met.
    pub(super) met: Vec<bool>,
}

/// What is counted of a recording.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) records: u64,
    judged: u64,
    pub(super) errors: u64,
    pub(super) rows: Counted<Row>,
    pub(super) unknown_codes: Counted<(&'static str, String)>,
    pub(super) statuses: Counted<CodeWithStatus>,
    pub(super) misfits: Counted<(&'static str, Option<u16>, &'static str)>,
    pub(super) unread_waits: Counted<(&'static str, String)>,
    pub(super) unexpected: Counted<(u64, String)>,
    /// Vendors that a line names, and that there are none of.
    pub(super) unknown_vendors: Counted<String>,
    /// Hosts of which no vendor is named.
    pub(super) other_hosts: Counted<String>,
    /// Responses that say nothing of their vendor.
    pub(super) unsaid: u64,
    /// Lines that could not be read, and the first of them.
    pub(super) unread_lines: u64,
    pub(super) first_unread: Option<Unread>,
    pub(super) coverage: BTreeMap<&'static str, Coverage>,
    /// The first response of each code that a draft is made of; `None` where there is no draft.
    pub(super) samples: Option<BTreeMap<(&'static str, String), Sample>>,
}

impl Tally {
    pub(super) fn new(has_draft: bool) -> Self {
        Self { samples: has_draft.then(BTreeMap::new), ..Self::default() }
    }

    /// Counts what is read of a recording.
    pub(super) fn take(&mut self, vendors: &Vendors<'_>, each: Result<Recorded, Unread>) {
        match each {
            Ok(record) => self.record(vendors, &record),
            Err(unread) => {
                self.unread_lines += 1;
                self.first_unread.get_or_insert(unread);
            }
        }
    }

    /// Judges a response and counts what there is to it.
    fn record(&mut self, vendors: &Vendors<'_>, record: &Recorded) {
        self.records += 1;
        let Some(vendor) = vendors.of(&record.sender) else {
            return self.unjudged(record);
        };
        let response = record.response();
        self.judged += 1;
        let table = &vendor.table;
        let verdicts = table.classify_up_to(&response, ERRORS);
        let coverage = self.coverage.entry(table.id).or_insert_with(|| Coverage {
            vendor,
            responses: 0,
            met: vec![false; table.entries.len()],
        });
        coverage.responses += 1;
        self.errors += verdicts.kept.len() as u64 + verdicts.left_out as u64;
        for (at, verdict) in verdicts.kept.iter().enumerate() {
            self.verdict(vendor, record, verdict);
            // What is expected was thought of.
            if record.expect.is_none() {
                self.findings(vendor, record, &response, verdict, at == 0);
            }
        }
        if let Some(expected) = &record.expect {
            for difference in expect::differences(table, &response, expected, &verdicts.kept) {
                self.unexpected.add((record.number, difference), record.number);
            }
        }
    }

    fn unjudged(&mut self, record: &Recorded) {
        let shown = |name: &str| words::plain(&unknown_code(name));
        match &record.sender {
            Sender::Unsaid => self.unsaid += 1,
            Sender::Host(host) => self.other_hosts.add(shown(host), record.number),
            Sender::Vendor(name) | Sender::Id(name) => self.unknown_vendors.add(shown(name), record.number),
        }
    }

    /// Counts a verdict, and what it shows of the catalog.
    fn verdict(
        &mut self,
        vendor: &'static Vendor<'static>,
        record: &Recorded,
        verdict: &Verdict<'_, AnyCode<'_>>,
    ) {
        let table = &vendor.table;
        let position = verdict.entry().and_then(|entry| table.position(entry.code));
        if let (Some(position), Some(coverage)) = (position, self.coverage.get_mut(table.id))
            && let Some(met) = coverage.met.get_mut(position)
        {
            *met = true;
        }
        let row = Row {
            vendor: table.id,
            code: shown_code(verdict),
            status: verdict.status(),
            category: verdict.category().as_str(),
            retry: verdict.retry().as_str(),
            basis: verdict.basis().as_str(),
        };
        self.rows.add(row, record.number);
    }

    fn findings(
        &mut self,
        vendor: &'static Vendor<'static>,
        record: &Recorded,
        response: &Response<'_>,
        verdict: &Verdict<'_, AnyCode<'_>>,
        is_first: bool,
    ) {
        let table = &vendor.table;
        let number = record.number;
        if let Some(code) = shown_code(verdict) {
            match verdict.entry() {
                None => self.unknown_codes.add((table.id, code.clone()), number),
                Some(_) => {
                    if let Some(contradiction) = verdict.contradiction() {
                        self.statuses.add((table.id, code.clone(), contradiction.status()), number);
                    }
                }
            }
            self.sample(vendor, record, verdict, code);
        }
        // Headers, and bodies that are not read, are of the whole response.
        if is_first {
            if let Some(what) = findings::misfit(table, response, verdict) {
                self.misfits.add((table.id, response.status(), what), number);
            }
            for place in findings::unread_waits(table, response, verdict) {
                self.unread_waits.add((table.id, words::plain_place(&place, None)), number);
            }
        }
    }

    /// Keeps the first response of a code that the catalog does not have, or has no example of.
    fn sample(
        &mut self,
        vendor: &'static Vendor<'static>,
        record: &Recorded,
        verdict: &Verdict<'_, AnyCode<'_>>,
        code: String,
    ) {
        let Some(samples) = &mut self.samples else { return };
        let is_shown = |code: &str| {
            let notes = vendor.entries().find(|(entry, _)| entry.code == code);
            notes.is_some_and(|(_, notes)| !notes.examples.is_empty())
        };
        let is_needed = verdict.entry().is_none_or(|entry| !is_shown(entry.code));
        if is_needed
            && samples.len() < LIMIT
            && let std::collections::btree_map::Entry::Vacant(free) = samples.entry((vendor.table.id, code))
        {
            free.insert(Sample::of(vendor, record, verdict));
        }
    }

    /// How many responses were judged.
    pub(super) fn judged(&self) -> u64 {
        self.judged
    }

    /// Whether there is anything that the catalogs do not have.
    pub(super) fn has_findings(&self) -> bool {
        let of_codes = !self.unknown_codes.is_empty() || !self.statuses.is_empty();
        let of_bodies = !self.misfits.is_empty() || !self.unread_waits.is_empty();
        let of_recording = !self.unknown_vendors.is_empty() || self.unread_lines > 0 || self.unsaid > 0;
        of_codes || of_bodies || of_recording || !self.unexpected.is_empty()
    }

    /// What to do where nothing was judged.
    pub(super) fn remedy(&self) -> &'static str {
        if self.unread_lines > 0 {
            "each line has to be a JSON object with `status`, `headers` and `body`, or the whole of it HAR"
        } else if self.records == 0 {
            "it holds none"
        } else {
            "say who sent them: --vendor VENDOR, or --vendor HOST=VENDOR"
        }
    }
}

/// The code as it is shown: one of the catalog, or what is not in it, masked and cut.
fn shown_code(verdict: &Verdict<'_, AnyCode<'_>>) -> Option<String> {
    let code = verdict.raw_code()?;
    Some(match verdict.entry() {
        Some(entry) => entry.code.to_owned(),
        None => words::plain(&unknown_code(code)),
    })
}
