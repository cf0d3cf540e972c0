//! Examples: bodies classified, expectations parsed, tests named.

use std::collections::HashMap;

use super::memory::Memory;
use crate::catalogs::{Body, Example, Expect, Expected};
use crate::read::Spanned;
use crate::{ident, raw};

/// Lowers the examples of a catalog, and names each one's test after its code and title, with a number where two would
/// be alike.
#[derive(Default)]
pub(super) struct Examples {
    /// How often each name is used.
    names: HashMap<String, usize>,
}

impl Examples {
    /// Those of an entry.
    pub(super) fn of_code<'a>(&mut self, memory: Memory<'a>, entry: &raw::Entry) -> &'a [Example<'a>] {
        self.lower(memory, Some(&entry.code), &entry.examples)
    }

    /// Those that belong to no single code; they come last.
    pub(super) fn of_vendor<'a>(&mut self, memory: Memory<'a>, catalog: &raw::Catalog) -> &'a [Example<'a>] {
        self.lower(memory, None, &catalog.examples)
    }

    fn lower<'a>(
        &mut self,
        memory: Memory<'a>,
        code: Option<&str>,
        examples: &[Spanned<raw::Example>],
    ) -> &'a [Example<'a>] {
        memory.list(examples.iter().map(|of| {
            let name = self.name(code, of.title.as_ref().map(|title| title.value.trim()));
            example(memory, of, memory.text(&name))
        }))
    }

    fn name(&mut self, code: Option<&str>, title: Option<&str>) -> String {
        let words: Vec<&str> = code.into_iter().chain(title).collect();
        let base = ident::test(&words.join(" "));
        let mut name = base.clone();
        while self.names.contains_key(&name) {
            let count = self.names.entry(base.clone()).or_insert(1);
            *count += 1;
            name = format!("{base}_{count}");
        }
        self.names.insert(name.clone(), 1);
        name
    }
}

fn example<'a>(memory: Memory<'a>, example: &raw::Example, test_name: &'a str) -> Example<'a> {
    let body = match example.body.as_ref().map(|body| &body.value) {
        None | Some(serde_json::Value::Null) => Body::Empty,
        Some(serde_json::Value::String(text)) => Body::Text(memory.text(text)),
        Some(json) => Body::Json(memory.text(&json.to_string())),
    };
    let headers = example.headers.iter().map(|(name, value)| (memory.text(name), memory.text(value)));
    Example {
        title: example.title.as_ref().map(|title| memory.prose(title)),
        test_name,
        status: example.status.as_ref().map(|status| status.0),
        headers: memory.list(headers),
        body,
        expect: match &example.expect.value {
            raw::Expect::NoError => Expect::NoError,
            raw::Expect::Verdict(one) => Expect::Verdict(expected(memory, one)),
            raw::Expect::Verdicts(many) => {
                Expect::Verdicts(memory.list(many.iter().map(|one| expected(memory, one))))
            }
        },
    }
}

pub(crate) fn expected<'a>(memory: Memory<'a>, expected: &raw::Expected) -> Expected<'a> {
    let raw::Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    Expected {
        code: memory.optional(code),
        raw_code: memory.optional(raw_code),
        category: category.as_ref().map(|category| category.value),
        retry: retry.as_ref().map(|retry| retry.value),
        wait: wait.as_ref().map(|wait| wait.wait),
        basis: basis.as_ref().map(|basis| basis.value),
        change: memory.optional(change),
        request_id: memory.optional(request_id),
    }
}
