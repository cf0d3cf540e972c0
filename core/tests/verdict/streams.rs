//! Streams: cut into frames as they come, and judged frame by frame or as they were recorded.

use errcat::stream::{Frame, FrameTooLong, Frames};
use errcat::{Category, Response, Retry};

use crate::catalogs::{Lazy, table};

static STREAMING: Lazy = Lazy::new(|| {
    table(
        r#"
envelope: { code: [/error/type, { header: ":exception-type" }], message: /error/message }
groups:
  - title: Codes
    codes:
      - { code: "overloaded_error", category: unavailable, retry: backoff, meaning: Too busy. }
      - { code: "throttlingException", category: rate_limited, retry: backoff, meaning: Too fast. }
"#,
    )
});

/// As Kafka's REST proxy streams.
static LINES: Lazy = Lazy::new(|| {
    table(
        r#"
envelope:
  stream: json_lines
  is_error: { pointer: /error_code, not_equals: 200 }
  code: /error_code
groups:
  - title: Codes
    codes:
      - { code: "429", name: TooMany, category: rate_limited, retry: backoff, meaning: Too fast. }
"#,
    )
});

const ANTHROPIC: &str = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\"}}\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"details\":null,\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";
const KAFKA: &str = "{\"error_code\":200,\"cluster_id\":\"c\",\"topic_name\":\"t\",\"offset\":5}\n{\"error_code\":429,\"message\":\"Request rate limit exceeded: The rate limit of requests per second has been exceeded.\"}\n";

/// A frame with everything that it says, or the limit that it is over.
type Cut = Result<(Option<String>, Option<String>, String), FrameTooLong>;

fn owned(frame: Frame<'_>) -> (Option<String>, Option<String>, String) {
    let text = |text: Option<&str>| text.map(str::to_owned);
    (text(frame.event()), text(frame.id()), String::from_utf8_lossy(frame.data()).into_owned())
}

/// The frames of a stream that comes in these chunks.
pub(crate) fn cut<'c>(mut frames: Frames, chunks: impl IntoIterator<Item = &'c [u8]>) -> Vec<Cut> {
    fn take(frames: &mut Frames, all: &mut Vec<Cut>) {
        while let Some(frame) = frames.next_frame() {
            all.push(frame.map(owned));
        }
    }
    let mut all = Vec::new();
    for chunk in chunks {
        frames.push(chunk);
        take(&mut frames, &mut all);
    }
    frames.finish();
    take(&mut frames, &mut all);
    all
}

fn data(frames: Frames, stream: &str) -> Vec<String> {
    cut(frames, [stream.as_bytes()]).into_iter().map(|frame| frame.unwrap().2).collect()
}

#[test]
fn events_end_at_blank_lines_however_lines_end() {
    for end in ["\n", "\r", "\r\n"] {
        let lines = [
            "\u{feff}: a comment",
            "",
            "event: one",
            "id: 7",
            "retry: 10",
            "data: a",
            "data",
            "data:b",
            "other: x",
            "",
            "",
            "event: none",
            "",
            "data:  c:d",
            "",
            "data: last",
        ];
        let frames = cut(Frames::sse(), [lines.join(end).as_bytes()]);
        let frame = |event: Option<&str>, id: Option<&str>, data: &str| {
            Ok((event.map(str::to_owned), id.map(str::to_owned), data.to_owned()))
        };
        let expected =
            [frame(Some("one"), Some("7"), "a\n\nb"), frame(None, None, " c:d"), frame(None, None, "last")];
        assert_eq!(frames, expected, "{end:?}");
    }
}

#[test]
fn lines_that_are_not_blank_are_frames() {
    assert_eq!(data(Frames::json_lines(), "\u{feff}{\"a\": 1}\r\n\n  \n[2]\n3"), ["{\"a\": 1}", "[2]", "3"]);
    assert_eq!(data(Frames::json_lines(), ""), [""; 0]);
}

#[test]
fn a_frame_over_the_limit_is_reported_once_and_passed_over() {
    let stream = "data: 1\n\ndata: 22222222\n\ndata: 3\n\ndata: 44444444";
    let cut_at = |size: usize| cut(Frames::sse().limit(10), stream.as_bytes().chunks(size));
    let found = cut_at(stream.len());
    let shown: Vec<_> = found
        .iter()
        .map(|frame| frame.as_ref().map(|(_, _, data)| data.as_str()).map_err(|over| over.limit()))
        .collect();
    assert_eq!(shown, [Ok("1"), Err(10), Ok("3"), Err(10)]);
    for size in 1..stream.len() {
        assert_eq!(cut_at(size), found, "{size}");
    }
    assert_eq!(found[1].as_ref().unwrap_err().to_string(), "a frame of the stream is longer than 10 bytes");
}

