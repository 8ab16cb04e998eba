//! Documents on paper: what they say, in which form, and that a page is one.

use std::{fs, os::unix::fs::PermissionsExt};

use crate::world::{World, has, said};

/// The words of a PDF, one space between two.
fn words(world: &World, file: &str) -> String {
    said(world, "pdftotext", &["-layout", file, "-"]).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reported(world: World) -> World {
    let world = world.with_record();
    world.run("add --kind laptop --tag PC-1 --first-use 2022-01-10 --service 'État civil <b>'").success();
    world.run("media add PC-1 --kind ssd --serial S1").success();
    world
}

#[test]
fn a_report_is_a_tagged_pdf_of_the_same_bytes_each_time() {
    let world = reported(World::french());
    let made = |name: &str| {
        world.run(&format!("report decree --period 2026 --explain -o {name}")).success();
        fs::read(world.path(name)).unwrap()
    };
    let pdf = made("one.pdf");
    assert_eq!(pdf, made("two.pdf"));
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let mode = fs::metadata(world.path("one.pdf")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    if !has("poppler", "pdftotext") {
        return;
    }
    let info = said(&world, "pdfinfo", &["one.pdf"]);
    for expected in ["Tagged:          yes", "Title:           Ville de Valmont – Taux de réemploi", "(A4)"]
    {
        assert!(info.contains(expected), "{expected}: {info}");
    }
    let tree = said(&world, "pdfinfo", &["-struct", "one.pdf"]);
    for tag in ["H1", "H2", "P (block)", "Table (block)", "TH", "/Scope /Row", "TD", "L (block)", "LI"] {
        assert!(tree.contains(tag), "{tag}: {tree}");
    }
    let page = words(&world, "one.pdf");
    for expected in ["Taux réglementaire", "Objectif de l’année", "Registre à l’événement n°", "Page 1/2"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let fonts = said(&world, "pdffonts", &["one.pdf"]);
    let embedded = |line: &&str| line.contains("IBMPlex") && line.contains("yes yes yes");
    assert_eq!(fonts.lines().filter(embedded).count(), 3, "{fonts}");
}

#[test]
fn a_report_is_one_file_of_html_in_which_a_name_is_text() {
    let world = reported(World::new());
    world.run("move PC-1 --to '<script>alert(1)</script>'").success();
    world.run("collect PC-1").success();
    world.run("triage PC-1 --decision recondition").success();
    world.run("media add PC-1 --kind ssd --serial S2").success();
    world.run("sanitize PC-1 --action ata_sanitize_block --verify status --result pass").success();
    world.run("ready PC-1 --functional F5 --cosmetic C4").success();
    world.run("deploy PC-1 --to '<script>alert(1)</script>'").success();
    world.run("report reuse --period 2026 -o page.html").success();
    let page = fs::read_to_string(world.path("page.html")).unwrap();
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    for forbidden in ["<script", "http://", "https://"] {
        assert!(!page.contains(forbidden), "{forbidden}: {page}");
    }
    for expected in ["<th scope=\"col\">", "<th scope=\"row\">", "@media print", "prefers-color-scheme: dark"]
    {
        assert!(page.contains(expected), "{expected}");
    }
    assert_eq!(world.run("report reuse --period 2026 --format html").success(), page);
}

/// A town with media in every situation, and a gift.
fn town(world: World) -> World {
    let world = world.with_record();
    world.enter(
        "party add 'Les Amis du Clic' --kind association --siret 732829320
         add --kind laptop --tag PC-1 --manufacturer Dell --model 'Latitude 5400' --serial DELL1 --on 2024-01-08
         media add PC-1 --kind ssd --serial GOOD --model 'Samsung 860' --capacity 256GB --on 2024-01-08
         deploy PC-1 --to 'État civil' --site Mairie --on 2024-01-09
         collect PC-1 --on 2026-02-01
         sanitize GOOD --action overwrite --tool 'nwipe 0.42' --verify full --result pass --on 2026-02-02
         decommission PC-1 --act 2026-DEL-4 --on 2026-02-03
         add --kind desktop --tag PC-2 --on 2024-01-08
         media add PC-2 --kind hdd --serial BAD --on 2024-01-08
         media add PC-2 --kind hdd --serial GONE --on 2024-01-08
         media add PC-2 --kind hdd --serial USED --on 2024-01-08
         deploy PC-2 --to Voirie --on 2024-01-09
         collect PC-2 --on 2026-02-01
         sanitize BAD --action overwrite --tool 'nwipe 0.42' --verify full --result fail --on 2026-02-02
         sanitize GONE --action shred --tool 'HSM HDS 230' --result pass --on 2026-02-02
         media add stock --kind ssd --serial NEVER --on 2024-01-08
         media add stock --kind hdd --serial '**x**|<b>' --on 2024-01-08
         sanitize '**x**|<b>' --action overwrite --verify sample --result pass --on 2026-02-02
         lot new --channel body_gift --to 'Les Amis du Clic' --legal-basis 'L3212-2 3°' --act 2026-DEL-5 --unit-value 120 --value-method 'cote de reprise' --on 2026-02-03
         lot add LOT-2026-0001 PC-1 --on 2026-02-03
         lot new --channel waste --waste-code '16 02 14' --on 2026-02-03",
    );
    world
}

/// A page with its hash named and its unbreakable spaces plain.
fn page(text: &str) -> String {
    let hash = text.lines().find(|line| line.len() == 64 && !line.contains(' ')).unwrap_or("no hash");
    text.replace(hash, "HASH").replace(['\u{a0}', '\u{202f}'], " ")
}

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
fn a_slip_has_what_two_parties_sign() {
    let world = town(World::french());
    insta::assert_snapshot!(page(&world.run("lot slip LOT-2026-0001 --format md").to_string()), @r"
    # Bordereau de remise LOT-2026-0001

    **Projet : rien de ce lot n’a encore été remis.** Établi d’après le registre au 23/11/2026.

    |                         |                                                                   |
    | ----------------------- | ----------------------------------------------------------------- |
    | Remettant               | **Ville de Valmont**                                              |
    | Destinataire            | **Les Amis du Clic**                                              |
    | Qualité du destinataire | Association ou fondation                                          |
    | SIRET ou SIREN          | 732829320                                                         |
    | Mode de sortie          | Don à une association ou à un organisme                           |
    | Acte                    | 2026-DEL-5                                                        |
    | Fondement               | L3212-2 3° (code général de la propriété des personnes publiques) |
    | Nombre de pièces        | 1                                                                 |
    | Masse totale            | 1,65 kg (estimée)                                                 |

    ## Matériel

    | Code | Équipement                                      | Numéro de série | Supports de stockage                  |             Masse |
    | ---- | ----------------------------------------------- | --------------- | ------------------------------------- | ----------------: |
    | PC-1 | **PC-1** Ordinateur portable Dell Latitude 5400 | DELL1           | GOOD (SSD) : NIST Clear, avec réserve | 1,65 kg (estimée) |

    Les niveaux d’effacement indiqués sont ceux de NIST SP 800-88 Rev. 2 ; chaque support peut faire l’objet d’un certificat.

    | Pour Ville de Valmont | Pour Les Amis du Clic |
    | --------------------- | --------------------- |
    | Nom et qualité :      | Nom et qualité :      |
    | Date :                | Date :                |
    ");
    insta::assert_snapshot!(page(&town(World::new()).run("lot slip LOT-2026-0001").to_string()), @r"
    Hand-over slip LOT-2026-0001
    ============================
    Draft: nothing of this lot has been handed over yet. Made from the record of
    2026-11-23.
      From               Ville de Valmont
      To                 Les Amis du Clic
      Kind of recipient  Association or foundation
      SIRET or SIREN     732829320
      Way out            Gift to an association or a body
      Act                2026-DEL-5
      Legal basis        L3212-2 3° (code général de la propriété des personnes
                         publiques)
      Pieces             1
      Mass of all        1.65 kg (estimated)

    Equipment
    ---------
                                   Serial
      Code  Asset                  number  Storage media                        Mass
      ----  ---------------------  ------  --------------------  -------------------
      PC-1  PC-1 Laptop Dell       DELL1   GOOD (SSD): NIST
            Latitude 5400                  Clear, with a limit   1.65 kg (estimated)
    Levels of sanitisation are those of NIST SP 800-88 Rev. 2; there can be a
    certificate for each medium.

    For Ville de Valmont
      Name and position:
      Date:

    For Les Amis du Clic
      Name and position:
      Date:
    ");
    world.run("lot ship LOT-2026-0001 --on 2026-02-05").success();
    let page = world.run("lot slip LOT-2026-0001").success();
    assert!(page.contains("Remis le 05/02/2026.") && !page.contains("Projet"), "{page}");
}

#[test]
fn the_annex_on_a_gift_names_its_articles_and_other_lots_have_none() {
    let world = town(World::french());
    insta::assert_snapshot!(page(&world.run("lot slip LOT-2026-0001 --annex").to_string()), @r"
    Annexe à la convention de don – LOT-2026-0001
    =============================================
    Projet : rien de ce lot n’a encore été remis. Établi d’après le registre au
    23/11/2026.
      Donateur                 Ville de Valmont
      Bénéficiaire             Les Amis du Clic
      Qualité du bénéficiaire  Association ou fondation
      SIRET ou SIREN           732829320
      Acte                     2026-DEL-5
      Fondement                code général de la propriété des personnes publiques,
                               L3212-2 3°

    Article 1 – Objet
    -----------------
    Les biens listés à l’article 5, au nombre de 1, sont cédés gratuitement au
    bénéficiaire, au titre de l’article L3212-2 3° du code général de la propriété
    des personnes publiques et, pour une collectivité territoriale, de l’article
    L3212-3 du même code.

    Article 2 – Valeur unitaire
    ---------------------------
    La valeur unitaire de chaque bien figure à l’article 5. Elle a été établie selon
    la méthode suivante : cote de reprise. Aucune ne dépasse le plafond de 300,00 €
    (même code, articles D3212-3 et suivants).

    Article 3 – Engagements du bénéficiaire
    ---------------------------------------
    - Ne pas revendre les biens reçus, sauf cession à un prix solidaire dans le cas
      et les limites du décret n° 2022-1413 du 7 novembre 2022.
    - Les employer à l’activité au titre de laquelle il est bénéficiaire.
    - Prendre les biens dans l’état où ils se trouvent, sans garantie de
      fonctionnement du donateur.
    - En fin d’usage, les remettre à une filière agréée de déchets d’équipements
      électriques et électroniques (code de l’environnement, articles R543-172 et
      suivants).

    Article 4 – Données
    -------------------
    Les supports de stockage ont été traités au niveau indiqué à l’article 5, au
    sens de NIST SP 800-88 Rev. 2. Si le bénéficiaire y trouve des données, il en
    informe le donateur sans les consulter ni les communiquer.

    Article 5 – Biens cédés
    -----------------------
                                   Numéro
                                   de                                         Valeur
      N°  Équipement               série   Supports de stockage     Nombre  unitaire
      --  -----------------------  ------  -----------------------  ------  --------
          PC-1 Ordinateur          DELL1   GOOD (SSD) : NIST
          portable Dell Latitude           Clear, avec réserve
       1  5400                                                           1  120,00 €
    Valeur totale : 120,00 €. Masse totale : 1,65 kg (estimée).

    Pour Ville de Valmont
      Nom et qualité :
      Date :

    Pour Les Amis du Clic
      Nom et qualité :
      Date :
    ");
    insta::assert_snapshot!(town(World::new()).run("lot slip LOT-2026-0001 --annex --format md"), @r"
    # Annex to the agreement on a gift – LOT-2026-0001

    **Draft: nothing of this lot has been handed over yet.** Made from the record of 2026-11-23.

    |                   |                                                                  |
    | ----------------- | ---------------------------------------------------------------- |
    | Donor             | **Ville de Valmont**                                             |
    | Recipient         | **Les Amis du Clic**                                             |
    | Kind of recipient | Association or foundation                                        |
    | SIRET or SIREN    | 732829320                                                        |
    | Act               | 2026-DEL-5                                                       |
    | Legal basis       | code général de la propriété des personnes publiques, L3212-2 3° |

    ## Article 1 – Object

    What is listed in article 5 (1 in number) is given to the recipient free of charge, under article L3212-2 3° of the code général de la propriété des personnes publiques and, where the donor is a local authority, article L3212-3 of the same code.

    ## Article 2 – Unit value

    The unit value of each thing stands in article 5. It was found by this method: cote de reprise. None is above the cap of €300.00 (same code, articles D3212-3 and following).

    ## Article 3 – Undertakings of the recipient

    - Not to resell what is received, save at a solidarity price in the case and within the limits of décret n° 2022-1413 of 7 November 2022.
    - To use it for the activity by which the recipient qualifies.
    - To take it in the state in which it is, without warranty of the donor that it works.
    - To hand it, at the end of its use, to an approved channel for waste electrical and electronic equipment (code de l’environnement, articles R543-172 and following).

    ## Article 4 – Data

    The storage media were treated to the level stated in article 5, as meant by NIST SP 800-88 Rev. 2. A recipient who finds data on them tells the donor, and neither reads nor passes it on.

    ## Article 5 – What is given

    |  No | Asset                              | Serial number | Storage media                        | Number | Unit value |
    | --: | ---------------------------------- | ------------- | ------------------------------------ | -----: | ---------: |
    |   1 | **PC-1** Laptop Dell Latitude 5400 | DELL1         | GOOD (SSD): NIST Clear, with a limit |      1 |    €120.00 |

    Value of all: €120.00. Mass of all: 1.65 kg (estimated).

    | For Ville de Valmont | For Les Amis du Clic |
    | -------------------- | -------------------- |
    | Name and position:   | Name and position:   |
    | Date:                | Date:                |
    ");
    world.run("lot add LOT-2026-0002 --bulk claviers --mass 4kg --waste-code '16 02 14'").success();
    insta::assert_snapshot!(world.run("lot slip LOT-2026-0002 --annex"), @r"
    ------- stderr -------
    erreur : LOT-2026-0002 n’est pas un don (enlèvement en tant que déchet) : il n’a pas d’annexe de convention
    conseil : pour le bordereau de remise : `rebond lot slip LOT-2026-0002`
    [exit status: 1]
    ");
    world.run("lot cancel LOT-2026-0002 --reason mistyped").success();
    assert!(world.run("lot slip LOT-2026-0002").failure(1).contains("LOT-2026-0002"));
}

#[test]
fn the_list_for_an_act_records_nothing_and_refuses_what_the_act_could_not_do() {
    let world = town(World::french());
    let before = world.run("verify --json").json()["head"].clone();
    insta::assert_snapshot!(page(
        &world.run("decommission PC-2 --act 2026-DEL-9 --reason obsolete --draft").to_string()
    ), @r"
    Liste des matériels à réformer
    ==============================
    Annexe à l’acte 2026-DEL-9. Ville de Valmont, d’après le registre au 23/11/2026.
    Cette liste prépare l’acte : rien n’est inscrit au registre.
      Nombre de matériels  1
      Motif                Obsolète

                                              Numéro                 Prix
          Numéro                              de      En service  d’achat
      N°  d’inventaire  Désignation           série   depuis           HT
      --  ------------  --------------------  ------  ----------  -------
       1  PC-2          Ordinateur de bureau  –       09/01/2024        –

    Proposé par
      Nom et qualité :
      Date :

    Pour l’autorité compétente
      Nom et qualité :
      Date :
    ");
    assert!(world.run("decommission PC-1 PC-2 --draft -o liste.pdf").failure(1).contains("PC-1"));
    assert!(!world.path("liste.pdf").exists());
    world.run("decommission PC-2 --format pdf").failure(2);
    assert_eq!(world.run("verify --json").json()["head"], before);
    assert!(world.run("show PC-2 --json").json()["decommissioned_on"].is_null());
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
fn the_codes_of_a_slip_are_read_from_its_page() {
    if !has("poppler", "pdftoppm") || !has("zbar", "zbarimg") {
        return;
    }
    let world = town(World::new());
    world.run("lot add LOT-2026-0001 PC-2").success();
    world.run("lot slip LOT-2026-0001 -o slip.pdf").success();
    said(&world, "pdftoppm", &["-r", "200", "-png", "-singlefile", "slip.pdf", "slip"]);
    let mut read: Vec<String> =
        said(&world, "zbarimg", &["-q", "--raw", "slip.png"]).lines().map(str::to_owned).collect();
    read.sort();
    assert_eq!(read, ["PC-1", "PC-2"]);
}

#[test]
fn a_template_of_ones_own_takes_the_place_of_that_of_the_program() {
    let world = town(World::french());
    fs::create_dir_all(world.path("modeles/fr")).unwrap();
    world.write(
        "modeles/fr/certificate.md",
        "# Effacé\n\n{% for m in media %}\n**{{ m.name }}** : {{ m.claim }}\n{% endfor %}\n",
    );
    let folder = world.path("modeles");
    world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
    insta::assert_snapshot!(world.run("certificate GOOD"), @r"
    Effacé
    ======
    GOOD : NIST Clear, avec réserve
    ");
    let shipped = world.run("certificate BAD").success();
    let pipe = world.path("modeles/fr/slip.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(world.run("lot slip LOT-2026-0001").failure(4).contains("modeles/fr/slip.md"));
    fs::remove_dir_all(folder).unwrap();
    assert!(world.run("certificate GOOD").failure(4).contains("modeles"));
    assert!(shipped.starts_with("Constat de non-effacement"), "{shipped}");
}

#[test]
fn a_broken_template_is_named_with_its_line_and_column_and_nothing_is_written() {
    for world in [town(World::new()), town(World::french())] {
        let lang = if world.is_french() { "fr" } else { "en" };
        let file = format!("templates/{lang}/certificate.md");
        fs::create_dir_all(world.path(format!("templates/{lang}"))).unwrap();
        let folder = world.path("templates");
        world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
        let mut all = String::new();
        for broken in [
            "# T\n\nsee {{ organization }}\n",
            "# T\n{% for m in media %}\n",
            "# T\n\n1. first\n",
            "| a | b |\n|---|---|\n| only |\n",
            "{% for a in media %}\n{% for b in media %}\n{% include \"certificate.md\" %}\n{% endfor %}\n{% endfor %}\n",
        ] {
            world.write(&file, broken);
            let outcome = world.run("certificate GOOD -o out.pdf");
            assert!(!world.path("out.pdf").exists());
            all.push_str(&outcome.failure(2));
        }
        let deep = "{% for m in media %}\n".repeat(18);
        world.write(&file, format!("# T\n{deep}{}", "{% endfor %}\n".repeat(18)));
        let _ = world.run("certificate PC-1").success();
        let many = "{% for l in lines %}\n".repeat(18);
        world
            .write(&format!("templates/{lang}/slip.md"), format!("{many}x\n{}", "{% endfor %}\n".repeat(18)));
        world.run("lot add LOT-2026-0001 PC-2").success();
        all.push_str(&world.run("lot slip LOT-2026-0001").failure(2));
        world.write(&file, b"# T\n\xff\n");
        all.push_str(&world.run("certificate GOOD").failure(2));
        if world.is_french() {
            insta::assert_snapshot!(page(&all), @r#"
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 8 : rien ne s’appelle `organization` ici ; noms proches : organisation
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 2, colonne 1 : `{% for` n’est pas fermé
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : `1.` n’est pas compris ici : les modèles connaissent les titres (`#`, `##`, `###`), les paragraphes, les listes (`-`), les tableaux, `**le gras**` et les codes `![…](qr:…)` ; un signe s’écrit tel quel après une barre oblique inverse
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : la ligne du tableau n’a pas autant de cellules que son en-tête (1 au lieu de 2)
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 3, colonne 1 : `{% include "certificate.md" %}` n’est pas compris ; sont compris `{{ nom }}`, `{{ nom or "texte" }}`, `{% for x in liste %}`, `{% if nom %}`, `{% else %}` et ce qui les ferme
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/slip.md, ligne 16, colonne 1 : le modèle répète plus de 200 000 lignes : une boucle de trop
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            erreur : le modèle $HOME/templates/fr/certificate.md, ligne 2, colonne 1 : ce n’est pas du texte en UTF-8
            conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
            "#);
        } else {
            insta::assert_snapshot!(page(&all), @r#"
            error: the template $HOME/templates/en/certificate.md, line 3, column 8: nothing is called `organization` here; near it: organisation
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 2, column 1: `{% for` is not closed
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: `1.` is not understood here: templates know headings (`#`, `##`, `###`), paragraphs, lists (`-`), tables, `**bold**` and codes `![…](qr:…)`; a backslash before a sign makes it mere text
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: the row has not as many cells as the head of its table (1, not 2)
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 3, column 1: `{% include "certificate.md" %}` is not understood; what is: `{{ name }}`, `{{ name or "text" }}`, `{% for x in list %}`, `{% if name %}`, `{% else %}` and what closes them
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/slip.md, line 16, column 1: the template repeats more than 200,000 lines: a loop too many
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            error: the template $HOME/templates/en/certificate.md, line 2, column 1: this is no text in UTF-8
            hint: mend the template, or go back to those of the program: `rebond config unset templates`
            "#);
        }
    }
}

#[test]
fn who_removes_the_data_of_a_lot_is_said_only_by_a_clause() {
    let world = town(World::french());
    world.enter(
        "lot add LOT-2026-0001 PC-2 --on 2026-02-04
         lot new --channel waste --waste-code '16 02 14' --data-clause 'CCTP art. 9' --on 2026-02-03
         add --kind desktop --tag PC-3 --on 2024-01-08
         media add PC-3 --kind hdd --serial WASTE --on 2024-01-08
         lot add LOT-2026-0003 PC-3 --on 2026-02-04",
    );
    let gift = page(&world.run("lot slip LOT-2026-0001 --format md").success());
    assert!(gift.contains("données.** Aucun bien ne doit être remis dans cet état."), "{gift}");
    assert!(!gift.contains("clause"), "{gift}");
    let waste = page(&world.run("lot slip LOT-2026-0003 --format md").success());
    assert!(
        waste.contains("incombe au destinataire dans les conditions de la clause CCTP art. 9."),
        "{waste}"
    );
    assert!(!waste.contains("Aucun bien"), "{waste}");
}

#[test]
fn what_was_lost_was_handed_over_to_nobody() {
    for world in [town(World::new()), town(World::french())] {
        world.enter("lot new --channel loss --on 2026-02-03\nlot add LOT-2026-0003 PC-2 --on 2026-02-03");
        let said = world.run("lot slip LOT-2026-0003 -o slip.pdf").failure(1);
        assert!(!world.path("slip.pdf").exists());
        if world.is_french() {
            insta::assert_snapshot!(page(&said), @r"
            erreur : LOT-2026-0003 est une perte ou un vol : rien n’a été remis, et il n’y a pas de bordereau à signer
            conseil : voir ce qu’il contient : `rebond lot show LOT-2026-0003`
            conseil : pour les pertes d’une année : `rebond report reuse`
            ");
        } else {
            insta::assert_snapshot!(page(&said), @r"
            error: LOT-2026-0003 is of what was lost or stolen: nothing was handed over, and there is no slip to sign
            hint: see what is in it: `rebond lot show LOT-2026-0003`
            hint: for what was lost in a year: `rebond report reuse`
            ");
        }
    }
}

#[test]
fn what_goes_for_its_parts_is_named_by_tag_and_serial() {
    let world = town(World::new());
    world.enter(
        "lot drop LOT-2026-0001 PC-1 --on 2026-02-04
         lot add LOT-2026-0001 PC-1 --for-parts --on 2026-02-04",
    );
    let slip = world.run("lot slip LOT-2026-0001 --format md").success();
    assert!(slip.contains("Handed over for their parts only:\n\n- PC-1 (serial number DELL1)\n"), "{slip}");
}

#[test]
fn what_left_in_parts_has_the_day_of_each_part() {
    let world = town(World::french());
    world.enter(
        "add --kind monitor --tag M1 --on 2024-01-08
         decommission M1 --act 2026-DEL-4 --on 2026-02-03
         lot add LOT-2026-0001 M1 --on 2026-02-04
         lot ship LOT-2026-0001 M1 --on 2026-03-02
         lot ship LOT-2026-0001 PC-1 --on 2026-03-09",
    );
    let slip = page(&world.run("lot slip LOT-2026-0001 --format md").success());
    let annex = page(&world.run("lot slip LOT-2026-0001 --annex --format md").success());
    for said in [slip, annex] {
        assert!(said.contains("Remis du 02/03/2026 au 09/03/2026."), "{said}");
        for (tag, day) in [("**PC-1**", "09/03/2026"), ("**M1**", "02/03/2026")] {
            let line = said.lines().find(|line| line.contains(tag)).unwrap();
            assert!(line.contains(day), "{line}");
        }
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
fn a_template_writes_something_from_a_file_however_long_its_words() {
    let world = town(World::french());
    fs::create_dir_all(world.path("modeles/fr")).unwrap();
    let folder = world.path("modeles");
    world.run_words(&["config", "set", "templates", folder.to_str().unwrap()]).success();
    let mut all = String::new();
    for nothing in ["", " \n\n", "{% if tag %}\n{% else %}\n# x\n{% endif %}\n", "# {{ validated_by }}\n"] {
        world.write("modeles/fr/certificate.md", nothing);
        all = world.run("certificate GOOD -o out.pdf").failure(2);
        assert!(all.contains("modeles/fr/certificate.md") && all.contains("il n’écrit rien"), "{all}");
        assert!(!world.path("out.pdf").exists());
    }
    let before = std::time::Instant::now();
    world.write("modeles/fr/certificate.md", "a".repeat(400_000));
    world.run("certificate GOOD -o long.pdf").success();
    // Cutting it anew for each of its lines took over half a minute.
    assert!(before.elapsed().as_secs() < 20, "{:?}", before.elapsed());
    let place = world.path("modeles/fr/certificate.md");
    fs::remove_file(&place).unwrap();
    fs::create_dir(&place).unwrap();
    all.push_str(&world.run("certificate GOOD").failure(4));
    fs::remove_dir(&place).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &place).unwrap();
    all.push_str(&world.run("certificate GOOD").failure(4));
    all.push_str(&world.run("evidence add GOOD nope.txt").failure(1));
    insta::assert_snapshot!(page(&all), @r"
    erreur : le modèle $HOME/modeles/fr/certificate.md, ligne 1, colonne 1 : il n’écrit rien : un document doit dire quelque chose
    conseil : corriger le modèle, ou revenir à ceux du programme : `rebond config unset templates`
    erreur : $HOME/modeles/fr/certificate.md est un dossier : un modèle est un fichier de texte
    conseil : y mettre le modèle, ou retirer ce qui occupe sa place : celui du programme sert alors
    erreur : $HOME/modeles/fr/certificate.md est un tube, un périphérique ou un lien qui ne mène à rien : un modèle est un fichier de texte
    conseil : y mettre le modèle, ou retirer ce qui occupe sa place : celui du programme sert alors
    erreur : nope.txt ne peut pas être lu : il n’existe pas
    ");
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
fn what_was_deployed_here_was_in_use_since() {
    let world = town(World::french());
    world.enter(
        "add --kind laptop --tag OLD --first-use 2019-05-06 --on 2024-01-08
         deploy OLD --to Voirie --on 2024-02-01
         add --kind laptop --tag BOUGHT --purchased 2023-12-01 --on 2024-01-08
         deploy BOUGHT --to Voirie --on 2024-02-01
         add --kind laptop --tag STOCK --purchased 2023-12-01 --on 2024-01-08
         collect OLD BOUGHT --on 2026-02-01",
    );
    let list = world.run("decommission PC-2 OLD BOUGHT STOCK --draft --format md").success();
    for (tag, since) in
        [("PC-2", "09/01/2024"), ("OLD", "06/05/2019"), ("BOUGHT", "01/02/2024"), ("STOCK", "01/12/2023")]
    {
        let line = list.lines().find(|line| line.contains(&format!("**{tag}**"))).unwrap();
        assert!(line.contains(since), "{line}");
    }
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
