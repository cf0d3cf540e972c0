//! From a response to its verdict: is it an error, and which.
//!
//! | the body | status below 400, or none | status of 400 and above |
//! | --- | --- | --- |
//! | is an error by the envelope: a test holds; without tests there is a code (in the body or a header), or the list of errors has one | error | error |
//! | says that it is a success: where a test looks for `"error"` stands `"success"`, `"ok"` or the like, or another flag or number where one is looked for | not an error | not an error |
//! | anything else: empty, HTML, cut-off JSON, JSON of another shape | not an error | error, judged by its status, unless the vendor documents that status as a success |
//!
//! A body of more than a thousand bytes that says that it is a success, where all the tests look, is not read any further
//! for [`Table::classify`]: that the same names come again behind that, or that it breaks off, makes it no error.
//!
//! Of several tests, one that holds is enough. A body that is XML, a form or plain text is rewritten as JSON first;
//! of a stream that was recorded, the first frame that is an error counts. Nothing is taken from any other body that
//! is not JSON from its first byte to its last. What items of a batch say is not an error of the whole:
//! [`Table::classify_all`] gives it.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::body;
use crate::body::content_type::ContentType;
use crate::code::AnyCode;
use crate::item::ItemPath;
use crate::read::captures::Captures;
use crate::read::items::{ItemError, Items, ListedError};
use crate::read::passes::Nature;
use crate::read::reading::{Reading, Scope};
use crate::read::walk::{self, First, Read};
use crate::stream::Frame;
use crate::stream::recorded::{self, RecordedFrame};
use crate::table::{Condition, ListChoice, Table};
use crate::verdict::{Error, Facts};
use crate::{Failure, Response, Retry, Verdict, Verdicts};

/// How many errors [`Table::classify_all`] gives at most, and of how many [`Table::classify`] chooses one. Each takes
/// about a thousand bytes, however short it is in the body.
pub(crate) const LIMIT: usize = 1_000;

impl<'a> Table<'a> {
    /// Judges a response; `None` where it is not an error.
    ///
    /// A list of errors gives its first. A batch that succeeded is not an error, even if items of it failed:
    /// see [`classify_all`](Self::classify_all).
    ///
    /// ```
    /// use errcat::{Response, Retry, runo::TABLE};
    ///
    /// let body = br#"{"status": "error", "error": {"code": "QUOTA_EXCEEDED"}}"#;
    /// let verdict = TABLE.classify(&Response::new(429).body(body)).expect("an error");
    /// assert_eq!(verdict.retry(), Retry::AfterReset);
    /// ```
    #[must_use]
    pub fn classify(&'a self, response: &Response<'a>) -> Option<Verdict<'a, AnyCode<'a>>> {
        first(self, response)
    }

    /// Judges everything in a response: the error of the whole, or each of a list of errors; and then
    /// each item of a batch that carries an error of its own. Empty where there is no error.
    ///
    /// It gives the first thousand errors, so that a response that is made to have very many does not take
    /// very much memory. [`classify_up_to`](Self::classify_up_to) takes another limit, and says whether it was reached.
    #[must_use]
    pub fn classify_all(&'a self, response: &Response<'a>) -> Vec<Verdict<'a, AnyCode<'a>>> {
        up_to(self, response, LIMIT).kept
    }

    /// Judges everything in a response as [`classify_all`](Self::classify_all) does, but gives up to `limit` errors
    /// (at least one), and says how many more there are. Each takes about a thousand bytes.
    ///
    /// ```
    /// use errcat::{Response, runware::TABLE};
    ///
    /// let body = r#"{"errors": [{"code": "a"}, {"code": "b"}, {"code": "c"}]}"#;
    /// let verdicts = TABLE.classify_up_to(&Response::new(400).body(body), 2);
    /// assert_eq!((verdicts.kept.len(), verdicts.left_out), (2, 1));
    /// ```
    #[must_use]
    pub fn classify_up_to(&'a self, response: &Response<'a>, limit: usize) -> Verdicts<'a, AnyCode<'a>> {
        up_to(self, response, limit)
    }

