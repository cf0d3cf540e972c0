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
    items::{Found, Items},
    walk::{self, First, Read},
};
#[cfg(feature = "json")]
use super::facts::Scope;
use super::facts::Source;
use super::failure::Failure;
#[cfg(feature = "json")]
use super::header_fields::HeaderFields;
#[cfg(feature = "json")]
use super::item::{ItemPath, ListPath};
use super::judgement::Judgement;
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
        let source = Source { table: self, plan, response };
        #[cfg(feature = "json")]
        if !response.body_bytes().is_empty() {
            let mut judgement = Judgement::begin(source);
            if let Some(read) = walk::read(source, &mut judgement.captures, &mut First) {
                return is_error(source, &mut judgement, read).then(|| judgement.decided(source));
            }
        }
        // Nothing is taken from what is not JSON to its end.
        let judgement = Judgement::begin(source);
        is_error_by_status(source, &judgement).then(|| judgement.decided(source))
    }

    /// Judges a response as [`classify_all`](Self::classify_all) does, by a plan that was made of this
    /// table before. For generated code.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    #[must_use]
    pub fn classify_all_by(&'a self, plan: &Plan<'a>, response: &Response<'a>) -> Vec<Judgement<'a>> {
        #[cfg(feature = "json")]
        {
            let source = Source { table: self, plan, response };
            let mut judgement = Judgement::begin(source);
            let mut items = Items::default();
            if let Some(read) = walk::read(source, &mut judgement.captures, &mut items) {
                return all_of(source, judgement, read, items);
            }
        }
        self.classify_by(plan, response).into_iter().collect()
    }

    /// Judges a request that got no response.
    #[must_use]
    pub fn classify_failure(&'a self, failure: Failure) -> Judgement<'a> {
        Judgement::without_response(self, failure)
    }
}

/// Whether a body that is JSON is an error; notes in the judgement where that stands.
#[cfg(feature = "json")]
#[inline]
fn is_error<'a>(source: Source<'_, 'a>, judgement: &mut Judgement<'a>, read: Read<'a>) -> bool {
    judgement.json = read.json.into();
    judgement.item = read.element.map(|index| ItemPath { list: ListPath::Errors, index });
    match Nature::of(source, &judgement.captures, read.element.is_some()) {
        Nature::Error => true,
        Nature::Success => false,
        Nature::Unclear => is_failure(source),
    }
}

/// Whether a response whose body tells nothing is an error.
fn is_error_by_status<'a>(source: Source<'_, 'a>, judgement: &Judgement<'a>) -> bool {
    let has_code = source.table.envelope.is_error.is_empty() && judgement.raw_code().is_some();
    has_code || is_failure(source)
}

/// The judgements of everything in a body that is JSON.
#[cfg(feature = "json")]
fn all_of<'a>(
    source: Source<'_, 'a>,
    mut judgement: Judgement<'a>,
    read: Read<'a>,
    mut items: Items<'a>,
) -> Vec<Judgement<'a>> {
    let errors = core::mem::take(&mut items.errors);
    let is_error = is_error(source, &mut judgement, read);
    let part = |list, index, captures, scope| {
        let mut part = judgement.clone();
        part.captures = captures;
        part.item = Some(ItemPath { list, index });
        if scope == Scope::Element {
            part.header_fields = HeaderFields::NONE;
        }
        part.decide(source, scope);
        part
    };
    let mut judgements = Vec::new();
    if is_error && !errors.is_empty() {
        let errors = errors.into_iter();
        judgements
            .extend(errors.map(|(index, captures)| part(ListPath::Errors, index, captures, Scope::Whole)));
    } else if is_error {
        judgements.push(judgement.clone().decided(source));
    }
    let found = items.into_found();
    judgements
        .extend(found.map(|Found { list, index, captures }| part(list, index, captures, Scope::Element)));
    judgements
}

/// Whether a status alone is an error.
fn is_failure(source: Source<'_, '_>) -> bool {
    let documented = |status| source.table.status(status).is_some_and(|rule| rule.success);
    source.response.status().is_some_and(|status| status >= 400 && !documented(status))
}
