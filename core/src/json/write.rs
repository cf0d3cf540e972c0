//! Writes JSON.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::mem;

use super::cursor::from_special;

/// Appends a text as a JSON string.
pub(crate) fn write_text(to: &mut String, text: &str) {
    to.push('"');
    let mut rest = text;
    while let Some((plain, special, further)) = split_at_special(rest) {
        to.push_str(plain);
        rest = further;
        match special {
            b'"' => to.push_str("\\\""),
            b'\\' => to.push_str("\\\\"),
            b'\n' => to.push_str("\\n"),
            b'\r' => to.push_str("\\r"),
            b'\t' => to.push_str("\\t"),
            control => {
                // Writing to a `String` does not fail.
                let _ = write!(to, "\\u{control:04x}");
            }
        }
    }
    to.push_str(rest);
    to.push('"');
}

/// What is before the first byte that a JSON string cannot have as it is, that byte, and what is behind it.
fn split_at_special(text: &str) -> Option<(&str, u8, &str)> {
    let (special, behind) = from_special(text.as_bytes()).split_first()?;
    // Such a byte is a character of its own.
    let behind = text.len().checked_sub(behind.len())?;
    Some((text.get(..behind - 1)?, *special, text.get(behind..)?))
}

/// Up to so many members it takes least to compare each name with each.
const FEW: usize = 16;

/// Appends an object. Members of one name become one, whose value is the list of theirs; so does a single one that is
/// to be a list.
pub(crate) fn write_object<V>(
    to: &mut String,
    members: &[(Cow<'_, str>, V)],
    is_list: impl Fn(&str) -> bool,
    mut write_value: impl FnMut(&mut String, &str, &V),
) {
    let mut opening = '{';
    let mut write_member = |name: &str, values: &[&V]| {
        to.push(mem::replace(&mut opening, ','));
        write_text(to, name);
        to.push(':');
        if let [value] = values
            && !is_list(name)
        {
            return write_value(to, name, value);
        }
        let mut opening = '[';
        for value in values {
            to.push(mem::replace(&mut opening, ','));
            write_value(to, name, value);
        }
        to.push(']');
    };
    if have_different_names(members) {
        members.iter().for_each(|(name, value)| write_member(name, &[value]));
    } else {
        let mut values: BTreeMap<&str, Vec<&V>> = BTreeMap::new();
        members.iter().for_each(|(name, value)| values.entry(name).or_default().push(value));
        // The members stand where the first of their name does.
        for (name, _) in members {
            if let Some(values) = values.remove(&**name) {
                write_member(name, &values);
            }
        }
    }
    to.push_str(if members.is_empty() { "{}" } else { "}" });
}

/// Whether the members are few and each has a name of its own.
fn have_different_names<V>(members: &[(Cow<'_, str>, V)]) -> bool {
    let is_new = |(at, (name, _)): (usize, &(Cow<'_, str>, V))| {
        members.iter().take(at).all(|(earlier, _)| earlier != name)
    };
    members.len() <= FEW && members.iter().enumerate().all(is_new)
}
