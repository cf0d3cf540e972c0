//! Sources that are made for machines: models, documents, enums and tables of a known shape.

mod tree;

mod aws;
mod botocore;
mod smithy;

mod openapi;

mod lexer;
mod service_config;

mod kafka;
mod proto;

mod mongodb;
mod postgresql;

use super::error::Unreadable;
use super::facts::Facts;
use super::source::{Kind, Source};

pub(super) use kafka::is_java;

/// Reads the facts of a source of one of these kinds.
pub(super) fn read(source: &Source<'_>, kind: Kind) -> Result<Facts, Unreadable> {
    let main = &source.main;
    let mut facts = match kind {
        Kind::Botocore => botocore::read(main),
        Kind::Smithy => smithy::read(main),
        Kind::OpenApi => openapi::read(main),
        Kind::Proto => proto::read(main),
        Kind::Postgresql => postgresql::read(main),
        Kind::Mongodb => mongodb::read(main),
        // A page is not read here; Kafka's is told apart before.
        Kind::Kafka | Kind::Page => kafka::read(main),
    }?;
    facts.kind = kind;
    if let Some(config) = &source.service_config {
        service_config::add(&mut facts, config)?;
    }
    Ok(facts)
}
