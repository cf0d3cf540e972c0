//! Finds an entry by its code: a perfect hash over the length and a few bytes, then one comparison.
//!
//! The generator chooses the [`Probe`]s (the few bytes that tell all codes apart) and the
//! displacements (so that no two codes share a slot). Looking up costs the same for any number of
//! codes, and a string that is not a code is refused by the one comparison.

use super::words::{head, same};

/// A perfect hash table from codes and aliases to positions in the entries.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// Which bytes of a code are hashed.
    pub probes: &'a [Probe],
    /// How many steps the codes of each bucket are moved; the number of buckets is a power of two.
    pub displacements: &'a [u32],
    /// The codes, each in the slot that it hashes to.
    pub slots: &'a [Slot<'a>],
}

/// Eight bytes of a code, counted from its start or its end; a shorter code gives what it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Probe {
    /// Whether `skip` counts from the end.
    pub from_end: bool,
    /// How many bytes are passed over.
    pub skip: u32,
}

/// A code or an alias, and which entry it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot<'a> {
    /// The vendor's string.
    pub text: &'a str,
    /// The entry's position.
    pub entry: u32,
}

impl<'a> Lookup<'a> {
    /// A table without codes.
    pub const EMPTY: Self = Self { probes: &[], displacements: &[], slots: &[] };

    /// The position of the entry with this code or alias.
    #[must_use]
    #[inline(always)]
    pub fn find(&self, code: &str) -> Option<usize> {
        let slot = self.slots.get(self.slot_of(code)?)?;
        same(slot.text, code).then_some(slot.entry as usize)
    }

    #[inline]
    fn slot_of(&self, code: &str) -> Option<usize> {
        let hash = hash(self.probes, code.as_bytes());
        let displacement = *self.displacements.get(bucket(hash, self.displacements.len()))?;
        Some(slot(hash, displacement, self.slots.len()))
    }
}

/// Hashes the length of `code` and the bytes that the probes name. For generators.
#[must_use]
#[inline]
pub fn hash(probes: &[Probe], code: &[u8]) -> u64 {
    let mut hash = code.len() as u64;
    for probe in probes {
        hash = mix(hash ^ read(*probe, code));
    }
    hash
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

/// Folds the 128-bit product with an odd constant, so that every bit of the input reaches every bit of the output.
#[inline]
const fn mix(value: u64) -> u64 {
    let product = (value ^ 0x2545_F491_4F6C_DD1D) as u128 * 0x9E37_79B9_7F4A_7C15_u128;
    (product as u64) ^ ((product >> 64) as u64)
}

/// The bytes that a probe names of a code. Two codes of one length that give different bytes are told apart by it.
/// For generators.
#[must_use]
#[inline]
pub fn read(probe: Probe, code: &[u8]) -> u64 {
    let skip = probe.skip as usize;
    if probe.from_end {
        let (kept, _) = code.split_at(code.len().saturating_sub(skip));
        return kept.last_chunk::<8>().map_or_else(|| head(kept), |chunk| u64::from_le_bytes(*chunk));
    }
    code.get(skip..).map_or(0, head)
}
