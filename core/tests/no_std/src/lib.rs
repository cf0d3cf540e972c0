//! Judges a response where there is no standard library.
#![no_std]

use core::panic::PanicInfo;
use core::time::Duration;

use errcat::runo::{self, SCHEDULE};
use errcat::{Failure, Next, Response, Timestamp};
use linked_list_allocator::LockedHeap;

/// An allocator without memory: nothing here runs.
#[global_allocator]
static HEAP: LockedHeap = LockedHeap::empty();

/// The milliseconds to wait before a response with this status is tried again, or `u32::MAX` to stop.
pub extern "C" fn wait_after_status(status: u16, attempt: u32) -> u32 {
    let response = Response::new(status).header("Retry-After", "7");
    let verdict = runo::classify(&response);
    verdict.map_or(u32::MAX, |verdict| wait(SCHEDULE.next(attempt, &verdict, now())))
}

/// The same for a request that got no response.
pub extern "C" fn wait_after_silence(attempt: u32) -> u32 {
    wait(SCHEDULE.next(attempt, &runo::no_response(Failure::TimedOut), now()))
}

fn wait(next: Next<'_>) -> u32 {
    let milliseconds = |wait: Duration| u32::try_from(wait.as_millis()).unwrap_or(u32::MAX);
    match next {
        Next::After(wait) | Next::AfterChange { wait, .. } => milliseconds(wait),
        Next::Stop(_) => u32::MAX,
    }
}

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

#[panic_handler]
fn stop(_: &PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
