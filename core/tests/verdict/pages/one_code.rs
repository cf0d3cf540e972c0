//! Codes that two vendors share and mean differently.

use errcat::{Category, Contradiction, Retry, onto, runo};

use crate::judge::judge;

#[test]
fn rate_limited_is_worth_a_try_at_runo_and_pointless_at_onto() {
    let body = r#"{"status":"error","code":"RATE_LIMITED","error":{"code":"RATE_LIMITED"}}"#;
    let runo = judge(&runo::TABLE, 429, body);
    assert_eq!((runo.category(), runo.retry()), (Category::RateLimited, Retry::AfterWait));
    let onto = judge(&onto::TABLE, 429, body);
    assert_eq!((onto.category(), onto.retry()), (Category::QuotaExhausted, Retry::AfterReset));
}

#[test]
fn timeout_comes_as_200_at_runo_and_as_504_at_onto() {
    let body = r#"{"status":"error","code":"TIMEOUT","error":{"code":"TIMEOUT"}}"#;
    let runo = judge(&runo::TABLE, 200, body);
    assert_eq!((runo.retry(), runo.contradiction()), (Retry::Backoff, None));
    let onto = judge(&onto::TABLE, 504, body);
    assert_eq!((onto.retry(), onto.contradiction()), (Retry::WithChange, None));
    assert_eq!(onto.change(), Some("fresh=true"));
    // The code decides, whatever the status, but it shows.
    let swapped = [judge(&runo::TABLE, 504, body), judge(&onto::TABLE, 200, body)];
    assert_eq!((swapped[0].retry(), swapped[1].retry()), (Retry::Backoff, Retry::WithChange));
    let statuses = swapped.iter().map(|verdict| verdict.contradiction().as_ref().map(Contradiction::status));
    assert_eq!(statuses.collect::<Vec<_>>(), [Some(504), Some(200)]);
}
