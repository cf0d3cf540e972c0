//! What the path of a request asks for.

use std::time::Duration;

use errcat_codegen::Words;
use errcat_core::Wait;
use errcat_core::table::Encoding;

use crate::percent::decoded;
use crate::replies::{OK, Replies};
use crate::reply::{Fault, Reply};

/// The longest delay: a test that waits longer is a mistake.
const LONGEST: Duration = Duration::from_secs(600);

/// What a path asks for, outside of the server's own pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked<'p> {
    /// The steps, one after the other; nearly always one.
    pub(crate) steps: &'p str,
    /// Whether each request gets the next of them, and under which name it is kept how far that is.
    pub(crate) script: Option<&'p str>,
}

impl<'p> Asked<'p> {
    /// Reads a path: what comes behind the steps is the client's own.
    pub(crate) fn of(path: &'p str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match first == "script" {
            true => {
                let script = rest.split('/').next().unwrap_or_default();
                // What stands behind a `;` tells two equal scripts from each other.
                let steps = script.split(';').next().unwrap_or_default();
                Self { steps, script: Some(script) }
            }
            false => Self { steps: first, script: None },
        }
    }

    /// The step at this position; behind the last one, the last.
    pub(crate) fn step(&self, position: usize) -> &'p str {
        match self.script.is_some() {
            true => self
                .steps
                .split(',')
                .nth(position)
                .or_else(|| self.steps.split(',').next_back())
                .unwrap_or_default(),
            false => self.steps,
        }
    }
}

/// What a step says: the name of a reply, and how it is changed.
///
/// # Errors
///
/// What is wrong with it.
pub(crate) fn reply(step: &str, replies: &Replies) -> Result<Reply, String> {
    let whole = decoded(step);
    // A code may have a `~` itself.
    if let Some([first, ..]) = replies.get(&whole) {
        return Ok(first.clone());
    }
    let mut parts = whole.split('~');
    let name = parts.next().unwrap_or_default();
    let named = replies.get(if name.is_empty() { OK } else { name }).unwrap_or_default();
    let Some(mut reply) = named.first().cloned().or_else(|| name.is_empty().then(|| Reply::json(200, "{}")))
    else {
        let names: Vec<&str> = replies.iter().map(|(name, _)| name).collect();
        return Err(match Words::of(names).nearest(name) {
            Some(near) => format!("there is no reply `{name}`; did you mean `{near}`?"),
            None => format!("there is no reply `{name}`; the page / lists them"),
        });
    };
    let (mut delay, mut fault) = (None, None);
    for part in parts {
        match part.split_once('=') {
            None if part == "drop" => fault = Some(Fault::Drop),
            None if part == "silence" => fault = Some(Fault::Silence),
            None if part == "cut" => fault = Some(Fault::Cut),
            None if part == "break" => fault = Some(Fault::Break),
            None if part == "proxy" => reply = Reply::proxy_page(),
            None if let Ok(number) = part.parse::<usize>() => {
                let at = number.checked_sub(1).and_then(|at| named.get(at));
                let missing =
                    || format!("`{name}` has no answer with the number {number}; it has {}", named.len());
                reply = at.cloned().ok_or_else(missing)?;
            }
            Some(("delay", text)) => delay = Some(self::delay(text)?),
            Some(("cut", text)) => {
                let no_count = |_| format!("`{text}` is not a number of bytes, such as `40`");
                fault = Some(Fault::CutAt(text.parse().map_err(no_count)?));
            }
            _ => {
                let words = Words::of(["drop", "silence", "cut", "cut=40", "break", "proxy", "delay=2s"]);
                let near = words.nearest(part).unwrap_or("drop");
                return Err(format!("`~{part}` is not known; did you mean `~{near}`?"));
            }
        }
    }
    // Whatever the order: they hold for the reply that is chosen.
    reply.delay = delay.unwrap_or(reply.delay);
    reply.fault = fault.or(reply.fault);
    Ok(reply)
}

fn delay(text: &str) -> Result<Duration, String> {
    match Wait::parse(text, Encoding::Duration) {
        Some(Wait::For(delay)) if delay <= LONGEST => Ok(delay),
        Some(_) => Err(format!("`{text}` is longer than 10 minutes")),
        None => Err(format!("`{text}` is not a length of time, such as `2s` or `150ms`")),
    }
}
