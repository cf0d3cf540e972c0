//! The text that a JSON string stands for.

use alloc::borrow::Cow;
use alloc::string::String;

use super::cursor::Written;

/// The text of a string; `None` where that cannot be written as UTF-8, as half of a surrogate pair cannot
/// (`"\ud83d"`, as programs write that cut texts).
pub(crate) fn text_of(written: Written<'_>) -> Option<Cow<'_, str>> {
    let text = core::str::from_utf8(written.bytes).ok()?;
    if written.has_escapes { unescape(text).map(Cow::Owned) } else { Some(Cow::Borrowed(text)) }
}

/// A text with its escapes replaced by what they stand for.
#[cold]
pub(crate) fn unescape(escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let (escape, after) = after.split_at_checked(1)?;
        rest = after;
        text.push(match escape {
            "b" => '\u{8}',
            "f" => '\u{c}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "u" => unicode(&mut rest)?,
            itself => itself.chars().next()?,
        });
    }
    text.push_str(rest);
    Some(text)
}

/// The character of a `\u` escape, after the `u`; one beyond the first 65,536 is written as a surrogate pair.
fn unicode(rest: &mut &str) -> Option<char> {
    let unit = code_unit(rest)?;
    if !(0xD800..0xDC00).contains(&unit) {
        return char::from_u32(unit);
    }
    *rest = rest.strip_prefix("\\u")?;
    let low = code_unit(rest)?;
    let low = low.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + low)
}

fn code_unit(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}
