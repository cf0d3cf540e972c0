//! Finds an entry by its code: a perfect hash over the whole code, then one comparison.
//!
//! The generator chooses the displacements so that no two codes share a slot. Looking up costs the
//! same for any number of codes, and a string that is not a code is refused by the one comparison.
//!
//! A processor works on several look-ups at once, so what counts is how long one waits for another: from the text to the
//! slot there is one multiplication, one read and a second multiplication, and which entry it is needs no more than the
//! slot's number. The lengths of codes vary, and a branch on the length of each would often be mispredicted, which costs
//! more than all the rest. Therefore nearly all codes of a table are read as the same number of words of eight bytes,
//! which overlap in a shorter code. All of them are compared, but only those are hashed that tell the codes of the table
//! apart.
//!
//! What generated code looks up is a constant: of what is decided below by a field of the table,
//! nothing is left in the program.

use super::declare::table;

table! {
    /// A perfect hash table from codes and aliases to positions in the entries.
    #[derive(Eq)]
    pub struct Lookup {
        /// As how many words each code is read, from one to five; few have more.
        words: u32,
        /// What the hashes begin with, combined with a constant.
        default seed: u64 = 0,
        /// Whether the length of a code counts in its hash; unset where the codes differ enough without it.
        flag length: bool,
        /// What the third word of a code counts for in its hash; 0 where the codes differ enough without it.
        default third: u64 = 0,
        /// The same for the fourth word.
        default fourth: u64 = 0,
        /// The same for the fifth word.
        default fifth: u64 = 0,
        /// Whether what a code has beside these words counts, too; unset where the codes differ enough without it.
        flag rest: bool,
        /// What moves the codes of each bucket. Their number is a power of two, by which the processor needs not multiply.
        /// Empty where there are none that send each code to a slot of its own: then the slots are sorted.
        list displacements: u32,
        /// The codes, each in the slot that it hashes to.
        list slots: Slot<'a>,
        /// The position of the entry for which the code in each slot stands.
        list positions: u32,
    }
}

/// A code or an alias; one cache line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(64))]
pub struct Slot<'a> {
    text: &'a str,
    words: [u64; WORDS],
}

/// The words of a slot. More would cost all look-ups more than the branch that they would save a few.
const WORDS: usize = 5;

impl Slot<'static> {
    /// The slot of this code or alias.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self::of(text)
    }
}

impl<'a> Slot<'a> {
    /// The same as [`new`](Slot::new) of a text that lives shorter, for generators.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(text: &'a str) -> Self {
        Self { text, words: read_all(text.as_bytes()) }
    }

    /// Whether this is the slot of a code that has these words.
    #[inline(always)]
    fn holds<const N: usize>(&self, words: &[u64; N], code: &[u8]) -> bool {
        let Some(own) = self.words.first_chunk::<N>() else { return false };
        // An unknown code nearly always differs from what is in its slot in one of the first three words, and it is by chance
        // in which: a branch for each would be mispredicted. So they are asked together, as a number of two words and one.
        let nth = |words: &[u64; N], at: usize| words.get(at).copied().map_or(0, u128::from);
        let two = |words| nth(words, 0) << 64 | nth(words, 1);
        (two(words) ^ two(own)) | (nth(words, 2) ^ nth(own, 2)) == 0
            && words.iter().zip(own).skip(3).all(|(word, own)| word == own)
            && self.text.len() == code.len()
            && (code.len() <= 8 * N || same_rest::<N>(code, self.text.as_bytes()))
    }
}

/// Calls the method for the number of words as which a table reads a code.
macro_rules! by_words {
    ($table:ident.$method:ident($code:ident)) => {
        match $table.words {
            // What has no eight bytes is read in another way anyway, and is one word.
            _ if $code.len() < 8 => $table.$method::<1>($code),
            0..=1 => $table.$method::<1>($code),
            2 => $table.$method::<2>($code),
            3 => $table.$method::<3>($code),
            4 => $table.$method::<4>($code),
            5.. => $table.$method::<5>($code),
        }
    };
}

impl<'a> Lookup<'a> {
    /// The position of the entry with this code or alias.
    #[must_use]
    #[inline(always)]
    pub fn find(&self, code: &str) -> Option<usize> {
        let code = code.as_bytes();
        let slot = if self.displacements.is_empty() {
            self.find_sorted(code)
        } else {
            by_words!(self.find_by_words(code))
        }?;
        self.positions.get(slot).map(|&position| position as usize)
    }

    /// The slot of a code that is read as `N` words.
    #[inline(always)]
    fn find_by_words<const N: usize>(&self, code: &[u8]) -> Option<usize> {
        let words = read::<N>(code);
        let hash = self.hash_words(&words, code);
        let displacement = *self.displacements.get(hash.bucket(self.displacements.len()))?;
        let slot = hash.slot(displacement, self.slots.len());
        if self.slots.get(slot)?.holds(&words, code) { Some(slot) } else { None }
    }

    /// The same where the slots are sorted. Without a call, for which a look-up by words would have to save registers.
    #[inline(always)]
    fn find_sorted(&self, code: &[u8]) -> Option<usize> {
        self.slots.binary_search_by(|slot| slot.text.bytes().cmp(code.iter().copied())).ok()
    }

    /// Hashes a code as this table does. For generators.
    #[doc(hidden)]
    #[must_use]
    pub fn hash(&self, code: &[u8]) -> Hash {
        by_words!(self.hash_by_words(code))
    }

