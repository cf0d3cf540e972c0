//! Which vendor's catalog judges a response.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::Result;
use errcat_codegen::catalogs::Vendor;
use errcat_import::recording::Sender;

use crate::known::Known;

/// Whom a name or a host stands for, or who sent everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    name: Option<String>,
    vendor: String,
}

impl FromStr for Choice {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, vendor) = match text.rsplit_once('=') {
            Some((name, vendor)) => (Some(name.trim().to_ascii_lowercase()), vendor),
            None => (None, text),
        };
        match name.as_deref() == Some("") || vendor.trim().is_empty() {
            true => Err("write a vendor, or NAME=VENDOR, such as `api.openai.com=openai`"),
            false => Ok(Self { name, vendor: vendor.trim().to_owned() }),
        }
    }
}

/// The vendors, and the names that stand for them.
pub(super) struct Vendors<'k> {
    known: &'k Known,
    /// Who sent what says nothing of its vendor, or comes from a host of none.
    default: Option<&'static Vendor<'static>>,
    named: BTreeMap<String, &'static Vendor<'static>>,
}

impl<'k> Vendors<'k> {
    pub(super) fn new(known: &'k Known, choices: &[Choice]) -> Result<Self> {
        let mut vendors = Self { known, default: None, named: BTreeMap::new() };
        for Choice { name, vendor } in choices {
            let vendor = known.vendor(vendor)?;
            match name {
                Some(name) => drop(vendors.named.insert(name.clone(), vendor)),
                None => vendors.default = Some(vendor),
            }
        }
        Ok(vendors)
    }

    /// The vendor that sent a response: the one that a name stands for, or the one of that id or host, or else the one
    /// that sent all the rest.
    pub(super) fn of(&self, sender: &Sender) -> Option<&'static Vendor<'static>> {
        let name = match sender {
            Sender::Unsaid => return self.default,
            Sender::Vendor(name) | Sender::Id(name) | Sender::Host(name) => name.to_ascii_lowercase(),
        };
        let found = match sender {
            // `openai-06` is the sixth of `openai`.
            Sender::Id(_) => {
                let number = |number: &&str| number.bytes().all(|byte| byte.is_ascii_digit());
                let vendor = name.rsplit_once('-').filter(|(_, last)| number(last)).map(|(vendor, _)| vendor);
                self.called(&name).or_else(|| self.called(vendor?))
            }
            // A host that was named stands for those below it, and goes before those of the catalogs.
            Sender::Host(_) => {
                let below = name.match_indices('.').filter_map(|(at, _)| name.get(at + 1..));
                let mut hosts = std::iter::once(name.as_str()).chain(below);
                hosts.find_map(|host| self.named.get(host).copied()).or_else(|| self.known.by_host(&name))
            }
            _ => self.called(&name),
        };
        // A line that names a vendor is of no other one.
        found.or(self.default.filter(|_| !matches!(sender, Sender::Vendor(_))))
    }

    fn called(&self, name: &str) -> Option<&'static Vendor<'static>> {
        let by_id = || {
            self.known
                .vendors()
                .iter()
                .find(|vendor| vendor.table.id == name.replace('-', "_") || vendor.table.id == name)
        };
        self.named.get(name).copied().or_else(by_id)
    }
}
