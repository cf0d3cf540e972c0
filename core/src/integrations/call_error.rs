//! The error that a client's functions return.

use core::error::Error;
use core::fmt;

use crate::{OwnedVerdict, StopReason, mask};

/// An error of any type, as a client gives it.
pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// Why a call to the vendor whose codes are `C` came to nothing: the verdict on the last try and why there was no other,
/// or an error of the client that is not a transport failure, such as a wrong URL.
///
/// Made for functions that call a vendor to return, by [`Retries::run`](super::Retries::run). `Display` gives a line that
/// tells both, without what may be a key or a token; so does `Debug`. The [`source`](Error::source) is the client's own
/// error as it is, which may print more.
///
/// With the feature `serde` it is written as its verdict, with `attempts`, `reason` and, where there is no verdict,
/// `error`.
pub struct CallError<C> {
    attempts: u32,
    /// With the reason, so that there are both or none.
    failed: Option<Box<(OwnedVerdict<C>, StopReason)>>,
    source: Option<BoxError>,
}

impl<C> CallError<C> {
    /// What stopped after so many tries.
    pub(super) fn stopped(
        attempts: u32,
        verdict: OwnedVerdict<C>,
        reason: StopReason,
        source: Option<BoxError>,
    ) -> Self {
        let source = source.map(without_url);
        Self { attempts, failed: Some(Box::new((verdict, reason))), source }
    }

    /// What is neither the vendor's fault nor the connection's.
    pub(super) fn of_client(attempts: u32, source: BoxError) -> Self {
        Self { attempts, failed: None, source: Some(without_url(source)) }
    }

    /// How often the request was tried.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// What the last try was; `None` for an error of the client itself.
    #[must_use]
    pub fn verdict(&self) -> Option<&OwnedVerdict<C>> {
        self.failed.as_ref().map(|failed| &failed.0)
    }

    /// The verdict by itself.
    #[must_use]
    pub fn into_verdict(self) -> Option<OwnedVerdict<C>> {
        self.failed.map(|failed| failed.0)
    }

    /// Why the request was not sent again; `None` for an error of the client itself.
    #[must_use]
    pub fn reason(&self) -> Option<StopReason> {
        self.failed.as_ref().map(|failed| failed.1)
    }
}

impl<C> fmt::Display for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.failed, &self.source) {
            (Some(failed), _) => write!(f, "{} (not sent again: {})", failed.0, failed.1),
            (None, Some(source)) => f.write_str(&mask::masked(&source.to_string())),
            (None, None) => f.write_str("the request failed"),
        }
    }
}

/// Without the text of an error of the client where there is a verdict.
impl<C> fmt::Debug for CallError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("CallError");
        shown.field("attempts", &self.attempts);
        match &self.failed {
            Some(failed) => shown.field("verdict", &failed.0).field("reason", &failed.1).finish(),
            None => shown.field("error", &self.to_string()).finish(),
        }
    }
}

impl<C> Error for CallError<C> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(feature = "serde")]
impl<C> serde::Serialize for CallError<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        #[serde(bound = "")]
        struct Written<'e, C> {
            attempts: u32,
            #[serde(skip_serializing_if = "Option::is_none")]
            reason: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            verdict: Option<&'e OwnedVerdict<C>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            error: Option<String>,
        }

        let error = self.failed.is_none().then(|| self.to_string());
        let reason = self.reason().map(|reason| reason.to_string());
        Written { attempts: self.attempts, reason, verdict: self.verdict(), error }.serialize(serializer)
    }
}

/// The same error without its URL, which may hold a key.
#[cfg(feature = "reqwest")]
fn without_url(error: BoxError) -> BoxError {
    match error.downcast::<::reqwest::Error>() {
        Ok(error) => Box::new(error.without_url()),
        Err(error) => error,
    }
}

#[cfg(not(feature = "reqwest"))]
fn without_url(error: BoxError) -> BoxError {
    error
}
