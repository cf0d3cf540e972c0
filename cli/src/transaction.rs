//! Changes many files as one, in one folder or in several: all of them, or none.
//!
//! ```text
//! lock ─▶ stage what is new, keep what is old ─▶ journal ─▶ move each file into place ─▶ remove the journal
//! ```
//!
//! Each folder that is written into has a staging folder in it, so that every file is moved within one file
//! system. The first folder has the journal, which lists each change with the fingerprints of the file before and
//! after it. While the journal is there, the change can be undone: an error undoes it at once, and after a kill
//! the next command does. So the folders are as they were or as they should be.
//!
//! A folder that is wholly generated and has many files is made anew beside the old one, and takes its place:
//! [`replace()`].
//!
//! A file that is neither as before nor as the command wrote it was changed by a person since. It is left as it
//! is, and named.

mod change;
mod disk;
mod fingerprint;
mod location;

mod lock;
mod staging;

mod journal;

mod undo;

mod apply;
mod create;
mod recover;

mod replace;

mod write;

pub(crate) use apply::apply;
pub(crate) use change::{Change, Contents, FileChange};
pub(crate) use create::{Created, create};
pub(crate) use disk::{Disk, RealDisk};
pub(crate) use fingerprint::{Fingerprint, State};
pub(crate) use location::below;
pub(crate) use lock::lock;
pub(crate) use recover::{Recovery, is_unfinished, recover};
pub(crate) use replace::replace;
pub(crate) use write::{undo_killed, write};
