//! Facts in words: the same words on every page, and in the terminal.

mod envelope;
mod sample;

use std::time::Duration;

use errcat_core::table::{
    Condition, Entry, Http, Location, Part, Pointer, RetryRule, Rule, Scalar, Schedule, Stability, Table,
    Test,
};
use errcat_core::{Category, Retry, Window};

use super::markdown;
use crate::catalogs::{Base, Notes};

pub use envelope::{envelope, field, places, wait_places};
pub(crate) use envelope::{fact_place, wait_place};
pub use sample::expected;

/// How a text of the vendor is shown within words: as code of Markdown or of a page, or as it is.
pub type Code = fn(&str) -> String;

/// Text from a catalog or a response on one line, with what can't be seen written out as `U+202E`.
#[must_use]
pub fn plain(text: &str) -> String {
    markdown::one_line(text)
}

/// The address of the vendor's page of one code, from the template with `{code}` in it.
#[must_use]
pub fn documentation(template: &str, code: &str) -> String {
    markdown::url(&template.replace("{code}", &markdown::url_segment(code)))
}

/// The statuses of a code.
#[must_use]
pub fn http(http: &Http<'_>) -> String {
    match http {
        Http::Unstated => "–".to_owned(),
        Http::NotApplicable => "none".to_owned(),
        Http::Statuses(patterns) => patterns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// What to do, as the few words that a person in a hurry needs.
#[must_use]
pub fn verdict(retry: Option<&RetryRule<'_>>) -> String {
    verdict_in(retry, markdown::code)
}

/// The same, with the change of [`Retry::WithChange`] shown as `code` shows it.
#[must_use]
pub fn verdict_in(retry: Option<&RetryRule<'_>>, code: Code) -> String {
    let Some(retry) = retry else { return "as the status says".to_owned() };
    match retry.kind {
        Retry::Never => "do not retry".to_owned(),
        Retry::Backoff => "retry with backoff".to_owned(),
        Retry::AfterWait => match retry.default_wait {
            Some(wait) => format!("retry after the wait ({} if none is given)", duration(wait)),
            None => "retry after the wait".to_owned(),
        },
        Retry::AfterReset => match retry.window {
            Some(window) => format!("do not retry before the next {window}"),
            None => "do not retry before the quota resets".to_owned(),
        },
        Retry::WithChange => {
            let change = retry.change.unwrap_or("a change");
            format!("{} with {}", times(retry.max_attempts), code(change))
        }
        Retry::NotApplicable => "nothing to retry".to_owned(),
    }
}

/// The same, for a table: there a `|` ends the cell even within code.
pub(super) fn verdict_cell(retry: Option<&RetryRule<'_>>) -> String {
    verdict(retry).replace('|', "\\|")
}

fn times(max_attempts: Option<u32>) -> String {
    match max_attempts {
        Some(2) => "retry once".to_owned(),
        Some(tries) => format!("retry, {tries} tries in all,"),
        None => "retry".to_owned(),
    }
}

/// What to do in one to three words, for a badge and for filters; without a retry kind, the status decides.
#[must_use]
pub fn badge(kind: Option<Retry>) -> &'static str {
    match kind {
        Some(Retry::Never) => "do not retry",
        Some(Retry::Backoff) => "back off",
        Some(Retry::AfterWait) => "wait",
        Some(Retry::AfterReset) => "after reset",
        Some(Retry::WithChange) => "change, then retry",
        Some(Retry::NotApplicable) => "nothing to retry",
        None => "status decides",
    }
}

/// Whether a request that failed this way may have taken effect, as a sentence.
#[must_use]
pub fn effect(category: Category) -> &'static str {
    if category.may_have_taken_effect() {
        "The request may have taken effect."
    } else {
        "The request took no effect."
    }
}

/// What a retry kind has a client do.
#[must_use]
pub fn explanation(kind: Retry) -> &'static str {
    match kind {
        Retry::Never => "Stop: the same request fails again.",
        Retry::Backoff => "Try again on the vendor's schedule.",
        Retry::AfterWait => "Wait as long as the response says, else back off.",
        Retry::AfterReset => "Stop: it works again once the quota's window resets.",
        Retry::WithChange => "Try again with the named change, as often as documented.",
        Retry::NotApplicable => "Nothing to retry: a marker, not a failure.",
    }
}

