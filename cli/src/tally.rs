//! How many there are of each kind, the most frequent first.

/// Counts of things that have a name.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    counts: Vec<(String, usize)>,
}

impl Tally {
    /// Counts these.
    pub(crate) fn of(names: impl IntoIterator<Item = String>) -> Self {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for name in names {
            match counts.iter_mut().find(|(known, _)| *known == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        counts.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then_with(|| a.cmp(b)));
        Self { counts }
    }

    /// Each name with its number.
    pub(crate) fn in_words(&self) -> String {
        self.counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
    }
}
