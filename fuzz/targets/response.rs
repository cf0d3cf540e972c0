//! Any response of a vendor: the verdicts agree with each other, whichever function is asked.
#![no_main]

use std::time::{Duration, UNIX_EPOCH};

use errcat_fuzz::{CATALOGS, Recorded};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(Recorded { vendor, response }) = Recorded::read(data) else { return };
    let vendors = CATALOGS.vendors();
    let table = &vendors[vendor % vendors.len()].table;
    let now = UNIX_EPOCH + Duration::from_secs(1_795_694_400);
    let first = table.classify(&response);
    let all = table.classify_all(&response);
    assert!(first.is_none() || !all.is_empty(), "an error is not among all of them");
    let up_to = table.classify_up_to(&response, 1);
    assert!(up_to.left_out > 0 || up_to.kept.len() == all.len(), "errors got lost");
    for verdict in first.iter().chain(&all) {
        assert!(!verdict.rungs().is_empty());
        let _ = (format!("{verdict:?}"), verdict.to_string(), verdict.message(), verdict.request_id());
        for attempt in [1, 2, 100] {
            let _ = table.schedule.next(attempt, verdict, now);
        }
    }
});
