//! The examples with the code that users run, made ready once for every lint that asks.

use errcat_core::codegen::{holding, trees};
use errcat_core::table::{Condition, Table};
use errcat_core::{AnyCode, Response, Verdict};
use serde_json::Value;

use crate::catalogs::{Example, Vendor};
use crate::raw;
use crate::read::Spanned;
use crate::validate::ReadCatalog;

/// An example, and what its response is judged by.
pub(super) struct Judged<'a> {
    pub(super) expect: &'a Spanned<raw::Expect>,
    response: Response<'a>,
    headers: &'a [(&'a str, &'a str)],
    table: &'a Table<'a>,
}

/// Every example of a catalog.
pub(super) fn examples<'a>(read: ReadCatalog<'a>, vendor: &'a Vendor<'a>) -> Vec<Judged<'a>> {
    let judged = |(written, shown): (&'a Spanned<raw::Example>, &'a Example<'a>)| Judged {
        expect: &written.expect,
        response: shown.response(),
        headers: shown.headers,
        table: &vendor.table,
    };
    read.catalog.all_examples().zip(vendor.all_examples()).map(judged).collect()
}

impl<'a> Judged<'a> {
    /// Whether a text is anywhere in its response.
    pub(super) fn carries(&self, text: &str) -> bool {
        let body = String::from_utf8_lossy(self.response.body_bytes());
        body.contains(text) || self.headers.iter().any(|(_, value)| value.contains(text))
    }

    /// The error of the whole, if it is one.
    pub(super) fn whole(&self) -> Option<Verdict<'a, AnyCode<'a>>> {
        self.table.classify(&self.response)
    }

    /// The JSON that its body is read as, where it is text.
    pub(super) fn trees(&self) -> Vec<Value> {
        let body = serde_json::from_slice(self.response.body_bytes());
        let read = |tree: String| serde_json::from_str(&tree).ok();
        match body {
            Ok(json) => vec![json],
            Err(_) => trees(self.table, &self.response).into_iter().filter_map(read).collect(),
        }
    }

    /// Which of these conditions hold for its response.
    pub(super) fn holding(&self, conditions: &[Condition<'_>]) -> Vec<bool> {
        holding(self.table, &self.response, conditions)
    }

    /// Every error, those of items included.
    pub(super) fn all(&self) -> Vec<Verdict<'a, AnyCode<'a>>> {
        self.table.classify_all(&self.response)
    }
}
