//! Writes what the fuzz targets start from into `fuzz/corpus/`: the examples of the catalogs, and the files of tests.

use std::path::{Path, PathBuf};
use std::{error, fs, io};

use errcat_codegen::catalogs::Example;
use errcat_codegen::{Input, Options, SourceFile, check, json};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = files(&root.join("catalog"))?.into_iter().filter(|(name, _)| name.ends_with(".yaml"));
    let input = Input::new(files.map(|(name, text)| SourceFile::new(name, text)).collect());
    let catalogs = check(&input, &Options::default()).catalogs.ok_or("a catalog has an error")?;
    let seeds = Seeds(root.join("fuzz/corpus"));
    for (position, vendor) in catalogs.vendors().iter().enumerate() {
        let id = vendor.table.id;
        for (number, example) in vendor.all_examples().enumerate() {
            let (name, body) = (format!("{id}-{number}"), example.body.as_str());
            seeds.write("response", &name, &response(position, example))?;
            if body.starts_with("data: ") || body.contains("\ndata: ") {
                // The first byte is the size of the chunks.
                seeds.write("frames", &name, &format!("{}{body}", '\u{7}'))?;
            }
            for (_, value) in example.headers {
                seeds.write("wait", &name, value)?;
            }
            seeds.write("recording", &name, &line(id, example))?;
        }
        // Some of each vendor are enough for what is around them.
        seeds.write("recording", &format!("{id}.har"), &har(vendor.all_examples().take(2)))?;
    }
    for folder in fs::read_dir(root.join("codegen/tests/fixtures/valid"))? {
        let folder = folder?;
        for (name, text) in self::files(&folder.path())? {
            seeds.write("catalog", &format!("{}-{name}", folder.file_name().to_string_lossy()), &text)?;
        }
    }
    for (name, text) in self::files(&root.join("import/tests/fixtures/pages"))? {
        seeds.write("page", &name, &text)?;
    }
    Ok(())
}

/// A response as `fuzz/src/lib.rs` reads it.
fn response(vendor: usize, example: &Example<'_>) -> String {
    let status = example.status.map_or("-".to_owned(), |status| status.to_string());
    let headers = example.headers.iter().map(|(name, value)| format!("{name}: {value}\n"));
    format!("{vendor} {status}\n{}\n{}", headers.collect::<String>(), example.body.as_str())
}

/// A response as a line of a recording.
fn line(vendor: &str, example: &Example<'_>) -> String {
    let mut line = json::example(example);
    line["vendor"] = vendor.into();
    format!("{line}\n")
}

/// Responses as HAR.
fn har<'a>(examples: impl Iterator<Item = &'a Example<'a>>) -> String {
    let entries = examples.map(|example| {
        let pair = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let headers: Vec<Value> = example.headers.iter().map(pair).collect();
        let content = json!({ "text": example.body.as_str(), "encoding": null });
        json!({
            "request": { "url": "https://api.example.com/v1" },
            "response": { "status": example.status, "headers": headers, "content": content },
        })
    });
    json!({ "log": { "version": "1.2", "entries": entries.collect::<Vec<_>>() } }).to_string()
}

/// The files of a folder that are text, by their names.
fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push((entry.file_name().to_string_lossy().into_owned(), text));
        }
    }
    Ok(files)
}

/// The folder of the corpora.
struct Seeds(PathBuf);

impl Seeds {
    fn write(&self, target: &str, name: &str, text: &str) -> io::Result<()> {
        let folder = self.0.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), text)
    }
}
