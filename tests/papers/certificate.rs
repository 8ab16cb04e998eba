//! Certificates: what was done, what was found, and what is none.

use std::fs;

use super::{page, town};
use crate::world::{World, has, said};

#[test]
fn a_certificate_says_what_was_done_and_what_was_found() {
    insta::assert_snapshot!(page(&town(World::french()).run("certificate GOOD").to_string()), @r"
    Certificat d’effacement
    =======================
    Ville de Valmont atteste que l’opération décrite ci-dessous est inscrite à son
    registre, dans l’état de celui-ci au 23/11/2026.

    Équipement d’origine
    --------------------
      Numéro d’inventaire     PC-1
      Type                    Ordinateur portable
      Constructeur et modèle  Dell Latitude 5400
      Numéro de série         DELL1
      Site                    Mairie

    Support de stockage GOOD
    ------------------------
      Numéro de série                         GOOD
      Modèle                                  Samsung 860
      Type, capacité, chiffrement             SSD, 256 Go, chiffrement inconnu
      Dernier service utilisateur             État civil
      Niveau atteint (NIST SP 800-88 Rev. 2)  NIST Clear, avec réserve
      Procédé                                 Réécriture par logiciel
      Outil et version                        nwipe 0.42
      Vérification                            Relecture complète
      Résultat de la vérification             Réussite
      Date                                    02/02/2026
      Enregistré par                          ana
      Inscription au registre                 événement n° 9, table de calcul du
                                              niveau 2026.1

    Tout le support a été relu après l’opération : la relecture n’a rien trouvé
    d’autre que ce que l’opération devait y laisser. Limite : sur de la mémoire
    flash, une réécriture n’atteint pas les cellules que l’appareil n’adresse plus.
    Elles n’ont pas été traitées.
    Ce certificat dit ce qui a été fait et ce que la vérification a constaté. Il ne
    dit pas qu’aucun procédé, présent ou à venir, ne permettrait de retrouver des
    données.

    Effacement et vérification
      Nom et qualité : ana
      Lieu :
      Date :

    Validation par une seconde personne
      Nom et qualité :
      Lieu :
      Date :
    ");
    insta::assert_snapshot!(page(&town(World::new()).run("certificate GOOD --format md").to_string()), @r"
    # Certificate of sanitisation

    **Ville de Valmont** certifies that the operation described below stands in its record, in the state of 2026-11-23.

    ## Source

    |                        |                    |
    | ---------------------- | ------------------ |
    | Property number        | **PC-1**           |
    | Kind                   | Laptop             |
    | Manufacturer and model | Dell Latitude 5400 |
    | Serial number          | DELL1              |
    | Site                   | Mairie             |

    ## Storage medium GOOD

    |                                       |                                         |
    | ------------------------------------- | --------------------------------------- |
    | Serial number                         | GOOD                                    |
    | Model                                 | Samsung 860                             |
    | Kind, capacity, encryption            | SSD, 256 GB, encryption unknown         |
    | Last used by                          | État civil                              |
    | Level reached (NIST SP 800-88 Rev. 2) | **NIST Clear, with a limit**            |
    | Technique                             | Overwriting by software                 |
    | Tool and version                      | nwipe 0.42                              |
    | Verification                          | Full read-back                          |
    | Result of the verification            | Pass                                    |
    | Date                                  | 2026-02-02                              |
    | Recorded by                           | ana                                     |
    | In the record                         | event 9, level computed by table 2026.1 |

    The whole medium was read back after the operation: nothing was found but what the operation was to leave. Limit: on flash memory, overwriting does not reach the cells that the device no longer addresses. They were not treated.

    This certificate says what was done and what the verification found. It does not say that no means, of today or to come, could bring data back.

    | Sanitisation and verification | Validation by a second person |
    | ----------------------------- | ----------------------------- |
    | Name and position: ana        | Name and position:            |
    | Place:                        | Place:                        |
    | Date:                         | Date:                         |
    ");
}

#[test]
fn what_is_not_sanitised_never_reads_like_a_success() {
    let world = town(World::french());
    insta::assert_snapshot!(page(&world.run("certificate PC-2").to_string()), @r"
    Constat de non-effacement
    =========================
    Ce document n’est pas un certificat d’effacement. Selon le registre de Ville de
    Valmont, dans son état au 23/11/2026, des données peuvent se trouver sur ce qui
    suit.

    Équipement
    ----------
      Numéro d’inventaire     PC-2
      Type                    Ordinateur de bureau
      Constructeur et modèle  non renseigné
      Numéro de série         non renseigné
      Site                    non renseigné

    Support de stockage BAD
    -----------------------
    NON EFFACÉ. La dernière tentative d’effacement a échoué.
      Numéro de série              BAD
      Modèle                       non renseigné
      Type et capacité             Disque dur, capacité non renseignée
      Contenu selon le registre    Contient des données
      Dernier service utilisateur  Voirie
      Dernière opération           Réécriture par logiciel
      Outil et version             nwipe 0.42
      Vérification                 Relecture complète
      Résultat de la vérification  Échec
      Date                         02/02/2026
      Enregistré par               ana
      Inscription au registre      événement n° 17

    Support de stockage GONE
    ------------------------
    Effacé au niveau NIST Destroy. Le support a été détruit : il n’en reste rien à
    relire.
      Numéro de série              GONE
      Modèle                       non renseigné
      Type et capacité             Disque dur, capacité non renseignée
      Contenu selon le registre    Détruit
      Dernier service utilisateur  Voirie
      Dernière opération           Broyage
      Outil et version             HSM HDS 230
      Vérification                 Sans vérification
      Résultat de la vérification  Réussite
      Date                         02/02/2026
      Enregistré par               ana
      Inscription au registre      événement n° 18

    Support de stockage USED
    ------------------------
    NON EFFACÉ. Aucun effacement de ce support n’est enregistré.
      Numéro de série              USED
      Modèle                       non renseigné
      Type et capacité             Disque dur, capacité non renseignée
      Contenu selon le registre    Contient des données
      Dernier service utilisateur  Voirie
      Dernière opération           aucune

    L’organisation exige au moins le niveau NIST Clear (NIST SP 800-88 Rev. 2) avant
    toute sortie.
    ------- stderr -------
    attention : non effacé : BAD, USED. Le document est un constat de non-effacement, pas un certificat
    ");
    let english = town(World::new());
    english.enter(
        "add --kind desktop --tag PC-3 --on 2026-02-01
         media add PC-3 --kind hdd --serial AGAIN --on 2026-02-01
         sanitize AGAIN --action overwrite --verify full --result pass --on 2026-02-02
         deploy PC-3 --to Voirie --on 2026-02-03
         media add stock --kind hdd --serial HALF --on 2026-02-01
         sanitize HALF --action overwrite --on 2026-02-02
         media add stock --kind hdd --serial BLIND --on 2026-02-01
         sanitize BLIND --action overwrite --result pass --on 2026-02-02",
    );
    for (named, because) in [
        ("AGAIN", "outside of the organisation, since its data"),
        ("HALF", "The result of the last attempt to remove its data is not known."),
        ("BLIND", "it was not verified as this technique has to be."),
        ("BAD", "The last attempt to remove its data failed."),
        ("NEVER", "No sanitisation of this medium is recorded."),
        ("USED", "No sanitisation of this medium is recorded."),
    ] {
        let outcome = english.run(&format!("certificate {named} --format md"));
        assert!(outcome.stderr.contains(&format!("not sanitised: {named}")), "{outcome}");
        let page = outcome.success();
        assert!(page.starts_with("# Statement: data not removed\n"), "{page}");
        assert!(page.contains(because) && page.contains("NOT SANITISED"), "{page}");
        assert!(!page.to_lowercase().contains("certifies"), "{page}");
    }
    english.run("policy set sanitization.minimum purge").success();
    let page = english.run("certificate GOOD --format md").success();
    assert!(
        page.contains("(NIST Clear, with a limit) is below the one that the organisation requires"),
        "{page}"
    );
    let page = english.run("certificate GONE").success();
    assert!(page.starts_with("Certificate of sanitisation\n"), "{page}");
    assert!(page.contains("nothing is left of it to be read back"), "{page}");
}

#[test]
fn a_value_of_the_record_prints_as_itself() {
    let world = town(World::new());
    let text = world.run_words(&["certificate", "**x**|<b>"]).success();
    assert!(text.contains("**x**|<b>"), "{text}");
    let md = world.run_words(&["certificate", "**x**|<b>", "--format", "md"]).success();
    assert!(md.contains("\\*\\*x\\*\\*\\|\\<b\\>"), "{md}");
    let html = world.run_words(&["certificate", "**x**|<b>", "--format", "html"]).success();
    assert!(html.contains("<h2>Storage medium **x**|&lt;b&gt;</h2>"), "{html}");
    let json = world.run_words(&["certificate", "**x**|<b>", "BAD", "--json"]).success();
    let lines: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["media"][0]["serial"], "**x**|<b>");
    assert_eq!(
        (&lines[0]["sanitised"], &lines[1]["sanitised"], &lines[1]["media"][0]["unclean"]),
        (&true.into(), &false.into(), &"failed".into())
    );
}

#[test]
fn many_certificates_are_one_pdf_of_a_page_each() {
    let world = town(World::french());
    let said_so = world.pipe("certificate - -o tous.pdf", "GOOD\nBAD\nGONE\n**x**|<b>\n");
    assert!(said_so.stderr.contains("non effacé\u{a0}: BAD"), "{said_so}");
    let _ = said_so.success();
    let again = world.pipe("certificate - -o encore.pdf", "GOOD\nBAD\nGONE\n**x**|<b>\n");
    let _ = again.success();
    let bytes = fs::read(world.path("tous.pdf")).unwrap();
    assert_eq!(bytes, fs::read(world.path("encore.pdf")).unwrap());
    let source = String::from_utf8_lossy(&bytes);
    for word in ["/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/AA"] {
        assert!(!source.contains(word), "{word} in a page");
    }
    assert_eq!(world.pipe("certificate - -o rien.pdf", "").status, 0);
    assert!(!world.path("rien.pdf").exists());
    if !has("poppler", "pdftotext") {
        return;
    }
    assert!(said(&world, "pdfinfo", &["tous.pdf"]).contains("Pages:           4"));
    let pages = said(&world, "pdftotext", &["-layout", "tous.pdf", "-"]);
    let pages: Vec<&str> = pages.split('\u{c}').collect();
    for (page, title) in pages.iter().zip(["Certificat", "Constat", "Certificat", "Certificat"]) {
        assert!(page.trim_start().starts_with(title) && page.contains("Page 1/1"), "{page}");
    }
}

#[test]
fn what_awaits_a_second_person_was_erased_and_is_no_certificate() {
    let world = town(World::french());
    world.enter("policy set sanitization.second_person on");
    let outcome = world.run("certificate GOOD --format md");
    let warned = page(&outcome.stderr);
    assert!(
        warned.contains("effacé, non validé : GOOD. Le document le dit et n’est pas un certificat"),
        "{warned}"
    );
    assert!(!warned.contains("non effacé"), "{warned}");
    let said = page(&outcome.success());
    assert!(said.starts_with("# Constat d’effacement non validé\n"), "{said}");
    assert!(
        said.contains("**EFFACÉ, NON VALIDÉ.** Niveau NIST Clear, avec réserve. Le résultat n’a pas"),
        "{said}"
    );
    assert!(!said.contains("NON EFFACÉ") && !said.contains("des données peuvent"), "{said}");
    // Beside what was never erased, each is said for what it is.
    let mixed = world.run("certificate PC-2 --format md");
    let warned = page(&mixed.stderr);
    assert!(
        warned.contains("non effacé : BAD, USED.") && warned.contains("effacé, non validé : GONE."),
        "{warned}"
    );
    let said = page(&mixed.success());
    assert!(said.starts_with("# Constat de non-effacement\n"), "{said}");
    assert_eq!(
        (said.matches("**NON EFFACÉ.**").count(), said.matches("**EFFACÉ, NON VALIDÉ.**").count()),
        (2, 1)
    );
    world.enter("--actor Paul sanitize validate GOOD");
    assert!(world.run("certificate GOOD").success().starts_with("Certificat d’effacement\n"));
    let english = town(World::new());
    english.enter("policy set sanitization.second_person on");
    let outcome = english.run("certificate GOOD");
    assert!(outcome.stderr.contains("sanitised, not validated: GOOD."), "{outcome}");
    assert!(outcome.success().contains("SANITISED, NOT VALIDATED."));
}

#[test]
fn what_is_signed_stands_with_the_places_to_sign() {
    if !has("poppler", "pdftotext") {
        return;
    }
    let world = town(World::french());
    let log = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/erasures/nwipe-two.log");
    fs::copy(log, world.path("nwipe-two.log")).unwrap();
    world.enter(
        "add --kind laptop --tag A1 --manufacturer Dell --model 'Latitude 5400' --on 2026-01-05
         media add A1 --kind hdd --serial 66E3S0A1S --on 2026-01-05",
    );
    world.run("--actor Ana sanitize import nwipe-two.log").success();
    world.enter(
        "decommission A1 --act 2026-DEL-4
         lot add LOT-2026-0001 A1
         --actor Paul sanitize validate A1
         lot ship LOT-2026-0001",
    );
    world.run("certificate A1 -o a1.pdf").success();
    let pages = said(&world, "pdftotext", &["-layout", "a1.pdf", "-"]);
    let signed =
        pages.split('\u{c}').find(|page| page.contains("Validation par une seconde personne")).unwrap();
    assert!(signed.contains("Ce certificat dit ce qui a été fait"), "{pages}");
}

#[test]
fn the_same_is_certified_once() {
    let world = town(World::new());
    let titles = |named: &str| {
        let said = world.pipe("certificate - --format md", named).success();
        said.lines().filter(|line| line.starts_with("# ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (done, not) = ("# Certificate of sanitisation", "# Statement: data not removed");
    assert_eq!(titles("GOOD\nPC-1\nDELL1\nGOOD\n"), [done]);
    assert_eq!(titles("PC-2\nBAD\n"), [not]);
    // What is destroyed keeps its certificate beside the statement on its asset.
    assert_eq!(titles("PC-2\nGONE\nPC-1\n"), [not, done, done]);
}
