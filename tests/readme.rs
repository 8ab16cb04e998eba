//! The README says what happens: its session is run, its commands exist.
//!
//! `REBOND_UPDATE=1 cargo test readme` writes the session again as it is now.

use std::{
    collections::BTreeSet, fmt::Write as _, fs, io::Read as _, os::unix::fs::PermissionsExt as _, path::Path,
    process::Stdio,
};

use crate::world::{World, split};

const OPEN: &str = "```console\n";
const CLOSE: &str = "```\n";

fn readme() -> String {
    fs::read_to_string(path()).unwrap()
}

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The text before the session, the session, and the text after it.
fn parts(readme: &str) -> (&str, &str, &str) {
    let start = readme.find(OPEN).expect("the README has a session") + OPEN.len();
    let end = start + readme[start..].find(CLOSE).unwrap();
    (&readme[..start], &readme[start..end], &readme[end..])
}

/// The commands of a session, each as it is typed; a `\` at the end of a line goes on.
fn typed(session: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in session.lines() {
        if goes_on {
            let last = commands.last_mut().unwrap();
            last.push('\n');
            last.push_str(line);
        } else if line.starts_with("$ ") {
            commands.push(line.to_owned());
        } else {
            continue;
        }
        goes_on = line.ends_with('\\');
    }
    commands
}

/// Runs a command as typed and returns what a terminal shows: both streams, in their order.
fn shown(world: &World, typed: &str) -> String {
    let line = typed.replace("\\\n", " ");
    let words = split(line.strip_prefix("$ rebond ").expect("the session runs rebond alone"));
    let (mut reader, writer) = std::io::pipe().unwrap();
    let mut command = world.command(&words);
    command.env_remove("XDG_DATA_HOME");
    command.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = command.spawn().unwrap();
    // Its ends of the pipe go with it.
    drop(command);
    let mut said = String::new();
    reader.read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    said.replace(world.path("").to_str().unwrap().trim_end_matches('/'), "$HOME")
}

#[test]
fn the_session_of_the_readme_is_what_happens() {
    let readme = readme();
    let (before, session, after) = parts(&readme);
    let world = World::new();
    let mut real = String::new();
    for command in typed(session) {
        writeln!(real, "{command}").unwrap();
        real.push_str(&shown(&world, &command));
    }
    if std::env::var_os("REBOND_UPDATE").is_some() {
        fs::write(path(), format!("{before}{real}{after}")).unwrap();
    } else {
        assert!(session == real, "it is now as follows; REBOND_UPDATE=1 writes it\n{real}");
    }
    assert!(real.contains("error: ") && real.ends_with(&world_head(&world)), "{real}");
}

/// The end of the last line of the session: the hash of the last event.
fn world_head(world: &World) -> String {
    let mut command = world.command(&["--json", "verify"]);
    command.env_remove("XDG_DATA_HOME");
    let verified = world.finish(command, "").json();
    format!("{}\n", verified["head"]["hash"].as_str().unwrap())
}

/// The commands that the program lists.
fn commands() -> BTreeSet<String> {
    let help = World::new().run("--help").success();
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = readme();
    for command in commands() {
        let named =
            readme.contains(&format!("`{command}`")) || readme.contains(&format!("`rebond {command}`"));
        assert!(named, "{command}");
    }
}

#[test]
fn every_command_that_the_readme_names_exists() {
    let readme = readme();
    let known = commands();
    let table = readme.split_once("## Commands").unwrap().1.split_once("\n\n`").unwrap().0;
    let listed = table.split('`').skip(1).step_by(2).map(str::to_owned);
    let run = readme.split("rebond ").skip(1).map(|rest| {
        let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
        if rest[word.len()..].starts_with([' ', '`']) { word } else { String::new() }
    });
    let prose = ["for", "and", "is", "file"];
    for command in listed.chain(run).filter(|word| !word.is_empty() && !prose.contains(&word.as_str())) {
        assert!(known.contains(&command), "{command}");
    }
}

#[test]
fn the_database_is_where_the_readme_says_and_for_its_owner_alone() {
    let world = World::new().with_record();
    let file = fs::metadata(world.database()).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    fs::set_permissions(world.database(), fs::Permissions::from_mode(0o644)).unwrap();
    let said = world.run("verify").failure(3);
    assert!(said.contains("chmod"), "the way out is said: {said}");
}

#[test]
fn the_readme_says_how_to_try_and_how_to_test() {
    let readme = readme();
    for (heading, line) in
        [("Try it", "cargo run --release -- demo target/valmont"), ("Test it", "cargo test")]
    {
        let section = readme.split_once(&format!("## {heading}\n")).unwrap().1;
        let block = section.split_once("```sh\n").unwrap().1.split_once("```").unwrap().0;
        assert_eq!(block.trim_end(), line);
    }
}
