//! Finds an entry by its code: a perfect hash over the whole code, then one comparison.
//!
//! The generator chooses the displacements so that no two codes share a slot. Looking up costs the
//! same for any number of codes, and a string that is not a code is refused by the one comparison.
//!
//! The lengths of codes vary, so a branch on the length of each would often be mispredicted, which
//! costs more than all the rest. Therefore nearly all codes of a table are read as the same number of
//! words of eight bytes, which overlap in a shorter code. All of them are compared, but only those are
//! hashed that tell the codes of the table apart.
//!
//! What generated code looks up is a constant: of what is decided below by a field of the table,
//! nothing is left in the program.

use super::declare::table;
use crate::short_text::head;

table! {
    /// A perfect hash table from codes and aliases to positions in the entries.
    #[derive(Eq)]
    pub struct Lookup {
        /// The length in bytes that few codes exceed: it decides as how many words all others are read.
        usual: u32,
        /// The length in bytes of the longest code.
        longest: u32,
        /// What the third word of a code counts for in its hash; 0 where the codes differ enough without it.
        default third: u64 = 0,
        /// The same for the fourth word.
        default fourth: u64 = 0,
        /// The same for the fifth word.
        default fifth: u64 = 0,
        /// How many steps the codes of each bucket are moved; the number of buckets is a power of two.
        /// Empty where there are none that send each code to a slot of its own: then the slots are sorted.
        list displacements: u32,
        /// The codes, each in the slot that it hashes to.
        list slots: Slot<'a>,
    }
}

/// A code or an alias, and which entry it stands for; one cache line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub struct Slot<'a> {
    text: &'a str,
    words: [u64; WORDS],
    entry: u32,
}

/// The words of a slot: as many as a cache line has room for beside the rest.
const WORDS: usize = 5;

impl Slot<'static> {
    /// The slot of this code or alias, which stands for the entry at this position.
    #[must_use]
    pub const fn new(text: &'static str, entry: u32) -> Self {
        Self::of(text, entry)
    }
}

impl<'a> Slot<'a> {
    /// The same as [`new`](Slot::new) of a text that lives shorter, for generators.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(text: &'a str, entry: u32) -> Self {
        Self { text, words: read_all(text.as_bytes()), entry }
    }

    /// The vendor's string.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The entry's position.
    #[must_use]
    pub const fn entry(&self) -> u32 {
        self.entry
    }

    /// Whether this is the slot of a code of this length that has these words.
    #[inline(always)]
    fn holds<const N: usize>(&self, words: &[u64; N], code: &[u8]) -> bool {
        // An unknown code nearly always differs from what is in its slot in the first two words, which are asked with one
        // branch: that can be predicted.
        let mut differences = words.iter().zip(&self.words).map(|(word, own)| word ^ own);
        let mut next = || differences.next().unwrap_or_default();
        let ends = next() | next();
        ends == 0 && differences.all(|difference| difference == 0) && self.text.len() == code.len()
    }
}

impl<'a> Lookup<'a> {
    /// The position of the entry with this code or alias.
    #[must_use]
    #[inline(always)]
    pub fn find(&self, code: &str) -> Option<usize> {
        let code = code.as_bytes();
        if self.displacements.is_empty() {
            return self.find_sorted(code);
        }
        let slot = match self.usual {
            // What has no eight bytes is read in another way anyway, and is one word.
            _ if code.len() < 8 => self.find_by_words::<1>(code),
            0..=8 if code.len() <= 8 => self.find_by_words::<1>(code),
            9..=16 if code.len() <= 16 => self.find_by_words::<2>(code),
            17..=24 if code.len() <= 24 => self.find_by_words::<3>(code),
            25..=32 if code.len() <= 32 => self.find_by_words::<4>(code),
            33.. if code.len() <= 40 => self.find_by_words::<5>(code),
            _ => self.find_long(code),
        };
        slot.map(|slot| slot.entry as usize)
    }

