//! From a response to its judgement: is it an error, and which.
//!
//! | the body | status below 400, or none | status of 400 and above |
//! | --- | --- | --- |
//! | is an error by the envelope: a test holds; without tests there is a code (in the body or a header), or the list of errors has one | error | error |
//! | says that it is a success: where a test looks for `"error"` stands another text, and so for flags and numbers | no error | no error |
//! | anything else: empty, HTML, cut-off JSON, JSON of another shape | no error | error, judged by its status, unless the vendor documents that status as a success |
//!
//! Of several tests, one that holds is enough. Nothing is taken from a body that is not JSON from its
//! first byte to its last. What items of a batch say is no error of the whole:
//! [`Table::classify_all`] gives it.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

#[cfg(feature = "json")]
use super::body::nature::Nature;
#[cfg(feature = "json")]
use super::body::plan::Plan;
#[cfg(feature = "json")]
use super::body::walk::{self, Context, Extent, Finding, Found};
use super::facts::{Facts, Scope};
use super::failure::Failure;
#[cfg(feature = "json")]
use super::item::{ItemPath, ListPath};
use super::judgement::{Evidence, Judgement};
use super::response::Response;
use super::table::Table;
use super::value::Value;

impl<'a> Table<'a> {
    /// Judges a response; `None` where it is no error.
    ///
    /// A list of errors gives its first. A batch that succeeded is no error, even if items of it failed:
    /// see [`classify_all`](Self::classify_all).
    ///
    /// ```
    /// # #[cfg(feature = "runo")] {
    /// use errcat::{Response, Retry, runo::TABLE};
    ///
    /// let body = br#"{"status": "error", "error": {"code": "QUOTA_EXCEEDED"}}"#;
    /// let judgement = TABLE.classify(&Response::new(429).body(body)).expect("an error");
    /// assert_eq!(judgement.retry(), Retry::AfterReset);
    /// # }
    /// ```
    #[must_use]
    pub fn classify(&'a self, response: &Response<'a>) -> Option<Judgement<'a>> {
        #[cfg(feature = "json")]
        return with_plan(self, &Plan::of(&self.envelope, self.waits), response);
        #[cfg(not(feature = "json"))]
        return by_status(self, response);
    }

    /// Judges everything in a response: the error of the whole, or each of a list of errors; and then
    /// each item of a batch that carries an error of its own. Empty where there is no error.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn classify_all(&'a self, response: &Response<'a>) -> Vec<Judgement<'a>> {
        #[cfg(feature = "json")]
        return all_with_plan(self, &Plan::of(&self.envelope, self.waits), response);
        #[cfg(not(feature = "json"))]
        return by_status(self, response).into_iter().collect();
    }

    /// Judges a response as [`classify`](Self::classify) does, by a plan that was made of this table's
    /// envelope before. For generated code.
    #[cfg(feature = "json")]
    #[doc(hidden)]
    #[must_use]
    pub fn classify_by(&'a self, plan: &Plan<'a>, response: &Response<'a>) -> Option<Judgement<'a>> {
        with_plan(self, plan, response)
    }

    /// Judges a request that got no response.
    #[must_use]
    pub fn classify_failure(&'a self, failure: Failure) -> Judgement<'a> {
        Judgement::without_response(self, failure)
    }
}

#[cfg(feature = "json")]
pub(super) fn with_plan<'a>(
    table: &'a Table<'a>,
    plan: &Plan<'a>,
    response: &Response<'a>,
) -> Option<Judgement<'a>> {
    match walk::read(Context { table, plan, response }, Extent::First) {
        Some(mut finding) => first_of(table, response, &mut finding),
        None => by_status(table, response),
    }
}

#[cfg(feature = "json")]
pub(super) fn all_with_plan<'a>(
    table: &'a Table<'a>,
    plan: &Plan<'a>,
    response: &Response<'a>,
) -> Vec<Judgement<'a>> {
    let Some(mut finding) = walk::read(Context { table, plan, response }, Extent::All) else {
        return by_status(table, response).into_iter().collect();
    };
    let errors = core::mem::take(&mut finding.captures.errors);
    let first = first_of(table, response, &mut finding);
    let json = finding.json;
    let mut judgements = match first {
        Some(_) if !errors.is_empty() => listed(table, response, json, errors),
        first => first.into_iter().collect(),
    };
    judgements.extend(finding.items.into_found().map(|found| embedded(table, json, found)));
    judgements
}

/// The judgement of a body that is JSON.
#[cfg(feature = "json")]
fn first_of<'a>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    finding: &mut Finding<'a>,
) -> Option<Judgement<'a>> {
    let facts = finding.captures.facts(table, response);
    let is_error = match Nature::of(table, &finding.captures, facts.code.is_some()) {
        Nature::Error => true,
        Nature::Success => false,
        Nature::Unclear => is_failure(table, response.status()),
    };
    let item = finding.captures.first_error.map(|index| ItemPath { list: ListPath::Errors, index });
    let evidence = Evidence { facts, status: response.status(), item, json: finding.json.into() };
    is_error.then(|| Judgement::of(table, evidence))
}

/// The judgements of a list of errors.
#[cfg(feature = "json")]
fn listed<'a>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    json: &'a str,
    errors: Vec<(usize, Facts<'a>)>,
) -> Vec<Judgement<'a>> {
    let judge = |(index, facts)| {
        let item = Some(ItemPath { list: ListPath::Errors, index });
        Judgement::of(table, Evidence { facts, status: response.status(), item, json: json.into() })
    };
    errors.into_iter().map(judge).collect()
}

/// The judgement of an item of a batch; the status of the whole batch is not the item's.
#[cfg(feature = "json")]
fn embedded<'a>(table: &'a Table<'a>, json: &'a str, found: Found<'a>) -> Judgement<'a> {
    let Found { list, index, facts } = found;
    let item = Some(ItemPath { list, index });
    Judgement::of(table, Evidence { facts, status: None, item, json: json.into() })
}

/// The judgement of a response whose body tells nothing.
fn by_status<'a>(table: &'a Table<'a>, response: &Response<'a>) -> Option<Judgement<'a>> {
    let status = response.status();
    let facts = Facts::read(table, response, Scope::Whole, || Value::Absent);
    let has_code = table.envelope.is_error.is_empty() && facts.code.is_some();
    let evidence = Evidence {
        facts,
        status,
        item: None,
        #[cfg(feature = "json")]
        json: "".into(),
    };
    (has_code || is_failure(table, status)).then(|| Judgement::of(table, evidence))
}

/// Whether a status alone is an error.
fn is_failure(table: &Table<'_>, status: Option<u16>) -> bool {
    let documented = |status| table.status(status).is_some_and(|rule| rule.success);
    status.is_some_and(|status| status >= 400 && !documented(status))
}
