//! What a change means for a client, in words.

use errcat_core::{Category, Retry};
use serde_json::Value;

use super::facts::Fact;
use super::subject::Subject;
use crate::breakage::{Breakage, ChangeKind};
use crate::emit::words;

/// What the change of one field means.
pub(super) fn of_field(
    subject: &Subject,
    field: &str,
    breakage: Breakage,
    before: Option<&Fact>,
    after: Option<&Fact>,
) -> String {
    let shown = |fact: Option<&Fact>| fact.map_or_else(|| "none".to_owned(), |fact| fact.shown.clone());
    let (old, new) = (shown(before), shown(after));
    match field {
        "retry.kind" => retry(subject, word(before), word(after)),
        "category" => category(word(before), word(after)),
        "retry.max_attempts" => match (before, after) {
            (Some(_), Some(_)) => format!("a request is sent at most {new} times, where it was {old}"),
            (None, _) => format!("a request is sent at most {new} times"),
            (_, None) => "the number of tries is that of the schedule".to_owned(),
        },
        "retry.default_wait" => match after {
            Some(_) => format!("where the response asks for no wait, a client waits {new}"),
            None => "where the response asks for no wait, the schedule's backoff holds".to_owned(),
        },
        "retry.change" => format!("`Verdict::change` gives {new}, where it gave {old}"),
        "retry.window" => format!("`Verdict::window` gives {new}, where it gave {old}"),
        "retry.max_wait" => match after {
            Some(_) => format!("code stops where it would have to wait longer than {new}"),
            None => "no wait is too long for the vendor any more".to_owned(),
        },
        "http" => format!(
            "`Verdict::contradiction` speaks up for other statuses than {new}, where it did for others than {old}"
        ),
        "aliases" => aliases(before, after),
        "name" => {
            format!("`ErrorCode::{old}` is now `ErrorCode::{new}`: programs that name it no longer compile")
        }
        "deprecated" => match after {
            Some(_) => "the compiler warns programs that name it".to_owned(),
            None => "the compiler no longer warns programs that name it".to_owned(),
        },
        "remedy" | "who" | "scope" => {
            let method = if field == "scope" { "limit_scope" } else { field };
            format!("`Verdict::{method}` gives {new}, where it gave {old}")
        }
        "before_codes" => "which of several codes of a response decides may be another one".to_owned(),
        "success" => "the status is judged as a success or no longer as one".to_owned(),
        "when" => match (before, after) {
            (Some(_), Some(_)) => format!("it holds where {new}, and no longer where {old}"),
            (None, _) => format!("it holds only where {new}"),
            (_, None) => format!("it always holds, and not only where {old}"),
        },
        _ if field.starts_with("details.") => match (before, after) {
            (None, _) => "the struct of its details has a new member".to_owned(),
            (_, None) => {
                "the struct of its details has lost a member: programs that read it no longer compile"
                    .to_owned()
            }
            _ => "the member's type is another one: programs that read it may no longer compile".to_owned(),
        },
        _ if field.starts_with("retry.backoff.") => "waits between tries are of another length".to_owned(),
        "wait" => {
            "waits that responses ask for are looked for in other places, or read in another way".to_owned()
        }
        _ if field.starts_with("envelope.") => {
            "responses are read in another way: what was an error may be none, or another one".to_owned()
        }
        _ => in_general(breakage).to_owned(),
    }
}

/// What another order of rules means.
pub(super) const ORDER: &str = "where the conditions of several hold, another one decides";

fn in_general(breakage: Breakage) -> &'static str {
    match breakage {
        Breakage::Names => "programs that name it may no longer compile",
        Breakage::Behaviour => "responses may be judged otherwise",
        Breakage::Wording => "people read something else; programs do the same",
        Breakage::Nothing => "only the tests and checks of the catalog differ",
    }
}

