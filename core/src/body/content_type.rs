//! What the content type of a response says of its body.

use crate::Response;

/// The formats that a content type may name, apart from JSON, which needs no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentType {
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `text/event-stream`.
    EventStream,
    /// `application/x-ndjson` or `application/jsonl`.
    JsonLines,
    /// `application/xml`, `text/xml` or any `…+xml`.
    Xml,
    /// Another one, or none.
    Other,
}

impl ContentType {
    /// What the content type of a response names.
    pub(crate) fn of(response: &Response<'_>) -> Self {
        response.header_text("Content-Type").map_or(Self::Other, Self::parse)
    }

    /// What a content type names.
    pub(crate) fn parse(content_type: &str) -> Self {
        let essence = essence(content_type);
        let is = |names: &[&str]| names.iter().any(|name| essence.eq_ignore_ascii_case(name));
        let is_xml = |end: &[u8; 4]| end.eq_ignore_ascii_case(b"+xml");
        if is(&["application/x-www-form-urlencoded"]) {
            Self::Form
        } else if is(&["text/event-stream"]) {
            Self::EventStream
        } else if is(&["application/x-ndjson", "application/jsonl"]) {
            Self::JsonLines
        } else if is(&["application/xml", "text/xml"]) || essence.as_bytes().last_chunk().is_some_and(is_xml)
        {
            Self::Xml
        } else {
            Self::Other
        }
    }
}

/// A content type without its parameters.
pub(crate) fn essence(content_type: &str) -> &str {
    content_type.split(';').next().unwrap_or_default().trim()
}
