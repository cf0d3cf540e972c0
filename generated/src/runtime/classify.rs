//! From a response to its judgement: is it an error, and which.
//!
//! | the body | status below 400, or none | status of 400 and above |
//! | --- | --- | --- |
//! | is an error by the envelope: a test holds; without tests there is a code (in the body or a header), or the list of errors has one | error | error |
//! | says that it is a success: where a test looks for `"error"` stands `"success"`, `"ok"` or the like, or another flag or number where one is looked for | no error | no error |
//! | anything else: empty, HTML, cut-off JSON, JSON of another shape | no error | error, judged by its status, unless the vendor documents that status as a success |
//!
//! Of several tests, one that holds is enough. Nothing is taken from a body that is not JSON from its
//! first byte to its last. What items of a batch say is no error of the whole:
//! [`Table::classify_all`] gives it.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

#[cfg(feature = "json")]
use super::body::{
    items::{Found, Items, Listed},
    walk::{self, First, Read},
};
use super::captures::Captures;
use super::facts::{Scope, Source};
use super::failure::Failure;
#[cfg(feature = "json")]
use super::item::{ItemPath, ListPath};
use super::judgement::{Json, Judgement};
#[cfg(feature = "json")]
use super::nature::Nature;
use super::plan::Plan;
use super::response::Response;
use super::table::Table;

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
        self.classify_by(&Plan::of(&self.envelope, self.waits), response)
    }

    /// Judges everything in a response: the error of the whole, or each of a list of errors; and then
    /// each item of a batch that carries an error of its own. Empty where there is no error.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn classify_all(&'a self, response: &Response<'a>) -> Vec<Judgement<'a>> {
        self.classify_all_by(&Plan::of(&self.envelope, self.waits), response)
    }

    /// Judges a response as [`classify`](Self::classify) does, by a plan that was made of this table
    /// before. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn classify_by(&'a self, plan: &Plan<'a>, response: &Response<'a>) -> Option<Judgement<'a>> {
        let source = &Source { table: self, plan, response };
        #[cfg(feature = "json")]
        {
            let mut captures = Captures::new();
            source.capture_headers(Scope::Whole, &mut captures);
            if let Some(read) = walk::read(source, &mut captures, &mut First) {
                let is_error = is_error(source, &captures, &read);
                // Then it does not matter whether a long body is UTF-8: it is no error either way.
                if !is_error && !is_failure(source, &captures) {
                    return None;
                }
                if let Some(json) = read.json() {
                    return if is_error { whole(source, &mut captures, &read, json) } else { None };
                }
            }
        }
        by_status(source)
    }

    /// Judges a response as [`classify_all`](Self::classify_all) does, by a plan that was made of this
    /// table before. For generated code.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    #[must_use]
    pub fn classify_all_by(&'a self, plan: &Plan<'a>, response: &Response<'a>) -> Vec<Judgement<'a>> {
        let source = &Source { table: self, plan, response };
        #[cfg(feature = "json")]
        if let Some(judgements) = all_in(source) {
            return judgements;
        }
        by_status(source).into_iter().collect()
    }

    /// Judges a request that got no response.
    #[must_use]
    pub fn classify_failure(&'a self, failure: Failure) -> Judgement<'a> {
        Judgement::without_response(self, failure)
    }
}

/// Whether a body that is JSON is an error.
#[cfg(feature = "json")]
#[inline]
fn is_error<'a>(source: &Source<'_, 'a>, captures: &Captures<'a>, read: &Read<'a>) -> bool {
    match Nature::of(source, captures, read.element.is_some()) {
        Nature::Error => true,
        Nature::Success => false,
        Nature::Unclear => is_failure(source, captures),
    }
}

/// Judges a response whose body tells nothing. What was taken from a body before it turned out not to
/// be JSON is not believed.
fn by_status<'a>(source: &Source<'_, 'a>) -> Option<Judgement<'a>> {
    let mut captures = Captures::new();
    source.capture_headers(Scope::Whole, &mut captures);
    let has_code =
        source.table.envelope.is_error.is_empty() && captures.text(source.plan.fields.code).is_some();
    if has_code || is_failure(source, &captures) {
        Judgement::of(source, Scope::Whole, &mut captures, Json::Body(""), None)
    } else {
        None
    }
}

/// The judgement of the whole, or of the first of a list of errors.
#[cfg(feature = "json")]
#[inline]
fn whole<'a>(
    source: &Source<'_, 'a>,
    captures: &mut Captures<'a>,
    read: &Read<'a>,
    json: &'a str,
) -> Option<Judgement<'a>> {
    let item = read.element.map(|index| ItemPath { list: ListPath::Errors, index });
    Judgement::of(source, Scope::Whole, captures, Json::Body(json), item)
}

/// The judgements of everything in a body; `None` where it can't be read.
#[cfg(feature = "json")]
fn all_in<'a>(source: &Source<'_, 'a>) -> Option<Vec<Judgement<'a>>> {
    let (mut captures, mut items) = (Captures::new(), Items::default());
    source.capture_headers(Scope::Whole, &mut captures);
    let read = walk::read(source, &mut captures, &mut items)?;
    let json = read.json()?;
    let errors = core::mem::take(&mut items.errors);
    let mut judgements = Vec::new();
    if is_error(source, &captures, &read) {
        if errors.is_empty() {
            judgements.extend(whole(source, &mut captures, &read, json));
        }
        judgements.extend(errors.into_iter().filter_map(|Listed { index, json, mut captures }| {
            let item = ItemPath { list: ListPath::Errors, index };
            Judgement::of(source, Scope::Whole, &mut captures, Json::Part(json), Some(item))
        }));
    }
    judgements.extend(items.into_found().filter_map(|Found { list, index, json, mut captures }| {
        let item = ItemPath { list, index };
        Judgement::of(source, Scope::Element, &mut captures, Json::Part(json), Some(item))
    }));
    Some(judgements)
}

/// Whether a status alone is an error.
fn is_failure<'a>(source: &Source<'_, 'a>, captures: &Captures<'a>) -> bool {
    let rule = |status| source.table.status_where(status, source.held(Scope::Whole, captures));
    let documented = |status| rule(status).is_some_and(|rule| rule.success);
    source.response.status().is_some_and(|status| status >= 400 && !documented(status))
}
