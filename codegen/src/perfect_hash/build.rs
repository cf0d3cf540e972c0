//! Builds a table of codes.
//!
//! Each bucket, the fullest first, gets the first displacement that sends its codes to slots that
//! are still free. Codes of which two have the same hash, however much of them is hashed, have no
//! displacements; they are sorted instead.

use std::cmp::Reverse;

use errcat_core::codegen::perfect_hash::Hash;
use errcat_core::table::{Lookup, Slot};

/// A built table, to be borrowed as a [`Lookup`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PerfectHash<'a> {
    /// The table without what it borrows.
    pub(crate) lookup: Lookup<'static>,
    pub(crate) displacements: Vec<u32>,
    pub(crate) slots: Vec<Slot<'a>>,
    pub(crate) positions: Vec<u32>,
}

/// What the third to the fifth word of a code count for: the first of these that gives each code a hash of its own is
/// taken. A word that counts for nothing costs nothing, and these small factors are one instruction each.
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

/// The seeds that are tried for each.
const SEEDS: [u64; 8] = [
    0,
    0xD6E8_FEB8_6659_FD93,
    0x9E37_79B9_7F4A_7C15,
    0xBF58_476D_1CE4_E5B9,
    0x94D0_49BB_1331_11EB,
    0xC2B2_AE3D_27D4_EB4F,
    0x1656_67B1_9E37_79F9,
    0x27D4_EB2F_1656_67C5,
];

impl<'a> PerfectHash<'a> {
    /// Builds the table of these codes and aliases, each with the position of its entry; the order
    /// does not matter.
    ///
    /// The texts must differ from each other; of equal ones just one is found.
    pub(crate) fn build(texts: &[(&'a str, u32)]) -> Self {
        let mut texts = texts.to_vec();
        texts.sort_unstable();
        texts.dedup_by_key(|&mut (text, _)| text);
        let words = words(&texts);
        for lookup in ways(words) {
            for lookup in SEEDS.map(|seed| lookup.seed(seed)) {
                let hashes: Vec<Hash> = texts.iter().map(|(text, _)| lookup.hash(text.as_bytes())).collect();
                if have_equal(&hashes) {
                    // What counts is the same; another seed would not help.
                    break;
                }
                if let Some((displacements, places)) = displaced(&hashes) {
                    // A slot without a code repeats one, which is found where it belongs.
                    let in_slots = places.iter().map(|place| texts[place.unwrap_or(0)]);
                    return Self::new(lookup, displacements, in_slots);
                }
            }
        }
        Self::new(Lookup::new(words), Vec::new(), texts.into_iter())
    }

    fn new(
        lookup: Lookup<'static>,
        displacements: Vec<u32>,
        texts: impl Iterator<Item = (&'a str, u32)>,
    ) -> Self {
        let (slots, positions) = texts.map(|(text, position)| (Slot::of(text), position)).unzip();
        Self { lookup, displacements, slots, positions }
    }
}

/// What a hash may be made of, the cheapest first.
fn ways(words: u32) -> impl Iterator<Item = Lookup<'static>> {
    let of_words =
        move |[third, fourth, fifth]: [u64; 3]| Lookup::new(words).third(third).fourth(fourth).fifth(fifth);
    let by_words = FACTORS.into_iter().map(of_words);
    let by_length = by_words.clone().flat_map(|lookup| [false, true].map(|length| lookup.length(length)));
    by_length.chain(by_words.map(|lookup| lookup.length(true).rest(true)))
}

/// As how many words the codes are read. The few that have more are compared in another way: a branch that is seldom
/// taken costs less than to read more of every code.
fn words(texts: &[(&str, u32)]) -> u32 {
    let mut lengths: Vec<usize> = texts.iter().map(|(text, _)| text.len()).collect();
    lengths.sort_unstable_by_key(|&length| Reverse(length));
    match lengths.get(lengths.len() / 16) {
        None | Some(0..=8) => 1,
        Some(9..=16) => 2,
        Some(17..=24) => 3,
        Some(25..=32) => 4,
        Some(33..) => 5,
    }
}

/// Whether two of these are equal.
fn have_equal(hashes: &[Hash]) -> bool {
    let mut sorted = hashes.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

/// The displacement of each bucket, and the code in each slot, if any.
type Placed = (Vec<u32>, Vec<Option<usize>>);

/// Displacements for the smallest of some numbers of slots that has any; the largest is twice the number of codes.
fn displaced(hashes: &[Hash]) -> Option<Placed> {
    // A bucket holds about three codes: more would take longer to place, fewer only cost space.
    let buckets = (hashes.len() / 3).next_power_of_two();
    let sizes = std::iter::successors(Some(hashes.len()), |size| Some(size + size / 16 + 1));
    sizes.take_while(|&size| size <= 2 * hashes.len()).find_map(|size| place(hashes, buckets, size))
}

/// A displacement for each bucket and a slot for each hash, or `None` where no such table was found.
fn place(hashes: &[Hash], buckets: usize, size: usize) -> Option<Placed> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (index, hash) in hashes.iter().enumerate() {
        members[hash.bucket(buckets)].push(index);
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

/// The first displacement that sends all these hashes to different free slots, and the slots. Multiples of the golden
/// ratio are tried, which lie evenly among all numbers however many of them are.
fn displace(hashes: &[Hash], members: &[usize], taken: &[Option<usize>]) -> Option<(u32, Vec<usize>)> {
    // The last code of a full table has one slot left.
    let tries = u32::try_from(taken.len()).unwrap_or(u32::MAX).saturating_mul(32).max(1 << 16);
    let mut slots = Vec::with_capacity(members.len());
    (0..tries).map(|n: u32| n.wrapping_mul(0x9E37_79B9)).find_map(|displacement| {
        slots.clear();
        for &index in members {
            let slot = hashes[index].slot(displacement, taken.len());
            if taken[slot].is_some() || slots.contains(&slot) {
                return None;
            }
            slots.push(slot);
        }
        Some((displacement, slots.clone()))
    })
}
