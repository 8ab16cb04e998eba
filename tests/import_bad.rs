//! Files that cannot be imported: each fault is named with its line and column, and nothing comes in.

use insta::assert_snapshot;

use crate::world::World;

/// A file that is wrong, as bytes.
const BAD: [(&str, &[u8]); 10] = [
    ("vide.csv", b""),
    ("en-tete.csv", b"tag;kind;serial\n"),
    ("binaire.csv", b"PK\x03\x04\x00\x00"),
    ("guillemet.csv", b"tag;kind;model\nA1;laptop;\"Lat 5\nA2;laptop;Lat 6\n"),
    ("deux-colonnes.csv", b"tag;kind;serial;N\xb0 de s\xe9rie\nA1;laptop;S1;S2\n"),
    ("doublon.csv", b"tag;kind;serial\nA1;laptop;S1\nA2;laptop;S2\na1;laptop;S2\n"),
    ("jour.csv", b"tag;kind;purchase_date\nA1;laptop;31/02/2024\nA2;laptop;28/02/2024\n"),
    ("prix.csv", b"tag;kind;price\nA1;laptop;gratuit\n"),
    ("ordre.csv", b"Asset Tag,Category,Purchase Date\nA1,Laptop,5/3/19\n"),
    ("modeles.csv", b"Name,Category,Manufacturer,Min Qty\nLat 5,Laptops,Dellux,10\n"),
];

/// What is said of each bad file, where nothing is recorded for any.
fn said(world: &World) -> String {
    let mut said = String::new();
    let before = world.log();
    for (name, content) in BAD {
        world.write(name, content);
        let outcome = world.run(&format!("import {name}"));
        assert_eq!((outcome.status, outcome.stdout.as_str()), (4, ""), "{outcome}");
        said.push_str(&outcome.stderr);
    }
    assert_eq!(world.log(), before);
    said
}

