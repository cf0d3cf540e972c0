//! What an example insists on, in words.

use super::{Code, duration};
use crate::catalogs::{Expected, ExpectedWait};

/// The facts of a verdict that an example insists on, on one line.
#[must_use]
pub fn expected(expected: &Expected<'_>, code: Code) -> String {
    let Expected { code: known, raw_code, category, retry, wait, basis, change, request_id } = expected;
    let mut facts = Vec::new();
    facts.extend(known.map(code));
    facts.extend(raw_code.filter(|raw| Some(*raw) != *known).map(|raw| {
        let raw = code(raw);
        if known.is_some() { format!("sent as {raw}") } else { format!("unknown code {raw}") }
    }));
    facts.extend(category.map(|category| format!("category {}", code(category.as_str()))));
    facts.extend(retry.map(|retry| format!("retry {}", code(retry.as_str()))));
    facts.extend(wait.as_ref().map(self::wait));
    facts.extend(change.map(|change| format!("with {}", code(change))));
    facts.extend(request_id.map(|id| format!("request id {}", code(id))));
    facts.extend(basis.map(|basis| format!("decided by {}", code(basis.as_str()))));
    facts.join(", ")
}

fn wait(wait: &ExpectedWait) -> String {
    match wait {
        ExpectedWait::None => "no wait given".to_owned(),
        ExpectedWait::For(time) => format!("wait {}", duration(*time)),
        ExpectedWait::Until(time) => format!("wait until {time}"),
    }
}
