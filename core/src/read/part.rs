//! Which part of a text is meant at a place.

use alloc::borrow::Cow;

use super::descend;
use crate::json::text::unescape;
use crate::short_text::{find_but_for_case, find_last_but_for_case};
use crate::table::Part;

impl Part<'_> {
    /// The part of a text; `None` where the text does not have it.
    pub(crate) fn of<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self.json {
            None => self.cut(text).map(Cow::Borrowed),
            Some(pointer) => match value(descend::at_pointer(text, &pointer)?)? {
                Cow::Borrowed(text) => self.cut(text).map(Cow::Borrowed),
                Cow::Owned(text) => self.cut(&text).map(|part| Cow::Owned(part.into())),
            },
        }
    }

    /// What is between the markers.
    fn cut<'t>(&self, text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        if !self.after.is_empty() {
            rest = self
                .after
                .iter()
                .find_map(|marker| rest.get(find_but_for_case(rest, marker)? + marker.len()..))?;
        }
        if let Some(marker) = self.after_last {
            rest = rest.get(find_last_but_for_case(rest, marker)? + marker.len()..)?;
        }
        if let Some(end) = self.before.and_then(|marker| find_but_for_case(rest, marker)) {
            rest = rest.get(..end)?;
        }
        Some(rest.trim()).filter(|part| !part.is_empty())
    }
}

/// A text without its quotes, or a number or a flag as it is written; `None` for anything else.
fn value(json: &str) -> Option<Cow<'_, str>> {
    match json.as_bytes() {
        [b'"', .., b'"'] => {
            let inside = json.get(1..json.len() - 1)?;
            if inside.contains('\\') { unescape(inside).map(Cow::Owned) } else { Some(Cow::Borrowed(inside)) }
        }
        [b'{' | b'[' | b'n', ..] => None,
        _ => Some(Cow::Borrowed(json)),
    }
}
