//! The catalogs that questions are answered from. A broken one is left out, so a draft does not stop the others.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use errcat_codegen::catalogs::{Notes, Vendor};
use errcat_codegen::{Catalogs, Checked, Finding, Input, Options, Severity, SourceFile, Words, check, json};
use errcat_core::table::{Entry, Table};

use crate::advice::Advice;
use crate::report::{self, Purpose, count};
use crate::setup::Setup;
use crate::{catalogs, shipped, terminal};

/// For catalogs of which it does not matter what lints find.
pub(crate) const WITHOUT_LINTS: Options = Options { today: None, skip_lints: true };

/// Every vendor whose catalog can be read, and the findings of the others.
#[derive(Debug)]
pub(crate) struct Known {
    advice: Advice,
    files: Vec<SourceFile>,
    catalogs: Catalogs<'static>,
    broken: Vec<BrokenCatalog>,
}

/// A catalog that can't be used.
#[derive(Debug)]
pub(crate) struct BrokenCatalog {
    pub(crate) file: SourceFile,
    pub(crate) findings: Vec<Finding>,
}

/// Catalogs that can be used, and those that can't.
pub(crate) struct Sorted {
    /// `None` where there is none.
    pub(crate) catalogs: Option<Catalogs<'static>>,
    pub(crate) broken: Vec<BrokenCatalog>,
}

/// Reads catalogs, and leaves out those that have errors.
pub(crate) fn sorted(files: &[SourceFile], options: &Options) -> Sorted {
    let mut checked = checked(files.to_vec(), options);
    let (mut broken, mut whole) = split(files, &checked.findings);
    // What extends a catalog that is left out goes with it.
    while checked.catalogs.is_none() && !whole.is_empty() {
        checked = self::checked(whole.clone(), options);
        let (more, rest) = split(&whole, &checked.findings);
        if more.is_empty() {
            break;
        }
        broken.extend(more);
        whole = rest;
    }
    Sorted { catalogs: checked.catalogs, broken }
}

impl Known {
    /// Reads a folder, and says which files are left out. By default it is the program's own, or, where that has no
    /// catalog, the catalogs that the program brings along.
    pub(crate) fn read(setup: &Setup, folder: Option<&Path>) -> Result<Self> {
        match folder.is_none() && !shipped::has_own(setup)? {
            true => Self::shipped(setup),
            false => {
                let files = catalogs::read(&setup.catalog_folder(folder)?)?;
                Self::of(Advice::new(setup, folder), files, &Options::default())
            }
        }
    }

    /// Reads what is needed to know this vendor: a folder as above, or, where that does not have the vendor, the
    /// catalog that the program brings along.
    pub(crate) fn read_for(setup: &Setup, folder: Option<&Path>, vendor: &str) -> Result<Self> {
        if folder.is_none() && !shipped::is_own(setup, vendor)? {
            let files = shipped::of(setup, vendor);
            if !files.is_empty() {
                return Self::of_shipped(setup, files);
            }
        }
        Self::read(setup, folder)
    }

    /// Reads every catalog that the program brings along.
    pub(crate) fn shipped(setup: &Setup) -> Result<Self> {
        Self::of_shipped(setup, shipped::all(setup))
    }

    /// Reads those catalogs that the program brings along in which a text is found; `None`: it is in none.
    pub(crate) fn shipped_with(setup: &Setup, text: &str) -> Result<Option<Self>> {
        let files = shipped::with(setup, text);
        if files.is_empty() { Ok(None) } else { Self::of_shipped(setup, files).map(Some) }
    }

    /// Lints have seen them before they came along, and take a third of the time of an answer.
    fn of_shipped(setup: &Setup, files: Vec<SourceFile>) -> Result<Self> {
        Self::of(Advice::new(setup, None), files, &WITHOUT_LINTS)
    }

    fn of(advice: Advice, files: Vec<SourceFile>, options: &Options) -> Result<Self> {
        let Sorted { catalogs, broken } = sorted(&files, options);
        let Some(catalogs) = catalogs else {
            let findings: Vec<Finding> = broken.into_iter().flat_map(|broken| broken.findings).collect();
            report::print(&files, &findings, &advice, Purpose::Read);
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
        Ok(Self { advice, files, catalogs, broken })
    }

    /// Commands that can be advised about these catalogs.
    pub(crate) fn advice(&self) -> &Advice {
        &self.advice
    }

    /// The catalog of a vendor as text.
    pub(crate) fn file(&self, id: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.stem() == id)
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

    /// The vendor whose API has this host.
    pub(crate) fn vendor_of_host(&self, host: &str) -> Result<&'static Vendor<'static>> {
        let hosts = self.advice.command("list --group-by vendor");
        self.by_host(host)
            .with_context(|| format!("no vendor has the host `{host}`; `{hosts}` shows those that are known"))
    }

    /// The same, where there is one.
    pub(crate) fn by_host(&self, host: &str) -> Option<&'static Vendor<'static>> {
        let table = Table::by_host(self.vendors().iter().map(|vendor| &vendor.table), host)?;
        self.vendors().iter().find(|vendor| vendor.table.id == table.id)
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

    /// The word for its retry, or a dash where the page does not say.
    pub(crate) fn retry(&self) -> &'static str {
        self.entry.rule.retry.as_ref().map_or("–", |retry| retry.kind.as_str())
    }

    /// All its facts, as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        json::entry(self.vendor.table.id, self.entry, self.notes, &json::reference)
    }
}

/// What these files give. They are kept until the program ends, as what is known is needed until then.
fn checked(files: Vec<SourceFile>, options: &Options) -> Checked<'static> {
    check(Box::leak(Box::new(Input::new(files))), options)
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
