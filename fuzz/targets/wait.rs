//! Any header as a wait: what comes of it is never nothing, and never longer than the caller allows.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use errcat_core::{Next, Response};
use errcat_fuzz::CATALOGS;
use libfuzzer_sys::fuzz_target;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fuzz_target!(|text: &str| {
    let now = UNIX_EPOCH + Duration::from_secs(1_795_694_400);
    for vendor in CATALOGS.vendors() {
        let table = &vendor.table;
        let mut response = Response::new(429).header("Retry-After", text).header("Date", text);
        for wait in table.waits {
            if let errcat_core::table::Location::Header(name) = wait.at {
                response = response.header(name, text);
            }
        }
        let Some(verdict) = table.classify(&response) else { continue };
        let policy = table.schedule.policy().max_wait(DAY);
        if let Next::After(wait) = policy.next(1, &verdict, now) {
            assert!(wait <= DAY && !wait.is_zero(), "waits for {wait:?}");
        }
    }
});
