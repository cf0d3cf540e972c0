//! `docs`: a site of anybody's catalogs, tables in Markdown files, and a preview.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::scene::{ACME, Scene};

#[test]
fn the_catalogs_become_a_site_of_which_only_what_differs_is_written_again() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let docs = |more: &[&str]| {
        let all: Vec<&str> =
            ["docs", "--dest", "public", "--title", "Our errors"].iter().chain(more).copied().collect();
        scene.run(&all)
    };
    let missing = docs(&["--check"]);
    assert_eq!(missing.code, 1);
    assert!(
        missing.out.contains("not up to date; to fix it, run `errcat docs --dest public`"),
        "{}",
        missing.out
    );
    let first = docs(&[]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.starts_with("public/index.html: 1 vendor, 1 code; "), "{}", first.out);
    assert!(scene.read("public/acme/A_FAILED/index.html").contains("It failed."));
    assert!(scene.read("public/index.html").contains("<title>Our errors</title>"));
    assert_eq!(docs(&["--check"]).code, 0);
    assert!(docs(&[]).out.contains("; 0 files written in "));

    scene.write("catalog/acme.yaml", &ACME.replace("A_FAILED", "B_FAILED"));
    assert_eq!(docs(&["--check"]).code, 1);
    assert_eq!(docs(&[]).code, 0);
    assert!(!scene.path("public/acme/A_FAILED").exists());
    assert!(scene.read("public/acme/B_FAILED/index.html").contains("It failed."));
    assert_eq!(docs(&["--check"]).code, 0);

    let before = scene.tree("");
    scene.write("catalog/acme.yaml", &ACME.replace("internal", "infernal"));
    let broken = docs(&[]);
    assert_eq!(broken.code, 1);
    assert!(
        broken.err.contains("did you mean `internal`?") && broken.err.contains("nothing was written"),
        "{}",
        broken.err
    );
    scene.write("catalog/acme.yaml", &before["catalog/acme.yaml"]);
    assert_eq!(scene.tree(""), before);
}

#[test]
fn what_is_not_of_a_site_is_neither_written_over_nor_removed() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    assert_eq!(scene.run(&["docs", "--dest", "site"]).code, 0);
    scene.write("page", "mine");
    scene.write("folder/notes", "mine");
    scene.write("site/.git/config", "mine");
    let before = scene.tree("");
    for (destination, why) in [
        ("page", "page is not a folder; name another with --dest"),
        (
            "folder",
            "folder holds something other than a site, such as notes; name another folder with --dest, or move that",
        ),
        (
            "site",
            "site holds something other than a site, such as .git; name another folder with --dest, or move that",
        ),
    ] {
        let run = scene.run(&["docs", "--dest", destination]);
        assert_eq!((run.code, run.err), (1, format!("error: {why}\n")));
    }
    assert_eq!(scene.tree(""), before);
    let wrong = scene.run(&["docs", "--base-url", "example.org"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("an address such as https://example.org/errors/ is expected"),
        "{}",
        wrong.err
    );
}

#[test]
fn tables_in_markdown_files_are_filled_in_all_or_none() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let table = "<!-- errcat: table vendor=acme columns=code,retry -->\n<!-- /errcat -->\n";
    scene.write("README.md", table);
    scene.write("docs/errors.md", &format!("{table}<!-- errcat: table vendor=acne -->\n<!-- /errcat -->\n"));
    let before = scene.tree("");
    let wrong = scene.run(&["docs", "README.md", "docs/errors.md"]);
    assert_eq!(wrong.code, 1);
    for part in [
        "there is no vendor `acne`",
        "docs/errors.md:3:",
        "did you mean `acme`?",
        "1 error; nothing was written",
    ] {
        assert!(wrong.err.contains(part), "{part}: {}", wrong.err);
    }
    assert_eq!(scene.tree(""), before);

    scene.write("docs/errors.md", table);
    let check = scene.run(&["docs", "README.md", "docs/errors.md", "--check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.out.contains("2 files not up to date; to fix it, run `errcat docs README.md docs/errors.md`"),
        "{}",
        check.out
    );
    let filled = scene.run(&["docs", "README.md", "docs/errors.md"]);
    assert_eq!(
        (filled.code, filled.out.as_str()),
        (0, "README.md\ndocs/errors.md\nfilled in 2 tables in 2 files\n")
    );
    assert!(
        scene.read("README.md").contains("| `A_FAILED` | status decides |")
            || scene.read("README.md").contains("| `A_FAILED` | as the status says |")
    );
    let check = scene.run(&["docs", "README.md", "docs/errors.md", "--check"]);
    assert_eq!((check.code, check.out.as_str()), (0, "up to date: 2 tables in 2 files\n"));
}

/// A preview that ends with the test.
struct Preview {
    command: Child,
    port: u16,
}

impl Preview {
    fn of(scene: &Scene) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errcat"))
            .args(["docs", "--serve", "--port", "0"])
            .current_dir(scene.path(""))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(command.stderr.take().unwrap()).lines();
        let line = lines.find(|line| line.as_ref().unwrap().contains("serving")).unwrap().unwrap();
        let port = line.split_once("127.0.0.1:").unwrap().1.split_once('/').unwrap().0.parse().unwrap();
        // It goes on writing there.
        std::thread::spawn(move || lines.for_each(drop));
        Self { command, port }
    }

    /// What is answered to a request for a path, under a name of the host.
    fn ask(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.command.kill();
        let _ = self.command.wait();
    }
}

#[test]
fn the_preview_follows_saves_and_answers_this_machine_alone() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    let preview = Preview::of(&scene);
    let host = format!("127.0.0.1:{}", preview.port);
    let page = preview.ask("/acme/A_FAILED/", &host);
    assert!(
        page.starts_with("HTTP/1.1 200 OK")
            && page.contains("It failed.")
            && page.contains("/.errcat/reload.js"),
        "{page}"
    );
    assert!(preview.ask("/acme/A_FAILED", &host).contains("Location: /acme/A_FAILED/"));
    for path in ["/none", "/../catalog/acme.yaml", "//etc/passwd", "/%2e%2e/catalog/acme.yaml"] {
        assert!(preview.ask(path, &host).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(preview.ask("/", "example.org").starts_with("HTTP/1.1 421"));
    assert!(preview.ask("/.errcat/reload.js", &host).contains("/.errcat/changed.js?1-"));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| preview.ask("/.errcat/changed.js?1-0", &host));
        scene.write("catalog/acme.yaml", &ACME.replace("It failed.", "It broke."));
        assert!(waiting.join().unwrap().ends_with("location.reload();\n"));
    });
    assert!(preview.ask("/acme/A_FAILED/", &host).contains("It broke."));
    assert!(!scene.path("target").exists());
}

#[test]
fn the_feed_says_what_changed_since_an_earlier_state() {
    let scene = Scene::new(&[("acme.yaml", ACME)]);
    scene.write("before/acme.yaml", &ACME.replace("A_FAILED", "OLD"));
    let made = scene.run(&["docs", "--dest", "public", "--since", "before"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let feed = scene.read("public/feed.xml");
    assert!(feed.contains(" A_FAILED is new: ") && feed.contains(" OLD is gone</title>"), "{feed}");
    let check =
        |more: &[&str]| scene.run(&[["docs", "--dest", "public", "--check"].as_slice(), more].concat());
    assert_eq!(check(&["--since", "before"]).code, 0);
    assert!(check(&[]).out.contains("feed.xml"), "without it there is nothing of that");
    let unknown = check(&["--since", "nowhere"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("nowhere"), "{}", unknown.err);
}