#[test]
fn a_finished_splitter_begins_anew() {
    let mut frames = Frames::json_lines().limit(3);
    frames.push("[1");
    frames.finish();
    assert_eq!(frames.next_frame(), Some(Ok(Frame::new("[1"))));
    frames.push("\u{feff}[2\n");
    assert_eq!(frames.next_frame(), Some(Ok(Frame::new("[2"))));
}

#[test]
fn a_frame_is_judged_with_the_status_and_the_headers_of_its_response() {
    let head = Response::new(200).header("Content-Type", "text/event-stream");
    let mut frames = Frames::sse();
    let mut verdicts = Vec::new();
    for chunk in ANTHROPIC.as_bytes().chunks(7) {
        frames.push(chunk);
        while let Some(frame) = frames.next_frame() {
            let verdict = STREAMING.classify_frame(&head, frame.unwrap());
            verdicts.push(verdict.map(|verdict| (verdict.category(), verdict.retry())));
        }
    }
    assert_eq!(verdicts, [None, Some((Category::Unavailable, Retry::Backoff))]);

    // A frame is not a stream itself.
    assert!(STREAMING.classify_frame(&head, ANTHROPIC).is_none());
    assert!(STREAMING.classify_frame(&head, "[DONE]").is_none());
    let event = Response::new(200).header(":exception-type", "throttlingException");
    let verdict = STREAMING.classify_frame(&event, r#"{"message": "Slow down."}"#).unwrap();
    assert_eq!(verdict.category(), Category::RateLimited);
}

#[test]
fn the_name_of_an_event_is_a_header_for_catalogs() {
    let by_event = table(
        r#"
envelope: { code: { header: ":event" } }
groups: [{ title: Codes, codes: [{ code: "quota", category: quota_exhausted, meaning: Spent. }] }]
"#,
    );
    let head = Response::new(429);
    let verdict = by_event.classify_frame(&head, Frame::new("{}").named("quota")).unwrap();
    assert_eq!(verdict.category(), Category::QuotaExhausted);
    let recorded =
        Response::new(429).header("Content-Type", "text/event-stream").body("event: quota\ndata: {}\n\n");
    assert_eq!(by_event.classify(&recorded).unwrap().category(), Category::QuotaExhausted);
}

#[test]
fn of_a_recorded_stream_the_first_frame_that_is_an_error_counts() {
    let anthropic = Response::new(200).header("content-type", "text/event-stream").body(ANTHROPIC);
    let verdict = STREAMING.classify(&anthropic).unwrap();
    assert_eq!(verdict.raw_code(), Some("overloaded_error"));
    assert_eq!((verdict.category(), verdict.retry()), (Category::Unavailable, Retry::Backoff));
    assert_eq!(STREAMING.classify_all(&anthropic).len(), 1);

    let verdict = LINES.classify(&Response::new(200).body(KAFKA)).unwrap();
    assert_eq!((verdict.raw_code(), verdict.retry()), (Some("429"), Retry::Backoff));

    // By its content type, where the catalog does not say that the vendor streams.
    let line = r#"{"error": {"type": "overloaded_error", "message": "Over\nloaded"}}"#;
    let lines = format!("{{\"a\": 1}}\n{line}\n{line}\n");
    for content_type in ["application/x-ndjson", "application/jsonl; charset=utf-8"] {
        let response = Response::new(200).header("Content-Type", content_type).body(&lines);
        assert_eq!(STREAMING.classify(&response).unwrap().message(), Some("Over\nloaded"));
        assert_eq!(STREAMING.classify_all(&response).len(), 2);
    }
    assert!(STREAMING.classify(&Response::new(200).body(&lines)).is_none());

    // Data of several lines is not in the body as it is.
    let split = "data: {\"error\":\r\ndata: {\"type\": \"overloaded_error\"}}\r\n\r\n";
    let response = Response::new(200).header("Content-Type", "text/event-stream").body(split);
    assert_eq!(STREAMING.classify(&response).unwrap().raw_code(), Some("overloaded_error"));
    assert_eq!(STREAMING.classify_all(&response).len(), 1);
}

#[test]
fn a_stream_without_an_error_is_judged_by_its_status() {
    let fine = "data: {\"a\": 1}\n\ndata: [DONE]\n\n";
    let of = |status: u16| Response::new(status).header("Content-Type", "text/event-stream").body(fine);
    assert!(STREAMING.classify(&of(200)).is_none() && STREAMING.classify_all(&of(200)).is_empty());
    assert_eq!(STREAMING.classify(&of(503)).unwrap().category(), Category::Unavailable);
    // A page of a proxy is not a stream, and an error before the stream begins is JSON as ever.
    let page =
        Response::new(502).header("Content-Type", "text/html").body("<html>\n{\"error_code\": 429}\n</html>");
    assert_eq!(LINES.classify(&page).unwrap().raw_code(), None);
    let plain = Response::new(200).body("{\"error_code\": 429}");
    assert_eq!(LINES.classify(&plain).unwrap().raw_code(), Some("429"));
}
