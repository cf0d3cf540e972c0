//! What metrics and records are made of: what becomes of each try.

use core::time::Duration;

use crate::{AnyCode, StopReason, Verdict};

/// What becomes of a try.
///
/// Each try that [`Started`](Self::Started) ends in [`Succeeded`](Self::Succeeded), [`Failed`](Self::Failed) or
/// [`Abandoned`](Self::Abandoned), so that their difference is how many are in flight. A failed one leads to
/// [`Waits`](Self::Waits) or [`Stopped`](Self::Stopped).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// A try goes out.
    #[non_exhaustive]
    Started {
        /// Which try it is; the first is one.
        attempt: u32,
    },
    /// What a try came to will not be known, as the caller went away, or the client itself refused the request, such as one
    /// with a wrong URL.
    #[non_exhaustive]
    Abandoned {
        /// Which try it was; the first is one.
        attempt: u32,
    },
    /// The request succeeded.
    #[non_exhaustive]
    Succeeded {
        /// How often it was tried.
        attempts: u32,
    },
    /// A try failed.
    #[non_exhaustive]
    Failed {
        /// Which try it was; the first is one.
        attempt: u32,
        /// What it was.
        verdict: &'e Verdict<'e, AnyCode<'e>>,
    },
    /// The request goes out again after a wait.
    #[non_exhaustive]
    Waits {
        /// How often it was tried so far.
        attempts: u32,
        /// How long it waits.
        wait: Duration,
    },
    /// The request does not go out again.
    #[non_exhaustive]
    Stopped {
        /// How often it was tried.
        attempts: u32,
        /// Why it does not.
        reason: StopReason,
    },
}

/// Something that is told what becomes of each try: a closure, or a [`Recorder`](super::Recorder). It is called on the
/// way of each request, by whichever thread that is on, and should be quick.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use errcat::integrations::{Event, Retries};
/// use errcat::runo::ErrorCode;
///
/// let waits = Arc::new(AtomicU32::new(0));
/// let counted = Arc::clone(&waits);
/// let retries = Retries::<ErrorCode>::new().observer(move |event: &Event<'_>| {
///     if let Event::Waits { .. } = event {
///         counted.fetch_add(1, Ordering::Relaxed);
///     }
/// });
/// # let _ = retries;
/// ```
pub trait Observer: Send + Sync {
    /// Takes note of an event.
    fn observe(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync> Observer for F {
    fn observe(&self, event: &Event<'_>) {
        self(event);
    }
}
