//! The plan by which a body is read: the names on the way to every value that is looked for, as a tree.

use std::collections::{BTreeSet, HashMap};

use errcat_core::codegen::plan_parts::{ELEMENT, NAMES, NONE, SLOTS, child_names};
use errcat_core::table::{
    Admission, Field, FieldSlots, Filter, Guard, GuardTest, List, Node, Part, Plan, Pointer, SlotPart, Test,
};

use super::memory::Memory;

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// Values that are looked for.
    Places,
    /// Member names on the way to them.
    Names,
}

impl Limit {
    /// How many there may be, such as `63 places`.
    pub(super) fn shown(self) -> String {
        match self {
            Self::Places => format!("{SLOTS} places"),
            Self::Names => format!("{NAMES} names on the way to their places"),
        }
    }
}

/// What a value is looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    /// The body, or an item.
    Body,
    /// An element of the list of errors.
    Error,
}

/// A value to look for in a body.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wanted<'a> {
    pub(super) segments: &'a [&'a str],
    /// Which members or elements a `*` stands for.
    pub(super) filters: &'a [Filter<'a>],
    /// Which part of the text is meant.
    pub(super) part: Option<Part<'a>>,
}

impl<'a> Wanted<'a> {
    /// Whether it can be at several places of one body.
    fn is_any(&self) -> bool {
        self.segments.contains(&Pointer::ANY)
    }

    /// The pointer to it, where it is not kept.
    pub(super) fn pointer(&self) -> Pointer<'a> {
        Pointer::new(self.segments).filters(self.filters)
    }
}

/// A plan under construction.
pub(super) struct PlanBuilder<'a> {
    memory: Memory<'a>,
    body: Draft<'a>,
    error: Draft<'a>,
    /// How many more names there may be.
    room: usize,
    slots: u32,
    fields: Vec<(Field, u64)>,
    /// The slots whose values are kept as they are, by what they are looked for in.
    shared: Vec<(Key<'a>, u8)>,
    /// The values in members and elements that say whether these are meant, by where these are.
    tested: HashMap<(Vec<&'a str>, &'a [&'a str]), u8>,
    /// What is to be guarded by which filter. What the filters test has its slots after all the rest, as those of the
    /// facts follow each other.
    filtered: Vec<(Root, &'a [&'a str], Filter<'a>, u64)>,
    guards: Vec<GuardDraft<'a>>,
    admissions: Vec<Admission<'a>>,
    parts: Vec<SlotPart<'a>>,
    any: u64,
    /// What the facts are looked for in.
    facts: Root,
}

/// What a slot can be shared by: what is looked for and, where a `*` makes it the first value that passes a test,
/// the test.
type Key<'a> = (Root, Wanted<'a>, Option<Test<'a>>);

/// A node under construction.
#[derive(Debug, Clone, Default)]
struct Draft<'a> {
    name: &'a str,
    children: Vec<Self>,
    /// The child for any name.
    any: Option<Box<Self>>,
    slots: u64,
    subtree: u64,
    list: Option<List>,
    /// The positions of the guards of its value.
    guards: BTreeSet<usize>,
}

/// A guard under construction.
#[derive(Debug, Default)]
struct GuardDraft<'a> {
    /// The segments that lead to the element.
    element: Vec<&'a str>,
    tested: u64,
    tests: Vec<GuardTest<'a>>,
}

impl<'a> PlanBuilder<'a> {
    /// An empty plan; `facts` is what the facts are looked for in.
    pub(super) fn new(memory: Memory<'a>, facts: Root) -> Self {
        Self {
            memory,
            body: Draft::default(),
            error: Draft::default(),
            room: NAMES,
            slots: 0,
            fields: Vec::new(),
            shared: Vec::new(),
            tested: HashMap::new(),
            filtered: Vec::new(),
            guards: Vec::new(),
            admissions: Vec::new(),
            parts: Vec::new(),
            any: 0,
            facts,
        }
    }

