//! Codes: the vendor's own strings.

use super::text::text;
use crate::read::{Reader, unquoted};
use crate::tree::{Node, Scalar, Style, Value};

text! {
    /// A code, or the beginning of some.
    Code = { "type": "string", "pattern": r"\S" }, means_the_same_everywhere
}

/// Readers of YAML 1.1 take some texts for a truth value, a number or a time, although ours does not.
fn means_the_same_everywhere(code: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    if matches!(&node.value, Value::Scalar(Scalar { style: Style::Plain, .. })) && changes_elsewhere(code) {
        unquoted(reader.report_text("unquoted-scalar", &node.span, "", ""), code);
    }
}

/// Whether some YAML reader takes this plain scalar for anything but text.
fn changes_elsewhere(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let word = matches!(
        lower.as_str(),
        "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null" | "~" | "=" | "<<"
    );
    let body = lower.trim_start_matches(['+', '-']);
    let number = body.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && body.chars().any(|c| c.is_ascii_digit())
        && body.chars().all(|c| c.is_ascii_hexdigit() || "._:xo+-tz ".contains(c));
    word || number || matches!(body, ".inf" | ".nan")
}
