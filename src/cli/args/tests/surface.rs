//! The whole tree, walked: nothing is without a sentence, and no sentence is without use.

use std::{collections::BTreeSet, fmt::Write};

use clap::Command;

use super::page;
use crate::{
    cli::args::tree,
    lang::{
        Lang,
        help::{Flag, Slot, Verb},
    },
};

/// Visits every command, with the words that call it.
fn walk(command: &Command, path: &str, visit: &mut dyn FnMut(&str, &Command)) {
    visit(path, command);
    for below in command.get_subcommands() {
        walk(below, format!("{path} {}", below.get_name()).trim(), visit);
    }
}

/// Every sentence of help of the tree, with where it stands.
fn sentences(lang: Lang) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&tree::worded(lang), "", &mut |path, command| {
        let text =
            |styled: Option<&clap::builder::StyledStr>| styled.map(ToString::to_string).unwrap_or_default();
        found.push((path.to_owned(), text(command.get_about())));
        for arg in command.get_arguments() {
            found.push((format!("{path} {}", arg.get_id()), text(arg.get_help())));
        }
    });
    found
}

#[test]
fn every_command_and_argument_has_help_in_both_languages_and_it_differs() {
    let (french, english) = (sentences(Lang::Fr), sentences(Lang::En));
    assert_eq!(french.len(), english.len());
    for ((place, fr), (_, en)) in french.iter().zip(&english) {
        assert!(!fr.is_empty() && !en.is_empty(), "no help: {place}");
        assert_ne!(fr, en, "not translated: {place}");
        for sentence in [fr, en] {
            assert!(!sentence.ends_with('.'), "final stop: {sentence}");
            assert!(sentence.starts_with(|c: char| c.is_uppercase()), "no capital: {sentence}");
        }
    }
}

#[test]
fn french_is_typeset_as_french() {
    let mut texts: Vec<_> = sentences(Lang::Fr).into_iter().map(|(_, text)| text).collect();
    walk(&tree::worded(Lang::Fr), "", &mut |_, command| {
        let details = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        texts.extend(details.lines().filter(|line| !line.starts_with(' ')).map(str::to_owned));
    });
    for text in texts {
        let chars: Vec<char> = text.chars().collect();
        for pair in chars.windows(2) {
            match pair[1] {
                ':' | '»' => assert_eq!(pair[0], '\u{a0}', "{text}"),
                ';' | '?' | '!' => assert_eq!(pair[0], '\u{202f}', "{text}"),
                _ => assert!(pair[0] != '«' || pair[1] == '\u{a0}', "{text}"),
            }
        }
        assert!(!text.contains(['\'', '"']), "{text}");
    }
}

