//! Short texts as machine words, so that they are compared and hashed without a call or a loop.

/// The first eight bytes, or all of a shorter text with zeros behind it; two texts of one length that differ within
/// the first eight bytes have different heads.
#[inline]
pub(crate) const fn head(text: &[u8]) -> u64 {
    if let Some(chunk) = text.first_chunk::<8>() {
        return u64::from_le_bytes(*chunk);
    }
    // Two halves, which are the same where they overlap.
    if let (Some(head), Some(tail)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        return u32::from_le_bytes(*head) as u64
            | (u32::from_le_bytes(*tail) as u64) << (8 * (text.len() - 4));
    }
    // Three bytes, which are the same where there are fewer; without a branch on how many there are.
    let ([first, ..], [.., last]) = (text, text) else { return 0 };
    let middle = text.len() / 2;
    *first as u64 | (text[middle] as u64) << (8 * middle) | (*last as u64) << (8 * (text.len() - 1))
}

/// The last eight bytes, or nothing of a shorter text.
#[inline]
pub(crate) const fn tail(text: &[u8]) -> u64 {
    match text.last_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => 0,
    }
}

/// A text beside its head, where that was read already.
#[derive(Clone, Copy)]
pub(crate) struct Headed<'t> {
    pub(crate) head: u64,
    pub(crate) text: &'t [u8],
}

impl<'t> Headed<'t> {
    #[inline]
    pub(crate) const fn new(text: &'t [u8]) -> Self {
        Self { head: head(text), text }
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

/// How many places are looked at together.
const BLOCK: usize = 32;

/// Where a text is in another for the first time, whatever the case of ASCII letters.
pub(crate) fn find_but_for_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else { return Some(0) };
    // This makes lower-case letters of upper-case ones, and something of everything else: what is alike after it is
    // compared again.
    let (first, last) = (first | 0x20, last | 0x20);
    let is_here =
        |at: usize| text.get(at..at + wanted.len()).is_some_and(|here| here.eq_ignore_ascii_case(wanted));
    let mut at = 0;
    while let (Some(heads), Some(tails)) = (block(text, at), block(text, at + wanted.len() - 1)) {
        // Without a branch for each place, so that the compiler looks at all of them at once.
        let is_like = |(head, tail): (&u8, &u8)| (head | 0x20 == first) & (tail | 0x20 == last);
        if heads.iter().zip(tails).fold(false, |any, pair| any | is_like(pair))
            && let Some(found) = (at..at + BLOCK).find(|at| is_here(*at))
        {
            return Some(found);
        }
        at += BLOCK;
    }
    (at..=text.len().checked_sub(wanted.len())?).find(|at| is_here(*at))
}

/// Where the first byte is of which this holds.
#[inline]
pub(crate) fn position(text: &[u8], holds: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = 0;
    // As above, a block of bytes at a time.
    while let Some(bytes) = block(text, at)
        && !bytes.iter().fold(false, |any, byte| any | holds(*byte))
    {
        at += BLOCK;
    }
    text.get(at..)?.iter().position(|byte| holds(*byte)).map(|behind| at + behind)
}

#[inline]
fn block(text: &[u8], at: usize) -> Option<&[u8; BLOCK]> {
    text.get(at..)?.first_chunk()
}

/// Where a text is in another for the last time, whatever the case of ASCII letters.
pub(crate) fn find_last_but_for_case(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let last = text.len().checked_sub(wanted.len())?;
    (0..=last).rev().find(|at| text[*at..*at + wanted.len()].eq_ignore_ascii_case(wanted))
}
