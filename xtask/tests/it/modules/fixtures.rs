//! Small crates in which the cycles are known.

use super::Files;
use super::cycles::cycles;
use super::tree::Tree;

/// The cycles of a crate, whose root is `lib.rs`.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let files: Files = files.iter().map(|(name, text)| (format!("src/{name}"), (*text).to_owned())).collect();
    cycles(&Tree::read(&files, "src/lib.rs"))
}

/// A crate with the modules `a`, `b` and `c`, of which `b` uses `a`.
fn of_a_and_c(a: &str, c: &str) -> Vec<String> {
    let root = "mod a;\nmod b;\nmod c;\npub use b::B;\n";
    let b = "use crate::a::A;\npub struct B(A);\npub fn build() -> B { B(A) }\n";
    found(&[("lib.rs", root), ("a.rs", a), ("b.rs", b), ("c.rs", c)])
}

/// The same, where only `a` differs.
fn of_a(a: &str) -> Vec<String> {
    of_a_and_c(a, "")
}

const BACK: &str = "b (src/b.rs:1 uses crate::a::A) -> a";

#[test]
fn a_plain_use_is_found() {
    let cycles = of_a("pub struct A;\nuse crate::b::B;\n");
    assert_eq!(cycles, [format!("a (src/a.rs:2 uses crate::b::B) -> {BACK}")]);
}

#[test]
fn each_name_has_its_line() {
    let cycles = of_a("pub struct A;\nuse crate::{\n    c::C,\n    b::{\n        B as Other,\n    },\n};\n");
    assert_eq!(cycles, [format!("a (src/a.rs:5 uses crate::b::B) -> {BACK}")]);
}

#[test]
fn whatever_leads_back_is_found() {
    for (a, uses) in [
        // Groups, other names, and modules as a whole.
        ("use crate::{c::C, b::{B as Other}};", "crate::b::B"),
        ("use crate::b::{self, B};", "crate::b"),
        ("use crate::b as other;", "crate::b"),
        ("use super::b;", "super::b"),
        ("pub use crate::b::*;", "crate::b"),
        ("#[cfg(feature = \"x\")] use crate::b::B;", "crate::b::B"),
        ("#[cfg(any(test, feature = \"x\"))] use crate::b::B;", "crate::b::B"),
        // Paths in code and types.
        ("fn f() { crate::b::build(); }", "crate::b::build"),
        ("fn f() { use super::b::build; }", "super::b::build"),
        ("impl A { fn f() { super::b::build(); } }", "super::b::build"),
        ("struct S { field: Option<Vec<crate::b::B>> }", "crate::b::B"),
        ("fn f(it: impl Fn(super::b::B)) {}", "super::b::B"),
        ("fn f() { <A as super::b::B>::f(); }", "super::b::B::f"),
        ("mod inner { use super::super::b::B; }", "super::super::b::B"),
        ("mod inner { fn f() { super::super::b::build() } }", "super::super::b::build"),
        // By way of a name of the crate's root.
        ("use crate::B;", "crate::B"),
        ("use super::B;", "super::B"),
        ("fn f() -> crate::B { todo!() }", "crate::B"),
        ("use crate::*; struct S(B);", "B"),
        // Tokens and strings that only a macro understands.
        ("declare! { struct S { field: crate::b::B } }", "crate::b::B"),
        ("fn f() { assert!(1 == super::b::build()); }", "super::b::build"),
        ("fn f() { assert!(build()); } use crate::b::build;", "build"),
        ("macro_rules! m { () => { $crate::b::build() } }", "crate::b::build"),
        ("declare! { use crate::{c::C, b::B}; }", "crate::b::B"),
        ("#[derive(D)] struct S { #[d(with = \"super::b::build\")] field: u8 }", "super::b::build"),
        ("#[derive(D)] struct S { #[d(with = super::b::build)] field: u8 }", "super::b::build"),
    ] {
        let cycles = of_a(&format!("pub struct A;\n{a}\n"));
        assert_eq!(cycles, [format!("a (src/a.rs:2 uses {uses}) -> {BACK}")], "{a}");
    }
}

#[test]
fn a_way_round_is_found() {
    let cycles = of_a_and_c("use crate::c::C;\npub struct A(C);\n", "use crate::B;\npub struct C;\n");
    let way = "a (src/a.rs:1 uses crate::c::C) -> c (src/c.rs:1 uses crate::B)";
    assert_eq!(cycles, [format!("{way} -> {BACK}")]);
}

#[test]
fn one_way_is_not_a_cycle() {
    for a in [
        "",
        "use std::fmt;",
        "use ::b::B;",
        "use b::B;",
        "pub(in crate::b) struct S;",
        "/// See [`crate::b::B`].\nstruct S;",
        "fn f() { let text = \"see crate::b::B\"; }",
        "#[cfg(test)] use crate::b::B;",
        "#[cfg(all(test, unix))] mod tests { use crate::b::B; }",
        "#[cfg(test)] fn f() { crate::b::build(); }",
        "impl A { #[cfg(test)] fn f() { crate::b::build(); } }",
        // Where the macro is called, this is another module's.
        "macro_rules! m { () => { super::b::build() } }",
        // What is not a path to the module `b`.
        "use super::*; use ::b::B;",
        "use super::*; fn f() { ::b::build(); }",
        "use crate::*; fn f() { assert!(it.B()); }",
        "use crate::*; fn f(b: u8) -> u8 { b }",
        "fn f() { S { b: 1 }.b; }",
    ] {
        let cycles = of_a_and_c(&format!("pub struct A;\n{a}\n"), "use crate::{a::A, b::B};");
        assert!(cycles.is_empty(), "{a}: {cycles:?}");
    }
}

