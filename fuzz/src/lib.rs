//! What the targets have in common: the catalogs of this repository, and responses written down as text.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use errcat_codegen::{Catalogs, Input, Options, SourceFile, check};
use errcat_core::Response;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The catalogs of this repository, by their ids. They live as long as the process.
pub static CATALOGS: LazyLock<Catalogs<'static>> = LazyLock::new(|| {
    let files = fs::read_dir(root().join("catalog")).expect("the catalogs are there").filter_map(|entry| {
        let name = entry.ok()?.file_name().into_string().ok()?;
        let text = fs::read_to_string(root().join("catalog").join(&name)).ok()?;
        name.ends_with(".yaml").then(|| SourceFile::new(name, text))
    });
    let input: &'static Input = Box::leak(Box::new(Input::new(files.collect())));
    check(input, &Options::default()).catalogs.expect("the catalogs of the repository have no error")
});

/// A response as `fuzz_seeds`, an example of errcat-codegen, writes it down: the position of a vendor and the status
/// (`7 429`, or `7 -` without one), then headers, an empty line, and the body.
pub struct Recorded<'a> {
    /// Which vendor sent it.
    pub vendor: usize,
    /// The response.
    pub response: Response<'a>,
}

impl<'a> Recorded<'a> {
    /// Reads one.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let at = data.windows(2).position(|two| two == b"\n\n")?;
        let (head, body) = (std::str::from_utf8(&data[..at]).ok()?, &data[at + 2..]);
        let mut lines = head.lines();
        let (vendor, status) = lines.next()?.split_once(' ')?;
        let start = match status {
            "-" => Response::without_status(),
            status => Response::new(status.parse().ok()?),
        };
        let headers = lines.filter_map(|line| line.split_once(": "));
        let response = headers.fold(start, |response, (name, value)| response.header(name, value));
        Some(Self { vendor: vendor.parse().ok()?, response: response.body(body) })
    }
}
