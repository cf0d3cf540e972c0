//! Short texts as machine words, so that they are compared and hashed without a call or a loop.

/// The first eight bytes, or all of a shorter text; two texts of one length that differ within the
/// first eight bytes have different heads.
#[inline]
pub(crate) const fn head(text: &[u8]) -> u64 {
    if let Some(chunk) = text.first_chunk::<8>() {
        return u64::from_le_bytes(*chunk);
    }
    // Two overlapping halves.
    if let (Some(head), Some(tail)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return u32::from_le_bytes(*head) as u64 | (u32::from_le_bytes(*tail) as u64) << 32;
    }
    match *text {
        [a, b, c] => a as u64 | (b as u64) << 8 | (c as u64) << 16,
        [a, b] => a as u64 | (b as u64) << 8,
        [a] => a as u64,
        _ => 0,
    }
}

/// The last eight bytes, or nothing of a shorter text.
#[inline]
pub(crate) const fn tail(text: &[u8]) -> u64 {
    match text.last_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => 0,
    }
}

/// Whether two texts are equal. Names and markers are short, and those are compared in place.
#[inline]
pub(crate) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        0..=16 => head(one) == head(other) && tail(one) == tail(other),
        17..=24 => head(one) == head(other) && tail(one) == tail(other) && middle(one) == middle(other),
        _ => one == other,
    }
}

/// The second eight bytes.
#[inline]
fn middle(text: &[u8]) -> Option<u64> {
    text.get(8..)?.first_chunk::<8>().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Whether two texts are equal but for the case of ASCII letters. Most names of headers are short, and
/// core compares those byte by byte.
#[inline(always)]
pub(crate) fn same_but_for_case(one: &str, other: &str) -> bool {
    one.len() == other.len() && same_of_one_length(one.as_bytes(), other.as_bytes())
}

#[inline]
fn same_of_one_length(one: &[u8], other: &[u8]) -> bool {
    are_alike(head(one), head(other))
        && are_alike(tail(one), tail(other))
        && (one.len() <= 16 || one.eq_ignore_ascii_case(other))
}

/// Whether eight bytes each are equal but for the case of ASCII letters.
#[inline]
const fn are_alike(one: u64, other: u64) -> bool {
    one == other || lower_case(one) == lower_case(other)
}

/// Eight bytes, with the ASCII letters among them in lower case.
#[inline]
const fn lower_case(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The highest bit of each byte says whether it is at least this one; without that bit of its own, no
    // sum runs over into the next byte.
    let low = bytes & (EACH * 0x7F);
    let from_a = low + EACH * (0x80 - b'A' as u64);
    let after_z = low + EACH * (0x80 - b'Z' as u64 - 1);
    let is_upper = from_a & !after_z & !bytes & (EACH * 0x80);
    bytes | (is_upper >> 2)
}
