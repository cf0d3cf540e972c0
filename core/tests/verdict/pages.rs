//! Each sample body of the four vendors' pages, shaped as there (the messages are our own), and each
//! place where a page and a client that looks at the status first would disagree.

mod onto;
mod runagent;
mod runo;
mod runware;

mod one_code;
