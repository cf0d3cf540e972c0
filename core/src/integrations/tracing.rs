//! For tracing: one event for each verdict.
//!
//! The retry loops emit it for each failed try. Where you judge responses yourself, call [`event`].

use ::tracing::warn;

use crate::mask::{identifier, is_visible};
use crate::{Failure, Verdict};

/// Emits an event of the level `WARN` and the target `errcat` about a verdict: `vendor`, `code`,
/// `category`, `retry`, `basis`, `retry_basis`, `status`, `failure` and `request_id`, as far as they are
/// there.
///
/// It never holds what may be a secret or personal: not the message, the body, or any other header. A code that the
/// catalog does not have could be anything: it is masked and cut as [`Verdict`] prints it, and left out where it
/// has anything but visible ASCII. So is a request id, and where it is longer than 128 bytes or begins as a key does.
///
/// ```
/// use errcat::{Response, integrations, openai};
///
/// let body = r#"{"error": {"type": "server_error", "code": null}}"#;
/// if let Some(verdict) = openai::classify(&Response::new(500).body(body)) {
///     integrations::tracing::event(&verdict);
/// }
/// ```
pub fn event<C>(verdict: &Verdict<'_, C>) {
    let is_shown = verdict.entry().is_some() || verdict.raw_code().is_some_and(is_visible);
    let code = verdict.shown_code().filter(|_| is_shown);
    warn!(
        target: "errcat",
        vendor = verdict.table().id,
        code = code.as_deref(),
        category = verdict.category().as_str(),
        retry = verdict.retry().as_str(),
        basis = verdict.basis().as_str(),
        retry_basis = verdict.retry_basis().as_str(),
        status = verdict.status(),
        failure = verdict.failure().map(Failure::as_str),
        request_id = verdict.request_id().and_then(identifier),
    );
}