    /// Finds a code that has room in `N` words.
    #[inline(always)]
    fn find_by_words<const N: usize>(&self, code: &[u8]) -> Option<&Slot<'a>> {
        let words = read::<N>(code);
        let slot = self.slot_of(self.hash_words(&words, code))?;
        if slot.holds(&words, code) { Some(slot) } else { None }
    }

    /// Finds a code of any length. What a response sends may be very long: what is longer than all codes is
    /// not hashed.
    #[cold]
    #[inline(never)]
    fn find_long(&self, code: &[u8]) -> Option<&Slot<'a>> {
        if code.len() > self.longest as usize {
            return None;
        }
        let words = read::<WORDS>(code);
        let middle = middle(code);
        let slot = self.slot_of(self.hash_long(&words, middle, code))?;
        let holds_words = slot.holds(&words, code) && middle == self::middle(slot.text.as_bytes());
        // These are all of its bytes, if it is not very long.
        let holds = holds_words && (code.len() <= 8 * (WORDS + 2) || slot.text.as_bytes() == code);
        if holds { Some(slot) } else { None }
    }

    #[inline(always)]
    fn slot_of(&self, hash: u64) -> Option<&Slot<'a>> {
        let displacement = *self.displacements.get(bucket(hash, self.displacements.len()))?;
        self.slots.get(slot(hash, displacement, self.slots.len()))
    }

    /// Finds a code in sorted slots. Without a call, for which a look-up by words would have to save registers.
    #[inline(always)]
    fn find_sorted(&self, code: &[u8]) -> Option<usize> {
        let found = self.slots.binary_search_by(|slot| slot.text.bytes().cmp(code.iter().copied()));
        found.ok().and_then(|at| self.slots.get(at)).map(|slot| slot.entry as usize)
    }

    /// Hashes a code as this table does. For generators.
    #[doc(hidden)]
    #[must_use]
    pub fn hash(&self, code: &[u8]) -> u64 {
        match self.usual {
            _ if code.len() < 8 => self.hash_words(&read::<1>(code), code),
            0..=8 if code.len() <= 8 => self.hash_words(&read::<1>(code), code),
            9..=16 if code.len() <= 16 => self.hash_words(&read::<2>(code), code),
            17..=24 if code.len() <= 24 => self.hash_words(&read::<3>(code), code),
            25..=32 if code.len() <= 32 => self.hash_words(&read::<4>(code), code),
            33.. if code.len() <= 40 => self.hash_words(&read::<5>(code), code),
            _ => self.hash_long(&read(code), middle(code), code),
        }
    }

    /// Hashes the first `N` words of a code, as far as they count, and its length.
    #[inline(always)]
    fn hash_words<const N: usize>(&self, words: &[u64; N], code: &[u8]) -> u64 {
        const LENGTH: u64 = 0x5851_F42D;
        let factors: [u64; WORDS] = [1, 1, self.third, self.fourth, self.fifth];
        // Not from zero, or the empty text would be zero in all and go to the same slot whatever its displacement.
        let mut sums =
            [(code.len() as u64).wrapping_mul(LENGTH).wrapping_add(0x3C6E_F372), 0xA0F2_EC75_A1FE_1575];
        for (nth, (word, factor)) in words.iter().zip(factors).enumerate() {
            sums[nth % 2] = sums[nth % 2].wrapping_add(word.wrapping_mul(factor));
        }
        fold(sums[0], sums[1])
    }

    /// Hashes all the words of a code, and what lies between them in a very long one.
    #[inline(always)]
    fn hash_long(&self, words: &[u64; WORDS], middle: [u64; 2], code: &[u8]) -> u64 {
        let further = |hash: u64, word: u64| fold(hash ^ word, 0x2545_F491_4F6C_DD1D);
        let mut hash = middle.into_iter().fold(self.hash_words(words, code), further);
        let mut from = 32;
        while from + 24 < code.len() {
            hash = further(hash, word(code, from + 8));
            from += 8;
        }
        hash
    }
}

/// The bucket of a hash, of a number of buckets that is a power of two. For generators.
#[must_use]
#[inline]
pub const fn bucket(hash: u64, buckets: usize) -> usize {
    (hash as usize) & buckets.wrapping_sub(1)
}

/// The slot of a hash in a table of `slots` slots, once its bucket's displacement is known. For generators.
#[must_use]
#[inline]
pub const fn slot(hash: u64, displacement: u32, slots: usize) -> usize {
    // The halves of a hash are two hashes: where a code starts, and how far each step of the displacement moves it.
    let moved = ((hash >> 32) as u32).wrapping_add(displacement.wrapping_mul(hash as u32));
    ((moved as u64 * slots as u64) >> 32) as usize
}

/// The first `N` words of a code: its last eight bytes, its first eight, those after the first, those before
/// the last, and the third from the start, each moved to where the code has eight. They hold every byte of a code
/// of up to `8 * N` bytes: two such codes of one length that differ have different words.
#[inline(always)]
fn read<const N: usize>(code: &[u8]) -> [u64; N] {
    let length = code.len();
    let Some(last) = length.checked_sub(8) else {
        return [head(code); N];
    };
    // Where each ends: of nearly all the compiler sees by itself that it lies within the code.
    let ends = [length, 8, length.min(16), last.max(8), length.min(24)];
    let mut words = [0; N];
    for (read, end) in words.iter_mut().zip(ends) {
        *read = word(code, end);
    }
    words
}

/// The words in the middle of a long code: the fourth from its start and the third from its end. With those of [`read`]
/// they hold every byte of a code of up to 56 bytes.
#[inline(always)]
fn middle(code: &[u8]) -> [u64; 2] {
    [32, code.len().saturating_sub(16).max(8)].map(|end| word(code, end))
}

/// The eight bytes up to a position.
#[inline(always)]
fn word(code: &[u8], end: usize) -> u64 {
    code.get(..end).and_then(|start| start.last_chunk()).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// The same as [`read`], for the compiler, which interprets this for each slot of a table: patterns take it far less
/// time than the calls above.
const fn read_all(code: &[u8]) -> [u64; WORDS] {
    let &[ref before @ .., a, b, c, d, e, f, g, h] = code else {
        return [head_of_short(code); WORDS];
    };
    // What would reach beyond the last word is the last.
    let mut words = [u64::from_le_bytes([a, b, c, d, e, f, g, h]); WORDS];
    let &[a, b, c, d, e, f, g, h, ref rest @ ..] = code else { return words };
    words[1] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    // What would begin before the first is the first.
    words[3] = words[1];
    if let &[.., a, b, c, d, e, f, g, h] = before {
        words[3] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    }
    let &[a, b, c, d, e, f, g, h, ref rest @ ..] = rest else { return words };
    words[2] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let &[a, b, c, d, e, f, g, h, ..] = rest else { return words };
    words[4] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    words
}

/// The same as [`head`] of a text of less than eight bytes, for the compiler.
const fn head_of_short(mut text: &[u8]) -> u64 {
    let mut head = 0;
    while let &[ref before @ .., last] = text {
        head = head << 8 | last as u64;
        text = before;
    }
    head
}

/// Folds the 128-bit product, so that every bit of either factor reaches every bit of the result.
#[inline]
const fn fold(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    (product as u64) ^ ((product >> 64) as u64)
}

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Slot<'_> {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        to.call("Slot", "new", &[&self.text, &self.entry], &[]);
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}