    /// Judges a frame of a stream, with the status and the headers of the response that it came in; `None` where it
    /// is not an error. See [`stream`](crate::stream).
    ///
    /// ```
    /// use errcat::{Response, Retry, runo::TABLE};
    ///
    /// let head = Response::new(200).header("Content-Type", "text/event-stream");
    /// let frame = r#"{"status": "error", "error": {"code": "LLM_TIMEOUT", "retryable": true}}"#;
    /// let verdict = TABLE.classify_frame(&head, frame).expect("an error");
    /// assert_eq!(verdict.retry(), Retry::Backoff);
    /// ```
    #[must_use]
    pub fn classify_frame(
        &'a self,
        response: &Response<'a>,
        frame: impl Into<Frame<'a>>,
    ) -> Option<Verdict<'a, AnyCode<'a>>> {
        first_of_frame(self, response, frame.into())
    }

    /// Judges a request that got no response.
    #[must_use]
    pub fn no_response(&'a self, failure: Failure) -> Verdict<'a, AnyCode<'a>> {
        Verdict::new(Facts::without_response(self, failure))
    }
}

/// What a body is read as, if it is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Else {
    /// A stream, or any other format.
    Stream,
    /// Any other format, as a frame of a stream is.
    Format,
    /// Nothing.
    Nothing,
}

/// The header by which catalogs see the name of an event.
const EVENT: &str = ":event";

/// The error of the whole; of a list of errors or of a stream, the first.
pub(crate) fn first<'a, C>(table: &'a Table<'a>, response: &Response<'a>) -> Option<Verdict<'a, C>> {
    first_or_else(table, response, Else::Stream)
}

/// The error of a frame of a stream.
pub(crate) fn first_of_frame<'a, C>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    frame: Frame<'a>,
) -> Option<Verdict<'a, C>> {
    first_or_else(table, &of_frame(response, frame.event(), frame.data()), Else::Format)
}

/// One copy serves all of these, so that what it is made of has one place and is put there.
#[inline(never)]
fn first_or_else<'a, C>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    or_else: Else,
) -> Option<Verdict<'a, C>> {
    let reading = &Reading { table, response };
    if table.plan.any_errors || table.envelope.each_decides.is_some() {
        let limit = match table.envelope.each_decides {
            None | Some(ListChoice::First) => 1,
            Some(ListChoice::FirstFailure | ListChoice::MostSevere) => LIMIT,
        };
        return match in_body(reading, limit) {
            Some(Errors { whole, .. }) => chosen(table, whole),
            None => first_otherwise(table, response, or_else),
        };
    }
    let mut captures = Captures::new();
    reading.capture_headers(Scope::Whole, &mut captures);
    if let Some(read) = walk::read(reading, &mut captures, &mut First) {
        let is_error = is_error(reading, &captures, &read);
        // Then it does not matter whether a long body is UTF-8: it is not an error either way.
        if !is_error && !is_failure(reading, &captures) {
            return None;
        }
        if let Some(json) = read.json() {
            return if is_error { whole(reading, &captures, json, read.element) } else { None };
        }
    }
    if response.body_bytes().is_empty() {
        return by_status(reading);
    }
    first_otherwise(table, response, or_else)
}

/// The error of a body that is not JSON: the first of a stream, or that of the body in another format, or else what
/// the status says.
#[cold]
#[inline(never)]
fn first_otherwise<'a, C>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    or_else: Else,
) -> Option<Verdict<'a, C>> {
    let content_type = ContentType::of(response);
    if let Some(mut frames) = frames(table, response, content_type, or_else) {
        let first = frames.find_map(|RecordedFrame { event, data }| match data {
            Cow::Borrowed(data) => first_or_else(table, &of_frame(response, event, data), Else::Format),
            Cow::Owned(data) => {
                let verdict = first_or_else::<C>(table, &of_frame(response, event, &data), Else::Format);
                verdict.map(|verdict| verdict.into_owned_with(table))
            }
        });
        return first.or_else(|| by_status(&Reading { table, response }));
    }
    match as_json(table, response, content_type, or_else) {
        Some(json) => {
            let verdict = first_or_else::<C>(table, &response.clone().body(&json), Else::Nothing);
            verdict.map(|verdict| verdict.into_owned_with(table))
        }
        None => by_status(&Reading { table, response }),
    }
}

