//! MongoDB's `error_codes.yml`: codes, names and the categories that they are of.

use errcat_core::Retry;
use serde_json::Value;

use super::tree;
use crate::error::Unreadable;
use crate::fact::Fact;
use crate::facts::{Facts, Item};
use crate::source::{Kind, SourceText};

/// The categories of what may be tried again.
const RETRIABLE: &[&str] = &["RetriableError", "StreamProcessorRetryableError"];

/// Reads the list.
pub(super) fn read(file: &SourceText<'_>) -> Result<Facts, Unreadable> {
    let document = tree::yaml(file)?;
    if document.get("error_codes").and_then(Value::as_array).is_none() {
        let message = "this has no list `error_codes`";
        return Err(Unreadable::whole(file, message, "give src/mongo/base/error_codes.yml"));
    }
    let mut facts = Facts::of(Kind::Mongodb);
    facts.title = Some("error_codes.yml".to_owned());
    let title = Some("Errors");
    for element in tree::elements(&document, "error_codes") {
        match entry(element) {
            Some((name, fact)) => facts.entry(title, name, fact),
            None => facts.push(title, Item::Unreadable(element.to_string())),
        }
    }
    Ok(facts)
}

fn entry(element: &Value) -> Option<(&str, Fact)> {
    let name = tree::text(element, "name").filter(|name| !name.is_empty())?;
    let number = element.get("code")?.as_i64()?;
    let mut fact = Fact { aliases: vec![number.to_string()], ..Fact::default() };
    let categories: Vec<&str> = tree::elements(element, "categories").filter_map(Value::as_str).collect();
    if number == 0 {
        fact.retry =
            Some(crate::retry_cell::RetryCell::doubtful(Retry::NotApplicable, "the code 0 is not an error"));
    } else if let Some(category) = RETRIABLE.iter().find(|category| categories.contains(category)) {
        fact.retry(Retry::Backoff, category);
    }
    if !categories.is_empty() {
        fact.texts.push(("categories".to_owned(), categories.join(", ")));
    }
    Some((name, fact))
}
