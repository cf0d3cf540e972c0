//! An envelope as a tree of member names, so that a body is read in one pass with few comparisons.

use core::fmt;

use super::facts::{RETRY_AFTER, is_read_at_once};
use super::table::{Embedded, Envelope, Field, Location, Pointer, WaitSource, When};
use super::words::{head, tail};

/// Where to look while a response is read. Made of an envelope, at compile time where it is `static`.
///
/// The values that are looked for have slots: first those of the tests, then those of the places that
/// are read at once, then those of the waits in the body, then those of the conditions, each in the order of
/// the table.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    nodes: [Node<'a>; NODES],
    count: usize,
    slots: u32,
    pub(super) fields: FieldSlots,
    pub(super) first_wait: usize,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(super) first_condition: usize,
    has_each: bool,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    pub(super) any_list: bool,
    /// Whether places, other than those of waits, are in headers.
    pub(super) has_header_places: bool,
    /// The slots of the waits in the body, as bits.
    pub(super) wait_slots: u32,
    /// Whether waits are in headers.
    pub(super) has_header_waits: bool,
    /// Whether the waits name HTTP's own header for one.
    pub(super) names_retry_after: bool,
    overflow: Option<Overflow>,
}

/// The first of what is looked for that found no room in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow {
    /// What there is too much of.
    pub limit: Limit,
    /// How many had room before it: tests, places that are read at once, waits in the body, conditions,
    /// `each`, and the lists of items, in this order.
    pub before: u32,
}

/// What a plan has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Values that are looked for.
    Places,
    /// Member names on the way to them, and to the lists.
    Names,
}

impl fmt::Display for Limit {
    /// How many there may be, such as `31 places`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Places => write!(f, "{SLOTS} places"),
            Self::Names => write!(f, "{NAMES} names on the way to their places"),
        }
    }
}

/// One member name on the way to a place.
///
/// A node fills a cache line, so that it is found without a multiplication and read at once.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Node<'a> {
    name: &'a str,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    head: u64,
    #[cfg_attr(not(feature = "json"), allow(dead_code))]
    tail: u64,
    /// The bits of the names of the children, so that most other names are refused at once.
    child_names: u64,
    first_child: u8,
    next_sibling: u8,
    /// The slots that the value at this node goes to, as bits.
    pub(super) slots: u32,
    /// The slots of this node and all that is below it.
    pub(super) subtree: u32,
    /// Whether the value at this node is a list.
    pub(super) list: Option<List>,
}

/// What a list is to an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    /// A list of errors.
    Errors,
    /// A list of items, any of which may carry an envelope.
    Items,
}

/// The slots of each field, as bits; of two for one field the lower comes first.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldSlots {
    pub(super) code: u32,
    pub(super) message: u32,
    pub(super) retryable: u32,
    pub(super) request_id: u32,
    pub(super) documentation_url: u32,
    pub(super) parameter: u32,
    pub(super) status: u32,
}

#[cfg(feature = "json")]
impl FieldSlots {
    /// The slots of the fields that are texts.
    pub(super) const fn texts(&self) -> u32 {
        self.code | self.message | self.request_id | self.documentation_url | self.parameter
    }
}

/// How many slots there are; places beyond are not read.
pub(super) const SLOTS: usize = 31;
/// The bit that says that an element of the list of errors was found.
pub(super) const ELEMENT: u32 = 1 << SLOTS;
/// The node of the whole envelope.
pub(super) const ROOT: u8 = 0;
/// The node of an element of the list of errors.
pub(super) const ERRORS: u8 = 1;
/// The node of everything that nobody looks for; it stays empty.
pub(super) const NONE: u8 = (NODES - 1) as u8;

const NODES: usize = 64;
/// The nodes that names get: not the two roots, and not the empty one.
const NAMES: usize = NODES - 3;

