//! What is said of arguments that cannot be read.

use std::{ffi::OsString, os::unix::ffi::OsStringExt};

use super::{argv, error, read, refusal};
use crate::{cli::args::Stop, lang::Lang};

const LINES: &[&str] = &[
    "rebond add --kind labtop --tag X",
    "rebond add --kind laptop --purchased 31/02/2026",
    "rebond add --kind laptop --price-ht -5",
    "rebond add --tag X",
    "rebond add --kind laptop --serail 12",
    "rebond add --kind laptop --serial",
    "rebond add --kind laptop --tag A --tag B",
    "rebond add --kind laptop --json=yes",
    "rebond add --kind laptop --mass 0",
    "rebond show A B",
    "rebond move A",
    "rebond decommission A --waste --when-collected",
    "rebond lot shp",
    "rebond lot",
    "rebond lot ship",
    "rebond void x --reason mistyped",
    "rebond list --older-than 10",
    "rebond report decree --period 2026-06-30..2026-01-01",
    "rebond label A --size big -o -",
    "rebond show A --cmd 12",
    "rebond help lto",
];

fn all(lang: Lang) -> String {
    let said: Vec<_> = LINES.iter().map(|line| format!("$ {line}\n{}", error(lang, line))).collect();
    said.join("\n\n")
}

