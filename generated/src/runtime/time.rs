//! How times and durations are written: one file a form, all of them without allocation.

pub(super) mod civil;
pub(super) mod digits;
pub(super) mod duration;
pub(super) mod http_date;
pub(super) mod rfc3339;
