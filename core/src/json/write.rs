//! Writes JSON.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

/// Appends a text as a JSON string.
pub(crate) fn write_text(to: &mut String, text: &str) {
    to.push('"');
    for character in text.chars() {
        match character {
            '"' => to.push_str("\\\""),
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\r' => to.push_str("\\r"),
            '\t' => to.push_str("\\t"),
            control @ '\0'..='\u{1f}' => {
                // Writing to a `String` does not fail.
                let _ = write!(to, "\\u{:04x}", u32::from(control));
            }
            other => to.push(other),
        }
    }
    to.push('"');
}

/// Appends an object. Members of one name become one, whose value is the list of theirs; so does a single one that is
/// to be a list.
pub(crate) fn write_object<V>(
    to: &mut String,
    members: &[(&str, V)],
    is_list: impl Fn(&str) -> bool,
    mut write_value: impl FnMut(&mut String, &str, &V),
) {
    let mut values: BTreeMap<&str, Vec<&V>> = BTreeMap::new();
    members.iter().for_each(|(name, value)| values.entry(name).or_default().push(value));
    to.push('{');
    let mut separator = "";
    for (name, _) in members {
        // The members stand where the first of their name does.
        let Some(values) = values.remove(name) else { continue };
        to.push_str(separator);
        separator = ",";
        write_text(to, name);
        to.push(':');
        if let [value] = *values
            && !is_list(name)
        {
            write_value(to, name, value);
            continue;
        }
        let mut opening = '[';
        for value in values {
            to.push(opening);
            opening = ',';
            write_value(to, name, value);
        }
        to.push(']');
    }
    to.push('}');
}
