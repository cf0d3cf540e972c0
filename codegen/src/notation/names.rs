//! Names: of vendors, variants, headers and fields.

use schemars::{Schema, json_schema};

use super::text::text;
use crate::read::Reader;
use crate::tree::Node;

text! {
    /// A vendor's id.
    VendorId = { "type": "string", "pattern": "^[a-z][a-z0-9_-]*$", "examples": ["my-vendor"] }
}

text! {
    /// A Rust variant.
    VariantName = { "type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$", "examples": ["TooManyRequests"] }
}

const HEADER: &str = "^:?[!#$%&'*+.^_`|~0-9A-Za-z-]+$";
const FIELD: &str = "^[a-z][a-z0-9_]*$";

text! {
    /// The name of a header, or of one of an event, which starts with a colon (`:exception-type`).
    HeaderName = { "type": "string", "pattern": HEADER, "examples": ["Retry-After"] }, header
}

text! {
    /// The name of a field of a vendor's own.
    FieldName = { "type": "string", "pattern": FIELD }, field
}

impl HeaderName {
    /// What the keys of a mapping of headers look like.
    pub(crate) fn keys() -> Schema {
        json_schema!({ "pattern": HEADER })
    }
}

impl FieldName {
    /// What the keys of a mapping of fields look like.
    pub(crate) fn keys() -> Schema {
        json_schema!({ "pattern": FIELD })
    }
}

fn header(name: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    if !is_header_name(name) {
        let message = format!("`{}` is not a header name", name.escape_debug());
        let help = "write it as the vendor sends it, such as `Retry-After`, without a colon after it";
        let bare = name.trim().trim_end_matches(':');
        let meant = Some(bare).filter(|bare| is_header_name(bare) && *bare != name);
        reader.report_text("header", &node.span, message, help).correct(meant);
    }
}

/// Whether this is a name of a header: a token (RFC 9110, 5.6.2), with a colon in front where it is one of an event of
/// a stream.
#[must_use]
pub fn is_header_name(text: &str) -> bool {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let name = text.strip_prefix(':').unwrap_or(text);
    !name.is_empty() && name.chars().all(token)
}

fn field(name: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(allowed) {
        let message = format!("`{}` is not a name for a field", name.escape_debug());
        let help = "use lower-case letters, digits and `_`, a letter first, such as `task_type`";
        reader.report_text("field-name", &node.span, message, help);
    }
}
