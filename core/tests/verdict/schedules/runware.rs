//! Runware says "exponential backoff" without numbers, so that errcat's hold.

use errcat::runware;

use crate::judge::{judge, without_status};
use crate::schedules::{NEVER, THREE, steps};

#[test]
fn transient_errors_back_off() {
    for code in ["timeoutProvider", "providerRateLimitExceeded"] {
        let body = format!(r#"{{"errors":[{{"code":"{code}"}}]}}"#);
        let verdict = without_status(&runware::TABLE, &body);
        assert_eq!(steps(&runware::TABLE, &verdict), ["1s", "2s", THREE], "{code}");
    }
    for status in [429, 500, 502, 503] {
        let verdict = judge(&runware::TABLE, status, r#"{"errors":[{"code":"new"}]}"#);
        assert_eq!(steps(&runware::TABLE, &verdict), ["1s", "2s", THREE], "{status}");
    }
    let schedule = runware::TABLE.schedule;
    assert!(!schedule.max_attempts_documented && !schedule.backoff_documented);
}

#[test]
fn client_errors_stop() {
    for status in [400, 401, 402, 403, 404] {
        let verdict = judge(&runware::TABLE, status, r#"{"errors":[{"code":"new"}]}"#);
        assert_eq!(steps(&runware::TABLE, &verdict), [NEVER], "{status}");
    }
}