#[test]
fn errors_in_french() {
    insta::assert_snapshot!(all(Lang::Fr), @r"
    $ rebond add --kind labtop --tag X
    --kind : « labtop » est illisible ; choisir parmi laptop, desktop, mini_pc, all_in_one, workstation, thin_client, server, nas, tablet, smartphone, phone, monitor, printer, multifunction, projector, network, dock, peripheral, other
      vouliez-vous dire laptop ?
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --purchased 31/02/2026
    --purchased : « 31/02/2026 » est illisible ; écrire un jour qui existe, comme 2026-03-15 ou 15/03/2026
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --price-ht -5
    --price-ht : « -5 » est illisible ; écrire un montant en euros, positif ou nul, comme 150 ou 150,50
      pour en savoir plus : rebond add --help

    $ rebond add --tag X
    il manque --kind
      usage : rebond add [OPTIONS] --kind <TYPE>
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --serail 12
    « --serail » n’est pas attendu ici
      vouliez-vous dire --serial ?
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --serial
    il manque une valeur à --serial
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --tag A --tag B
    --tag est donné plusieurs fois
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --json=yes
    --json ne prend pas de valeur, or « yes » est donné
      pour en savoir plus : rebond add --help

    $ rebond add --kind laptop --mass 0
    --mass : « 0 » est illisible ; écrire une masse non nulle, en grammes comme 1650, ou comme 1,65kg
      pour en savoir plus : rebond add --help

    $ rebond show A B
    « B » n’est pas attendu ici
      usage : rebond show [OPTIONS] <ÉQUIPEMENT>
      pour en savoir plus : rebond show --help

    $ rebond move A
    il manque --to ou --site ou --holder
      usage : rebond move [OPTIONS] <--to <SERVICE>|--site <SITE>|--holder <TIERS>> <ÉQUIPEMENT>...
      pour en savoir plus : rebond move --help

    $ rebond decommission A --waste --when-collected
    --waste ne peut aller avec --when-collected
      pour en savoir plus : rebond decommission --help

    $ rebond lot shp
    il n’y a pas de commande « shp »
      vouliez-vous dire ship ?
      pour en savoir plus : rebond lot --help

    $ rebond lot
    rebond lot demande une commande à sa suite
      commandes : new, edit, add, drop, show, list, undertake, ship, prove, return, slip, cancel
      pour en savoir plus : rebond lot --help

    $ rebond lot ship
    il manque <LOT>
      usage : rebond lot ship [OPTIONS] <LOT> [ÉQUIPEMENT]...
      pour en savoir plus : rebond lot ship --help

    $ rebond void x --reason mistyped
    <ÉVÉNEMENT> : « x » est illisible ; écrire un nombre entier, comme 42
      pour en savoir plus : rebond void --help

    $ rebond list --older-than 10
    --older-than : « 10 » est illisible ; écrire des années ou des mois entiers, comme 10a ou 18m
      pour en savoir plus : rebond list --help

    $ rebond report decree --period 2026-06-30..2026-01-01
    --period : « 2026-06-30..2026-01-01 » est illisible ; le premier jour d’une période ne suit pas le dernier
      pour en savoir plus : rebond report --help

    $ rebond label A --size big -o -
    --size : « big » est illisible ; écrire une largeur et une hauteur en millimètres, comme 62x29
      pour en savoir plus : rebond label --help

    $ rebond show A --cmd 12
    --cmd : « 12 » est illisible ; écrire un UUID, comme 01930c5e-8a10-7cc2-9d4e-0f3a5b6c7d8e
      pour en savoir plus : rebond show --help

    $ rebond help lto
    il n’y a pas de commande « lto »
      vouliez-vous dire lot ?
      pour en savoir plus : rebond --help
    ");
}

#[test]
fn errors_in_english() {
    insta::assert_snapshot!(all(Lang::En), @r"
    $ rebond add --kind labtop --tag X
    --kind: “labtop” cannot be read; give one of laptop, desktop, mini_pc, all_in_one, workstation, thin_client, server, nas, tablet, smartphone, phone, monitor, printer, multifunction, projector, network, dock, peripheral, other
      did you mean laptop?
      for more: rebond add --help

    $ rebond add --kind laptop --purchased 31/02/2026
    --purchased: “31/02/2026” cannot be read; give a day that exists, as 2026-03-15
      for more: rebond add --help

    $ rebond add --kind laptop --price-ht -5
    --price-ht: “-5” cannot be read; give an amount in euros, zero or more, as 150 or 150.50
      for more: rebond add --help

    $ rebond add --tag X
    --kind is missing
      usage: rebond add [OPTIONS] --kind <KIND>
      for more: rebond add --help

    $ rebond add --kind laptop --serail 12
    “--serail” is not expected here
      did you mean --serial?
      for more: rebond add --help

    $ rebond add --kind laptop --serial
    --serial needs a value
      for more: rebond add --help

    $ rebond add --kind laptop --tag A --tag B
    --tag is given more than once
      for more: rebond add --help

    $ rebond add --kind laptop --json=yes
    --json takes no value, yet “yes” is given
      for more: rebond add --help

    $ rebond add --kind laptop --mass 0
    --mass: “0” cannot be read; give a mass above zero, in grams as 1650, or as 1.65kg
      for more: rebond add --help

    $ rebond show A B
    “B” is not expected here
      usage: rebond show [OPTIONS] <ASSET>
      for more: rebond show --help

    $ rebond move A
    --to or --site or --holder is missing
      usage: rebond move [OPTIONS] <--to <SERVICE>|--site <SITE>|--holder <PARTY>> <ASSET>...
      for more: rebond move --help

    $ rebond decommission A --waste --when-collected
    --waste cannot be given together with --when-collected
      for more: rebond decommission --help

    $ rebond lot shp
    there is no command “shp”
      did you mean ship?
      for more: rebond lot --help

    $ rebond lot
    rebond lot needs a command after it
      commands: new, edit, add, drop, show, list, undertake, ship, prove, return, slip, cancel
      for more: rebond lot --help

    $ rebond lot ship
    <LOT> is missing
      usage: rebond lot ship [OPTIONS] <LOT> [ASSET]...
      for more: rebond lot ship --help

    $ rebond void x --reason mistyped
    <SEQ>: “x” cannot be read; give a whole number, as 42
      for more: rebond void --help

    $ rebond list --older-than 10
    --older-than: “10” cannot be read; give whole years or months, as 10y or 18m
      for more: rebond list --help

    $ rebond report decree --period 2026-06-30..2026-01-01
    --period: “2026-06-30..2026-01-01” cannot be read; the first day of a period is not after the last
      for more: rebond report --help

    $ rebond label A --size big -o -
    --size: “big” cannot be read; give a width and a height in millimetres, as 62x29
      for more: rebond label --help

    $ rebond show A --cmd 12
    --cmd: “12” cannot be read; give a UUID, as 01930c5e-8a10-7cc2-9d4e-0f3a5b6c7d8e
      for more: rebond show --help

    $ rebond help lto
    there is no command “lto”
      did you mean lot?
      for more: rebond --help
    ");
}

#[test]
fn what_could_harm_the_screen_is_made_visible_and_what_is_long_is_cut() {
    let site = |bytes: Vec<u8>| {
        let line = [argv("rebond collect A --site"), vec![OsString::from_vec(bytes)]].concat();
        refusal(Lang::En, line).lines().next().unwrap_or_default().to_owned()
    };
    insta::assert_snapshot!(site(b"a\x1b[31m".to_vec()), @r#"--site: “a\u{1b}[31m” cannot be read; give a text without control characters"#);
    insta::assert_snapshot!(site(b"a\xffb".to_vec()), @"--site: “a�b” cannot be read; give a text in UTF-8");
    insta::assert_snapshot!(site(vec![b'x'; 5000]), @"--site: “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” cannot be read; 5000 bytes are given, where at most 4096 are kept");
    insta::assert_snapshot!(site(b" ".to_vec()), @"--site: “ ” cannot be read; give a text that is not empty");
}

#[test]
fn arguments_that_are_not_utf_8_are_refused_wherever_they_stand() {
    for line in ["rebond", "rebond show", "rebond lot", "rebond add --kind", "rebond add --on"] {
        refusal(Lang::Fr, [argv(line), vec![OsString::from_vec(vec![0xff])]].concat());
    }
}

#[test]
fn the_version_is_the_same_wherever_it_is_asked_for() {
    let version = Stop::Version(format!("rebond {}\n", env!("CARGO_PKG_VERSION")));
    for line in ["rebond --version", "rebond -V", "rebond --lang fr --version"] {
        assert_eq!(read(Lang::Fr, line).err(), Some(version.clone()), "{line}");
    }
}
