//! From what comes next to a request that can go out again.

use core::borrow::BorrowMut;
use core::time::Duration;

use super::tries::{Step, Tries};
use crate::{Next, StopReason, VendorCode};

/// Makes a change, such as `fresh=true`, in a request; says whether it did.
pub(super) type Change<'c, R> = dyn Fn(&str, &mut R) -> bool + Send + Sync + 'c;

/// How long to wait until the request, changed if need be, goes out again; `request` is `None` where it can't be cloned.
///
/// # Errors
///
/// Why it does not.
pub(super) fn again<Q, R: BorrowMut<Q>, C: VendorCode>(
    tries: &mut Tries,
    step: &Step<C>,
    request: Option<R>,
    change_request: Option<&Change<'_, Q>>,
) -> Result<(Duration, R), StopReason> {
    #[cfg(feature = "tracing")]
    super::tracing::event(&step.verdict);
    let next = step.next;
    let (wait, change) = match next {
        Next::After(wait) => (wait, None),
        Next::AfterChange { wait, change } => (wait, Some(change)),
        Next::Stop(reason) => {
            tries.settle(&next);
            return Err(reason);
        }
    };
    let mut called_off = |reason| {
        tries.call_off(reason);
        reason
    };
    // Its first try is its last.
    let mut request = request.ok_or_else(|| called_off(StopReason::Exhausted { attempts: 1 }))?;
    let make = |change| change_request.is_some_and(|make| make(change, request.borrow_mut()));
    if !change.is_none_or(make) {
        return Err(called_off(StopReason::Unchanged));
    }
    tries.settle(&next);
    Ok((wait, request))
}
