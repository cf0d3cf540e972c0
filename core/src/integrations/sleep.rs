//! How an integration waits.

use core::future::Future;
use core::time::Duration;

/// How an integration waits between two tries: by [`TokioSleep`], or by any function that makes a future
/// of a duration.
///
/// ```
/// use core::{future::{Ready, ready}, time::Duration};
/// use errcat::integrations::Sleep;
///
/// fn in_a_test(_: Duration) -> Ready<()> {
///     ready(())
/// }
///
/// fn takes_any(_: impl Sleep) {}
/// takes_any(in_a_test);
/// ```
pub trait Sleep: Send + Sync + 'static {
    /// What ends once the time is over.
    type Future: Future<Output = ()> + Send + 'static;

    /// Waits so long.
    fn sleep(&self, duration: Duration) -> Self::Future;
}

/// Waits by tokio's clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokioSleep;

impl Sleep for TokioSleep {
    type Future = tokio::time::Sleep;

    fn sleep(&self, duration: Duration) -> tokio::time::Sleep {
        tokio::time::sleep(duration)
    }
}

impl<F, Fut> Sleep for F
where
    F: Fn(Duration) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    type Future = Fut;

    fn sleep(&self, duration: Duration) -> Fut {
        self(duration)
    }
}