#[test]
fn re_exports_are_followed_to_their_end() {
    // `x` gives the root what `b` has, by way of a glob and of another name.
    let root = "mod a;\nmod b;\nmod x;\npub use x::*;\n";
    let x = "pub use crate::b::Inner as Outer;\n";
    let b = "use crate::a::A;\npub struct Inner(A);\n";
    let cycles =
        found(&[("lib.rs", root), ("a.rs", "pub struct A;\nuse crate::Outer;\n"), ("b.rs", b), ("x.rs", x)]);
    assert_eq!(
        cycles,
        [
            format!("a (src/a.rs:2 uses crate::Outer) -> {BACK}"),
            "x (src/x.rs:1 uses crate::b::Inner) -> b (src/b.rs:1 uses crate::a::A) -> \
             a (src/a.rs:2 uses crate::Outer) -> x"
                .to_owned()
        ]
    );
}

#[test]
fn what_a_macro_declares_is_an_item() {
    let root = "mod a;\nmod b;\npub use b::*;\n";
    let b = "use crate::a::A;\ndeclare! { pub struct B(A); }\n";
    let cycles = found(&[("lib.rs", root), ("a.rs", "pub struct A;\nuse crate::B;\n"), ("b.rs", b)]);
    assert_eq!(cycles, [format!("a (src/a.rs:2 uses crate::B) -> {BACK}")]);
}

#[test]
fn macros_that_are_re_exported_count() {
    let root = "mod a;\nmod b;\n";
    let b = "use crate::a::A;\nmacro_rules! b { () => {} }\npub(crate) use b;\n";
    for (a, uses) in [("use crate::b::b;", "crate::b::b"), ("crate::b::b!();", "crate::b::b")] {
        let cycles = found(&[("lib.rs", root), ("a.rs", &format!("pub struct A;\n{a}\n")), ("b.rs", b)]);
        assert_eq!(cycles, [format!("a (src/a.rs:2 uses {uses}) -> {BACK}")], "{a}");
    }
    let exported = "use crate::a::A;\n#[macro_export]\nmacro_rules! make { () => {} }\n";
    let cycles = found(&[("lib.rs", root), ("a.rs", "pub struct A;\ncrate::make!();\n"), ("b.rs", exported)]);
    assert_eq!(cycles, [format!("a (src/a.rs:2 uses crate::make) -> {BACK}")]);
}

#[test]
fn what_is_nested_counts_for_what_it_is_nested_in() {
    let root = "mod a;\nmod b;\n";
    let files = [
        ("lib.rs", root),
        ("a.rs", "mod deep;\npub struct A;\n"),
        ("a/deep.rs", "mod deeper;\n"),
        ("a/deep/deeper/mod.rs", "use crate::b::one::One;\n"),
        ("b.rs", "pub mod one;\nmod two;\n"),
        ("b/one.rs", "pub struct One;\n"),
        ("b/two.rs", "use crate::a::A;\n"),
    ];
    let cycles = found(&files);
    let expected =
        "a (src/a/deep/deeper/mod.rs:1 uses crate::b::one::One) -> b (src/b/two.rs:1 uses crate::a::A) -> a";
    assert_eq!(cycles, [expected]);
}

#[test]
fn modules_are_found_wherever_their_files_are() {
    let root = "mod a { pub struct A; mod odd; }\n#[path = \"other/name.rs\"] mod b;\n";
    for (file, uses) in [("a/odd.rs", "crate::b::B"), ("a/odd/mod.rs", "crate::b::B")] {
        let odd = "use crate::b::B;";
        let cycles = found(&[
            ("lib.rs", root),
            (file, odd),
            ("other/name.rs", "mod sub;"),
            ("other/sub.rs", "use crate::a::A;"),
        ]);
        let expected =
            format!("a (src/{file}:1 uses {uses}) -> b (src/other/sub.rs:1 uses crate::a::A) -> a");
        assert_eq!(cycles, [expected]);
    }
}

#[test]
fn a_module_may_use_the_types_of_the_file_that_declares_it() {
    let root = "mod a;\n";
    let a =
        "mod part;\nuse part::Part;\npub struct Whole { part: Part }\nimpl Whole { fn f() { part::f() } }\n";
    let part = "use super::Whole;\npub struct Part;\npub fn f() { Whole::f() }\n";
    assert!(found(&[("lib.rs", root), ("a.rs", a), ("a/part.rs", part)]).is_empty());
}

#[test]
fn a_module_may_use_only_functions_of_that_file_that_do_not_lead_back() {
    let root = "mod a;\n";
    let a = "mod part;\nmod other;\npub fn run() { part::f(); own(); }\nfn own() {}\nfn near() { inner() }\nfn other() { part::f() }\nfn inner() { format!(\"{}\", other::f()); }\n";
    let within = |part: &str, other: &str| {
        found(&[("lib.rs", root), ("a.rs", a), ("a/part.rs", part), ("a/other.rs", other)])
    };
    assert!(within("fn f() { super::own() }", "").is_empty());
    // Those that are named as a module are.
    assert!(within("use super::other; fn f() { other::f() }", "fn part() {}").is_empty());
    assert_eq!(
        within("fn f() { super::run() }", ""),
        ["part (src/a/part.rs:1 uses super::run) -> fn run (src/a.rs:3 uses part::f) -> part"]
    );
    assert_eq!(
        within("use super::*;\nfn f() { near() }", "fn f() { super::part::f() }"),
        ["other (src/a/other.rs:1 uses super::part::f) -> part (src/a/part.rs:2 uses near) -> \
          fn near (src/a.rs:5 uses inner) -> fn inner (src/a.rs:7 uses other::f) -> other"]
    );
}
