//! The examples with the code that users run, made ready once for every lint that asks.

use bumpalo::Bump;
use errcat::{Judgement, Plan, Response, Table};

use crate::parse::shape::Spanned;
use crate::validate::{self, Read};
use crate::{model, raw, tables};

/// An example, and what its response is judged by.
pub(super) struct Judged<'a> {
    pub(super) expect: &'a Spanned<raw::Expect>,
    response: Response<'a>,
    judge: &'a Judge<'a>,
}

struct Judge<'a> {
    table: Table<'a>,
    plan: Plan<'a>,
}

/// Every example of a catalog; the arena keeps what their judgements borrow.
pub(super) fn examples<'a>(arena: &'a Bump, read: Read<'a>, vendor: &'a model::Vendor) -> Vec<Judged<'a>> {
    let mut shown = vendor.all_examples().peekable();
    // A table of many codes takes its time.
    if shown.peek().is_none() {
        return Vec::new();
    }
    let table = tables::fill(arena, vendor);
    let plan = Plan::of(&table.envelope, table.waits);
    let judge = &*arena.alloc(Judge { table, plan });
    validate::all_examples(read.catalog)
        .zip(shown)
        .map(|(written, (_, example))| Judged {
            expect: &written.expect,
            response: response(arena, example),
            judge,
        })
        .collect()
}

impl<'a> Judged<'a> {
    /// The error of the whole, if it is one.
    pub(super) fn whole(&self) -> Option<Judgement<'a>> {
        self.judge.table.classify_by(&self.judge.plan, &self.response)
    }

    /// Every error, those of items included.
    pub(super) fn all(&self) -> Vec<Judgement<'a>> {
        self.judge.table.classify_all_by(&self.judge.plan, &self.response)
    }
}

fn response<'a>(arena: &'a Bump, example: &'a model::Example) -> Response<'a> {
    let start = example.status.map_or_else(Response::without_status, Response::new);
    let headers = example.headers.iter();
    let response = headers.fold(start, |response, (name, value)| response.header(name, value));
    match &example.body {
        model::Body::Empty => response,
        model::Body::Text(text) => response.body(text),
        model::Body::Json(json) => response.body(&*arena.alloc_str(&json.to_string())),
    }
}
