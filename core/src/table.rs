//! A vendor's catalog as plain data.
//!
//! Everything that a generated module knows is one `static` [`Table`], and everything that errcat does with a
//! response reads one. The generator fills the same types at run time, so an example in a catalog is judged by
//! the code that users run.
//!
//! The fields are public to be read. Their meaning is stable, but fields may be added in any release: a table is
//! built by the generator, not by hand.

mod declare;

mod entry;
mod envelope;
mod host;
mod lookup;
mod place;
mod plan;
mod retry_rule;
pub(crate) mod rows;
mod rule;
mod schedule;
mod source;
mod status;

pub use entry::{Deprecated, Entry, Member, MemberKind, Variant};
pub use envelope::{Embedded, Envelope, ListChoice, Stream};
pub use host::Host;
#[doc(hidden)]
pub use host::by_host;
pub use lookup::{Lookup, Slot};
pub use place::{
    Check, Condition, Decimal, Encoding, Field, Filter, Location, Part, Place, Pointer, Scalar, Test,
    WaitSource,
};
pub use plan::Plan;
#[doc(hidden)]
pub use plan::{Admission, FieldSlots, Guard, GuardTest, List, Node, SlotPart};
pub use retry_rule::RetryRule;
pub use rule::{Family, Rule, StatusRule, Unanswered};
pub use schedule::Schedule;
pub use source::{Area, Source, Stability};
pub use status::{Http, StatusPattern};

pub use crate::time::seconds;

#[doc(no_inline)]
pub use crate::{Category, Failure, LimitScope, Party, Remedy, Retry, Window};

pub(crate) use plan::ELEMENT;

/// The parts of the perfect hash that the generator needs to build a [`Lookup`].
#[doc(hidden)]
pub mod perfect_hash {
    pub use super::lookup::Hash;
}

/// The parts of a [`Plan`] that the generator needs to build one.
#[doc(hidden)]
pub mod plan_parts {
    pub use super::plan::{ELEMENT, ERRORS, NAMES, NONE, ROOT, SLOTS, child_names};
}

use declare::table;

table! {
    /// One vendor: its codes, what holds where no code is known, and where a response carries what.
    pub struct Table {
        /// The vendor's id: the catalog's file stem, the module and the cargo feature.
        id: &'a str,
        /// The vendor's name as people write it.
        title: &'a str,
        /// What the vendor's API does, in one sentence.
        about: &'a str,
        /// What the API is for.
        optional area: Area,
        /// Whether the vendor promises that codes stay.
        stability: Stability,
        /// Whether the vendor publishes all of its codes.
        flag complete: bool,
        /// The pages that the facts come from.
        list sources: Source<'a>,
        /// The hosts that the vendor's API is called at, as far as a page says.
        list hosts: Host<'a>,
        /// Where the vendor documents one code; `{code}` stands for the code.
        optional documentation_url: &'a str,
        /// Where a response carries what.
        envelope: Envelope<'a>,
        /// Where a response says how long to wait. The first that is there wins; where none is, HTTP's own
        /// `Retry-After` counts.
        list waits: WaitSource<'a>,
        /// How the envelope and the waits are looked for in a body.
        plan: Plan<'a>,
        /// How often to try, and how long to wait between tries.
        schedule: Schedule,
        /// What holds for a request that got no response at all, by the reason: the first that names it, or no reason.
        list unanswered: Unanswered<'a>,
        /// What holds for a status where no code is known: the narrowest pattern first, and of one pattern the
        /// rules with a condition first.
        list statuses: StatusRule<'a>,
        /// What holds for unknown codes that start alike, the longest prefix first.
        list families: Family<'a>,
        /// The codes, in the order of the catalog.
        list entries: Entry<'a>,
        /// Finds an entry by its code or an alias.
        lookup: Lookup<'a>,
    }
}

impl Table<'static> {
    /// The same with these codes to be found. Generated code has them as statics of their own: what is inlined into
    /// other crates then refers to them.
    #[doc(hidden)]
    #[must_use]
    pub const fn found_in(
        mut self,
        displacements: &'static [u32],
        slots: &'static [Slot<'static>],
        positions: &'static [u32],
    ) -> Self {
        self.lookup = self.lookup.displacements(displacements).slots(slots).positions(positions);
        self
    }
}

impl<'a> Table<'a> {
    /// The position in [`entries`](Self::entries) of the entry with this code or alias.
    #[must_use]
    #[inline]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.lookup.find(code)
    }

    /// The entry with this code or alias.
    #[must_use]
    #[inline]
    pub fn entry(&self, code: &str) -> Option<&'a Entry<'a>> {
        self.entries.get(self.position(code)?)
    }

    /// The family with the longest prefix of this code that holds without a condition. The one that holds for a
    /// response is that of the verdict.
    #[must_use]
    pub fn family(&self, code: &str) -> Option<&'a Family<'a>> {
        self.families.iter().find(|family| family.when.is_none() && code.starts_with(family.prefix))
    }

    /// The rule for this HTTP status that holds without a condition: the narrowest pattern that has one. The rule
    /// that holds for a response is [`Verdict::status_rule`](crate::Verdict::status_rule).
    #[must_use]
    pub fn status(&self, status: u16) -> Option<&'a StatusRule<'a>> {
        self.statuses.iter().find(|rule| rule.when.is_none() && rule.status.contains(status))
    }
}