/// Of the errors of the whole, the one that decides as the vendor's page says.
#[cold]
fn chosen<'a, C>(table: &Table<'_>, errors: Vec<Verdict<'a, C>>) -> Option<Verdict<'a, C>> {
    let mut errors = errors.into_iter();
    match table.envelope.each_decides {
        None | Some(ListChoice::First) => errors.next(),
        Some(ListChoice::FirstFailure) => {
            let first = errors.next()?;
            let is_failure = |error: &Verdict<'_, C>| error.retry() != Retry::NotApplicable;
            if is_failure(&first) { Some(first) } else { errors.find(is_failure).or(Some(first)) }
        }
        Some(ListChoice::MostSevere) => errors.reduce(|most, error| {
            let severity =
                |error: &Verdict<'_, C>| (error.retry() != Retry::NotApplicable, error.category().severity());
            if severity(&error) > severity(&most) { error } else { most }
        }),
    }
}

/// Every error of a response, up to a limit.
pub(crate) fn up_to<'a, C>(table: &'a Table<'a>, response: &Response<'a>, limit: usize) -> Verdicts<'a, C> {
    all_or_else(table, response, limit.max(1), Else::Stream)
}

fn all_or_else<'a, C>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    limit: usize,
    or_else: Else,
) -> Verdicts<'a, C> {
    match in_body(&Reading { table, response }, limit) {
        Some(Errors { whole, items, left_out }) => {
            let mut verdicts = Verdicts { kept: whole, left_out };
            verdicts.extend_up_to(limit, items);
            verdicts
        }
        None => all_otherwise(table, response, limit, or_else),
    }
}

/// The errors of a body that is not JSON, as for [`first_otherwise`].
#[cold]
#[inline(never)]
fn all_otherwise<'a, C>(
    table: &'a Table<'a>,
    response: &Response<'a>,
    limit: usize,
    or_else: Else,
) -> Verdicts<'a, C> {
    let owned = |Verdicts { kept, left_out }: Verdicts<'_, C>| {
        let kept = kept.into_iter().map(|verdict| verdict.into_owned_with(table)).collect();
        Verdicts { kept, left_out }
    };
    let mut all = Verdicts::NONE;
    let content_type = ContentType::of(response);
    if let Some(frames) = frames(table, response, content_type, or_else) {
        for RecordedFrame { event, data } in frames {
            // Where no more are kept, the errors of a frame are still counted.
            let limit_left = (limit - all.kept.len()).max(1);
            let of_frame = match data {
                Cow::Borrowed(data) => {
                    all_or_else(table, &of_frame(response, event, data), limit_left, Else::Format)
                }
                Cow::Owned(data) => {
                    owned(all_or_else(table, &of_frame(response, event, &data), limit_left, Else::Format))
                }
            };
            all.left_out += of_frame.left_out;
            all.extend_up_to(limit, of_frame.kept);
        }
    } else if let Some(json) = as_json(table, response, content_type, or_else) {
        return owned(all_or_else(table, &response.clone().body(&json), limit, Else::Nothing));
    }
    if all.kept.is_empty() {
        all.kept.extend(by_status(&Reading { table, response }));
    }
    all
}

/// The frames of a body, where it may be a stream and is one.
fn frames<'a>(
    table: &Table<'_>,
    response: &Response<'a>,
    content_type: ContentType,
    or_else: Else,
) -> Option<impl Iterator<Item = RecordedFrame<'a>>> {
    let mut frames =
        recorded::frames(table, response, content_type).filter(|_| or_else == Else::Stream)?.peekable();
    frames.peek().is_some().then_some(frames)
}

