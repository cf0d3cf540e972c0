//! Which codes are asked for: filters that `list` and `explain` share.

use std::str::FromStr;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _, ValueParser};
use errcat_codegen::catalogs::Vendor;
use errcat_core::table::{Http, StatusPattern};
use errcat_core::{Category, Remedy, Retry, UnknownName};

use crate::known::{Known, KnownCode};

/// Filters of one kind widen what is asked for, those of another narrow it.
#[derive(Debug, Args)]
pub(crate) struct Filters {
    /// Only codes of this vendor, such as `openai`.
    #[arg(long, value_name = "ID")]
    vendor: Vec<String>,
    /// Only codes of the vendor whose API has this host, such as `api.openai.com`.
    #[arg(long, value_name = "HOST")]
    host: Vec<String>,
    /// Only codes of this category.
    #[arg(long, value_parser = word(Category::ALL, Category::as_str))]
    category: Vec<Category>,
    /// Only codes with this retry kind.
    #[arg(long, value_parser = word(Retry::ALL, Retry::as_str))]
    retry: Vec<Retry>,
    /// Only codes with this status: `429`, a class such as `5xx`, or `none` for those that come without one.
    #[arg(long, value_name = "STATUS")]
    status: Vec<StatusFilter>,
    /// Only codes with this remedy.
    #[arg(long, value_parser = word(Remedy::ALL, Remedy::as_str))]
    remedy: Vec<Remedy>,
}

/// A status to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StatusFilter {
    /// The page says that there is no status.
    None,
    /// This one, or one of this class.
    Is(StatusPattern),
}

impl FromStr for StatusFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self::None),
            _ => errcat_codegen::status_pattern(text)
                .map(Self::Is)
                .map_err(|wanted| format!("it has to be {wanted}, or `none`")),
        }
    }
}

/// Reads a word of a closed list, which the help shows.
fn word<T>(all: &'static [T], name: fn(T) -> &'static str) -> ValueParser
where
    T: Copy + FromStr<Err = UnknownName> + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|value| name(*value))).try_map(|text| text.parse::<T>()).into()
}

/// Filters of which the vendors are known.
#[derive(Debug)]
pub(crate) struct Asked<'f> {
    filters: &'f Filters,
    /// The ids of the vendors, where these are filtered by.
    vendors: Option<Vec<&'static str>>,
}

impl Filters {
    /// The ids of vendors that are filtered by.
    pub(crate) fn vendors(&self) -> &[String] {
        &self.vendor
    }

    /// Looks up the vendors. An unknown vendor or host is most likely a typo, not an empty list.
    pub(crate) fn of(&self, known: &Known) -> Result<Asked<'_>> {
        let mut vendors = Vec::new();
        for id in &self.vendor {
            vendors.push(known.vendor(id)?.table.id);
        }
        for host in &self.host {
            vendors.push(known.vendor_of_host(host)?.table.id);
        }
        Ok(Asked { filters: self, vendors: (!vendors.is_empty()).then_some(vendors) })
    }
}

impl Asked<'_> {
    /// Whether anything but vendors is filtered by.
    pub(crate) fn narrows_codes(&self) -> bool {
        let Filters { vendor: _, host: _, category, retry, status, remedy } = self.filters;
        !(category.is_empty() && retry.is_empty() && status.is_empty() && remedy.is_empty())
    }

    /// Whether this vendor is asked for.
    pub(crate) fn asks(&self, vendor: &Vendor<'_>) -> bool {
        self.vendors.as_ref().is_none_or(|ids| ids.contains(&vendor.table.id))
    }

    /// Whether this code is asked for.
    pub(crate) fn matches(&self, code: &KnownCode) -> bool {
        let KnownCode { vendor, entry, .. } = code;
        let Filters { vendor: _, host: _, category, retry, status, remedy } = self.filters;
        self.asks(vendor)
            && any(category, |category| *category == entry.rule.category)
            && any(retry, |retry| entry.rule.retry.is_some_and(|rule| rule.kind == *retry))
            && any(status, |status| status.matches(&entry.http))
            && any(remedy, |remedy| entry.rule.remedy == Some(*remedy))
    }
}

impl StatusFilter {
    fn matches(self, http: &Http<'_>) -> bool {
        match self {
            Self::None => *http == Http::NotApplicable,
            Self::Is(pattern) => http.statuses().iter().any(|status| status.overlaps(pattern)),
        }
    }
}

/// Whether one of the filters holds, or there is none.
fn any<T>(filters: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    filters.is_empty() || filters.iter().any(holds)
}
