//! reqwest alone, with OpenAI: `cargo run -p errcat-core --example reqwest --features reqwest`.

use errcat::integrations::{CallError, Retries, reqwest::collect};
use errcat::openai::ErrorCode;
use errcat::{Category, Resend};
use errcat_serve::{Reply, Server};

/// A client of OpenAI: all its requests share the budget of the retries.
struct OpenAi {
    client: reqwest::Client,
    retries: Retries<ErrorCode>,
    url: String,
}

impl OpenAi {
    async fn complete(&self, body: &'static str) -> Result<String, CallError<ErrorCode>> {
        let request = self.client.post(&self.url).bearer_auth("sk-…").body(body);
        let send = async || match request.try_clone() {
            Some(request) => Ok(collect(request.send().await?, 1 << 20).await?),
            None => Err(Box::<dyn std::error::Error + Send + Sync>::from("a body that is a stream")),
        };
        let response = self.retries.run(send).await?;
        Ok(String::from_utf8_lossy(response.body()).into_owned())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The wait is in the text alone; then all is well; and then no credit is left. The first and the last are a 429.
    let vendor = Server::scripted([
        Reply::json(
            429,
            r#"{"error": {"message": "Rate limit reached on requests. Please try again in 20ms.", "code": "rate_limit_exceeded"}}"#,
        ),
        Reply::json(200, r#"{"choices": [{"message": {"content": "Hello"}}]}"#),
        Reply::json(
            429,
            r#"{"error": {"message": "The current quota is exceeded.", "code": "insufficient_quota"}}"#,
        ),
    ])?;
    let openai = OpenAi {
        client: reqwest::Client::builder().no_proxy().build()?,
        // To pay for an answer twice is better than to have none.
        retries: Retries::new().resend(Resend::Always),
        url: vendor.url(""),
    };
    println!("{}", openai.complete("{}").await?);
    if let Err(error) = openai.complete("{}").await {
        println!("{error}");
        let verdict = error.verdict();
        if verdict.is_some_and(|verdict| verdict.category() == Category::QuotaExhausted) {
            println!("What to do: {}", verdict.and_then(|verdict| verdict.action()).unwrap_or_default());
        }
    }
    println!("{} requests", vendor.requests().len());
    Ok(())
}
