//! The site in a browser: `tests/browser/` drives it.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use crate::scene::{ADDRESS, hostile, options, site, workspace, write};

/// Where a browser may be.
const BROWSERS: [&str; 4] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium"];

/// Whoever sets it wants no test to be skipped.
const REQUIRED: &str = "ERRCAT_SKIP_NOTHING";

#[test]
fn in_a_browser() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let browser = std::env::var("CHROMIUM")
        .ok()
        .or_else(|| BROWSERS.iter().find(|path| Path::new(path).exists()).map(|path| (*path).to_owned()));
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    let missing = match &browser {
        None => Some("there is no Chromium; install it, or name it in CHROMIUM"),
        Some(_) if !has_node => Some("there is no node"),
        Some(_) if !tests.join("node_modules").is_dir() => Some("run `npm ci` in site/tests/browser first"),
        Some(_) => None,
    };
    if let Some(missing) = missing {
        assert!(std::env::var_os(REQUIRED).is_none(), "{missing}");
        // Not captured, as `eprintln!` would be.
        let _ = writeln!(std::io::stderr(), "skipped the tests in a browser: {missing}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    write(&site(workspace(), &options(Some(ADDRESS))), &folder.path().join("workspace"));
    write(&site(hostile(), &options(None)), &folder.path().join("hostile"));
    let status = Command::new("node")
        // Half of the time goes by waiting for the browser.
        .args(["--test", "--test-concurrency=2", "--test-reporter=spec"])
        .current_dir(&tests)
        .env("CHROMIUM", browser.unwrap())
        .env("SITES", folder.path())
        .status()
        .unwrap();
    assert!(status.success());
}