impl<'a> Plan<'a> {
    /// The plan of an envelope.
    ///
    /// What finds no room is not looked for; [`Plan::overflow`] tells.
    #[must_use]
    pub const fn of(envelope: &Envelope<'a>, waits: &[WaitSource<'a>]) -> Self {
        let mut plan = Self {
            nodes: [Node::new(""); NODES],
            count: 2,
            slots: 0,
            fields: FieldSlots::EMPTY,
            first_wait: 0,
            first_condition: 0,
            has_each: envelope.each.is_some(),
            any_list: matches!(envelope.embedded, Embedded::AnyList),
            has_header_places: false,
            wait_slots: 0,
            has_header_waits: false,
            names_retry_after: false,
            overflow: None,
        };
        let mut index = 0;
        while index < envelope.is_error.len() {
            let slot = plan.new_slot();
            plan.add_slot(slot, ROOT, envelope.is_error[index].pointer);
            index += 1;
        }
        plan.add_places(envelope);
        plan.add_waits(waits);
        plan.add_conditions(envelope.conditions);
        plan.add_lists(envelope);
        plan
    }

    /// What of the envelope found no room, if anything did.
    #[must_use]
    pub const fn overflow(&self) -> Option<Overflow> {
        self.overflow
    }

    const fn add_places(&mut self, envelope: &Envelope<'a>) {
        let mut index = 0;
        while index < envelope.places.len() {
            let place = &envelope.places[index];
            let slot = if is_read_at_once(place.field) { self.new_slot() } else { 0 };
            self.fields.add(place.field, slot);
            match place.location {
                Location::Pointer(pointer) if slot != 0 => self.add_slot(slot, self.facts_root(), pointer),
                Location::Pointer(_) => {}
                Location::Header(_) => self.has_header_places = true,
            }
            index += 1;
        }
    }

    const fn add_waits(&mut self, waits: &[WaitSource<'a>]) {
        self.first_wait = self.slots as usize;
        let mut index = 0;
        while index < waits.len() {
            match waits[index].location {
                Location::Pointer(pointer) => {
                    let slot = self.new_slot();
                    self.wait_slots |= slot;
                    self.add_slot(slot, self.facts_root(), pointer);
                }
                Location::Header(name) => {
                    self.has_header_waits = true;
                    self.names_retry_after |= name.eq_ignore_ascii_case(RETRY_AFTER);
                }
            }
            index += 1;
        }
    }

    /// Conditions of headers take a slot too, so that the slot of each is known by its position.
    const fn add_conditions(&mut self, conditions: &[When<'a>]) {
        self.first_condition = self.slots as usize;
        let mut index = 0;
        while index < conditions.len() {
            let slot = self.new_slot();
            if let Location::Pointer(pointer) = conditions[index].location
                && slot != 0
            {
                self.add_slot(slot, self.facts_root(), pointer);
            }
            index += 1;
        }
    }

    const fn add_lists(&mut self, envelope: &Envelope<'a>) {
        let mut before = self.slots;
        if let Some(each) = envelope.each {
            self.add_list(before, each, List::Errors);
            before += 1;
        }
        if let Embedded::Lists(lists) = envelope.embedded {
            let mut index = 0;
            while index < lists.len() {
                self.add_list(before, lists[index], List::Items);
                before += 1;
                index += 1;
            }
        }
    }

    /// What the places are relative to.
    const fn facts_root(&self) -> u8 {
        if self.has_each { ERRORS } else { ROOT }
    }

    /// The bit of the next slot; none where all are taken.
    const fn new_slot(&mut self) -> u32 {
        if self.slots as usize >= SLOTS {
            self.find_no_room(Limit::Places, self.slots);
            return 0;
        }
        self.slots += 1;
        1 << (self.slots - 1)
    }

    const fn add_slot(&mut self, slot: u32, from: u8, pointer: Pointer<'a>) {
        match self.add_path(from, pointer, slot) {
            NONE => self.find_no_room(Limit::Names, self.slots - 1),
            end => self.nodes[end as usize].slots |= slot,
        }
    }

    const fn add_list(&mut self, before: u32, pointer: Pointer<'a>, list: List) {
        // Whatever was found in the list goes when a second member of its name takes its place.
        let inside = match list {
            List::Errors => ELEMENT | self.nodes[ERRORS as usize].subtree,
            List::Items => 0,
        };
        match self.add_path(ROOT, pointer, inside) {
            NONE => self.find_no_room(Limit::Names, before),
            end => self.nodes[end as usize].list = Some(list),
        }
    }

    const fn find_no_room(&mut self, limit: Limit, before: u32) {
        if self.overflow.is_none() {
            self.overflow = Some(Overflow { limit, before });
        }
    }

    /// Makes the nodes on the way, each with these bits in its subtree, and gives the last of them.
    const fn add_path(&mut self, from: u8, pointer: Pointer<'a>, bits: u32) -> u8 {
        let mut node = from;
        self.nodes[node as usize].subtree |= bits;
        let mut index = 0;
        while index < pointer.segments.len() {
            node = self.child_or_new(node, pointer.segments[index]);
            if node == NONE {
                return NONE;
            }
            self.nodes[node as usize].subtree |= bits;
            index += 1;
        }
        node
    }

    const fn child_or_new(&mut self, parent: u8, name: &'a str) -> u8 {
        let mut last = NONE;
        let mut child = self.nodes[parent as usize].first_child;
        while child != NONE {
            if same(self.nodes[child as usize].name, name) {
                return child;
            }
            last = child;
            child = self.nodes[child as usize].next_sibling;
        }
        if self.count == NONE as usize {
            return NONE;
        }
        let new = self.count as u8;
        self.nodes[self.count] = Node::new(name);
        self.nodes[parent as usize].child_names |= name_bit(self.nodes[self.count].head);
        self.count += 1;
        if last == NONE {
            self.nodes[parent as usize].first_child = new;
        } else {
            self.nodes[last as usize].next_sibling = new;
        }
        new
    }
}

#[cfg(feature = "json")]
impl<'a> Plan<'a> {
    /// The node; the empty one for [`NONE`].
    #[inline]
    pub(super) const fn node(&self, node: u8) -> &Node<'a> {
        &self.nodes[node as usize % NODES]
    }

    /// The child of this name, or [`NONE`]. Vendors send members in an order that hardly ever changes, and
    /// plans are in that order too, so the one after the child that came last is `expected`.
    #[inline(always)]
    pub(super) fn child(&self, parent: u8, expected: u8, name: &[u8]) -> u8 {
        let head = head(name);
        if expected != NONE && self.node(expected).has_name(head, name) {
            return expected;
        }
        if self.node(parent).child_names & name_bit(head) == 0 {
            return NONE;
        }
        self.other_child(parent, expected, head, name)
    }

    /// The child of this name that is not the `expected` one.
    fn other_child(&self, parent: u8, expected: u8, head: u64, name: &[u8]) -> u8 {
        // Members that are missing are passed over more often than members change places.
        match self.sibling(self.next_sibling(expected), head, name) {
            NONE => self.sibling(self.first_child(parent), head, name),
            later => later,
        }
    }

    /// The node of this name, of these and the ones after it.
    #[inline]
    fn sibling(&self, first: u8, head: u64, name: &[u8]) -> u8 {
        let mut child = first;
        while child != NONE && !self.node(child).has_name(head, name) {
            child = self.next_sibling(child);
        }
        child
    }

    #[inline]
    pub(super) const fn first_child(&self, node: u8) -> u8 {
        self.node(node).first_child
    }

    #[inline]
    pub(super) const fn next_sibling(&self, node: u8) -> u8 {
        self.node(node).next_sibling
    }

    /// The child for the element of this index of a list, or [`NONE`].
    pub(super) fn element(&self, parent: u8, index: usize) -> u8 {
        let mut child = self.node(parent).first_child;
        while child != NONE && list_index(self.node(child).name) != Some(index) {
            child = self.node(child).next_sibling;
        }
        child
    }

    pub(super) const fn has_children(&self, node: u8) -> bool {
        self.node(node).first_child != NONE
    }
}

