//! The imports among the modules of each crate go one way.
//!
//! Among the modules that one module declares, none may use another that uses it in turn, however long the way round:
//! what a module uses counts for each module that it is nested in, and what is imported by way of a re-export counts
//! as a use of the module that it comes from.
//! A module may use the types, constants and macros of the file that declares it, although that file uses the module
//! itself; a free function of that file counts as a sibling of the modules, so it must not lead back to its caller.
//! Code for tests alone does not count, nor do calls of methods, whose type the text does not show.

mod names;
mod tokens;
mod uses;

mod tree;

mod resolve;

mod cycles;

mod fixtures;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::xtask::root;
use cycles::cycles;
use tree::Tree;

/// The files of a crate: their names, from the root of the workspace, and their texts.
type Files = BTreeMap<String, String>;

#[test]
fn imports_go_one_way() {
    let mut faults = String::new();
    for folder in members() {
        faults.extend(cycles_of(&folder).iter().map(|cycle| format!("{folder}: {cycle}\n")));
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// The folders of the workspace's crates that people write: what is generated uses nothing but the core.
fn members() -> Vec<String> {
    let mut members: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("Cargo.toml").is_file() && !folder.ends_with("generated"))
        .map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    members.sort();
    assert!(!members.is_empty());
    members
}

/// The cycles in the library and in the program of a crate, which are crates of their own to the compiler.
fn cycles_of(folder: &str) -> Vec<String> {
    let source = format!("{folder}/src");
    let mut files = Files::new();
    read(&root().join(&source), &source, &mut files);
    let roots = ["lib.rs", "main.rs"].map(|file| format!("{source}/{file}"));
    let roots: Vec<_> = roots.iter().filter(|file| files.contains_key(*file)).collect();
    assert!(!roots.is_empty(), "{source} has neither lib.rs nor main.rs");
    roots.into_iter().flat_map(|file| cycles(&Tree::read(&files, file))).collect()
}

/// Reads the files of a folder and of those in it.
fn read(folder: &Path, name: &str, into: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read(&path, &name, into);
        } else if name.ends_with(".rs") {
            into.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}
