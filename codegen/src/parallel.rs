//! Work on every core, for this crate and for those that read and write files.

use std::num::NonZero;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::{panic, thread};

/// How many pieces of work may be done at once. To find out, the system reads several files.
fn cores() -> usize {
    static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *CORES
}

/// From this size on, in bytes, a file or a list is cut for the cores.
const LARGE: usize = 1024 * 1024;

/// How many pieces each core gets, as some take longer.
const PIECES: usize = 8;

/// Into how many pieces so many bytes of a catalog are cut; `None` where that is not worth it.
pub(crate) fn pieces(bytes: usize) -> Option<usize> {
    let cores = cores();
    (bytes >= LARGE && cores > 1).then_some(cores * PIECES)
}

/// What a function makes of each item, in their order. The items are shared among the cores, one at a time.
///
/// # Panics
///
/// Where the function does.
pub fn map<I, R: Send>(items: I, make: impl Fn(I::Item) -> R + Sync) -> Vec<R>
where
    I: IntoIterator<Item: Send, IntoIter: ExactSizeIterator + Send>,
{
    map_on(cores(), items.into_iter(), make)
}

/// The same for work that mostly waits for the disk, of which more is begun than there are cores.
///
/// # Panics
///
/// Where the function does.
pub fn map_waiting<I, R: Send>(items: I, make: impl Fn(I::Item) -> R + Sync) -> Vec<R>
where
    I: IntoIterator<Item: Send, IntoIter: ExactSizeIterator + Send>,
{
    map_on(WAITING, items.into_iter(), make)
}

/// How much work may wait for the disk at once: a disk does what is asked for together in one go.
const WAITING: usize = 16;

fn map_on<I, R: Send>(threads: usize, items: I, make: impl Fn(I::Item) -> R + Sync) -> Vec<R>
where
    I: ExactSizeIterator<Item: Send> + Send,
{
    let threads = threads.min(items.len());
    if threads < 2 {
        return items.map(make).collect();
    }
    let items = Mutex::new(items.enumerate());
    // An iterator over what is there already panics nowhere.
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut made = Vec::new();
        while let Some((at, item)) = next() {
            made.push((at, make(item)));
        }
        made
    };
    let mut made = thread::scope(|scope| {
        // Where a thread can't be had, the others do its work.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads).filter_map(spawn).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|cause| panic::resume_unwind(cause)));
        }
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Two pieces of work side by side, the second of them on this thread.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    if cores() < 2 {
        return (one(), other());
    }
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|cause| panic::resume_unwind(cause)), other)
    })
}