impl<'a> Node<'a> {
    const fn new(name: &'a str) -> Self {
        let (head, tail) = (head(name.as_bytes()), tail(name.as_bytes()));
        Self {
            name,
            head,
            tail,
            child_names: 0,
            first_child: NONE,
            next_sibling: NONE,
            slots: 0,
            subtree: 0,
            list: None,
        }
    }

    #[cfg(feature = "json")]
    #[inline]
    fn has_name(&self, head: u64, name: &[u8]) -> bool {
        self.head == head && self.name.len() == name.len() && (name.len() <= 8 || self.ends_like(name))
    }

    #[cfg(feature = "json")]
    #[inline]
    fn ends_like(&self, name: &[u8]) -> bool {
        self.tail == tail(name) && (name.len() <= 16 || self.name.as_bytes() == name)
    }
}

impl FieldSlots {
    pub(super) const EMPTY: Self = Self {
        code: 0,
        message: 0,
        retryable: 0,
        request_id: 0,
        documentation_url: 0,
        parameter: 0,
        status: 0,
    };

    const fn add(&mut self, field: Field<'_>, slot: u32) {
        match field {
            Field::Code => self.code |= slot,
            Field::Message => self.message |= slot,
            Field::Retryable => self.retryable |= slot,
            Field::RequestId => self.request_id |= slot,
            Field::DocumentationUrl => self.documentation_url |= slot,
            Field::Parameter => self.parameter |= slot,
            Field::Status => self.status |= slot,
            Field::Details | Field::Other(_) => {}
        }
    }
}

/// The index that a segment of a pointer names: digits, without leading zeros (RFC 6901, 4).
#[cfg(feature = "json")]
pub(crate) fn list_index(segment: &str) -> Option<usize> {
    let plain = segment == "0" || !segment.starts_with(['0', '+']);
    plain.then(|| segment.parse().ok())?
}

/// One of 64 bits for a name, by its first bytes.
const fn name_bit(head: u64) -> u64 {
    1 << (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58)
}

/// Equality that can be computed at compile time.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
