//! A handler of axum that calls OpenAI, and passes on how long to wait:
//! `cargo run -p errcat-core --example axum --features reqwest`.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header::RETRY_AFTER};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use errcat::integrations::{CallError, Retries, reqwest::collect};
use errcat::openai::{ErrorCode, SCHEDULE};
use errcat::{Category, Resend, StopReason};
use errcat_serve::{Reply, Server};

/// What the handlers share.
struct App {
    client: reqwest::Client,
    retries: Retries<ErrorCode>,
    openai: String,
}

/// What a handler answers where OpenAI does not.
struct Failed(CallError<ErrorCode>);

impl From<CallError<ErrorCode>> for Failed {
    fn from(error: CallError<ErrorCode>) -> Self {
        Self(error)
    }
}

impl Failed {
    /// When it may be worth another request.
    fn retry_after(&self) -> Option<Duration> {
        let now = SystemTime::now();
        match self.0.reason()? {
            StopReason::WaitTooLong { wait } | StopReason::OutOfTime { wait, .. } => Some(wait),
            StopReason::Quota { until, .. } => Some(until?.saturating_duration_since(now.into())),
            StopReason::Exhausted { .. } | StopReason::OverBudget { .. } | StopReason::OverShare { .. } => {
                self.0.verdict()?.wait().map(|wait| wait.duration_from(now))
            }
            _ => None,
        }
    }

    /// What the caller of this service has to know of it: not what is between it and OpenAI.
    fn status(&self) -> StatusCode {
        match self.0.verdict().map(|verdict| verdict.category()) {
            Some(Category::InvalidRequest | Category::Blocked) => StatusCode::UNPROCESSABLE_ENTITY,
            Some(Category::Timeout) => StatusCode::GATEWAY_TIMEOUT,
            Some(Category::RateLimited | Category::QuotaExhausted | Category::Unavailable) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::BAD_GATEWAY,
        }
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        // Whole seconds, and not too early.
        let wait = self.retry_after().map(|wait| wait.as_secs() + u64::from(wait.subsec_nanos() > 0));
        let header: Option<[(HeaderName, String); 1]> = wait.map(|wait| [(RETRY_AFTER, wait.to_string())]);
        eprintln!("{}", self.0);
        match header {
            Some(header) => (self.status(), header, "Not at the moment.").into_response(),
            None => (self.status(), "Not like this.").into_response(),
        }
    }
}

async fn complete(State(app): State<Arc<App>>) -> Result<String, Failed> {
    let send = || async { collect(app.client.post(&app.openai).body("{}").send().await?, 1 << 20).await };
    let response = app.retries.run(send).await?;
    Ok(String::from_utf8_lossy(response.body()).into_owned())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let limited =
        r#"{"error": {"message": "Rate limit reached on requests.", "code": "rate_limit_exceeded"}}"#;
    let vendor = Server::scripted([Reply::json(429, limited).header("retry-after", "20")])?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    // The caller waits, so that this service does not for long.
    let policy = SCHEDULE.policy().max_wait(Duration::from_secs(2));
    let retries = Retries::new().resend(Resend::Always).policy(policy).total(Duration::from_secs(10));
    let app = App { client: client.clone(), retries, openai: vendor.url("") };
    let router = Router::new().route("/complete", get(complete)).with_state(Arc::new(app));

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/complete", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, router).await });
    let response = client.get(url).send().await?;
    let (status, wait) = (response.status(), response.headers().get(RETRY_AFTER).cloned());
    println!("{status}, Retry-After {wait:?}: {}", response.text().await?);
    Ok(())
}
