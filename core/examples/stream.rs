//! Reads a stream and stops at the error in it: `cargo run -p errcat-core --example stream --features reqwest-middleware`.

use errcat::runo::{self, SCHEDULE};
use errcat::stream::Frames;
use errcat::{Next, Response};
use errcat_serve::{Reply, Server};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // It begins as a success, and fails on the way.
    let vendor = Server::scripted([Reply::new(
        200,
        "data: {\"status\": \"success\", \"data\": {\"price\": 19.99}}\n\n\
         event: error\n\
         data: {\"status\": \"error\", \"error\": {\"code\": \"LLM_UNAVAILABLE\", \"retryable\": true}}\n\n\
         data: {\"status\": \"success\", \"data\": {}}\n\n",
    )
    .header("Content-Type", "text/event-stream")])?;

    let client = reqwest::Client::builder().no_proxy().build()?;
    let mut response = client.get(vendor.url("")).send().await?;
    let (status, headers) = (response.status(), response.headers().clone());
    let head = Response::new(status.as_u16()).headers(&headers);

    let mut frames = Frames::sse();
    while let Some(chunk) = response.chunk().await? {
        frames.push(&chunk);
        while let Some(frame) = frames.next_frame() {
            let frame = frame?;
            let Some(verdict) = runo::classify_frame(&head, frame) else {
                println!("{}", String::from_utf8_lossy(frame.data()));
                continue;
            };
            // What came so far is the caller's to keep or to drop; the request is tried again as a whole.
            match SCHEDULE.next(1, &verdict, std::time::SystemTime::now()) {
                Next::After(wait) => println!("{verdict} Again in {wait:?}."),
                Next::AfterChange { change, .. } => println!("{verdict} Again with {change}."),
                Next::Stop(reason) => println!("{verdict} Not again: {reason}."),
            }
            return Ok(());
        }
    }
    Ok(())
}
