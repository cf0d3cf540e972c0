//! From catalogs to findings and files, as a user of the generator sees it.

mod emitted;
mod findings;
mod fixtures;
mod hostile;
mod readme;
mod real;
mod tables;