#[test]
fn a_bad_file_is_named_with_its_line_and_its_column() {
    assert_snapshot!(said(&World::new().with_record()), @r"
    error: vide.csv: one error, nothing was imported
      line 1: this file is empty
    hint: correct the file, then check it without recording: `rebond import vide.csv --dry-run`
    error: en-tete.csv: one error, nothing was imported
      line 1: this file has no row under its header
    hint: correct the file, then check it without recording: `rebond import en-tete.csv --dry-run`
    error: binaire.csv: one error, nothing was imported
      line 1: this is no text but a binary file: export it as CSV
    hint: correct the file, then check it without recording: `rebond import binaire.csv --dry-run`
    error: guillemet.csv: one error, nothing was imported
      line 2, column “model”: this cell begins with a quote that never closes: close it, or double each quote inside
    hint: correct the file, then check it without recording: `rebond import guillemet.csv --dry-run`
    error: deux-colonnes.csv: one error, nothing was imported
      line 1, column “N° de série”: this column gives the same as column “serial”, and line 2 has two values: keep one of them, or say which with `--map serial=…`
    hint: correct the file, then check it without recording: `rebond import deux-colonnes.csv --dry-run`
    error: doublon.csv: 2 errors, nothing was imported
      line 4, column “tag”: “a1” is a tag or alias of line 2 already: keep it in one row
      line 4, column “serial”: “S2” is the serial of line 3 already, of the same manufacturer: keep one row
    hint: correct the file, then check it without recording: `rebond import doublon.csv --dry-run`
    error: jour.csv: one error, nothing was imported
      line 2, column “purchase_date”: “31/02/2024” is no day that exists, written `2024-02-28` or `28/02/2024`
    hint: correct the file, then check it without recording: `rebond import jour.csv --dry-run`
    error: prix.csv: one error, nothing was imported
      line 2, column “price”: “gratuit” is no amount of money, written `1234.56` or `1234,56`
    hint: correct the file, then check it without recording: `rebond import prix.csv --dry-run`
    error: ordre.csv: one error, nothing was imported
      line 2, column “Purchase Date”: “5/3/19” does not say which number is the day and which the month, nor does any other row: say it with `--date-order dmy` or `--date-order mdy`
    hint: correct the file, then check it without recording: `rebond import ordre.csv --dry-run`
    error: modeles.csv: one error, nothing was imported
      line 1: this table lists no single assets, as its column “Min Qty” shows
    hint: correct the file, then check it without recording: `rebond import modeles.csv --dry-run`
    ");
}

#[test]
fn a_bad_file_is_named_in_french_too() {
    assert_snapshot!(said(&World::french().with_record()), @r"
    erreur : vide.csv : une erreur, rien n’a été importé
      ligne 1 : le fichier est vide
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import vide.csv --dry-run`
    erreur : en-tete.csv : une erreur, rien n’a été importé
      ligne 1 : le fichier n’a aucune ligne sous son en-tête
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import en-tete.csv --dry-run`
    erreur : binaire.csv : une erreur, rien n’a été importé
      ligne 1 : ce n’est pas du texte mais un fichier binaire : l’exporter en CSV
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import binaire.csv --dry-run`
    erreur : guillemet.csv : une erreur, rien n’a été importé
      ligne 2, colonne « model » : la cellule commence par un guillemet qui n’est jamais fermé : le fermer, ou doubler chaque guillemet du texte
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import guillemet.csv --dry-run`
    erreur : deux-colonnes.csv : une erreur, rien n’a été importé
      ligne 1, colonne « N° de série » : la colonne donne la même chose que la colonne « serial », et la ligne 2 a deux valeurs : n’en garder qu’une, ou dire laquelle par `--map serial=…`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import deux-colonnes.csv --dry-run`
    erreur : doublon.csv : 2 erreurs, rien n’a été importé
      ligne 4, colonne « tag » : « a1 » est déjà le numéro d’inventaire ou un alias de la ligne 2 : ne garder qu’une ligne
      ligne 4, colonne « serial » : « S2 » est déjà le numéro de série de la ligne 3, du même fabricant : ne garder qu’une ligne
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import doublon.csv --dry-run`
    erreur : jour.csv : une erreur, rien n’a été importé
      ligne 2, colonne « purchase_date » : « 31/02/2024 » n’est pas un jour qui existe, écrit `28/02/2024` ou `2024-02-28`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import jour.csv --dry-run`
    erreur : prix.csv : une erreur, rien n’a été importé
      ligne 2, colonne « price » : « gratuit » n’est pas un montant, écrit `1234,56` ou `1234.56`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import prix.csv --dry-run`
    erreur : ordre.csv : une erreur, rien n’a été importé
      ligne 2, colonne « Purchase Date » : « 5/3/19 » ne dit pas lequel des nombres est le jour et lequel est le mois, et aucune autre ligne ne le montre : le préciser par `--date-order dmy` ou `--date-order mdy`
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import ordre.csv --dry-run`
    erreur : modeles.csv : une erreur, rien n’a été importé
      ligne 1 : le tableau ne décrit pas des équipements un par un, comme le montre sa colonne « Min Qty »
    conseil : corriger le fichier, puis le vérifier sans rien enregistrer : `rebond import modeles.csv --dry-run`
    ");
}

#[test]
fn what_begins_a_line_inside_a_cell_is_a_space_or_is_refused_by_name() {
    let world = World::new().with_record();
    world.write(
        "lignes.csv",
        "tag;kind;model;service\nA1;laptop;\"Lat\n5\";\"Urba\n nisme\"\nA2;laptop;\"Lat\r5\";DSI\nA3;laptop;\"Lat\r\n5\";DSI\n",
    );
    world.run("import lignes.csv").success();
    for tag in ["A1", "A2", "A3"] {
        assert_eq!(world.fact(tag, "model"), "Lat 5", "{tag}");
    }
    assert_eq!(world.fact("A1", "service"), "Urba nisme");
    let before = world.log();
    for (cell, place) in [
        ("a\u{2028}b", "line 2, column “model”: “a\\u{2028}b”"),
        ("a\u{2029}b", "line 2, column “model”: “a\\u{2029}b”"),
        ("a\u{85}b", "line 2, column “model”: “a\\u{85}b”"),
        ("a\u{b}b", "line 2, column “model”: “a\\u{b}b”"),
        ("a\u{c}b", "line 2, column “model”: “a\\u{c}b”"),
        ("a\0b", "line 2"),
    ] {
        world.write("mauvaise.csv", format!("tag;kind;model\nB1;laptop;{cell}\n"));
        let said = world.run("import mauvaise.csv").failure(4);
        assert!(said.contains(place), "{cell:?}: {said}");
    }
    assert_eq!(world.log(), before);
}

/// As many cells as a row of a spreadsheet can have.
#[test]
fn a_row_as_wide_as_a_spreadsheet_is_read_or_refused_by_its_line() {
    const WIDE: usize = 16_384;
    let world = World::new().with_record();
    let more = |cell: &str| format!(";{cell}").repeat(WIDE - 2);
    let names: Vec<_> = (2..WIDE).map(|at| format!(";colonne {at}")).collect();
    let names = names.concat();
    world.write("large.csv", format!("tag;kind{names}\nW1;laptop{}\n", more("x")));
    let said = world.run("--json import large.csv").json();
    assert_eq!((&said["added"], said["remarks"].as_array().unwrap().len()), (&1.into(), WIDE - 2));
    world.write("vides.csv", format!("tag;kind{}\nW2;laptop{}\n", more(""), more("")));
    assert_eq!(world.run("--json import vides.csv").json()["added"], 1);
    let before = world.log();
    for (name, header, row) in [("plus", "", more("x")), ("moins", names.as_str(), String::new())] {
        world.write("large.csv", format!("tag;kind{header}\nW3;laptop{row}\n"));
        let outcome = world.run("import large.csv");
        if name == "plus" {
            let said = outcome.failure(4);
            assert!(said.contains("line 2: this row has 16384 cells where the header has 2"), "{said}");
        } else {
            // Cells that a row ends without are empty.
            outcome.success();
        }
    }
    assert_eq!(world.head(), before.lines().count() + 1);
}
