//! Counters, and a draft of what the catalog does not have:
//! `cargo run -p errcat-core --example observer --features reqwest`.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use errcat::Resend;
use errcat::integrations::{Event, Observer, Recorder, Retries, reqwest::collect};
use errcat::runo::ErrorCode;
use errcat_serve::{Reply, Server};

/// Counters by name, as a library for metrics has them.
#[derive(Clone, Default)]
struct Metrics(Arc<Mutex<BTreeMap<String, u32>>>);

impl Metrics {
    fn add(&self, name: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += 1;
    }
}

impl Observer for Metrics {
    fn observe(&self, event: &Event<'_>) {
        match event {
            Event::Started { .. } => self.add("started".to_owned()),
            Event::Abandoned { .. } => self.add("abandoned".to_owned()),
            Event::Succeeded { attempts, .. } => self.add(format!("succeeded{{attempts={attempts}}}")),
            Event::Failed { verdict, .. } => self.add(format!("failed{{category={}}}", verdict.category())),
            Event::Waits { .. } => self.add("waits".to_owned()),
            Event::Stopped { .. } => self.add("stopped".to_owned()),
            _ => {}
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let error = |code: &str| {
        format!(r#"{{"status": "error", "error": {{"code": "{code}", "message": "The moon is full."}}}}"#)
    };
    let vendor = Server::scripted([
        Reply::json(429, error("RATE_LIMITED")).header("Retry-After", "1"),
        Reply::json(200, r#"{"status": "success", "data": {}}"#),
        Reply::json(400, error("MOON_PHASE")),
    ])?;

    let (metrics, recorder) = (Metrics::default(), Recorder::new());
    let (counted, recorded) = (metrics.clone(), recorder.clone());
    let retries = Retries::<ErrorCode>::new().resend(Resend::Always).observer(move |event: &Event<'_>| {
        counted.observe(event);
        recorded.observe(event);
    });
    let client = reqwest::Client::builder().no_proxy().build()?;
    for _ in 0..2 {
        let send = async || collect(client.get(vendor.url("")).send().await?, 1 << 20).await;
        if let Err(error) = retries.run(send).await {
            println!("{error}");
        }
    }
    println!("{:#?}", metrics.0.lock().unwrap_or_else(PoisonError::into_inner));
    println!("{}", recorder.draft());
    Ok(())
}
