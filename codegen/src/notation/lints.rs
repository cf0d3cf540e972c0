//! The ids of lints.

use super::text::text;
use crate::near::Words;
use crate::read::Reader;
use crate::rules;
use crate::tree::Node;

text! {
    /// The id of a lint.
    LintId = { "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" }, known
}

fn known(id: &str, node: &Node<'_>, reader: &mut Reader<'_>) {
    match rules::find(id) {
        Some(rule) if rule.is_lint() => {}
        Some(_) => {
            let message = format!("`{}` has no exceptions", id.escape_debug());
            reader.report_text("allow", &node.span, message, "fix what it finds; only lints can be allowed");
        }
        None => {
            let lints = Words::of(rules::all().filter(|rule| rule.is_lint()).map(|rule| rule.id));
            let message = format!("`{}` is not a lint", id.escape_debug());
            let help = "name a lint of catalog/README.md; each finding shows its own in brackets";
            reader.report_text("allow", &node.span, message, help).near(&lints, id);
        }
    }
}
