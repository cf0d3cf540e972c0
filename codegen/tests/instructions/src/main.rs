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
    let text = match wanted.as_str() {
        "check_of_one_line" => on_one_line(codes),
        _ => synthetic::catalog("acme", codes),
    };
    let input = Input::new(vec![SourceFile::new("acme.yaml", text)]);
    let check = || check(&input, &Options::default());
    match wanted.as_str() {
        "check" | "check_of_one_line" => drop(counted(&check)),
        "generate" => {
            let catalogs = check().catalogs.expect("nothing is found in the catalog");
            let targets = [Form::Module, Form::Reference]
                .map(|form| Target { command: "errcat generate".to_owned(), form });
            counted(&|| targets.iter().for_each(|target| drop(black_box(generate(&catalogs, target)))));
        }
        _ => {}
    }
}

/// A catalog of so many codes on one line, as a program may write it.
fn on_one_line(codes: usize) -> String {
    let code = |number| {
        format!("{{ code: C{number}, http: 500, category: internal, meaning: Case {number} broke. }}")
    };
    let codes: Vec<String> = (0..codes).map(code).collect();
    format!(
        "vendor: acme\ntitle: Acme\nabout: Sells anvils.\nstability: stable\ncomplete: true\n\
         sources: [{{ id: errors, title: Errors, retrieved: 2026-11-26 }}]\nenvelope: {{ code: /error/code }}\n\
         groups: [{{ title: Codes, codes: [{}] }}]\n",
        codes.join(", ")
    )
}

/// Only what happens within counts.
#[inline(never)]
fn counted<T>(case: &dyn Fn() -> T) -> T {
    black_box(case)()
}
