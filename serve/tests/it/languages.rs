//! With clients in other languages, as far as they are installed.

use std::io::Write as _;
use std::process::{Command, Output};

use errcat_serve::Server;

use crate::catalogs::serving;
use crate::raw::get;

/// Whoever sets it wants no test to be skipped but those with curl.
const REQUIRED: &str = "ERRCAT_SKIP_NOTHING";

/// Asks a script until it succeeds, and then for answers that fail.
const PYTHON: &str = r#"
import sys, urllib.error, urllib.request
base = sys.argv[1]
for _ in range(3):
    try:
        with urllib.request.urlopen(base + "script/RATE_LIMITED,~proxy,ok/v1/parcels", data=b"{}") as answer:
            print(answer.status, answer.headers["Content-Type"])
    except urllib.error.HTTPError as error:
        print(error.code, error.headers["Retry-After"] or error.headers["Content-Type"])
for path in "~drop", "RATE_LIMITED~cut":
    try:
        urllib.request.urlopen(base + path).read()
    except urllib.error.HTTPError as error:
        try:
            error.read()
        except Exception:
            print(path, error.code, "breaks off")
    except Exception:
        print(path, "fails")
"#;

/// The same.
const NODE: &str = r#"
const base = process.argv[1];
for (let tries = 0; tries < 3; tries += 1) {
  const answer = await fetch(base + "script/RATE_LIMITED,~proxy,ok/v1/parcels", { method: "POST", body: "{}" });
  await answer.text();
  console.log(answer.status, answer.headers.get("retry-after") ?? answer.headers.get("content-type"));
}
for (const path of ["~drop", "RATE_LIMITED~cut"]) {
  const answer = await fetch(base + path).catch(() => console.log(path, "fails"));
  await answer?.text().catch(() => console.log(path, answer.status, "breaks off"));
}
"#;

/// What a program prints; `None` where it is not installed.
fn output(program: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(program).args(arguments).env_remove("http_proxy").output() {
        Ok(output) => Some(output),
        Err(error) => {
            assert!(program == "curl" || std::env::var_os(REQUIRED).is_none(), "{program}: {error}");
            // Not captured, as `eprintln!` would be.
            let _ = writeln!(std::io::stderr(), "skipped a test with {program}: {error}");
            None
        }
    }
}

fn meets_each_answer(program: &str, option: &str, script: &str) {
    let server = serving("courier");
    let Some(output) = output(program, &[option, script, &server.url("")]) else { return };
    let limited = get(&server, "/RATE_LIMITED");
    let wait = limited.lines().find_map(|line| line.strip_prefix("Retry-After: ")).unwrap();
    assert_eq!(
        (String::from_utf8_lossy(&output.stdout).as_ref(), String::from_utf8_lossy(&output.stderr).as_ref()),
        (
            format!(
                "429 {wait}\n502 text/html\n200 application/json\n~drop fails\nRATE_LIMITED~cut 429 breaks off\n"
            )
            .as_str(),
            ""
        )
    );
    assert_asked(&server);
}

/// That the body of each request is on record.
fn assert_asked(server: &Server) {
    let requests = server.requests();
    let posted: Vec<_> = requests.iter().filter(|request| request.method == "POST").collect();
    assert_eq!(posted.len(), 3);
    assert!(posted.iter().all(|request| request.body == b"{}" && request.path.ends_with("/v1/parcels")));
}

#[test]
fn python_meets_each_answer() {
    meets_each_answer("python3", "-c", PYTHON);
}

#[test]
fn node_meets_each_answer() {
    meets_each_answer("node", "--input-type=module", &format!("--eval={NODE}"));
}

#[test]
fn curl_meets_each_answer() {
    let server = serving("courier");
    let curl = |path: &str| {
        let url = server.url(path);
        output("curl", &["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", &url])
            .map(|output| (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code()))
    };
    let Some(limited) = curl("RATE_LIMITED") else { return };
    assert_eq!(limited, ("429".to_owned(), Some(0)));
    // An empty reply, and one that is shorter than it says.
    assert_eq!(curl("~drop"), Some(("000".to_owned(), Some(52))));
    assert_eq!(curl("RATE_LIMITED~cut"), Some(("429".to_owned(), Some(18))));
}
