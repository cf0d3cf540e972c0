//! The header field `RateLimit` of the IETF draft "RateLimit header fields for HTTP".

use super::{Amount, Wait};
use crate::table::Encoding;
use crate::time::digits::saturating_number;

/// Reads a list of policies such as `"api";r=0;t=55`, or the members of older drafts: `limit=100, remaining=0, reset=50`.
///
/// It is the longest time to a reset (`t`) among the policies of which nothing remains (`r=0`) or that do not say how
/// much does. Those with something left ask for no wait.
pub(super) fn parse(text: &str) -> Option<Wait> {
    let (mut longest, mut older) = (None, Policy::default());
    for member in split(text, b',') {
        let mut policy = Policy::default();
        for parameter in split(member, b';') {
            let Some((name, value)) = parameter.split_once('=') else { continue };
            let value = value.trim();
            match name.trim() {
                "r" => policy.remaining = Some(value),
                "t" => policy.reset = Some(value),
                "remaining" => older.remaining = Some(value),
                "reset" => older.reset = Some(value),
                _ => {}
            }
        }
        longest = longest.max(policy.wait());
    }
    Amount::integer(longest.max(older.wait())?).wait(Encoding::Seconds)
}

/// How much remains of a limit, and in how many seconds it starts anew.
#[derive(Default)]
struct Policy<'a> {
    remaining: Option<&'a str>,
    reset: Option<&'a str>,
}

impl Policy<'_> {
    fn wait(&self) -> Option<u64> {
        let is_used_up =
            self.remaining.is_none_or(|remaining| remaining.parse::<i64>().is_ok_and(|left| left <= 0));
        let reset = self.reset.filter(|_| is_used_up)?.as_bytes();
        let is_number = !reset.is_empty() && reset.iter().all(u8::is_ascii_digit);
        is_number.then(|| saturating_number(reset))
    }
}

/// The parts between separators that stand outside of strings.
fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let (mut in_string, mut is_escaped) = (false, false);
    text.split(move |character: char| {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if in_string => is_escaped = true,
            '"' => in_string = !in_string,
            _ => return !in_string && character == char::from(separator),
        }
        false
    })
}
