//! What is made beside others, on another core.

use crate::artifact::Artifact;

/// Makes a file, or several that belong together.
pub(super) type Job<'j> = Box<dyn Fn() -> Vec<Artifact> + Send + Sync + 'j>;
