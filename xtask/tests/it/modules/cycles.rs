//! Finds the cycles, level by level of the tree of modules.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use super::names::{ModulePath, Site, Use};
use super::resolve::{End, Meaning};
use super::tree::Tree;

/// What can use and be used at one level.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    /// A module, with all that is nested in it.
    Module(String),
    /// A free function of the module that declares the others.
    Function(String),
}

/// Who uses whom at one level, each with the first example.
type Edges = BTreeMap<Node, BTreeMap<Node, Use>>;

/// Every cycle of a crate: for each module that is in one, the shortest.
pub(super) fn cycles(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for edges in levels(tree).values() {
        let mut seen = BTreeSet::new();
        for node in edges.keys().filter(|node| matches!(node, Node::Module(_))) {
            if let Some(cycle) = shortest_cycle(edges, node)
                && seen.insert(cycle.iter().cloned().collect::<BTreeSet<_>>())
            {
                found.push(describe(edges, &cycle));
            }
        }
    }
    found
}

/// The uses among the modules of each module.
fn levels(tree: &Tree) -> BTreeMap<ModulePath, Edges> {
    let mut levels: BTreeMap<ModulePath, Edges> = BTreeMap::new();
    for (module, content) in &tree.modules {
        for found in &content.uses {
            for meaning in meanings(tree, module, found) {
                for (level, from, to) in edges(tree, module, found, &meaning) {
                    let edges = levels.entry(level).or_default().entry(from).or_default();
                    edges.entry(to).or_insert_with(|| found.clone());
                }
            }
        }
    }
    levels
}

/// What a use of a module means.
fn meanings(tree: &Tree, module: &[String], found: &Use) -> Vec<Meaning> {
    let all = tree.resolve(module, &found.path);
    let (modules, items): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|meaning| matches!(meaning.end, End::Module(_)));
    match found.site {
        // A function of the same name is imported too, and counts where it is called.
        Site::Import if !modules.is_empty() => modules,
        // In code, a name that is a module's is that of something else, such as a local variable.
        Site::Import | Site::Code => items,
    }
}

/// What a use of a module connects.
fn edges(tree: &Tree, module: &[String], found: &Use, meaning: &Meaning) -> Vec<(ModulePath, Node, Node)> {
    let mut edges: Vec<_> = meaning
        .through
        .iter()
        .filter_map(|used| {
            let level = common(module, used);
            let from = node_within(module, level, found.function.as_ref())?;
            let to = node_within(used, level, None)?;
            Some((module[..level].to_vec(), from, to))
        })
        .collect();
    if let End::Item(owner, name) = &meaning.end
        && module.starts_with(owner)
        && tree.is_function(owner, name)
        && let Some(from) = node_within(module, owner.len(), found.function.as_ref())
    {
        edges.push((owner.clone(), from, Node::Function(name.clone())));
    }
    edges
}

/// How many names two paths start with in common.
fn common(left: &[String], right: &[String]) -> usize {
    left.iter().zip(right).take_while(|(left, right)| left == right).count()
}

/// The module below a level that a path goes into; at its end, the function.
fn node_within(path: &[String], level: usize, function: Option<&String>) -> Option<Node> {
    match path.get(level) {
        Some(name) => Some(Node::Module(name.clone())),
        None => function.cloned().map(Node::Function),
    }
}

/// The shortest way from a node back to it.
fn shortest_cycle(edges: &Edges, start: &Node) -> Option<Vec<Node>> {
    let mut came_from: BTreeMap<&Node, &Node> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in edges.get(node).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                let mut way = vec![node];
                while let Some(before) = came_from.get(way[way.len() - 1]) {
                    way.push(before);
                }
                return Some(way.into_iter().rev().cloned().collect());
            }
            if !came_from.contains_key(next) {
                came_from.insert(next, node);
                queue.push_back(next);
            }
        }
    }
    None
}

/// `a (src/a.rs:3 uses crate::b::B) -> b (src/b.rs:9 uses crate::a::A) -> a`.
fn describe(edges: &Edges, cycle: &[Node]) -> String {
    let next = cycle.iter().cycle().skip(1);
    let steps = cycle.iter().zip(next).map(|(node, next)| {
        let Use { path, file, line, .. } = &edges[node][next];
        format!("{node} ({file}:{line} uses {}) -> ", path.join("::"))
    });
    format!("{}{}", steps.collect::<String>(), cycle[0])
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module(name) => f.write_str(name),
            Self::Function(name) => write!(f, "fn {name}"),
        }
    }
}
