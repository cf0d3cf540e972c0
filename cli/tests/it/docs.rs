//! `docs`: where it refuses to write, before mdBook is compiled.

use crate::scene::{Scene, run};

#[test]
fn what_is_no_site_is_neither_written_over_nor_into() {
    let scene = Scene::new(&[]);
    scene.write("page", "mine");
    scene.write("folder/notes", "mine");
    scene.write("site.new/notes", "mine");
    scene.write("site.1.new", "mine");
    let before = scene.tree("");
    for (destination, why) in [
        ("page", "page is not a folder; name another with --dest"),
        // Where a site is built before it is moved.
        ("site", "site.new holds something else than a site; name another folder with --dest"),
        ("site.1", "site.1.new is not a folder; name another with --dest"),
        ("folder", "folder holds something else than a site; name another folder with --dest"),
    ] {
        let run = run(&scene.path(""), &["docs", "--dest", destination]);
        assert_eq!((run.code, run.err), (1, format!("error: {why}\n")));
    }
    assert_eq!(scene.tree(""), before);
}
