//! Which share of the calls of the last minute goes out again.

use crate::Timestamp;

/// How long a slot is, in seconds.
const SLOT: i64 = 6;

/// How many slots there are: a whole minute, and the slot that is not over yet.
const SLOTS: usize = 11;

/// The calls and retries of the last 60 to 66 seconds.
#[derive(Clone, Copy, Default)]
pub(super) struct Share {
    slots: [Slot; SLOTS],
    /// The number of the newest slot, counted from the epoch.
    newest: i64,
}

/// What there was in a few seconds.
#[derive(Clone, Copy, Default)]
struct Slot {
    calls: u32,
    retries: u32,
}

impl Share {
    /// Counts a call that goes out for the first time.
    pub(super) fn call(&mut self, now: Timestamp) {
        let slot = self.turn_to(now);
        slot.calls = slot.calls.saturating_add(1);
    }

    /// How many retries and how many calls there were.
    pub(super) fn counts(&mut self, now: Timestamp) -> (u32, u32) {
        self.turn_to(now);
        self.slots.iter().fold((0, 0), |(retries, calls), slot| {
            (retries.saturating_add(slot.retries), calls.saturating_add(slot.calls))
        })
    }

    /// Counts a retry.
    pub(super) fn retry(&mut self, now: Timestamp) {
        let slot = self.turn_to(now);
        slot.retries = slot.retries.saturating_add(1);
    }

    /// Takes back the last retry that still counts.
    pub(super) fn give_back(&mut self) {
        let newest = index(self.newest);
        let backwards = (0..SLOTS).map(|back| (newest + SLOTS - back) % SLOTS);
        for at in backwards {
            if self.slots[at].retries > 0 {
                self.slots[at].retries -= 1;
                return;
            }
        }
    }

    /// The slot of this time, and forgets those that are over. What comes late counts as of the newest slot, as tries may
    /// take long.
    fn turn_to(&mut self, now: Timestamp) -> &mut Slot {
        let slot = now.unix_seconds().div_euclid(SLOT);
        let ahead = slot.saturating_sub(self.newest);
        if ahead.unsigned_abs() >= SLOTS as u64 {
            // Long ago, or a clock that was set back.
            *self = Self { newest: slot, ..Self::default() };
        } else if ahead > 0 {
            for passed in self.newest + 1..=slot {
                self.slots[index(passed)] = Slot::default();
            }
            self.newest = slot;
        }
        &mut self.slots[index(self.newest)]
    }
}

/// Where a slot is kept.
fn index(slot: i64) -> usize {
    // A remainder of the number of slots.
    usize::try_from(slot.rem_euclid(SLOTS as i64)).unwrap_or_default()
}
