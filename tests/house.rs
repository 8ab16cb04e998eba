//! The house: imports go one way, and what belongs under one roof stays there.

use std::{collections::BTreeSet, fs, path::Path};

/// Layers, lowest first; what stands on one line are siblings. A layer may import those before its
/// line, and its siblings only where [`SIBLINGS`] says so.
const LAYERS: [&[&str]; 9] = [
    &["model"],
    &["rules"],
    &["store", "intake"],
    &["ops", "report"],
    &["lang"],
    &["draw"],
    &["label", "document"],
    &["render"],
    &["cli"],
];

/// Siblings, and layers of one rank in the design, that may import each other: who, whom.
const SIBLINGS: [(&str, &str); 1] = [("document", "label")];

/// A crate and the only folders that may name it.
const ROOFS: [(&str, &[&str]); 15] = [
    ("rusqlite", &["store/sqlite"]),
    ("postgres", &["store/postgres", "store/location.rs"]),
    ("tokio", &["store/postgres"]),
    ("tokio_postgres", &["store/postgres"]),
    ("tokio_postgres_rustls", &["store/postgres"]),
    ("futures_util", &["store/postgres"]),
    ("rustls", &["store/postgres"]),
    ("clap", &["cli"]),
    ("nix", &["store/sqlite", "cli"]),
    ("jiff", &["model/day.rs"]),
    ("ssh_key", &["ops/seal"]),
    ("qrcode", &["draw"]),
    ("krilla", &["render/pdf"]),
    ("tiny_skia", &["render/png.rs"]),
    ("skrifa", &["draw/font.rs", "render/png.rs"]),
];

/// What only the command line may do: print, read the clock, the environment, chance.
const OUTSIDE: [&str; 8] = [
    "println!",
    "eprintln!",
    "print!(",
    "std::env::",
    "SystemTime",
    "Uuid::now_v7",
    "std::process::exit",
    "io::stdout",
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root().join("src")).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The layer a file or a path belongs to.
fn layer(path: &str) -> &str {
    path.split(['/', ':']).next().unwrap()
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|siblings| siblings.contains(&layer))
}

/// The modules of this crate that a file names: `crate::x` anywhere, `use crate::{x…, y…}`, outside
/// its tests.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with("pub(in ") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => word.clear(),
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    ':' if depth == 0 && !word.is_empty() => {
                        found.insert(std::mem::take(&mut word));
                    }
                    _ => {}
                }
            }
        } else {
            let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(word);
        }
    }
    found
}

/// Tells whether a text says `name::`, which is not the end of another word, and no path inside the house.
fn names(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let inside = |before: &str| {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        before.ends_with(word) || before.ends_with("::")
    };
    text.match_indices(&path).any(|(at, _)| !inside(&text[..at]))
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (file, text) in sources() {
        let from = layer(&file);
        let Some(height) = rank(from) else { continue };
        for to in imports(&text) {
            let Some(depth) = rank(&to) else { continue };
            seen += 1;
            let sibling = SIBLINGS.contains(&(from, to.as_str()));
            if from != to && depth >= height && !sibling {
                wrong.push(format!("{file} imports {to}"));
            }
        }
    }
    assert!(seen > 100, "the test reads the imports: {seen}");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_module_has_its_place() {
    for (file, _) in sources() {
        let known = rank(layer(&file)).is_some() || file == "lib.rs" || file == "main.rs";
        assert!(known, "{file} belongs to no layer");
    }
}

#[test]
fn what_belongs_under_one_roof_stays_there() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (name, roofs) in ROOFS {
            let named = names(&text, name) || text.contains(&format!("use {name}"));
            if named && !roofs.iter().any(|roof| file.starts_with(roof)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
        // A file of tests alone has no other code.
        let code = if file.ends_with("tests.rs") { "" } else { text.split("#[cfg(test)]").next().unwrap() };
        for act in OUTSIDE {
            if layer(&file) != "cli" && code.contains(act) {
                wrong.push(format!("{file}: {act}"));
            }
        }
        if layer(&file) != "store" && (code.contains("SELECT ") || code.contains("INSERT INTO")) {
            wrong.push(format!("{file} has SQL"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// One arm opens a record on a server, one lays it out, one says its address: nothing else knows of it.
#[test]
fn nobody_knows_which_backend_it_runs_on() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let knows = ["postgres::", "Postgres", "\"postgres\"", "feature = \"postgres"];
        let may = file.starts_with("store/") || file.starts_with("lang/");
        if !may && knows.iter().any(|word| code.contains(word)) {
            wrong.push(file);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let arms = fs::read_to_string(root().join("src/store/location.rs")).unwrap();
    assert_eq!(arms.matches("postgres::open").count(), 1);
}

#[test]
fn no_test_file_is_forgotten() {
    fn walk(folder: &Path, modules: &Path, wrong: &mut Vec<String>) {
        let named = fs::read_to_string(modules).unwrap();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let (Some(stem), false) = (path.file_stem().and_then(|stem| stem.to_str()), path == modules)
            else {
                continue;
            };
            let source = path.is_dir() || path.extension().is_some_and(|ending| ending == "rs");
            if source && stem != "fixtures" && !named.contains(&format!("mod {stem};")) {
                wrong.push(format!("{} is not in {}", path.display(), modules.display()));
            }
            if path.is_dir() && stem != "fixtures" {
                let beside = path.with_extension("rs");
                let named = if beside.exists() { beside } else { path.join("mod.rs") };
                walk(&path, &named, wrong);
            }
        }
    }
    let (tests, mut wrong) = (root().join("tests"), Vec::new());
    walk(&tests, &tests.join("main.rs"), &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}
