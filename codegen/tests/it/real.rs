//! The real vendors: the tree is held to the catalogs, and these to the lists of codes of their sources.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use errcat_codegen::{Catalogs, SourceFile};
use errcat_core::table::Http;

use crate::fixtures;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn catalogs() -> Vec<SourceFile> {
    fixtures::read(&root().join("catalog"))
}

/// All of them, checked.
static CHECKED: LazyLock<Catalogs<'static>> = LazyLock::new(|| fixtures::catalogs(&catalogs()));

#[test]
fn runo_has_what_its_page_counts() {
    let runo = CHECKED.vendors().iter().find(|vendor| vendor.table.id == "runo").unwrap();
    let entries = runo.table.entries;
    assert_eq!((entries.len(), runo.groups.len()), (24, 6));
    let with_200 =
        entries.iter().filter(|entry| matches!(&entry.http, Http::Statuses(of) if of[0].first() == 200));
    assert_eq!(with_200.count(), 13);
    let spellings: std::collections::BTreeSet<_> =
        entries.iter().filter_map(|entry| entry.rule.retry.as_ref()?.documented).collect();
    assert_eq!(spellings.len(), 6, "{spellings:?}");
}

/// The lists were made from the sources that their first lines name, apart from the catalogs.
#[test]
fn each_code_of_a_long_table_is_in_its_catalog() {
    let folder = fixtures::folder("codes");
    for name in fixtures::names(&folder) {
        let id = name.strip_suffix(".txt").unwrap();
        let vendor = CHECKED.vendors().iter().find(|vendor| vendor.table.id == id).unwrap();
        let list = std::fs::read_to_string(folder.join(&name)).unwrap();
        let codes = list.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
        let missing: Vec<&str> = codes.filter(|code| vendor.table.position(code).is_none()).collect();
        assert!(missing.is_empty(), "{id} lacks {missing:?}");
    }
}
