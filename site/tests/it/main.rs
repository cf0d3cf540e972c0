//! The site as a value: from catalogs to files.

mod browser;
mod documents;
mod links;
mod scene;
mod shape;
mod tables;
