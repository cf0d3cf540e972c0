//! The integrations, against a vendor on the loopback interface.

#[path = "../../examples/loopback/mod.rs"]
mod loopback;

mod backon;
mod reqwest_middleware;
mod tower;
mod tracing;
mod tries;
mod vendor;
mod waits;
