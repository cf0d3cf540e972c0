//! What a client does try by try: as each page's own sample code does, and where we differ from it.

mod any_vendor;
mod onto;
mod runagent;
mod runo;
mod runware;

use errcat::Next;
use errcat::table::Table;

use crate::judge::{AnyVerdict, NOW};

/// The steps after the first, the second and each further try, with the same verdict each time.
fn steps(table: &Table<'_>, verdict: &AnyVerdict<'_>) -> Vec<String> {
    let mut steps = Vec::new();
    for attempt in 1.. {
        let next = table.schedule.next(attempt, verdict, NOW);
        steps.push(shown(next));
        if matches!(next, Next::Stop(_)) {
            break;
        }
    }
    steps
}

fn shown(next: Next<'_>) -> String {
    match next {
        Next::After(wait) => format!("{wait:?}"),
        Next::AfterChange { wait, change } => format!("{wait:?}, {change}"),
        Next::Stop(reason) => format!("stop: {reason}"),
    }
}

const NEVER: &str = "stop: the same request fails again";
const TWICE: &str = "stop: it was tried 2 times, which is the limit";
const THREE: &str = "stop: it was tried 3 times, which is the limit";
const FOUR: &str = "stop: it was tried 4 times, which is the limit";