/// The body as JSON, where it may be in another format and is.
fn as_json(
    table: &Table<'_>,
    response: &Response<'_>,
    content_type: ContentType,
    or_else: Else,
) -> Option<String> {
    if or_else == Else::Nothing { None } else { body::as_json(table, response, content_type) }
}

/// A frame as a response.
fn of_frame<'a>(response: &Response<'a>, event: Option<&'a str>, data: &'a [u8]) -> Response<'a> {
    let response = response.clone().body(data);
    match event {
        Some(event) => response.header(EVENT, event),
        None => response,
    }
}

/// Whether a body that is JSON is an error.
#[inline(always)]
fn is_error<'a>(reading: &Reading<'_, 'a>, captures: &Captures<'a>, read: &Read<'a>) -> bool {
    match reading.nature(Scope::Whole, captures, read.element.is_some()) {
        Nature::Error => true,
        Nature::Success => false,
        Nature::Unclear => is_failure(reading, captures),
    }
}

/// Judges a response whose body says nothing, by its headers and its status. What was taken from a body before it turned
/// out not to be JSON is not believed.
fn by_status<'a, C>(reading: &Reading<'_, 'a>) -> Option<Verdict<'a, C>> {
    let mut captures = Captures::new();
    reading.capture_headers(Scope::Whole, &mut captures);
    let is_error = reading.is_error_by_headers(&captures) || is_failure(reading, &captures);
    if is_error { whole(reading, &captures, "", None) } else { None }
}

/// Judges what was captured of the whole response, in which the error is the element of the list of errors with this
/// index if there is one.
#[inline]
fn whole<'a, C>(
    reading: &Reading<'_, 'a>,
    captures: &Captures<'a>,
    json: &'a str,
    element: Option<usize>,
) -> Option<Verdict<'a, C>> {
    Verdict::of(&Error { reading, scope: Scope::Whole, captures, json, element })
}

/// The errors of everything in a body.
struct Errors<'a, C> {
    /// That of the whole, or those of the list of errors.
    whole: Vec<Verdict<'a, C>>,
    /// Those of the items of a batch.
    items: Vec<Verdict<'a, C>>,
    /// How many more there are of both.
    left_out: usize,
}

/// The errors of everything in a body, up to a limit for those of the list of errors, and the same for items; `None`
/// where it cannot be read.
fn in_body<'a, C>(reading: &Reading<'_, 'a>, limit: usize) -> Option<Errors<'a, C>> {
    let (mut captures, mut items) = (Captures::new(), Items::up_to(limit));
    reading.capture_headers(Scope::Whole, &mut captures);
    let read = walk::read(reading, &mut captures, &mut items)?;
    let json = read.json()?;
    let (errors, found) = items.into_errors();
    let (mut wholes, mut left_out) = (Vec::new(), found.left_out);
    if is_error(reading, &captures, &read) {
        left_out += errors.left_out;
        if errors.all.is_empty() {
            wholes.extend(whole(reading, &captures, json, read.element));
        }
        wholes.extend(errors.all.into_iter().filter_map(|ListedError { list, index, json, captures }| {
            let error = whole(reading, &captures, json, None)?;
            Some(error.of_part(json, ItemPath { list, index }))
        }));
    }
    let items = found.all.into_iter().flatten().filter_map(|ItemError { list, index, json, captures }| {
        let error = Error { reading, scope: Scope::Element, captures: &captures, json, element: None };
        Some(Verdict::of(&error)?.of_part(json, ItemPath { list, index }))
    });
    Some(Errors { whole: wholes, items: items.collect(), left_out })
}

/// Whether a status alone is an error.
fn is_failure<'a>(reading: &Reading<'_, 'a>, captures: &Captures<'a>) -> bool {
    let table = reading.table;
    let is_success = |status| {
        let holds =
            &|condition: &Condition<'_>| reading.holds(condition, Some(status), Scope::Whole, captures);
        let rule = table.position_of_status(status, holds).and_then(|at| table.statuses.get(at));
        rule.is_some_and(|rule| rule.success)
    };
    reading.response.status().is_some_and(|status| status >= 400 && !is_success(status))
}
