//! From what comes next to a request that can go out again.

use core::time::Duration;

use super::tries::Tries;
use crate::{Next, StopReason};

/// Makes a change, such as `fresh=true`, in a request; says whether it did.
pub(super) type Change<'c, R> = dyn Fn(&str, &mut R) -> bool + Send + Sync + 'c;

/// How long to wait until the request, changed if need be, goes out again: `None` is a request that can't.
///
/// # Errors
///
/// Why it does not.
pub(super) fn again<R>(
    tries: &mut Tries,
    next: Next<'_>,
    request: Option<&mut R>,
    change_request: Option<&Change<'_, R>>,
) -> Result<Duration, StopReason> {
    let refused = match (next, request) {
        (Next::Stop(_), _) => None,
        // Its first try is its last.
        (_, None) => Some(StopReason::Exhausted { attempts: 1 }),
        (Next::AfterChange { change, .. }, Some(request)) => {
            let is_changed = change_request.is_some_and(|change_request| change_request(change, request));
            (!is_changed).then_some(StopReason::Unchanged)
        }
        (Next::After(_), Some(_)) => None,
    };
    if let Some(reason) = refused {
        tries.call_off(reason);
        return Err(reason);
    }
    tries.settle(&next);
    match next {
        Next::After(wait) | Next::AfterChange { wait, .. } => Ok(wait),
        Next::Stop(reason) => Err(reason),
    }
}
