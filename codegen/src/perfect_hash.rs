//! Builds the perfect hash by which a code finds its entry; [`errcat::Lookup`] reads it.
//!
//! Two steps. First the few bytes are chosen that tell all codes apart, so that a look-up reads no
//! more of a code than it must. Then each bucket, the fullest first, gets the smallest displacement
//! that sends its codes to slots that are still free.

use std::collections::{HashMap, HashSet};

use errcat::perfect_hash::{bucket, hash, read, slot};
use errcat::{Probe, Slot};

/// A built table, to be borrowed as a [`Lookup`](errcat::Lookup).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PerfectHash<'a> {
    pub(crate) probes: Vec<Probe>,
    pub(crate) displacements: Vec<u32>,
    pub(crate) slots: Vec<Slot<'a>>,
}

impl<'a> PerfectHash<'a> {
    /// Builds the table of these codes and aliases, each with the position of its entry.
    ///
    /// The texts must differ from each other; of equal ones just one is found.
    pub(crate) fn build(texts: &[Slot<'a>]) -> Self {
        let mut texts = texts.to_vec();
        texts.sort_by_key(|slot| slot.text);
        texts.dedup_by_key(|slot| slot.text);
        let probes = choose_probes(&texts);
        let hashes: Vec<u64> = texts.iter().map(|s| hash(&probes, s.text.as_bytes())).collect();
        // A bucket holds about three codes: more would take longer to place, fewer only cost space.
        let buckets = (texts.len() / 3).next_power_of_two();
        let mut size = texts.len();
        loop {
            if let Some((displacements, places)) = place(&hashes, buckets, size) {
                return Self { probes, displacements, slots: fill(&texts, &places) };
            }
            size += size / 16 + 1;
        }
    }
}

/// The fewest probes (greedily) by which no two codes of one length look alike.
fn choose_probes(texts: &[Slot<'_>]) -> Vec<Probe> {
    let mut probes = vec![Probe { from_end: true, skip: 0 }];
    let mut alike = Alike::by_length(texts);
    alike.take(texts, probes[0]);
    let longest = texts.iter().map(|s| s.text.len()).max().unwrap_or(0);
    while alike.groups < texts.len() {
        let candidates = (0..longest as u32)
            .flat_map(|skip| [true, false].map(|from_end| Probe { from_end, skip }))
            .filter(|probe| !probes.contains(probe));
        let best = candidates.max_by_key(|&probe| {
            // Of equally good ones the one nearest to either end: `max_by_key` takes the last.
            (alike.split(texts, probe).len(), std::cmp::Reverse(probe.skip))
        });
        match best {
            Some(probe) => {
                probes.push(probe);
                alike.take(texts, probe);
            }
            None => break,
        }
    }
    probes
}

/// Which codes look alike by their length and what some probes read.
struct Alike {
    /// The group of each code.
    group: Vec<usize>,
    groups: usize,
}

impl Alike {
    fn by_length(texts: &[Slot<'_>]) -> Self {
        let group: Vec<usize> = texts.iter().map(|slot| slot.text.len()).collect();
        let groups = group.iter().collect::<HashSet<_>>().len();
        Self { group, groups }
    }

    /// The groups that one more probe would make, each with a number.
    fn split(&self, texts: &[Slot<'_>], probe: Probe) -> HashMap<(usize, u64), usize> {
        let mut numbers = HashMap::with_capacity(self.groups);
        for (group, slot) in self.group.iter().zip(texts) {
            let next = numbers.len();
            numbers.entry((*group, read(probe, slot.text.as_bytes()))).or_insert(next);
        }
        numbers
    }

    fn take(&mut self, texts: &[Slot<'_>], probe: Probe) {
        let numbers = self.split(texts, probe);
        for (group, slot) in self.group.iter_mut().zip(texts) {
            *group = numbers.get(&(*group, read(probe, slot.text.as_bytes()))).copied().unwrap_or_default();
        }
        self.groups = numbers.len();
    }
}

/// A displacement for each bucket and a slot for each hash, or `None` where no such table was found.
fn place(hashes: &[u64], buckets: usize, size: usize) -> Option<(Vec<u32>, Vec<Option<usize>>)> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets];
    for (index, &hash) in hashes.iter().enumerate() {
        members[bucket(hash, buckets)].push(index);
    }
    let mut order: Vec<usize> = (0..buckets).collect();
    order.sort_by_key(|&b| std::cmp::Reverse(members[b].len()));

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
    let tries = 1 << 22;
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

/// The slots in order. A slot that nothing hashes to repeats a code, which is never found there.
fn fill<'a>(texts: &[Slot<'a>], places: &[Option<usize>]) -> Vec<Slot<'a>> {
    places.iter().map(|place| texts[place.unwrap_or(0)]).collect()
}

#[cfg(test)]
mod tests {
    use errcat::Lookup;

    use super::*;

    fn check(codes: &[String]) -> usize {
        let texts: Vec<Slot<'_>> =
            codes.iter().enumerate().map(|(entry, text)| Slot { text, entry: entry as u32 }).collect();
        let built = PerfectHash::build(&texts);
        let lookup =
            Lookup { probes: &built.probes, displacements: &built.displacements, slots: &built.slots };
        for (entry, code) in codes.iter().enumerate() {
            assert_eq!(lookup.find(code), Some(entry), "{code}");
            assert_eq!(lookup.find(&format!("{code}x")), None);
        }
        assert_eq!(lookup.find(""), None);
        built.probes.len()
    }

    #[test]
    fn none_and_one() {
        check(&[]);
        check(&["A".to_owned()]);
    }

    #[test]
    fn codes_that_differ_in_one_byte_anywhere() {
        let base = "a".repeat(40);
        let codes: Vec<String> = (0..40)
            .map(|at| {
                let mut code = base.clone();
                code.replace_range(at..=at, "b");
                code
            })
            .collect();
        check(&codes);
    }

    #[test]
    fn short_codes() {
        check(&(0..1000).map(|n| n.to_string()).collect::<Vec<_>>());
        check(&["a", "b", "ab", "ba", "abc", "acb", "abcd", "abdc"].map(str::to_owned));
    }

    #[test]
    fn many_codes_need_few_probes() {
        let codes: Vec<String> = (0..20_000).map(|n| format!("VENDOR_ERROR_{n}_HAPPENED")).collect();
        assert!(check(&codes) <= 3);
    }
}
