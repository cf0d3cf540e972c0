//! Characters that can't be seen, or that a reader takes for another.

/// Whether a character is a control character other than a tab, has no width or changes the direction of the text.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether a character has no place in a code: one that can't be seen, a space that only looks like one, a
/// filler, what changes the character before it, and what stands for a character that could not be decoded.
pub(crate) fn is_deceptive(c: char) -> bool {
    is_invisible(c)
        || (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
        || matches!(c, '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
        || c == '\u{fffd}'
}
