//! Examples: bodies told apart, expectations parsed, tests named.

use std::collections::HashMap;

use super::optional;
use crate::parse::shape::{Each, Spanned};
use crate::{ident, model, notation, raw};

pub(super) fn lower(examples: &Each<Spanned<raw::Example>>) -> Vec<model::Example> {
    examples.iter().map(|shown| example(shown)).collect()
}

fn example(example: &raw::Example) -> model::Example {
    let body = match example.body.as_ref().map(|body| &body.value) {
        None | Some(serde_json::Value::Null) => model::Body::Empty,
        Some(serde_json::Value::String(text)) => model::Body::Text(text.clone()),
        Some(json) => model::Body::Json(json.clone()),
    };
    model::Example {
        title: example.title.as_ref().map(super::text),
        test_name: String::new(),
        status: example.status.as_ref().map(|status| status.value),
        headers: example
            .headers
            .iter()
            .map(|(name, value)| (name.value.clone(), value.text.clone()))
            .collect(),
        body,
        expect: match &example.expect.value {
            raw::Expect::NoError => model::Expect::NoError,
            raw::Expect::Verdict(one) => model::Expect::Verdict(Box::new(expected(one))),
            raw::Expect::Verdicts(many) => {
                model::Expect::Verdicts(many.iter().map(|one| expected(one)).collect())
            }
        },
    }
}

fn expected(expected: &raw::Expected) -> model::Expected {
    let raw::Expected { code, raw_code, category, retry, wait, basis, change, request_id } = expected;
    model::Expected {
        code: optional(code),
        raw_code: optional(raw_code),
        category: category.as_ref().map(|category| category.value),
        retry: retry.as_ref().map(|retry| retry.value),
        wait: wait.as_ref().and_then(|wait| notation::wait(&wait.value).ok()),
        basis: optional(basis),
        change: optional(change),
        request_id: optional(request_id),
    }
}

/// Names each example's test after its code and title, with a number where two would be alike.
pub(super) fn name_tests(vendor: &mut model::Vendor) {
    let mut used = HashMap::new();
    for entry in &mut vendor.entries {
        for example in &mut entry.examples {
            example.test_name = unique(&mut used, Some(&entry.code), example.title.as_deref());
        }
    }
    for example in &mut vendor.examples {
        example.test_name = unique(&mut used, None, example.title.as_deref());
    }
}

fn unique(used: &mut HashMap<String, usize>, code: Option<&str>, title: Option<&str>) -> String {
    let words: Vec<&str> = code.into_iter().chain(title).collect();
    let base = ident::test(&words.join(" "));
    let mut name = base.clone();
    while used.contains_key(&name) {
        let count = used.entry(base.clone()).or_insert(1);
        *count += 1;
        name = format!("{base}_{count}");
    }
    used.insert(name.clone(), 1);
    name
}
