//! The catalogs that questions are answered from. A broken one is left out, so a draft does not stop the others.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use errcat_codegen::catalogs::{Notes, Vendor};
use errcat_codegen::{Catalogs, Checked, Finding, Input, Options, Severity, SourceFile, Words, check, json};
use errcat_core::table::Entry;

use crate::advice::Advice;
use crate::report::{self, Purpose, count};
use crate::setup::Setup;
use crate::{catalogs, terminal};

/// Every vendor whose catalog can be read, and the findings of the others.
#[derive(Debug)]
pub(crate) struct Known {
    advice: Advice,
    catalogs: Catalogs<'static>,
    broken: Vec<BrokenCatalog>,
}

/// A catalog that can't be used.
#[derive(Debug)]
struct BrokenCatalog {
    file: SourceFile,
    findings: Vec<Finding>,
}

impl Known {
    /// Reads a folder, by default the program's own, and says which files are left out.
    pub(crate) fn read(setup: &Setup, folder: Option<&Path>) -> Result<Self> {
        let advice = Advice::new(setup, folder);
        let files = catalogs::read(&setup.catalog_folder(folder)?)?;
        let mut checked = checked(files.clone());
        let (broken, whole) = split(&files, &checked.findings);
        if checked.catalogs.is_none() && !whole.is_empty() {
            checked = self::checked(whole);
        }
        let Some(catalogs) = checked.catalogs else {
            report::print(&files, &checked.findings, &advice, Purpose::Read);
            bail!("no catalog can be read; fix the findings above");
        };
        for BrokenCatalog { file, findings } in &broken {
            let findings = count(findings.len(), "finding");
            let check = advice.check("");
            terminal::remark(&format!(
                "note: {} is left out, as it has {findings}; `{check}` shows them",
                file.path
            ));
        }
        Ok(Self { advice, catalogs, broken })
    }

    /// Commands that can be advised about these catalogs.
    pub(crate) fn advice(&self) -> &Advice {
        &self.advice
    }

    /// The vendors, sorted by id.
    pub(crate) fn vendors(&self) -> &'static [Vendor<'static>] {
        self.catalogs.vendors()
    }

    /// Every code of every vendor.
    pub(crate) fn codes(&self) -> impl Iterator<Item = KnownCode> {
        self.vendors().iter().flat_map(KnownCode::of)
    }

    /// The vendor with this id.
    pub(crate) fn vendor(&self, id: &str) -> Result<&'static Vendor<'static>> {
        if let Some(vendor) = self.vendors().iter().find(|vendor| vendor.table.id == id) {
            return Ok(vendor);
        }
        if let Some(BrokenCatalog { file, findings }) =
            self.broken.iter().find(|broken| broken.file.stem() == id)
        {
            report::print(std::slice::from_ref(file), findings, &self.advice, Purpose::Read);
            bail!("the catalog {} can't be used; fix its findings first", file.path);
        }
        let ids = || self.vendors().iter().map(|vendor| vendor.table.id);
        match Words::of(ids()).all_near(id).first() {
            Some(near) => bail!("there is no vendor `{id}`; did you mean `{near}`?"),
            None => bail!("there is no vendor `{id}`; there are {}", ids().collect::<Vec<_>>().join(", ")),
        }
    }
}

/// A code of a vendor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownCode {
    pub(crate) vendor: &'static Vendor<'static>,
    pub(crate) entry: &'static Entry<'static>,
    pub(crate) notes: &'static Notes<'static>,
}

impl KnownCode {
    /// Every code of a vendor.
    pub(crate) fn of(vendor: &'static Vendor<'static>) -> impl Iterator<Item = Self> {
        vendor.entries().map(move |(entry, notes)| Self { vendor, entry, notes })
    }

    /// All its facts, as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        json::entry(self.vendor.table.id, self.entry, self.notes, &json::reference)
    }
}

/// What these files give. They are kept until the program ends, as what is known is needed until then.
fn checked(files: Vec<SourceFile>) -> Checked<'static> {
    check(Box::leak(Box::new(Input::new(files))), &Options::default())
}

/// The files that have an error, each with its findings, and the others.
fn split(files: &[SourceFile], findings: &[Finding]) -> (Vec<BrokenCatalog>, Vec<SourceFile>) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let names: BTreeSet<&str> = errors.map(|finding| finding.place.file.as_str()).collect();
    let (broken, whole): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| names.contains(file.path.as_str()));
    let of = |file: &SourceFile| -> Vec<Finding> {
        findings.iter().filter(|finding| finding.place.file == file.path).cloned().collect()
    };
    let broken = broken.into_iter().map(|file| BrokenCatalog { findings: of(&file), file }).collect();
    (broken, whole)
}
