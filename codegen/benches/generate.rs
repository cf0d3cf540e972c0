//! One catalog from text to artifacts, once: for tools that count instructions.
//!
//! `cargo bench -p errcat-codegen --bench generate -- 1000` takes one of 1,000 codes. How long the command takes, and
//! how much memory, measures `cargo bench -p errcat-cli --bench generate`.

// It may stop where something is not as it has to be.
#![allow(clippy::expect_used)]

use errcat_codegen::{Form, Input, Options, SourceFile, Target, check, generate};

mod synthetic;

fn main() {
    let codes = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let input = Input::new(vec![SourceFile::new("acme.yaml", synthetic::catalog("acme", codes))]);
    let checked = check(&input, &Options::default());
    let catalogs = checked.catalogs.expect("nothing is found in the catalog");
    let [rust, reference] = [Form::Module, Form::Reference].map(|form| {
        let target = Target { command: "errcat generate".to_owned(), form };
        generate(&catalogs, &target).iter().map(|artifact| artifact.contents.len()).sum::<usize>()
    });
    println!("{codes} codes: {rust} bytes of Rust, {reference} bytes of reference");
}
