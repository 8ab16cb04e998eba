//! `config`: what each person prefers, in a file that can be mended and changes no figure.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
};

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::world::{Outcome, World};

/// Runs a line without the variables that go before the file.
fn bare(world: &World, line: &str, set: &[(&str, &str)]) -> Outcome {
    let mut command = world.command(&crate::world::split(line));
    command.env_remove("REBOND_LANG").env_remove("XDG_DATA_HOME").envs(set.iter().copied());
    world.finish(command, "")
}

fn written(world: &World, text: &str) {
    fs::create_dir_all(world.path(".config/rebond")).unwrap();
    fs::write(world.path(".config/rebond/config.toml"), text).unwrap();
}

fn file(world: &World) -> String {
    fs::read_to_string(world.path(".config/rebond/config.toml")).unwrap()
}

#[test]
fn a_preference_is_kept_for_its_owner_alone_and_read_back() {
    let world = World::new();
    assert_snapshot!(world.run("config set language fr"), @r"
    ------- stderr -------
    preference language: fr
    ");
    assert_eq!(file(&world), "language = \"fr\"\n");
    let mode = |name: &str| fs::metadata(world.path(name)).unwrap().permissions().mode() & 0o7777;
    assert_eq!((mode(".config/rebond/config.toml"), mode(".config/rebond")), (0o600, 0o700));
    assert_snapshot!(bare(&world, "config get language", &[]), @"fr");
    world.enter("config set database /srv/parc.db");
    assert_snapshot!(bare(&world, "config list", &[]), @r"
    Préférence     Valeur        Origine
    language       fr            fichier
    database       /srv/parc.db  fichier
    color          auto          défaut
    output_folder                défaut
    templates                    défaut
    print_command                défaut
    ------- stderr -------
    les préférences sont gardées dans $HOME/.config/rebond/config.toml
    ");
    world.enter(&format!("config set database {}", world.path("parc.db").display()));
    assert!(bare(&world, "init", &[]).success().is_empty());
    assert!(world.path("parc.db").exists());
    world.enter("config set language en\nconfig unset database\nconfig unset database");
    assert_eq!(file(&world), "language = \"en\"\n");
}

#[test]
fn a_flag_goes_before_a_variable_a_variable_before_the_file_the_file_before_the_default() {
    let world = World::new();
    written(&world, "language = 'fr'\ndatabase = '/nowhere/file.db'\n");
    let from = |line: &str, set: &[(&str, &str)], key: &str| -> (Value, Value) {
        let view = bare(&world, &format!("--json {line} config get {key}"), set).json();
        (view["value"].clone(), view["from"].clone())
    };
    let english = [("REBOND_LANG", "en"), ("REBOND_DB", "/nowhere/variable.db")];
    assert_eq!(from("--lang en", &[], "language"), (json!("en"), json!("flag")));
    assert_eq!(from("", &english, "language"), (json!("en"), json!("environment")));
    assert_eq!(from("", &[("LANG", "en_GB.UTF-8")], "language"), (json!("fr"), json!("file")));
    assert_eq!(from("--db x.db", &english, "database"), (json!("x.db"), json!("flag")));
    assert_eq!(from("", &english, "database"), (json!("/nowhere/variable.db"), json!("environment")));
    assert_eq!(from("", &[], "database"), (json!("/nowhere/file.db"), json!("file")));
    assert_eq!(from("", &[], "color"), (json!("auto"), json!("default")));
    assert_eq!(from("", &[], "output_folder"), (Value::Null, json!("default")));
    // And the program goes by it.
    assert!(bare(&world, "list", &[]).failure(3).contains("/nowhere/file.db"));
    assert!(bare(&world, "list", &english).failure(3).contains("/nowhere/variable.db"));
    assert!(bare(&world, "--db flag.db list", &english).failure(3).contains("flag.db"));
    assert!(bare(&world, "list", &[("LC_ALL", "C")]).failure(3).starts_with("erreur"));
    fs::remove_file(world.path(".config/rebond/config.toml")).unwrap();
    assert!(bare(&world, "list", &[("LC_ALL", "C")]).failure(3).starts_with("error"));
    let other = [("XDG_CONFIG_HOME", "relative/is/ignored")];
    assert_eq!(from("", &other, "language"), (json!("en"), json!("default")));
}

#[test]
fn a_file_that_is_wrong_is_named_with_its_line_and_can_be_mended() {
    let world = World::new().with_record();
    for (text, said) in [
        ("# mine\ncolour = 'never'\n", "config.toml, line 2: there is no preference “colour”"),
        ("language = 'de'\n", "config.toml, line 1: language: “de” cannot be read; give one of fr, en"),
        ("\n\ndatabase = 'parc.db'\n", "config.toml, line 3: database: “parc.db” cannot be read"),
        ("color = true\n", "config.toml, line 1: color: “true” cannot be read; put the value between quotes"),
        ("language = 'fr'\nlanguage fr\n", "config.toml, line 2: this is not TOML: “language fr”"),
        ("[labels]\nsheet = 'L7160'\n", "config.toml, line 1: there is no preference “labels”"),
    ] {
        written(&world, text);
        for line in ["list", "report reuse", "init", "--json list"] {
            let outcome = world.run(line);
            assert_eq!(outcome.status, 2, "{text:?}: {outcome}");
            assert!(format!("{outcome}").contains(said), "{text:?}: {outcome}");
        }
        for line in ["--version", "--help", "help report", "config list", "config get language", "man"] {
            let outcome = world.run(line);
            assert_eq!(outcome.status, 0, "{text:?}: {line}: {outcome}");
        }
        assert!(world.run("config list").stderr.contains(said), "{text:?}");
        assert_eq!(file(&world), text, "nothing is repaired behind one’s back");
    }
    let unknown = "# mine\ncolour = 'never' # loud\n\nlanguage = 'en' # quiet\n";
    written(&world, unknown);
    assert_snapshot!(world.run("list"), @r"
    ------- stderr -------
    error: $HOME/.config/rebond/config.toml, line 2: there is no preference “colour”
    hint: did you mean color?
    hint: preferences: language, database, color, output_folder, templates, print_command
    hint: to remove the line: `rebond config unset colour`
    [exit status: 2]
    ");
    world.enter("config set language fr\nconfig set color never");
    assert_eq!(
        file(&world),
        "# mine\ncolour = 'never' # loud\n\nlanguage = \"fr\" # quiet\ncolor = \"never\"\n"
    );
    world.enter("config unset colour");
    assert_eq!(file(&world), "# mine\n\nlanguage = \"fr\" # quiet\ncolor = \"never\"\n");
    world.run("list").success();
    written(&world, "language = 'de'\n");
    world.enter("config set language fr\nlist");
    written(&world, "[labels]\n");
    world.enter("config set language fr");
    assert_eq!(file(&world), "language = \"fr\"\n[labels]\n", "not a part of the table");
    // What cannot be read would be lost if it were written again.
    written(&world, "language = 'fr'\nlanguage fr\n");
    assert!(world.run("config set color never").failure(2).contains("line 2"));
    assert_eq!(file(&world), "language = 'fr'\nlanguage fr\n");
}

#[test]
fn what_cannot_be_a_preference_is_refused_as_it_is_typed() {
    let world = World::new();
    for (line, said) in [
        ("config set langauge fr", "did you mean language?"),
        ("config get colour", "did you mean color?"),
        ("config set language de", "give one of fr, en"),
        ("config set database parc.db", "give a path from the root"),
        ("config set output_folder ''", "give a text that is not empty"),
        ("config unset colour", "there is no preference “colour”"),
    ] {
        let outcome = world.run(line);
        assert!(outcome.status == 2 && outcome.stderr.contains(said), "{line}: {outcome}");
    }
    assert!(!world.path(".config").exists());
    let mut command = world.command(&["config", "set", "language", "fr"]);
    command.env_remove("HOME");
    assert!(world.finish(command, "").failure(2).contains("XDG_CONFIG_HOME"));
    fs::create_dir_all(world.path(".config/rebond/config.toml")).unwrap();
    assert!(world.run("config set language fr").failure(2).contains("cannot be read"));
}

#[test]
fn a_file_kept_elsewhere_under_a_link_stays_there() {
    let world = World::new();
    fs::create_dir_all(world.path(".config/rebond")).unwrap();
    world.write("dotfiles.toml", "color = 'never'\n");
    symlink(world.path("dotfiles.toml"), world.path(".config/rebond/config.toml")).unwrap();
    world.enter("config set language fr");
    assert_eq!(
        fs::read_to_string(world.path("dotfiles.toml")).unwrap(),
        "color = 'never'\nlanguage = \"fr\"\n"
    );
    assert!(fs::symlink_metadata(world.path(".config/rebond/config.toml")).unwrap().is_symlink());
}

#[test]
fn a_file_named_without_a_folder_goes_to_the_one_preferred() {
    let world = World::new().with_record();
    fs::create_dir(world.path("exports")).unwrap();
    world.enter(&format!("config set output_folder {}", world.path("exports").display()));
    let said = world.run("export log -o log.jsonl");
    assert!(said.stderr.contains("$HOME/exports/log.jsonl"), "{said}");
    world.enter(
        "report reuse -o reuse.md\nexport log -o ./here.jsonl\nadd --kind laptop --tag L1\nlabel L1 -o l.svg",
    );
    for name in ["exports/log.jsonl", "exports/reuse.md", "here.jsonl", "exports/l.svg"] {
        assert!(world.path(name).exists(), "{name}");
    }
}

#[test]
fn preferences_change_no_figure_and_no_byte_of_a_report() {
    let world = World::new().with_record();
    let line = "report reuse --period 2026";
    let before = world.run(line).success();
    written(&world, "language = 'fr'\ncolor = 'always'\noutput_folder = '/tmp'\n");
    assert_eq!(world.run(line).success(), before, "the variable of the tests goes before the file");
    let figures = |world: &World| world.run("--json report reuse --period 2026").json();
    let coloured = figures(&world);
    fs::remove_file(world.path(".config/rebond/config.toml")).unwrap();
    assert_eq!(figures(&world), coloured);
}

#[test]
fn colours_are_for_terminals_or_on_request_and_never_in_data() {
    let world = World::new();
    assert_eq!(world.run("list").failure(3).matches('\u{1b}').count(), 0, "not a terminal");
    let red = world.run("--color always list").failure(3);
    assert!(red.starts_with("\u{1b}[31merror:\u{1b}[0m "), "{red:?}");
    written(&world, "color = 'always'\n");
    assert_eq!(world.run("list").failure(3), red);
    assert_eq!(world.run("--color never list").failure(3).matches('\u{1b}').count(), 0);
    let json = world.run("--json --color always list");
    assert!(json.stderr.is_empty() && !json.stdout.contains('\u{1b}'), "{json}");
}