#[test]
fn no_sentence_is_left_without_a_command_a_flag_or_a_value() {
    let (mut verbs, mut flags, mut slots) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    walk(&tree::bare(Lang::En), "", &mut |path, command| {
        verbs.insert(if path.is_empty() { "rebond".to_owned() } else { path.to_owned() });
        for arg in command.get_arguments() {
            flags.insert(arg.get_id().to_string());
            if arg.get_action().takes_values() {
                let names = arg.get_value_names().unwrap_or_default();
                slots.extend(names.iter().flat_map(|name| name.split('|')).map(str::to_owned));
            }
        }
    });
    slots.remove("stock");
    let codes = |all: &[&str]| all.iter().map(|code| (*code).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(verbs, codes(&Verb::ALL.iter().map(|verb| verb.code()).collect::<Vec<_>>()));
    assert_eq!(flags, codes(&Flag::ALL.iter().map(|flag| flag.code()).collect::<Vec<_>>()));
    assert_eq!(slots, codes(&Slot::ALL.iter().map(|slot| slot.code()).collect::<Vec<_>>()));
}

#[test]
fn every_page_fits_its_width_and_shows_no_english_of_clap() {
    for lang in Lang::ALL {
        walk(&tree::bare(*lang), "", &mut |path, _| {
            let page = page(*lang, format!("rebond {path} --help").replace("  ", " ").as_str());
            for line in page.lines() {
                assert!(line.chars().count() <= 100, "{path}: {line}");
                assert_eq!(line.trim_end(), line, "{path}");
            }
            if *lang == Lang::Fr {
                for english in ["Usage: ", "Options:", "Commands:", "possible values", "default"] {
                    assert!(!page.contains(english), "{path}: {english}");
                }
            }
        });
    }
}

#[test]
fn the_commands_and_their_flags_are_those_of_the_contract() {
    let mut surface = String::new();
    walk(&tree::bare(Lang::En), "rebond", &mut |path, command| {
        let path = path.trim_start_matches("rebond ");
        write!(surface, "{path}:").unwrap();
        for arg in command.get_arguments() {
            let required = if arg.is_required_set() { "" } else { "?" };
            let value = arg.get_action().takes_values();
            match arg.get_long() {
                Some(long) => {
                    assert!(!long.contains('_'), "{path} --{long}");
                    write!(surface, " --{long}{}{required}", if value { "=" } else { "" }).unwrap();
                }
                None => write!(surface, " {arg}").unwrap(),
            }
        }
        surface.push('\n');
    });
    insta::assert_snapshot!(surface, @r"
    rebond: --db=? --lang=? --actor=? --cmd=? --json? --quiet? --color=? --help? --version?
    init: --org=? --prefix=? --group?
    demo: [DIR]
    policy:
    policy get: <KEY>
    policy set: <KEY> <VALUE> --on=? --note=? --evidence=?
    policy list:
    config:
    config get: <KEY>
    config set: <KEY> <VALUE>
    config unset: <KEY>
    config list:
    add: --kind= --tag=? --alias=? --manufacturer=? --model=? --serial=? --purchased=? --price-ht=? --supplier=? --order=? --warranty=? --first-use=? --manufactured=? --mass=? --weee=? --security=? --acquired=? --owner=? --service=? --site=? --holder=? --state=? --on=? --note=? --evidence=?
    edit: <ASSET>... --tag=? --alias=? --kind=? --manufacturer=? --model=? --serial=? --purchased=? --price-ht=? --supplier=? --order=? --warranty=? --first-use=? --manufactured=? --mass=? --weee=? --security=? --acquired=? --owner=? --service=? --site=? --clear=? --holder=? --state=? --on=? --note=? --evidence=?
    show: <ASSET> --as-of=? --at-head=?
    list: --state=? --kind=? --service=? --site=? --older-than=? --decommissioned? --as-of=? --at-head=? --format=?
    find: <TEXT>... --limit=?
    history: <ASSET>
    deploy: <ASSET>... --to= --site=? --holder=? --reinstate? --on=? --note=? --evidence=?
    move: <ASSET>... --to=? --site=? --holder=? --on=? --note=? --evidence=?
    collect: <ASSET>... --site=? --on=? --note=? --evidence=?
    triage: <ASSET>... --decision= --functional=? --cosmetic=? --waste? --on=? --note=? --evidence=?
    work: <ASSET>... --type=? --part=? --from=? --minutes=? --cost=? --sent-to=? --data-clause=? --back? --new-serial=? --on=? --note=? --evidence=?
    ready: <ASSET>... --functional=? --cosmetic=? --no-system? --on=? --note=? --evidence=?
    decommission: <ASSET>... --act=? --reason=? --when-collected? --waste? --draft? --format=? --output=? --on=? --note=? --evidence=?
    reinstate: <ASSET>... --on=? --note=? --evidence=?
    missing: <ASSET>... --cause= --on=? --note=? --evidence=?
    found: <ASSET>... --in-place? --on=? --note=? --evidence=?
    void: <SEQ>... --reason= --with-later? --on=? --note=? --evidence=?
    correct: <SEQ> --on=? --to=? --site=? --holder=? --act=? --functional=? --cosmetic=? --note=? --evidence=?
    media:
    media add: <ASSET|stock> --kind= --serial=? --model=? --capacity=? --encrypted=? --on=? --note=? --evidence=?
    media none: <ASSET>... --on=? --note=? --evidence=?
    media confirm: <ASSET>... --on=? --note=? --evidence=?
    media move: <MEDIUM>... --to= --keep-data? --on=? --note=? --evidence=?
    media list: [ASSET]... --loose? --as-of=? --at-head=?
    sanitize: <MEDIUM|ASSET>... --action= --tool=? --verify=? --result=? --on=? --note=? --evidence=?
    sanitize import: <FILE>... --serial=? --date=? --kind=? --dry-run? --on=? --note=? --evidence=?
    sanitize validate: <MEDIUM|ASSET>... --on=? --note=? --evidence=?
    evidence:
    evidence add: <ASSET|MEDIUM|LOT> <FILE>... --on=? --note=? --evidence=?
    evidence list: [ASSET|MEDIUM|LOT]...
    evidence extract: <SHA256> --output=
    evidence forget: <SHA256>... --reason= --on=? --note=? --evidence=?
    certificate: <MEDIUM|ASSET>... --format=? --output=?
    lot:
    lot new: --channel=? --to=? --legal-basis=? --act=? --unit-value=? --value-method=? --waste-code=? --operation=? --bsd=? --no-bsd=? --carrier=? --pop=? --data-clause=? --warranty? --like=? --on=? --note=? --evidence=?
    lot edit: <LOT> --channel=? --to=? --legal-basis=? --act=? --unit-value=? --value-method=? --waste-code=? --operation=? --bsd=? --no-bsd=? --carrier=? --pop=? --data-clause=? --warranty? --like=? --on=? --note=? --evidence=?
    lot add: <LOT> [ASSET|MEDIUM]... --unit-value=? --waste-code=? --for-parts? --bulk=? --mass=? --count=? --on=? --note=? --evidence=?
    lot drop: <LOT> <ASSET|MEDIUM>... --on=? --note=? --evidence=?
    lot show: <LOT> --as-of=? --at-head=?
    lot list: --as-of=? --at-head=?
    lot undertake: <LOT> --on=? --note=? --evidence=?
    lot ship: <LOT> [ASSET]... --decommission? --act=? --bsd=? --no-bsd=? --carrier=? --pop=? --mass=? --weighed? --on=? --note=? --evidence=?
    lot prove: <LOT> [ASSET|MEDIUM]... --bulk=? --outcome= --operation=? --on=? --note=? --evidence=?
    lot return: <LOT> <ASSET>... --reason= --on=? --note=? --evidence=?
    lot slip: <LOT> --annex? --format=? --output=?
    lot cancel: <LOT> --reason= --on=? --note=? --evidence=?
    party:
    party add: <NAME> --kind= --siret=? --on=? --note=? --evidence=?
    party edit: <PARTY> --name=? --kind=? --siret=? --on=? --note=? --evidence=?
    party list:
    party show: <PARTY>
    party forget: [PARTY]... --operator=? --due? --anyway? --dry-run? --on=? --note=? --evidence=?
    label: <ASSET>... --sheet=? --start=? --offset-x=? --offset-y=? --edges? --size=? --dpi=? --format=? --print-command=? --output=?
    label blank: --count= --sheet=? --start=? --offset-x=? --offset-y=? --edges? --size=? --dpi=? --format=? --print-command=? --output=?
    label cards: --service=? --site=? --sheet=? --start=? --offset-x=? --offset-y=? --edges? --size=? --dpi=? --format=? --print-command=? --output=?
    scan: --action=? --to=? --site=? --decision=? --functional=? --cosmetic=? --from=? --column=? --on=? --note=? --evidence=?
    import: <FILE>... --format=? --map=? --date-order=? --update? --allow-partial? --dry-run? --holders? --on=? --note=? --evidence=?
    export: <WHAT> --format=? --since=? --period=? --as-of=? --at-head=? --holders? --output=? --output-dir=? --keep=? --changed-only?
    report: <REPORT> --period=? --as-of=? --at-head=? --service=? --site=? --compare=? --compare-head=? --explain? --format=? --output=? --output-dir=? --keep=?
    seal: --output= --key=? --against=? --unsigned?
    backup: <FILE|DIR> --replace? --keep=?
    restore: <FILE> --replace? --forgotten=?
    verify: --full? --seal=? --signers=? --at=?
    rebuild: --check?
    completions: <SHELL>
    man: [COMMAND]... --output=?
    help: [COMMAND]...
    ");
}

/// The arguments that take a text, whatever stands in it, as the tests of hostile input know them: a line
/// each, and whether it is kept or only looked for.
const TEXTS: &str = include_str!("../../../../tests/sinks/texts.txt");

#[test]
fn every_argument_that_takes_text_is_tried_with_hostile_text() {
    use crate::{
        cli::args::value::{Age, At, LabelCount},
        label::size::{Shift, Size},
        model::{
            amount::{Bytes, Cents, Grams},
            day::Day,
            event::Seq,
            id::CommandId,
            period::Period,
        },
    };
    use std::any::TypeId;
    // What is read as one of these is kept as a number: nothing typed is left of it.
    let closed = [
        TypeId::of::<Age>(),
        TypeId::of::<At>(),
        TypeId::of::<Bytes>(),
        TypeId::of::<Cents>(),
        TypeId::of::<CommandId>(),
        TypeId::of::<Day>(),
        TypeId::of::<Grams>(),
        TypeId::of::<LabelCount>(),
        TypeId::of::<Period>(),
        TypeId::of::<Seq>(),
        TypeId::of::<Shift>(),
        TypeId::of::<Size>(),
        TypeId::of::<u32>(),
    ];
    let mut taking = BTreeSet::new();
    walk(&tree::bare(Lang::En), "", &mut |_, command| {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values()) {
            let of = arg.get_value_parser().type_id();
            let coded = !arg.get_possible_values().is_empty();
            if !coded && !closed.iter().any(|known| of == *known) {
                taking.insert(arg.get_id().to_string());
            }
        }
    });
    let tried: BTreeSet<_> =
        TEXTS.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    assert_eq!(taking, tried, "a line of tests/sinks/texts.txt is missing, or one too many");
}