/// What it means that something with its own facts came or went.
pub(super) fn of_subject(vendor: &str, subject: &Subject, kind: ChangeKind) -> String {
    let is_new = kind == ChangeKind::Added;
    let text = match (subject, is_new) {
        (Subject::Vendor, true) => return format!("the module and the feature `{vendor}` are new"),
        (Subject::Vendor, false) => {
            return format!(
                "the module and the feature `{vendor}` are gone: programs that use them no longer compile"
            );
        }
        (Subject::Source(_) | Subject::Group(_), _) => in_general(Breakage::Wording),
        (Subject::NoResponse(_), true) => "requests without a response are judged by the vendor's rule",
        (Subject::NoResponse(_), false) => {
            "requests without a response are judged by another rule, or by errcat's own"
        }
        (Subject::Status(..), true) => "responses without a known code are judged by this rule",
        (Subject::Status(..), false) => {
            "responses without a known code are judged by a wider rule, or by the class of their status"
        }
        (Subject::Family(..), true) => "unknown codes that start like this are judged by this rule",
        (Subject::Family(..), false) => "unknown codes that start like this are judged by their status",
        (Subject::Code(_), true) => {
            "responses with it have a known code, where they were judged by its family or their status"
        }
        (Subject::Code(_), false) => "responses with it are judged by its family or their status",
        (Subject::Variant(..), true) => "where the condition holds, this is what decides",
        (Subject::Variant(..), false) => {
            "where the condition holds, another variant or the code itself decides"
        }
    };
    text.to_owned()
}

/// The word that a fact is, read as one of a closed list.
fn word<T: std::str::FromStr>(fact: Option<&Fact>) -> Option<T> {
    fact.and_then(|fact| fact.value.as_str()).and_then(|text| text.parse().ok())
}

fn retry(subject: &Subject, before: Option<Retry>, after: Option<Retry>) -> String {
    // Without a word of its own, a code is judged by its status, and a status by its class.
    let wider = match subject {
        Subject::Code(_) | Subject::Variant(..) | Subject::Family(..) => "the rule for the status",
        _ => "errcat's own rule for the class of statuses",
    };
    match (before, after) {
        (None, None) => in_general(Breakage::Behaviour).to_owned(),
        (Some(before), None) => format!("code written for `{before}` now does what {wider} says"),
        (None, Some(after)) => format!("code now does `{after}`, where {wider} decided: {}", does(after)),
        (Some(before), Some(after)) => {
            let does = does(after);
            match (before.allows_retry(), after.allows_retry()) {
                (true, false) => format!("code written for `{before}` now stops: {does}"),
                (false, true) => format!("code that stopped at it (`{before}`) now tries again: {does}"),
                (true, true) => {
                    format!("code written for `{before}` still tries again, but otherwise: {does}")
                }
                (false, false) => format!("code stops as before, for another reason: {does}"),
            }
        }
    }
}

/// What a kind has a client do, as the end of a sentence.
fn does(kind: Retry) -> String {
    let text = words::explanation(kind).trim_end_matches('.').trim_start_matches("Stop: ");
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn category(before: Option<Category>, after: Option<Category>) -> String {
    let (Some(before), Some(after)) = (before, after) else {
        return in_general(Breakage::Behaviour).to_owned();
    };
    let mut text = format!("code that looks for `{before}` no longer meets it here, but `{after}`");
    match (before.may_have_taken_effect(), after.may_have_taken_effect()) {
        (false, true) => text.push_str(
            "; the request may have taken effect, so one that must not do so twice is no longer sent again",
        ),
        (true, false) => text.push_str("; the request took no effect, so it may be sent again"),
        _ => {}
    }
    text
}

fn aliases(before: Option<&Fact>, after: Option<&Fact>) -> String {
    let texts = |fact: Option<&Fact>| -> Vec<String> {
        let list = fact.and_then(|fact| fact.value.as_array()).into_iter().flatten();
        list.filter_map(Value::as_str).map(words::plain).collect()
    };
    let (old, new) = (texts(before), texts(after));
    let only = |these: &[String], not: &[String]| -> Vec<String> {
        these.iter().filter(|text| !not.contains(text)).map(|text| format!("`{text}`")).collect()
    };
    let (gone, come) = (only(&old, &new), only(&new, &old));
    let mut parts = Vec::new();
    if !come.is_empty() {
        parts.push(format!("{} is read as this code", come.join(", ")));
    }
    if !gone.is_empty() {
        parts.push(format!("{} is no longer read as this code", gone.join(", ")));
    }
    if parts.is_empty() { in_general(Breakage::Wording).to_owned() } else { parts.join("; ") }
}