    /// A slot of its own for a test of the envelope.
    pub(super) fn envelope_test(&mut self, wanted: Wanted<'a>, test: Test<'a>) -> Result<Pointer<'a>, Limit> {
        let pointer = self.keep(Root::Body, wanted, Some(test))?;
        let key = key(Root::Body, wanted, test);
        if !self.shared.iter().any(|(known, _)| *known == key) {
            self.shared.push((key, pointer.slot));
        }
        Ok(pointer)
    }

    /// The slot of a test of a header, which stays empty: the slot of each test is its position.
    pub(super) fn envelope_test_of_header(&mut self) -> Result<(), Limit> {
        self.new_slot().map(|_| ())
    }

    /// A slot of its own for a place of a fact.
    pub(super) fn fact(&mut self, field: Field, wanted: Wanted<'a>) -> Result<Pointer<'a>, Limit> {
        let pointer = self.keep(self.facts, wanted, None)?;
        self.fields.push((field, 1 << pointer.slot));
        Ok(pointer)
    }

    /// The same for a place in a header.
    pub(super) fn fact_in_header(&mut self, field: Field) -> Result<u8, Limit> {
        let slot = self.new_slot()?;
        self.fields.push((field, 1 << slot));
        Ok(slot)
    }

    /// The slot of a wait or of a condition: one for all that look at the same place.
    pub(super) fn value(&mut self, wanted: Wanted<'a>, test: Option<Test<'a>>) -> Result<Pointer<'a>, Limit> {
        let key = match test {
            Some(test) => key(self.facts, wanted, test),
            None => (self.facts, wanted, None),
        };
        if let Some((_, slot)) = self.shared.iter().find(|(known, _)| *known == key) {
            return Ok(wanted.pointer().slot(*slot));
        }
        let pointer = self.keep(self.facts, wanted, key.2)?;
        self.shared.push((key, pointer.slot));
        Ok(pointer)
    }

    /// A list of errors or of items; of items, a last `*` also stands for the members of an object.
    pub(super) fn list(&mut self, wanted: Wanted<'a>, list: List) -> Result<Pointer<'a>, Limit> {
        let (segments, list) = match (wanted.segments, list) {
            ([list @ .., Pointer::ANY], List::Items) => (list, List::AnyItems),
            (segments, list) => (segments, list),
        };
        // Whatever was found in the list goes when a second member of its name takes its place.
        let inside = match list {
            List::Errors => ELEMENT | self.error.subtree,
            List::Items | List::AnyItems => 0,
        };
        self.body.at(segments, inside, &mut self.room)?.list = Some(list);
        Ok(wanted.pointer())
    }

    fn keep(&mut self, root: Root, wanted: Wanted<'a>, test: Option<Test<'a>>) -> Result<Pointer<'a>, Limit> {
        let slot = self.new_slot()?;
        let slots = 1 << slot;
        self.node(root, wanted.segments, slots)?.slots |= slots;
        if let Some(part) = wanted.part {
            self.parts.push(SlotPart::new(slot, part));
        }
        if wanted.is_any() {
            self.any |= slots;
            if let Some(test) = admission(wanted, test) {
                self.admissions.push(Admission::new(slots, test));
            }
        }
        self.filtered.extend(wanted.filters.iter().map(|filter| (root, wanted.segments, *filter, slots)));
        Ok(wanted.pointer().slot(slot))
    }

    /// Lets the values of these slots be meant only in elements that pass a filter.
    fn guard(
        &mut self,
        root: Root,
        segments: &[&'a str],
        filter: Filter<'a>,
        slots: u64,
    ) -> Result<(), Limit> {
        let element: Vec<&str> = segments.iter().copied().take(filter.depth.into()).collect();
        let known = self.tested.get(&(element.clone(), filter.path)).copied();
        let tested = match known {
            Some(tested) => tested,
            None => {
                let tested = self.new_slot()?;
                let path = self.memory.list(element.iter().chain(filter.path).copied());
                self.node(root, path, 0)?.slots |= 1 << tested;
                self.tested.insert((element.clone(), filter.path), tested);
                tested
            }
        };
        let position = match self.guards.iter().position(|guard| guard.element == element) {
            Some(position) => position,
            None => {
                self.guards.push(GuardDraft { element: element.clone(), ..GuardDraft::default() });
                self.guards.len() - 1
            }
        };
        let guard = &mut self.guards[position];
        guard.tested |= 1 << tested;
        guard.tests.push(GuardTest::new(slots, tested, filter.test));
        self.node(root, &element, 0)?.guards.insert(position);
        Ok(())
    }

    fn node(&mut self, root: Root, segments: &[&'a str], slots: u64) -> Result<&mut Draft<'a>, Limit> {
        let root = match root {
            Root::Body => &mut self.body,
            Root::Error => &mut self.error,
        };
        root.at(segments, slots, &mut self.room)
    }

    fn new_slot(&mut self) -> Result<u8, Limit> {
        let slot = self.slots;
        if slot as usize >= SLOTS {
            return Err(Limit::Places);
        }
        self.slots += 1;
        Ok(slot as u8)
    }

    /// The plan, or what it has more of than there is room for.
    pub(super) fn finish(mut self) -> Result<Plan<'a>, Limit> {
        for (root, segments, filter, slots) in std::mem::take(&mut self.filtered) {
            self.guard(root, segments, filter, slots)?;
        }
        // What a `*` stands for besides may take further names.
        let mut room = NAMES;
        self.body.expand(&mut room)?;
        self.error.expand(&mut room)?;
        let mut numbered = Numbered::default();
        numbered.add(&self.body, &self.error);
        let guards = numbered.guards.iter().map(|positions| {
            let drafts = positions.iter().filter_map(|position| self.guards.get(*position));
            let tested = drafts.clone().fold(0, |all, draft| all | draft.tested);
            let tests = drafts.flat_map(|draft| draft.tests.iter().copied());
            Guard::new(tested).tests(self.memory.list(tests))
        });
        let part_slots = self.parts.iter().fold(0, |all, part| all | 1 << part.slot);
        Ok(Plan::new()
            .guards(self.memory.list(guards))
            .nodes(self.memory.list(numbered.nodes))
            .fields(FieldSlots::new(&self.fields))
            .any(self.any)
            .admissions(self.memory.list(self.admissions))
            .parts(self.memory.list(self.parts))
            .part_slots(part_slots))
    }
}

/// What the slot of a test is shared by.
fn key<'a>(root: Root, wanted: Wanted<'a>, test: Test<'a>) -> Key<'a> {
    (root, wanted, admission(wanted, Some(test)))
}

/// What a value has to pass to be kept, where a `*` leads to several: then a test is about any of them. That none is
/// there shows only in the end, and of a text of which a part is meant the whole is found first.
fn admission<'a>(wanted: Wanted<'a>, test: Option<Test<'a>>) -> Option<Test<'a>> {
    test.filter(|test| wanted.is_any() && wanted.part.is_none() && *test != Test::Absent)
}

impl<'a> Draft<'a> {
    /// The node at the end of these segments. The nodes before any `*` have these slots in their subtree: further
    /// members of one name take the place of earlier ones, but what a `*` stands for stands beside each other.
    fn at(&mut self, segments: &[&'a str], slots: u64, room: &mut usize) -> Result<&mut Self, Limit> {
        let mut node = self;
        let mut slots = slots;
        node.subtree |= slots;
        for segment in segments {
            let mut take = || room.checked_sub(1).map(|left| *room = left).ok_or(Limit::Names);
            if *segment == Pointer::ANY {
                slots = 0;
                if node.any.is_none() {
                    take()?;
                }
                node = node.any.get_or_insert_default();
            } else {
                let position = match node.children.iter().position(|child| child.name == *segment) {
                    Some(known) => known,
                    None => {
                        take()?;
                        node.children.push(Self { name: segment, ..Self::default() });
                        node.children.len() - 1
                    }
                };
                node = &mut node.children[position];
            }
            node.subtree |= slots;
        }
        Ok(node)
    }

    /// Lets the children of a name also be what the child for any name is, so that one step leads to both.
    fn expand(&mut self, room: &mut usize) -> Result<(), Limit> {
        if let Some(any) = &self.any {
            for child in &mut self.children {
                child.merge(any);
            }
        }
        for child in self.children.iter_mut().chain(self.any.as_deref_mut()) {
            *room = room.checked_sub(1).ok_or(Limit::Names)?;
            child.expand(room)?;
        }
        Ok(())
    }

    fn merge(&mut self, other: &Self) {
        self.slots |= other.slots;
        self.subtree |= other.subtree;
        self.list = self.list.or(other.list);
        self.guards.extend(&other.guards);
        for child in &other.children {
            match self.children.iter_mut().find(|own| own.name == child.name) {
                Some(own) => own.merge(child),
                None => self.children.push(child.clone()),
            }
        }
        match (&mut self.any, &other.any) {
            (Some(own), Some(other)) => own.merge(other),
            (own, other) => *own = own.take().or_else(|| other.clone()),
        }
    }
}

/// The nodes by number.
#[derive(Default)]
struct Numbered<'a> {
    nodes: Vec<Node<'a>>,
    /// The guards that nodes have together.
    guards: Vec<BTreeSet<usize>>,
}

impl<'a> Numbered<'a> {
    /// Adds the two roots, then what is below them.
    fn add(&mut self, body: &Draft<'a>, error: &Draft<'a>) {
        self.nodes = vec![Node::new("", NONE, NONE, 0, 0, 0); 2];
        for (root, number) in [body, error].into_iter().zip(0..) {
            self.set(root, number, NONE);
        }
    }

    /// Adds what is below a node, and then sets the node itself.
    fn set(&mut self, draft: &Draft<'a>, number: usize, next_sibling: u8) {
        let first = self.nodes.len();
        let below = draft.children.iter().chain(draft.any.as_deref());
        self.nodes.extend(below.clone().map(|_| Node::new("", NONE, NONE, 0, 0, 0)));
        // There are no more than can be numbered.
        let number_of = |node: usize| u8::try_from(node).unwrap_or(NONE);
        for (child, of) in below.zip(first..) {
            let is_last = of + 1 >= first + draft.children.len();
            self.set(child, of, if is_last { NONE } else { number_of(of + 1) });
        }
        let names = child_names(draft.children.iter().map(|child| child.name));
        let first_child = if draft.children.is_empty() { NONE } else { number_of(first) };
        let mut node = Node::new(draft.name, first_child, next_sibling, names, draft.slots, draft.subtree);
        if let Some(list) = draft.list {
            node = node.list(list);
        }
        if draft.any.is_some() {
            node = node.any_child(number_of(first + draft.children.len()));
        }
        if !draft.guards.is_empty() {
            node = node.guard(self.guard(&draft.guards));
        }
        self.nodes[number] = node;
    }

    /// The number of these guards, from 1.
    fn guard(&mut self, guards: &BTreeSet<usize>) -> u8 {
        let position = self.guards.iter().position(|known| known == guards).unwrap_or_else(|| {
            self.guards.push(guards.clone());
            self.guards.len() - 1
        });
        // There are no more guards than nodes.
        u8::try_from(position + 1).unwrap_or(NONE)
    }
}
