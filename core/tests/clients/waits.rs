//! A sleep that takes no time and notes how long it would have been.

use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The waits of a client.
#[derive(Clone, Default)]
pub(crate) struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    /// Notes the waits here.
    pub(crate) fn sleep(&self) -> impl Fn(Duration) -> Ready<()> + Clone + Send + Sync + 'static {
        let waits = self.clone();
        move |wait| {
            waits.0.lock().unwrap_or_else(PoisonError::into_inner).push(wait);
            ready(())
        }
    }

    /// The waits so far, in whole seconds.
    pub(crate) fn seconds(&self) -> Vec<u64> {
        let waits = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waits.iter().map(Duration::as_secs).collect()
    }
}
