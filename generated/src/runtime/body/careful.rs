//! Reads a body that holds something that can't be read: half of a character (`"\\ud83d"`, as programs write
//! that cut texts), a number beyond all numbers (`1e999`), or more nesting than there is stack for.
//!
//! All of that is JSON by its grammar, and most of it nobody asked for. So each value is passed over first,
//! which looks at the grammar alone, and only then read; one that can't be is as if it were not there.
//! It takes longer, and is done only once reading all at once has failed.

use serde::Deserialize as _;
use serde::de::{Deserializer, Error, Visitor as _};
use serde_json::value::RawValue;

use super::walk::{Extent, Key, Step};
use crate::runtime::plan::NONE;

/// How deep a value may be that is read; what is deeper is passed over.
const DEPTH: u8 = 64;

/// Reads a value where it can be.
#[cold]
pub(super) fn read<'de, X: Extent<'de>, D: Deserializer<'de>>(
    mut step: Step<'_, '_, 'de, X>,
    deserializer: D,
) -> Result<(), D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    if step.is_skipped() {
        return Ok(());
    }
    if json.starts_with(['{', '[']) {
        return parts(json, step);
    }
    // It can't be read, so that its place stays empty.
    let _ = serde_json::Deserializer::from_str(json).deserialize_any(step);
    Ok(())
}

fn parts<'de, X: Extent<'de>, E: Error>(json: &'de str, step: Step<'_, '_, 'de, X>) -> Result<(), E> {
    let Step { walk, node } = step;
    if walk.depth >= DEPTH {
        return Ok(());
    }
    walk.depth += 1;
    let result = serde_json::Deserializer::from_str(json).deserialize_any(Step { walk, node });
    walk.depth -= 1;
    result.map_err(E::custom)
}

/// Reads a member's name where it can be; one that can't be is none that anybody asks for.
#[cold]
pub(super) fn key<'de, X: Extent<'de>, D: Deserializer<'de>>(
    key: Key<'_, '_, 'de, X>,
    deserializer: D,
) -> Result<u8, D::Error> {
    let json = <&RawValue>::deserialize(deserializer)?.get();
    match serde_json::from_str::<alloc::borrow::Cow<'_, str>>(json) {
        Ok(name) => key.visit_str(&name),
        Err(_) => {
            key.unreadable(json);
            Ok(NONE)
        }
    }
}
