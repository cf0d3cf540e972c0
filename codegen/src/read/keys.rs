//! The keys of a mapping: texts, each given once.

use std::collections::hash_map::Entry;

use foldhash::{HashMap, HashMapExt as _};

use super::reader::Reader;
use crate::tree::{Node, Pair};

/// A mapping of so few keys is searched faster than indexed.
const FEW: usize = 16;

/// The pairs of a mapping without those whose key is given a second time, or is not text: these are reported.
pub(super) fn distinct<'n>(pairs: &'n [Pair<'n>], reader: &mut Reader<'_>) -> Vec<&'n Pair<'n>> {
    let mut distinct: Vec<&Pair<'_>> = Vec::with_capacity(pairs.len());
    let mut index: HashMap<&str, &Node<'_>> = HashMap::new();
    for (at, pair @ (key, _)) in pairs.iter().enumerate() {
        let Some(name) = key.written() else {
            let help = "write the key as text; a value in braces here may need quotes";
            reader.report("wrong-type", &key.span, "a key has to be text", help);
            continue;
        };
        let first = if pairs.len() <= FEW {
            distinct.iter().map(|(key, _)| key).find(|first| first.written() == Some(name))
        } else {
            match index.entry(name) {
                Entry::Occupied(first) => Some(*first.get()),
                Entry::Vacant(new) => {
                    new.insert(key);
                    None
                }
            }
        };
        match first {
            Some(first) if at > 1 && begins_again(pairs, at) => {
                undashed(name, key, first, reader);
                break;
            }
            Some(first) => twice(name, key, first, reader),
            None => distinct.push(pair),
        }
    }
    distinct
}

/// Whether another element of a list begins here without its dash: the first field is given again, and the next one
/// too.
fn begins_again(pairs: &[Pair<'_>], at: usize) -> bool {
    let name = |at: usize| pairs.get(at).and_then(|(key, _)| key.written());
    let next = name(at + 1);
    name(0) == name(at) && next.is_some() && pairs.iter().take(at).any(|(key, _)| key.written() == next)
}

fn undashed(name: &str, key: &Node<'_>, first: &Node<'_>, reader: &mut Reader<'_>) {
    let name = name.escape_debug();
    let message = format!("`- ` is missing before this `{name}`: it begins another element of the list");
    let first = reader.file_place(&first.span);
    let finding = reader.report("duplicate-key", &key.span, message, format!("write `- {name}: …`"));
    finding.label = "the next element".to_owned();
    finding.related.push((first, "the one before begins here".to_owned()));
}

fn twice(name: &str, key: &Node<'_>, first: &Node<'_>, reader: &mut Reader<'_>) {
    let message = format!("`{}` is given twice", name.escape_debug());
    let first = reader.file_place(&first.span);
    let finding = reader.report("duplicate-key", &key.span, message, "keep one of them");
    finding.label = "the second time".to_owned();
    finding.related.push((first, "first given here".to_owned()));
}