/// What a category means.
#[must_use]
pub fn meaning(category: Category) -> &'static str {
    match category {
        Category::InvalidRequest => "The request breaks a rule; the same one fails again.",
        Category::Unauthenticated => "No valid credentials came along.",
        Category::PermissionDenied => "The credentials are valid, but do not allow this.",
        Category::PaymentRequired => "Money or a larger plan is needed first.",
        Category::NotFound => "What the request names does not exist.",
        Category::Conflict => "The request collides with what is there.",
        Category::RateLimited => "Too many requests in a short time.",
        Category::QuotaExhausted => "A quota over a long window is used up.",
        Category::Timeout => "Somebody gave up waiting.",
        Category::Cancelled => "The work was called off.",
        Category::Unavailable => "The vendor is down, overloaded or in maintenance.",
        Category::UpstreamFailure => "A third party that the vendor needs failed.",
        Category::BadOutput => "The work was done, but its result can't be used.",
        Category::Blocked => "A policy, a filter or the target itself refused.",
        Category::LimitReached => "A cap on how many or how much was reached.",
        Category::Internal => "The vendor's own fault.",
        Category::Unknown => "Nothing is known.",
    }
}

/// The link to an entry, from a page of the same folder.
pub(super) fn link(vendor: &str, entry: &Entry<'_>, notes: &Notes<'_>) -> String {
    format!("[{}]({vendor}.md#{})", markdown::code_cell(entry.code), notes.anchor)
}

/// The link to a vendor whose catalog another one extends, from a page of the same folder.
pub(super) fn base(base: &Base<'_>) -> String {
    format!("[{}]({}.md)", markdown::text(base.title), base.vendor)
}

/// A place in a response, and which part of what is found there is meant, in the terminal.
#[must_use]
pub fn plain_place(at: &Location<'_>, part: Option<Part<'_>>) -> String {
    place_in(at, part, plain)
}

/// A condition, for a sentence that has `where` before it.
pub(super) fn condition(condition: &Condition<'_>) -> String {
    condition_in(condition, markdown::code_cell)
}

/// The same, in the terminal.
#[must_use]
pub fn plain_condition(condition: &Condition<'_>) -> String {
    condition_in(condition, plain)
}

/// The same, with the texts of the vendor shown as `code` shows them.
#[must_use]
pub fn place_in(at: &Location<'_>, part: Option<Part<'_>>, code: Code) -> String {
    let place = match at {
        Location::Pointer(at) => format!("body {}", pointer_in(at, code)),
        Location::Header(name) => format!("header {}", code(name)),
    };
    match part {
        None => place,
        Some(part) => format!("{place}, {}", part_in(&part, code)),
    }
}

/// A pointer and which members or elements it means.
pub(super) fn pointer_in(at: &Pointer<'_>, code: Code) -> String {
    let filters = at.filters.iter().map(|filter| {
        let element: Vec<&str> = at.segments.iter().copied().take(filter.depth.into()).collect();
        let tested = format!("{}{}", Pointer::new(&element), Pointer::new(filter.path));
        test(&code(&tested), &filter.test, code)
    });
    let filters: Vec<String> = filters.collect();
    match filters.as_slice() {
        [] => code(&pointer(at)),
        filters => format!("{} (where {})", code(&pointer(at)), filters.join(" and ")),
    }
}

fn part_in(part: &Part<'_>, code: Code) -> String {
    let Part { json, after, after_last, before } = part;
    let json = json.as_ref().map(|json| format!("in its JSON {}", code(&pointer(json))));
    let after = (!after.is_empty()).then(|| format!("after {}", texts(after, code)));
    let after_last = after_last.map(|marker| format!("after the last {}", code(marker)));
    let before = before.map(|marker| format!("before {}", code(marker)));
    let parts: Vec<String> = [json, after, after_last, before].into_iter().flatten().collect();
    parts.join(" and ")
}

/// A condition, for a sentence that has `where` before it, with the texts of the vendor shown as `code` shows them.
#[must_use]
pub fn condition_in(condition: &Condition<'_>, code: Code) -> String {
    let joined = |conditions: &[Condition<'_>], word: &str| {
        let all: Vec<String> = conditions
            .iter()
            .map(|inner| match inner {
                Condition::All(_) | Condition::Any(_) => format!("({})", condition_in(inner, code)),
                _ => condition_in(inner, code),
            })
            .collect();
        all.join(word)
    };
    match condition {
        Condition::Status(patterns) => {
            let patterns: Vec<String> = patterns.iter().map(|pattern| code(&pattern.to_string())).collect();
            format!("the status is {}", patterns.join(" or "))
        }
        Condition::Check(check) => test(&place_in(&check.at, check.part, code), &check.test, code),
        Condition::All(conditions) => joined(conditions, " and "),
        Condition::Any(conditions) => joined(conditions, " or "),
    }
}

