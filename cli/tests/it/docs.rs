//! `docs`: where it refuses to write, before mdBook is compiled.

use crate::scene::{ACME, Scene, run};

#[test]
fn what_is_not_a_site_is_neither_written_over_nor_into() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let none = run(&scene.path(""), &["docs"]);
    assert_eq!(none.err, "error: there is no reference in generated/docs; run `errcat generate` first\n");
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    scene.write("page", "mine");
    scene.write("folder/notes", "mine");
    scene.write("site.new/notes", "mine");
    scene.write("site.1.new", "mine");
    let before = scene.tree("");
    for (destination, why) in [
        ("page", "page is not a folder; name another with --dest"),
        // Where a site is built before it is moved.
        ("site", "site.new holds something other than a site; name another folder with --dest"),
        ("site.1", "site.1.new is not a folder; name another with --dest"),
        ("folder", "folder holds something other than a site; name another folder with --dest"),
    ] {
        let run = run(&scene.path(""), &["docs", "--dest", destination]);
        assert_eq!((run.code, run.err), (1, format!("error: {why}\n")));
    }
    assert_eq!(scene.tree(""), before);
}

#[cfg(not(feature = "docs"))]
#[test]
fn without_mdbook_it_says_how_to_get_it() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    let docs = run(&scene.path(""), &["docs"]);
    assert_eq!(docs.code, 1);
    assert!(docs.err.contains("install errcat-cli with its feature `docs`"), "{}", docs.err);
}

#[cfg(feature = "docs")]
#[test]
fn the_reference_becomes_a_site() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(run(&scene.path(""), &["regenerate"]).code, 0);
    let docs = run(&scene.path(""), &["docs"]);
    assert_eq!((docs.code, docs.out.as_str()), (0, "wrote site/index.html\n"), "{}", docs.err);
    assert!(scene.read("site/acme.html").contains("It failed."));
}
