//! From what comes next to a request that can go out again.

use core::time::Duration;

use crate::{Next, StopReason};

/// Makes a change, such as `fresh=true`, in a request; says whether it did.
pub(super) type Change<R> = dyn Fn(&str, &mut R) -> bool + Send + Sync;

/// How long to wait until the request, changed if need be, goes out again.
///
/// # Errors
///
/// Why it does not.
pub(super) fn again<R>(
    next: Next<'_>,
    request: &mut R,
    change_request: Option<&Change<R>>,
) -> Result<Duration, StopReason> {
    match next {
        Next::After(wait) => Ok(wait),
        Next::AfterChange { wait, change } => {
            let is_changed = change_request.is_some_and(|change_request| change_request(change, request));
            if is_changed { Ok(wait) } else { Err(StopReason::Unchanged) }
        }
        Next::Stop(reason) => Err(reason),
    }
}
