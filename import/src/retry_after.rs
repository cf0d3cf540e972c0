//! How members and headers are named that say how long to wait.

/// Whether a member or header of this name says how long to wait: `Retry-After`, `retryAfterSeconds`,
/// `x-retry-after-ms`.
pub(super) fn is_retry_after(name: &str) -> bool {
    let letters = name.to_ascii_lowercase().replace(['-', '_'], "");
    letters.strip_prefix('x').unwrap_or(&letters).starts_with("retryafter")
}

/// A place of a wait, such as `header: Retry-After-Ms`, with its encoding, as YAML. `name` is what the place is called:
/// milliseconds are known by it.
pub(super) fn wait(place: &str, name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let is_in_milliseconds = name.ends_with("ms") || name.contains("milli");
    format!("{{ {place}{} }}", if is_in_milliseconds { ", encoding: milliseconds" } else { "" })
}
