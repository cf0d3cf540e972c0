//! The catalogs that questions are answered from. A broken one is left out, so a draft does not stop the others.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};
use errcat_codegen::model::{Catalogs, Vendor};
use errcat_codegen::{Finding, Severity, SourceFile, Words};

use crate::advice::Advice;
use crate::report::{self, Purpose, count};
use crate::setup::Setup;
use crate::{catalogs, terminal};

/// Every vendor whose catalog can be read, and the findings of the others.
#[derive(Debug)]
pub(crate) struct Known {
    advice: Advice,
    catalogs: Catalogs,
    broken: Vec<Broken>,
}

/// A catalog that can't be used.
#[derive(Debug)]
struct Broken {
    file: SourceFile,
    findings: Vec<Finding>,
}

impl Known {
    /// Reads a folder, by default the program's own, and says which files are left out.
    pub(crate) fn read(setup: &Setup, folder: Option<&Path>) -> Result<Self> {
        let advice = Advice::new(setup, folder);
        let files = catalogs::read(&setup.catalog_folder(folder)?)?;
        let mut compiled = errcat_codegen::compile(&files);
        let (broken, whole) = split(&files, &compiled.findings);
        if compiled.catalogs.is_none() && !whole.is_empty() {
            compiled = errcat_codegen::compile(&whole);
        }
        let Some(catalogs) = compiled.catalogs else {
            report::print(&files, &compiled.findings, &advice, Purpose::Read);
            bail!("no catalog can be read; fix the findings above");
        };
        for Broken { file, findings } in &broken {
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
    pub(crate) fn vendors(&self) -> &[Vendor] {
        &self.catalogs.vendors
    }

    /// The vendor with this id.
    pub(crate) fn vendor(&self, id: &str) -> Result<&Vendor> {
        if let Some(vendor) = self.vendors().iter().find(|vendor| vendor.id == id) {
            return Ok(vendor);
        }
        if let Some(Broken { file, findings }) = self.broken.iter().find(|broken| broken.file.stem() == id) {
            report::print(std::slice::from_ref(file), findings, &self.advice, Purpose::Read);
            bail!("the catalog {} can't be used; fix its findings first", file.path);
        }
        let ids = || self.vendors().iter().map(|vendor| vendor.id.as_str());
        match Words::of(ids()).all_near(id).first() {
            Some(near) => bail!("there is no vendor `{id}`; did you mean `{near}`?"),
            None => bail!("there is no vendor `{id}`; there are {}", ids().collect::<Vec<_>>().join(", ")),
        }
    }
}

/// The files that have an error, each with its findings, and the others.
fn split(files: &[SourceFile], findings: &[Finding]) -> (Vec<Broken>, Vec<SourceFile>) {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let names: BTreeSet<&str> = errors.map(|finding| finding.place.file.as_str()).collect();
    let (broken, whole): (Vec<_>, Vec<_>) =
        files.iter().cloned().partition(|file| names.contains(file.path.as_str()));
    let of = |file: &SourceFile| -> Vec<Finding> {
        findings.iter().filter(|finding| finding.place.file == file.path).cloned().collect()
    };
    let broken = broken.into_iter().map(|file| Broken { findings: of(&file), file }).collect();
    (broken, whole)
}
