//! x
fn main() {
    let mut files = Vec::new();
    for e in std::fs::read_dir("catalog").unwrap() {
        let p = e.unwrap().path();
        if p.extension().is_some_and(|e| e == "yaml") {
            files.push(errcat_codegen::SourceFile::new(p.display().to_string(), std::fs::read(&p).unwrap()));
        }
    }
    let t = std::time::Instant::now();
    let c = errcat_codegen::compile(&files);
    for f in &c.findings {
        let file = files.iter().find(|x| x.path == f.place.file).unwrap();
        let p = errcat_codegen::Position::of(&file.bytes, f.place.span.start);
        println!(
            "{}:{}:{} {} {} | {} | {} | {:?}",
            f.place.file,
            p.line,
            p.column,
            f.rule,
            f.message,
            f.label,
            f.help,
            String::from_utf8_lossy(&file.bytes[f.place.span.clone()])
        );
    }
    if let Some(c) = c.catalogs {
        for a in errcat_codegen::generate(&c) {
            let p = format!("generated/{}", a.path);
            std::fs::create_dir_all(std::path::Path::new(&p).parent().unwrap()).unwrap();
            std::fs::write(p, a.contents).unwrap();
        }
        let m = std::fs::read_to_string("generated/Cargo.toml").unwrap();
        std::fs::write("generated/Cargo.toml", errcat_codegen::manifest(&c, &m).unwrap()).unwrap();
    }
    println!("{:?}", t.elapsed());
}
