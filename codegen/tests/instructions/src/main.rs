//! What `.ci/instructions` counts the instructions of, under callgrind: the case that is named, with a catalog of 1,000
//! codes, or as many as the second argument says. It needs a single core, as only this thread counts.

use std::hint::black_box;

use errcat_codegen::{Form, Input, Options, SourceFile, Target, check, generate};

#[path = "../../../benches/synthetic/mod.rs"]
mod synthetic;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_default();
    let codes = arguments.next().map_or(1_000, |codes| codes.parse().expect("a number of codes"));
    let input = Input::new(vec![SourceFile::new("acme.yaml", synthetic::catalog("acme", codes))]);
    let check = || check(&input, &Options::default());
    match wanted.as_str() {
        "check" => drop(counted(&check)),
        "generate" => {
            let catalogs = check().catalogs.expect("nothing is found in the catalog");
            let targets = [Form::Module, Form::Reference]
                .map(|form| Target { command: "errcat generate".to_owned(), form });
            counted(&|| targets.iter().for_each(|target| drop(black_box(generate(&catalogs, target)))));
        }
        _ => {}
    }
}

/// Only what happens within counts.
#[inline(never)]
fn counted<T>(case: &dyn Fn() -> T) -> T {
    black_box(case)()
}
