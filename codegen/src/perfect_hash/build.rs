//! Builds a table of codes.
//!
//! Each bucket, the fullest first, gets the smallest displacement that sends its codes to slots that
//! are still free. Codes of which two have the same hash, however many of their words are hashed, have no
//! displacements; they are sorted instead.

use std::cmp::Reverse;

use errcat_core::codegen::perfect_hash::{bucket, slot};
use errcat_core::table::{Lookup, Slot};

/// A built table, to be borrowed as a [`Lookup`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PerfectHash<'a> {
    /// The table without what it borrows.
    pub(crate) lookup: Lookup<'static>,
    pub(crate) displacements: Vec<u32>,
    pub(crate) slots: Vec<Slot<'a>>,
}

/// What the third to the fifth word of a code count for: the first of these that gives each code a hash of its own
/// is taken. A word that counts for nothing costs nothing, and these small factors are one instruction each.
const FACTORS: [[u64; 3]; 9] = [
    [0, 0, 0],
    [5, 0, 0],
    [0, 5, 0],
    [0, 0, 5],
    [5, 9, 0],
    [9, 5, 0],
    [5, 0, 9],
    [5, 9, 3],
    [0xD6E8_FEB8_6659_FD93, 0x9E37_79B9_7F4A_7C15, 0xBF58_476D_1CE4_E5B9],
];

impl<'a> PerfectHash<'a> {
    /// Builds the table of these codes and aliases, each with the position of its entry; the order
    /// does not matter.
    ///
    /// The texts must differ from each other; of equal ones just one is found.
    pub(crate) fn build(texts: &[Slot<'a>]) -> Self {
        let mut texts = texts.to_vec();
        texts.sort_by_key(|slot| (slot.text(), slot.entry()));
        texts.dedup_by_key(|slot| slot.text());
        let (usual, longest) = lengths(&texts);
        for [third, fourth, fifth] in FACTORS {
            let lookup = Lookup::new(usual, longest).third(third).fourth(fourth).fifth(fifth);
            let hashes: Vec<u64> = texts.iter().map(|slot| lookup.hash(slot.text().as_bytes())).collect();
            if let Some((displacements, places)) = displaced(&hashes) {
                return Self { lookup, displacements, slots: fill(&texts, &places) };
            }
        }
        Self { lookup: Lookup::new(usual, longest), displacements: Vec::new(), slots: texts }
    }
}

/// The length that few codes exceed, and that of the longest. The few are read in another way: a branch
/// that is seldom taken costs less than to read more of every code.
fn lengths(texts: &[Slot<'_>]) -> (u32, u32) {
    let mut lengths: Vec<u32> =
        texts.iter().map(|slot| slot.text().len().try_into().unwrap_or(u32::MAX)).collect();
    lengths.sort_unstable_by_key(|&length| Reverse(length));
    let nth = |at: usize| lengths.get(at).copied().unwrap_or(0);
    (nth(lengths.len() / 16), nth(0))
}

/// The displacement of each bucket, and the code in each slot, if any.
type Placed = (Vec<u32>, Vec<Option<usize>>);

/// Displacements for the smallest of some numbers of slots that has any; the largest is twice the number of codes.
fn displaced(hashes: &[u64]) -> Option<Placed> {
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    // A bucket holds about three codes: more would take longer to place, fewer only cost space.
    let buckets = (hashes.len() / 3).next_power_of_two();
    let sizes = std::iter::successors(Some(hashes.len()), |size| Some(size + size / 16 + 1));
    sizes.take_while(|&size| size <= 2 * hashes.len()).find_map(|size| place(hashes, buckets, size))
}

/// A displacement for each bucket and a slot for each hash, or `None` where no such table was found.
fn place(hashes: &[u64], buckets: usize, size: usize) -> Option<Placed> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (index, &hash) in hashes.iter().enumerate() {
        members[bucket(hash, buckets)].push(index);
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|&b| Reverse(members[b].len()));

    let mut displacements = vec![0; buckets];
    let mut places = vec![None; size];
    for b in order.into_iter().filter(|&b| !members[b].is_empty()) {
        let (displacement, slots) = displace(hashes, &members[b], &places)?;
        displacements[b] = displacement;
        for (&index, &place) in members[b].iter().zip(&slots) {
            places[place] = Some(index);
        }
    }
    Some((displacements, places))
}

/// The smallest displacement that sends all these hashes to different free slots, and the slots.
fn displace(hashes: &[u64], members: &[usize], taken: &[Option<usize>]) -> Option<(u32, Vec<usize>)> {
    let tries = 1 << 20;
    let mut slots = Vec::with_capacity(members.len());
    (0..tries).find_map(|displacement| {
        slots.clear();
        for &index in members {
            let slot = slot(hashes[index], displacement, taken.len());
            if taken[slot].is_some() || slots.contains(&slot) {
                return None;
            }
            slots.push(slot);
        }
        Some((displacement, slots.clone()))
    })
}

/// The slots in order. A slot without a code repeats one, which is found where it belongs.
fn fill<'a>(texts: &[Slot<'a>], places: &[Option<usize>]) -> Vec<Slot<'a>> {
    places.iter().map(|place| texts[place.unwrap_or(0)]).collect()
}
