//! A verdict as data, for logs and queues.

use alloc::borrow::Cow;

use serde::{Serialize, Serializer};

use super::Verdict;
use crate::{Basis, Category, Failure, LimitScope, Party, Remedy, Retry, Timestamp, Wait, mask};

/// What is written of a verdict, in this order; what is not there is left out.
#[derive(Serialize)]
struct Written<'v> {
    vendor: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Cow<'v, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
    category: Category,
    retry: Retry,
    basis: Basis,
    retry_basis: Basis,
    may_have_taken_effect: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_text")]
    wait_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<Remedy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    who: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<LimitScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'v str>,
    meaning: &'v str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'v str>,
}

/// Without the message, the body and what else the vendor sent, which may hold what no log should; a code that the catalog
/// does not have is cut and masked as `Display` does it, and a request id that may be a key is left out.
impl<C> Serialize for Verdict<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (wait_seconds, wait_until) = match self.wait() {
            None => (None, None),
            Some(Wait::For(wait)) => (Some(crate::time::seconds(wait)), None),
            Some(Wait::Until(time)) => (None, Some(time)),
        };
        let written = Written {
            vendor: self.table().id,
            code: self.shown_code(),
            status: self.status(),
            failure: self.failure(),
            category: self.category(),
            retry: self.retry(),
            basis: self.basis(),
            retry_basis: self.retry_basis(),
            may_have_taken_effect: self.may_have_taken_effect(),
            wait_seconds,
            wait_until,
            remedy: self.remedy(),
            who: self.who(),
            scope: self.limit_scope(),
            request_id: self.request_id().and_then(mask::identifier),
            meaning: self.meaning(),
            action: self.action(),
        };
        written.serialize(serializer)
    }
}

fn as_text<S: Serializer>(time: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(time),
        None => serializer.serialize_none(),
    }
}