    #[inline(always)]
    fn hash_by_words<const N: usize>(&self, code: &[u8]) -> Hash {
        self.hash_words(&read::<N>(code), code)
    }

    /// Hashes what counts of a code that is read as `N` words.
    #[inline(always)]
    fn hash_words<const N: usize>(&self, words: &[u64; N], code: &[u8]) -> Hash {
        let factors: [u64; WORDS] = [1, 1, self.third, self.fourth, self.fifth];
        let seed = self.seed ^ 0xA0F2_EC75_A1FE_1575;
        // Texts have bits in common, so neither sum is of texts alone.
        let mut sums = [seed >> 33, seed];
        if self.length {
            sums[0] = sums[0].wrapping_add((code.len() as u64).wrapping_mul(0x5851_F42D));
        }
        for (nth, (word, factor)) in words.iter().zip(factors).enumerate() {
            sums[nth % 2] = sums[nth % 2].wrapping_add(word.wrapping_mul(factor));
        }
        if self.rest {
            for end in (8 * N..code.len()).step_by(8) {
                let (high, low) = product(sums[0], 0x2545_F491_4F6C_DD1D);
                sums[0] = high ^ low ^ word(code, end);
            }
        }
        Hash::new(sums)
    }
}

/// The hash of a code, in two parts. For generators.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash {
    bucket: u32,
    slot: u32,
}

impl Hash {
    /// The parts are from different places of the sums' product, so that codes which agree in one nearly always differ in
    /// the other, whichever of their bytes differ.
    #[inline(always)]
    fn new(sums: [u64; 2]) -> Self {
        let (high, low) = product(sums[0], sums[1]);
        Self { bucket: (low >> 32) as u32, slot: high as u32 ^ low as u32 }
    }

    /// Which of this many buckets is the code's.
    #[must_use]
    #[inline(always)]
    pub fn bucket(self, buckets: usize) -> usize {
        scaled(self.bucket, buckets)
    }

    /// Which of this many slots is the code's, where its bucket has this displacement.
    #[must_use]
    #[inline(always)]
    pub fn slot(self, displacement: u32, slots: usize) -> usize {
        scaled(self.slot ^ displacement, slots)
    }
}

/// The upper and the lower half of a product.
#[inline(always)]
fn product(one: u64, other: u64) -> (u64, u64) {
    let product = u128::from(one) * u128::from(other);
    ((product >> 64) as u64, product as u64)
}

/// The number below `size` that is to it what `part` is to 2<sup>32</sup>.
#[inline(always)]
fn scaled(part: u32, size: usize) -> usize {
    ((u64::from(part) * size as u64) >> 32) as usize
}

/// The first `N` words of a code: its last eight bytes, its first eight, and those after the first, each moved to where the
/// code has eight. They hold every byte of a code of up to `8 * N` bytes: two such codes of one length that differ have
/// different words.
#[inline(always)]
fn read<const N: usize>(code: &[u8]) -> [u64; N] {
    let length = code.len();
    if length < 8 {
        return [short(code); N];
    }
    // Where each ends: the compiler sees by itself that it lies within the code.
    let ends = [length, 8, length.min(16), length.min(24), length.min(32)];
    let mut words = [0; N];
    for (read, end) in words.iter_mut().zip(ends) {
        *read = word(code, end);
    }
    words
}

/// Whether two codes of one length, whose first `N` words are the same, have the same bytes beside those.
#[inline(always)]
fn same_rest<const N: usize>(one: &[u8], other: &[u8]) -> bool {
    let mut end = 8 * N;
    while end < one.len() {
        if word(one, end) != word(other, end) {
            return false;
        }
        end += 8;
    }
    true
}

/// The eight bytes up to a position.
#[inline(always)]
fn word(code: &[u8], end: usize) -> u64 {
    code.get(..end).and_then(|start| start.last_chunk()).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// The same as [`read`], for the compiler, which interprets this for each slot of a table: patterns take it far less
/// time than the calls above.
const fn read_all(code: &[u8]) -> [u64; WORDS] {
    let &[.., a, b, c, d, e, f, g, h] = code else {
        return [short(code); WORDS];
    };
    // What would reach beyond the last word is the last.
    let mut words = [u64::from_le_bytes([a, b, c, d, e, f, g, h]); WORDS];
    let &[a, b, c, d, e, f, g, h, ref rest @ ..] = code else { return words };
    words[1] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let &[a, b, c, d, e, f, g, h, ref rest @ ..] = rest else { return words };
    words[2] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let &[a, b, c, d, e, f, g, h, ref rest @ ..] = rest else { return words };
    words[3] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    let &[a, b, c, d, e, f, g, h, ..] = rest else { return words };
    words[4] = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    words
}

/// A code of less than eight bytes as a word: two such codes of one length that differ have different words. Its last
/// byte is the highest, as in a longer code: the product with a small number would have zeros where the hash is from.
#[inline(always)]
const fn short(code: &[u8]) -> u64 {
    if let (&[a, b, c, d, ..], &[.., e, f, g, h]) = (code, code) {
        return u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    }
    let (&[first, ..], &[.., last]) = (code, code) else { return 0 };
    u64::from_le_bytes([first, 0, 0, code[code.len() / 2], 0, 0, 0, last])
}

#[cfg(feature = "codegen")]
impl crate::emit::Emit for Slot<'_> {
    fn emit(&self, to: &mut dyn crate::emit::Emitter) {
        to.call("Slot", "new", &[&self.text], &[]);
    }

    fn given(&self) -> Option<&dyn crate::emit::Emit> {
        Some(self)
    }
}
