//! Hosts and patterns of hosts.

use super::text::text;
use crate::read::Reader;
use crate::tree::Node;

/// What a host looks like: labels of lower-case letters, digits and hyphens, or `*`, of which the last two are no `*`.
const HOST: &str = "^(([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?|[*])[.])*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?[.]\
                    [a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$";

text! {
    /// A host, or a pattern of hosts.
    HostPattern = { "type": "string", "pattern": HOST, "examples": ["api.acme.com", "*.acme.com"] }, host
}

impl HostPattern {
    /// What a host looks like, for editors.
    pub(crate) const PATTERN: &str = HOST;
}

fn host(text: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    if is_host(text) {
        return;
    }
    let message = format!("`{}` is not a host", text.escape_debug());
    let help = "write its name in lower case, such as `api.acme.com`, without scheme, port and path; a `*` stands for a \
                whole label, in front for one or more, and the last two labels are no `*`";
    let finding = reader.report_text("host", &node.span, message, help);
    finding.suggest(host_of(text).filter(|host| is_host(host)).as_deref());
}

fn is_host(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let named = labels.iter().rev().take_while(|label| is_label(label)).count();
    named >= 2 && labels.iter().all(|label| *label == "*" || is_label(label))
}

fn is_label(label: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    !label.is_empty() && label.chars().all(allowed) && !label.starts_with('-') && !label.ends_with('-')
}

/// The host in an address, or in what is written with a port or capitals.
fn host_of(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let rest = text.split_once("://").map_or(&*text, |(_, rest)| rest);
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(host.trim_end_matches('.').to_owned())
}