/// What has to hold at a place.
pub(super) fn test(at: &str, test: &Test<'_>, code: Code) -> String {
    match test {
        Test::Present => format!("{at} is present"),
        Test::Absent => format!("{at} is absent"),
        Test::Equals(values) => format!("{at} is {}", scalars(values, code)),
        Test::NotEquals(values) => format!("{at} is something else than {}", scalars(values, code)),
        Test::Contains(wanted) => format!("{at} contains {}", texts(wanted, code)),
        Test::StartsWith(wanted) => format!("{at} starts with {}", texts(wanted, code)),
        Test::EndsWith(wanted) => format!("{at} ends with {}", texts(wanted, code)),
        Test::Above(than) => format!("{at} is above {}", code(&than.to_string())),
        Test::Below(than) => format!("{at} is below {}", code(&than.to_string())),
    }
}

/// Texts, any of which may be meant.
fn texts(texts: &[&str], code: Code) -> String {
    texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(" or ")
}

/// Values, any of which may be meant.
pub(super) fn scalars(values: &[Scalar<'_>], code: fn(&str) -> String) -> String {
    let values: Vec<String> = values
        .iter()
        .map(|value| match value {
            Scalar::Bool(value) => code(&value.to_string()),
            Scalar::Integer(value) => code(&value.to_string()),
            Scalar::Text(value) => code(value),
        })
        .collect();
    values.join(" or ")
}

/// A pointer as people write it.
#[must_use]
pub fn pointer(pointer: &Pointer<'_>) -> String {
    if pointer.segments.is_empty() { "(the whole body)".to_owned() } else { pointer.to_string() }
}

/// `500 ms`, `1.5 s`, `60 s`, `1 h 30 min`.
#[must_use]
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0 if duration.subsec_millis() > 0 => format!("{} ms", duration.subsec_millis()),
        0..=120 => {
            let decimals = format!("{:.3}", duration.as_secs_f64());
            format!("{} s", decimals.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => {
            let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
            let words: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
            words.join(" ")
        }
    }
}

/// The waits of a schedule between its tries, in order; a long list is cut.
#[must_use]
pub fn waits(schedule: &Schedule) -> String {
    const SHOWN: u32 = 8;
    let gaps = schedule.max_attempts.saturating_sub(1);
    if gaps == 0 {
        return "no wait, as there is one try".to_owned();
    }
    let words: Vec<String> =
        (1..=gaps.min(SHOWN)).map(|attempt| duration(schedule.backoff(attempt))).collect();
    if gaps > SHOWN { format!("{}, …", words.join(", ")) } else { words.join(", ") }
}

/// How often to try, the first try included.
#[must_use]
pub fn tries(tries: u32) -> String {
    if tries == 1 { "1 try in all".to_owned() } else { format!("{tries} tries in all") }
}

/// What the vendor's longest wait means, within a sentence.
#[must_use]
pub fn stops_beyond(max_wait: Duration) -> String {
    format!("stop where the wait is longer than {}", duration(max_wait))
}

/// What to know before relying on a vendor's codes: a word, and what it means.
#[must_use]
pub fn remarks(table: &Table<'_>) -> Vec<(&'static str, &'static str)> {
    let unstable = ("Unstable", "the vendor may change codes without notice.");
    let partial = ("Partial", "the vendor publishes only some of its codes. Expect others.");
    let holds = [(unstable, table.stability == Stability::Unstable), (partial, !table.complete)];
    holds.into_iter().filter_map(|(remark, holds)| holds.then_some(remark)).collect()
}

/// A text with its first letter as a capital.
#[must_use]
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// What to do as words, and who has to, where the catalog says; with a mark at what the page only implies.
#[must_use]
pub fn to_act(rule: &Rule<'_>, code: Code) -> Option<String> {
    let mark =
        |text: String, fact: &str| if rule.inferred.contains(&fact) { format!("{text} †") } else { text };
    let remedy = rule.remedy.map(|remedy| mark(format!("remedy {}", code(remedy.as_str())), "remedy"));
    let who = rule.who.or_else(|| rule.remedy?.usual_party());
    let who = who.map(|who| mark(format!("by the {}", who.as_str().replace('_', " ")), "who"));
    let scope = rule.scope.map(|scope| mark(format!("the limit is of the {scope}"), "scope"));
    let words: Vec<String> = [remedy, who, scope].into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The vendor's longest wait.
#[must_use]
pub fn max_wait(max_wait: Duration) -> String {
    format!("Longest wait: {}; where a response asks for more, do not wait but stop", duration(max_wait))
}

/// The window's end, for a sentence.
#[must_use]
pub fn window(window: Window) -> String {
    format!("once every {window}")
}
