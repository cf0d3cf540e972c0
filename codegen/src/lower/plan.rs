//! The plan by which a body is read: the names on the way to every value that is looked for, as a tree.

use std::collections::HashMap;

use errcat_core::codegen::plan_parts::{ELEMENT, ERRORS, NAMES, NONE, ROOT, SLOTS, child_names};
use errcat_core::table::{Field, FieldSlots, List, Node, Plan, Pointer};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Root {
    /// The body, or an item.
    Body,
    /// An element of the list of errors.
    Error,
}

/// A plan under construction.
pub(super) struct PlanBuilder<'a> {
    memory: Memory<'a>,
    nodes: Vec<NodeBuilder<'a>>,
    slots: u32,
    fields: Vec<(Field, u64)>,
    /// The slots whose values are kept as they are, by what they are looked for in and their pointers.
    shared: HashMap<(Root, Vec<String>), u8>,
    /// What the facts are looked for in.
    facts: Root,
}

/// A node under construction.
#[derive(Debug, Clone, Default)]
struct NodeBuilder<'a> {
    name: &'a str,
    children: Vec<u8>,
    slots: u64,
    subtree: u64,
    list: Option<List>,
}

impl<'a> PlanBuilder<'a> {
    /// An empty plan; `facts` is what the facts are looked for in.
    pub(super) fn new(memory: Memory<'a>, facts: Root) -> Self {
        Self {
            memory,
            nodes: vec![NodeBuilder::default(), NodeBuilder::default()],
            slots: 0,
            fields: Vec::new(),
            shared: HashMap::new(),
            facts,
        }
    }

    /// A slot of its own for a test of the envelope.
    pub(super) fn test(&mut self, segments: &[String]) -> Result<Pointer<'a>, Limit> {
        let pointer = self.keep(Root::Body, segments)?;
        self.shared.entry((Root::Body, segments.to_vec())).or_insert(pointer.slot);
        Ok(pointer)
    }

    /// A slot of its own for a place of a fact; in a header it takes one too.
    pub(super) fn fact(
        &mut self,
        field: Field,
        segments: Option<&[String]>,
    ) -> Result<Option<Pointer<'a>>, Limit> {
        let Some(segments) = segments else {
            let slot = self.new_slot()?;
            self.fields.push((field, 1 << slot));
            return Ok(None);
        };
        let pointer = self.keep(self.facts, segments)?;
        self.fields.push((field, 1 << pointer.slot));
        Ok(Some(pointer))
    }

    /// The slot of a wait or a condition: one for all that look at the same place.
    pub(super) fn value(&mut self, segments: &[String]) -> Result<Pointer<'a>, Limit> {
        let key = (self.facts, segments.to_vec());
        if let Some(slot) = self.shared.get(&key) {
            return Ok(self.pointer(segments).slot(*slot));
        }
        let pointer = self.keep(self.facts, segments)?;
        self.shared.insert(key, pointer.slot);
        Ok(pointer)
    }

    /// A list of errors or of items.
    pub(super) fn list(&mut self, segments: &[String], list: List) -> Result<Pointer<'a>, Limit> {
        // Whatever was found in the list goes when a second member of its name takes its place.
        let inside = match list {
            List::Errors => ELEMENT | self.nodes[usize::from(ERRORS)].subtree,
            List::Items => 0,
        };
        let node = self.path(ROOT, segments, inside)?;
        self.nodes[usize::from(node)].list = Some(list);
        Ok(self.pointer(segments))
    }

    /// A pointer to a value that is not kept.
    pub(super) fn pointer(&self, segments: &[String]) -> Pointer<'a> {
        Pointer::new(self.memory.list(segments.iter().map(|segment| self.memory.text(segment))))
    }

    fn keep(&mut self, root: Root, segments: &[String]) -> Result<Pointer<'a>, Limit> {
        let slot = self.new_slot()?;
        let root = match root {
            Root::Body => ROOT,
            Root::Error => ERRORS,
        };
        let node = self.path(root, segments, 1 << slot)?;
        self.nodes[usize::from(node)].slots |= 1 << slot;
        Ok(self.pointer(segments).slot(slot))
    }

    fn new_slot(&mut self) -> Result<u8, Limit> {
        let slot = self.slots;
        if slot as usize >= SLOTS {
            return Err(Limit::Places);
        }
        self.slots += 1;
        Ok(slot as u8)
    }

    /// Makes the nodes on the way, each with these slots in its subtree, and gives the last of them.
    fn path(&mut self, from: u8, segments: &[String], slots: u64) -> Result<u8, Limit> {
        let mut node = from;
        self.nodes[usize::from(node)].subtree |= slots;
        for segment in segments {
            node = self.child(node, segment)?;
            self.nodes[usize::from(node)].subtree |= slots;
        }
        Ok(node)
    }

    fn child(&mut self, parent: u8, name: &str) -> Result<u8, Limit> {
        let children = &self.nodes[usize::from(parent)].children;
        let known = children.iter().find(|child| self.nodes[usize::from(**child)].name == name);
        if let Some(child) = known {
            return Ok(*child);
        }
        let child = u8::try_from(self.nodes.len()).ok().filter(|child| *child != NONE).ok_or(Limit::Names)?;
        self.nodes.push(NodeBuilder { name: self.memory.text(name), ..NodeBuilder::default() });
        self.nodes[usize::from(parent)].children.push(child);
        Ok(child)
    }

    /// The nodes, and the slots of the facts.
    pub(super) fn finish(self) -> Plan<'a> {
        let mut next_siblings = vec![NONE; self.nodes.len()];
        for builder in &self.nodes {
            for pair in builder.children.windows(2) {
                if let [child, next] = pair {
                    next_siblings[usize::from(*child)] = *next;
                }
            }
        }
        let nodes = self.nodes.iter().zip(next_siblings).map(|(builder, next_sibling)| {
            let names = builder.children.iter().map(|child| self.nodes[usize::from(*child)].name);
            let first_child = builder.children.first().copied().unwrap_or(NONE);
            let NodeBuilder { name, slots, subtree, list, .. } = builder;
            let node = Node::new(name, first_child, next_sibling, child_names(names), *slots, *subtree);
            list.map_or(node, |list| node.list(list))
        });
        Plan::new().nodes(self.memory.list(nodes)).fields(FieldSlots::new(&self.fields))
    }
}
