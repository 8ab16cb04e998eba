//! `man` and `completions`: from the same tree as the help, in both languages.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use crate::world::{World, has};

/// Every command that has a page of help, by the words that call it.
fn commands(world: &World) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(path) = waiting.pop() {
        let page = world.run(&format!("{path} --help")).success();
        let list = page.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
        for line in list.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
            let name = line.split_whitespace().next().unwrap();
            if name != "help" {
                waiting.push(format!("{path} {name}").trim().to_owned());
            }
        }
        found.push(path);
    }
    found.sort();
    found
}

#[test]
fn every_command_has_its_page_in_the_manual() {
    let world = World::new();
    world.enter("man -o pages\n--lang fr man -o pages/fr/man1");
    for folder in ["pages", "pages/fr/man1"] {
        for command in commands(&world) {
            let name = format!("rebond {command}").trim().replace(' ', "-");
            let page = fs::read_to_string(world.path(format!("{folder}/{name}.1"))).expect(&name);
            assert!(page.contains(&format!(".TH {name} 1")), "{page}");
        }
    }
    let page = world.run("man lot ship").success();
    assert_eq!(page, fs::read_to_string(world.path("pages/rebond-lot-ship.1")).unwrap());
    assert!(page.contains("\\-\\-decommission"), "{page}");
    let french = world.run("--lang fr man lot ship").success();
    assert!(french.contains(".SH NOM\n") && french.contains("Réformer le même jour"), "{french}");
    let english = ["NAME", "SUBCOMMANDS", "EXTRA", "Possible values"];
    for page in fs::read_dir(world.path("pages/fr/man1")).unwrap() {
        let text = fs::read_to_string(page.unwrap().path()).unwrap();
        for word in english {
            assert!(!text.contains(word), "{word} in {text}");
        }
    }
    let told = world.run("man lot shpi").failure(2);
    assert!(told.contains("did you mean lot ship?"), "{told}");
}

#[test]
fn man_reads_the_pages_without_complaint() {
    if !has("groff", "groff") {
        return;
    }
    let world = World::new();
    world.enter("man -o en\n--lang fr man -o fr");
    for folder in ["en", "fr"] {
        for page in fs::read_dir(world.path(folder)).unwrap() {
            let path = page.unwrap().path();
            let read = Command::new("groff")
                .args(["-man", "-Tutf8", "-ww", "-Wbreak", "-Kutf8", "-z"])
                .arg(&path)
                .output()
                .unwrap();
            assert!(read.status.success() && read.stderr.is_empty(), "{path:?}: {read:?}");
        }
    }
    let mut read = Command::new("groff");
    read.args(["-man", "-Tutf8", "-Kutf8", "-P-cbou"]).arg(world.path("fr/rebond.1"));
    let shown = String::from_utf8(read.output().unwrap().stdout).unwrap();
    assert!(shown.contains("ÉQUIPEMENT"), "{shown}");
}

#[test]
fn a_shell_can_complete_every_command() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = world.run(&format!("completions {shell}")).success();
        for word in ["decommission", "undertake", "lot", "config", "data-clause"] {
            assert!(script.contains(word), "{word} in {shell}");
        }
    }
    assert!(world.run("--lang fr completions fish").success().contains("Réformer des équipements"));
    assert!(world.run("completions tcsh").failure(2).contains("bash, zsh, fish"));
    assert!(!world.path("data").exists(), "no record is needed");
    let script = world.run("completions bash").success();
    world.write("rebond.bash", &script);
    let asked = "source ./rebond.bash; COMP_WORDS=(rebond lot sh); COMP_CWORD=2; _rebond rebond sh lot; \
                 echo ${COMPREPLY[@]}";
    if has("bash", "bash") {
        let shown = Command::new("bash").args(["-c", asked]).current_dir(world.path("")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&shown.stdout).trim(), "show ship", "{shown:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let world = World::new();
    for line in ["completions zsh", "man", "man lot"] {
        let mut command = world.command(&crate::world::split(line));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut reader = BufReader::with_capacity(16, child.stdout.take().unwrap());
        reader.read_line(&mut String::new()).unwrap();
        drop(reader);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}");
        assert!(output.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
