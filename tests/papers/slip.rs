//! Slips, annexes and lists for an act: what is signed.

use super::{page, town};
use crate::world::{World, has, said};

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
