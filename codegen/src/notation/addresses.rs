//! Absolute addresses.

use super::text::text;
use crate::read::Reader;
use crate::tree::Node;

/// The pattern of absolute addresses.
const ABSOLUTE: &str = "^https?://[^/\\u0000-\\u0020<>\"`\\\\^|][^\\u0000-\\u0020<>\"`\\\\^|]*$";

text! {
    /// An absolute address.
    Address = {
        "type": "string",
        "pattern": ABSOLUTE,
        "examples": ["https://example.com/docs/errors"],
    },
    absolute
}

text! {
    /// An absolute address with `{code}` in it, which stands for the code.
    CodeAddress = {
        "type": "string",
        "pattern": ABSOLUTE,
        "allOf": [{ "pattern": "\\{code\\}" }],
        "examples": ["https://example.com/errors/{code}"],
    },
    template
}

fn absolute(url: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"`\\^|".contains(c);
    if rest.is_none_or(|rest| rest.is_empty() || rest.starts_with('/')) || url.contains(odd) {
        let message = format!("`{}` is not an absolute address", url.escape_debug());
        let help = "write it as `https://example.com/…`, with other characters percent-encoded";
        reader.report_text("url", &node.span, message, help);
    }
}

fn template(url: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    absolute(url, node, reader);
    if !url.contains("{code}") {
        let help = "put `{code}` where the code belongs, such as `https://example.com/errors/{code}`";
        reader.report_text("url", &node.span, "the template names no code", help);
    }
}
