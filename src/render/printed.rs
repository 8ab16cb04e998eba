//! The printed reports, in both languages, as a person reads them.

#![allow(clippy::too_many_lines, reason = "a printed page is long")]

use super::text;
use crate::{
    document::of_report,
    lang::{Lang, words},
    report::{Report, decree, reuse, sample::worked_example},
    store::View,
};

/// A page as printed, its hash named and its unbreakable spaces plain, to be compared by eye.
fn page(report: &Report, lang: Lang) -> String {
    let hash = report.moment.head.hash.to_string();
    let page = text(&of_report(report, words(lang)));
    page.replace(&hash, "HASH").replace(&hash[..12], "HASH12").replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_legal_rate_reads_in_french_with_its_tags() {
    let report = worked_example().report(decree, "2026", View::default()).unwrap();
    insta::assert_snapshot!(page(&report, Lang::Fr), @r"
    Ville de Montrouge – Taux de réemploi et de réutilisation des matériels
    informatiques réformés
    =======================================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 125, empreinte HASH12.
    HASH

    Taux réglementaire
    ------------------
      Équipements orientés vers le réemploi ou la réutilisation (A)        5
      Équipements réformés en stock au 1er janvier (B)                     8
      Taux de réemploi et de réutilisation (A / B)                   62,50 %
      Objectif de l’année                                            50,00 %
      Objectif atteint                                                   oui
      Équipements manquants pour atteindre l’objectif                      0

      Taux      62,50 %  ████████████████████████████████████▉
      Objectif  50,00 %  █████████████████████████████▌

    En complément
    -------------
      Taux opérationnel, hors décret (A / sorties dans le champ)  55,56 % (5 sur 9)
      Secondes vies en interne                                                    1
      Ventes et reprises, réemploi non établi                                     1
      Équipements comptés dans A sans avoir été testés                            0
      Équipements perdus ou volés, effacement non établi                          0

    Sorties hors du champ du décret
    -------------------------------
      Équipements n’appartenant pas à l’organisation          0
      Plus de dix ans à la date de la réforme (art. 1er, 1°)  1
      Catégories autres que les 2° et 6° (art. 1er)           1
      Informations classifiées (art. 1er, 2°)                 1
      Obligations de sécurité spécifiques (art. 1er, 3°)      0

    Équipements comptés
    -------------------
    - Équipements orientés vers le réemploi ou la réutilisation (A) : A01, A02, A08,
      A11, A15
    - Équipements réformés en stock au 1er janvier (B) : A01, A02, A03, A05, A09,
      A11, A12, A15
    - Sorties dans le champ comptées dans A : A01, A02, A08, A11, A15
    - Sorties dans le champ, hors pertes et vols : A01, A02, A03, A05, A08, A10,
      A11, A15, A16
    - Secondes vies en interne : A12
    - Ventes et reprises, réemploi non établi : A03
    - Équipements comptés dans A sans avoir été testés : –
    - Équipements perdus ou volés, effacement non établi : –
    - Équipements n’appartenant pas à l’organisation : –
    - Plus de dix ans à la date de la réforme (art. 1er, 1°) : A04
    - Catégories autres que les 2° et 6° (art. 1er) : A06
    - Informations classifiées (art. 1er, 2°) : A07
    - Obligations de sécurité spécifiques (art. 1er, 3°) : –

    À savoir pour lire ces chiffres
    -------------------------------
    - La période n’est pas achevée : les chiffres sont ceux qui sont connus à la
      date d’arrêté.
    - Le décret ne précise pas à partir de quand l’âge se compte. Il est compté ici
      depuis la première mise en service, à défaut depuis l’achat, à défaut depuis
      la fabrication.
    - Un équipement réformé puis remis en service n’est pas compté dans A : ce n’est
      pas une des voies de l’article 2. S’il était en stock au 1er janvier, il reste
      compté dans B.
    - Les sorties antérieures à l’ouverture du registre n’y figurent que si elles
      ont été reprises.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a
      été saisi est exact.

    Textes de référence
    -------------------
    - Loi n° 2021-1485 du 15 novembre 2021 visant à réduire l’empreinte
      environnementale du numérique (REEN), art. 16.
    - Décret n° 2023-266 du 12 avril 2023, art. 1er : matériels pris en compte et
      exclusions.
    - Décret n° 2023-266 du 12 avril 2023, art. 2 : voies de sortie ; pour les
      matériels vendus ou repris, engagement préalable du repreneur et justification
      ensuite.
    - Décret n° 2023-266 du 12 avril 2023, art. 3 : objectifs annuels et formule
      « Résultat = A/B × 100 ».
    - Code de l’environnement, art. R. 543-172, II, 2° et 6° : catégories
      d’équipements électriques et électroniques.

    Pour rééditer cet état
    ----------------------
    rebond report --period 2026 --as-of 2026-11-23 --at-head 125
    ");
}

#[test]
fn the_legal_rate_reads_in_english() {
    let mut report = worked_example().report(decree, "2026", View::default()).unwrap();
    report.explain = None;
    insta::assert_snapshot!(page(&report, Lang::En), @r"
    Ville de Montrouge – Reuse rate of decommissioned computer equipment
    ====================================================================
    Year 2026, as of 2026-11-23.
    Record at event 125, hash HASH12.
    HASH

    Legal rate
    ----------
      Directed to reuse during the year (A)              5
      Decommissioned and in stock on 1 January (B)       8
      Reuse rate (A / B)                            62.50%
      Target of the year                            50.00%
      Target met                                       yes
      Missing to meet the target                         0

      Rate    62.50%  ██████████████████████████████████████▊
      Target  50.00%  ███████████████████████████████

    In addition
    -----------
      Operational rate, not statutory (A / departures in scope)  55.56% (5 of 9)
      Second lives inside the organisation                                     1
      Sold or taken back, reuse not established                                1
      Counted in A without having been tested                                  0
      Lost or stolen, data not known to be removed                             0

    Departures outside the decree
    -----------------------------
      Not owned by the organisation                             0
      More than ten years old when decommissioned (art. 1, 1°)  1
      Other categories than 2° and 6° (art. 1)                  1
      Classified information (art. 1, 2°)                       1
      Specific security obligations (art. 1, 3°)                0

    How to read these figures
    -------------------------
    - The period is not over: the figures are what is known on the as-of day.
    - The decree does not say from when age counts. Here it counts from the first
      use, else from the purchase, else from the manufacture.
    - Equipment decommissioned and then put back in use is not counted in A: that is
      none of the channels of article 2. If it was in stock on 1 January, it stays
      in B.
    - What left before the record was opened is only in it if it was taken over from
      elsewhere.
    - The hash names one exact state of the record; it does not say whether what was
      typed is true.

    Sources
    -------
    - Loi n° 2021-1485 of 15 November 2021 (REEN), art. 16.
    - Décret n° 2023-266 of 12 April 2023, art. 1: what counts, and exclusions.
    - Décret n° 2023-266 of 12 April 2023, art. 2: channels; for what is sold or
      taken back, the taker’s undertaking before and proof after.
    - Décret n° 2023-266 of 12 April 2023, art. 3: yearly targets and the formula
      “Résultat = A/B × 100”.
    - Code de l’environnement, art. R. 543-172, II, 2° and 6°: categories of
      electrical and electronic equipment.

    To print this report again
    --------------------------
    rebond report --period 2026 --as-of 2026-11-23 --at-head 125
    ");
}

#[test]
fn reuse_reads_in_french() {
    let mut report = worked_example().report(reuse, "2026", View::default()).unwrap();
    report.explain = None;
    insta::assert_snapshot!(page(&report, Lang::Fr), @r"
    Ville de Montrouge – Bilan des sorties du parc : réemploi, recyclage,
    élimination
    =====================================================================
    Année 2026, situation arrêtée au 23/11/2026.
    Registre à l’événement n° 125, empreinte HASH12.
    HASH

    Devenir des équipements sortis
    ------------------------------
      Devenir                                 Nombre     Masse
      --------------------------------------  ------  --------
      Réemploi                                     4   8,60 kg
      Préparation en vue de la réutilisation       1   1,65 kg
      Vente ou reprise, réemploi non établi        1   4,60 kg
      Recyclage                                    4  10,15 kg
      Autre valorisation                           0   0,00 kg
      Élimination                                  1   1,65 kg
      En attente de traitement final               1  22,20 kg
      Perte ou vol                                 0   0,00 kg
      Restitution au propriétaire                  0   0,00 kg
      --------------------------------------  ------  --------
      Total                                       12  48,85 kg

    En complément
    -------------
      Secondes vies parmi les sorties, hors pertes et
      restitutions                                             41,67 % (5 sur 12)
      Secondes vies en interne                                                  1
      Réaffectations                                                            0
      Sorties antérieures au registre, année ou voie inconnue                   0
      Masse sortie en vrac, sans étiquette                                0,00 kg

    Taux réglementaire
    ------------------
      Année  A  B     Taux  Objectif  Atteint  Manquants
      -----  -  -  -------  --------  -------  ---------
      2026   5  8  62,50 %   50,00 %      oui          0

    Traitements prévus, non encore justifiés
    ----------------------------------------
      Devenir      Sorties     Masse
      -----------  -------  --------
      Recyclage          4  10,15 kg
      Élimination        1   1,65 kg
      -----------  -------  --------
      Total              5  11,80 kg

    Par type d’équipement
    ---------------------
                                                 Préparation  Réemploi
                                                en vue de la       non
      Type                  Sorties  Réemploi  réutilisation    établi  Recyclage
      --------------------  -------  --------  -------------  --------  ---------
      Ordinateur portable         7         2              1         0          3
      Ordinateur de bureau        2         1              0         1          0
      Serveur                     1         0              0         0          0
      Tablette                    1         1              0         0          0
      Écran                       1         0              0         0          1
      --------------------  -------  --------  -------------  --------  ---------
      Total                      12         4              1         1          4

                                                  Secondes
                                              En   vies en
      Type                  Élimination  attente   interne     Masse
      --------------------  -----------  -------  --------  --------
      Ordinateur portable             1        0         0  11,55 kg
      Ordinateur de bureau            0        0         1   9,20 kg
      Serveur                         0        1         0  22,20 kg
      Tablette                        0        0         0   0,70 kg
      Écran                           0        0         0   5,20 kg
      --------------------  -----------  -------  --------  --------
      Total                           1        1         1  48,85 kg

    Par service
    -----------
                                          Préparation  Réemploi
                                         en vue de la       non
      Service        Sorties  Réemploi  réutilisation    établi  Recyclage
      -------------  -------  --------  -------------  --------  ---------
      URBA                 0         0              0         0          0
      Aucun service       12         4              1         1          4
      -------------  -------  --------  -------------  --------  ---------
      Total               12         4              1         1          4

                                           Secondes
                                       En   vies en
      Service        Élimination  attente   interne     Masse
      -------------  -----------  -------  --------  --------
      URBA                     0        0         1   0,00 kg
      Aucun service            1        1         0  48,85 kg
      -------------  -----------  -------  --------  --------
      Total                    1        1         1  48,85 kg

    Par mois
    --------
                                           Préparation  Réemploi
                                          en vue de la       non
      Mois            Sorties  Réemploi  réutilisation    établi  Recyclage
      --------------  -------  --------  -------------  --------  ---------
      Janvier 2026          1         1              0         0          0
      Février 2026          1         0              1         0          0
      Mars 2026             1         1              0         0          0
      Avril 2026            2         1              0         1          0
      Mai 2026              4         0              0         0          3
      Juin 2026             1         1              0         0          0
      Septembre 2026        1         0              0         0          1
      Octobre 2026          1         0              0         0          0
      --------------  -------  --------  -------------  --------  ---------
      Total                12         4              1         1          4

                                            Secondes
                                        En   vies en
      Mois            Élimination  attente   interne     Masse
      --------------  -----------  -------  --------  --------
      Janvier 2026              0        0         1   1,65 kg
      Février 2026              0        0         0   1,65 kg
      Mars 2026                 0        0         0   1,65 kg
      Avril 2026                0        0         0   9,20 kg
      Mai 2026                  0        1         0  30,70 kg
      Juin 2026                 0        0         0   0,70 kg
      Septembre 2026            0        0         0   1,65 kg
      Octobre 2026              1        0         0   1,65 kg
      --------------  -----------  -------  --------  --------
      Total                     1        1         1  48,85 kg

    Par âge
    -------
                                           Préparation  Réemploi
      Âge à la                            en vue de la       non
      réforme         Sorties  Réemploi  réutilisation    établi  Recyclage
      --------------  -------  --------  -------------  --------  ---------
      5 ans                 1         0              0         0          1
      6 ans                 6         3              1         0          0
      7 ans                 3         1              0         1          1
      9 ans                 1         0              0         0          1
      10 ans et plus        1         0              0         0          1
      --------------  -------  --------  -------------  --------  ---------
      Total                12         4              1         1          4

      Âge à la                          En
      réforme         Élimination  attente     Masse
      --------------  -----------  -------  --------
      5 ans                     0        0   1,65 kg
      6 ans                     1        1  29,50 kg
      7 ans                     0        0  10,85 kg
      9 ans                     0        0   1,65 kg
      10 ans et plus            0        0   5,20 kg
      --------------  -----------  -------  --------
      Total                     1        1  48,85 kg

    Selon la date de réforme
    ------------------------
                                                        Préparation  Réemploi
                                                       en vue de la       non
      Réforme                      Sorties  Réemploi  réutilisation    établi
      ---------------------------  -------  --------  -------------  --------
      Réformés avant la période          9         3              1         1
      Réformés pendant la période        3         1              0         0
      ---------------------------  -------  --------  -------------  --------
      Total                             12         4              1         1

                                                                En
      Réforme                      Recyclage  Élimination  attente     Masse
      ---------------------------  ---------  -----------  -------  --------
      Réformés avant la période            3            0        1  44,85 kg
      Réformés pendant la période          1            1        0   4,00 kg
      ---------------------------  ---------  -----------  -------  --------
      Total                                4            1        1  48,85 kg

    À savoir pour lire ces chiffres
    -------------------------------
    - La période n’est pas achevée : les chiffres sont ceux qui sont connus à la
      date d’arrêté.
    - Un équipement enlevé en tant que déchet est classé d’après l’opération de
      traitement prévue, tant que l’opération réalisée n’est pas justifiée.
    - La masse d’un équipement qui n’a pas été pesé est une estimation, d’après son
      type.
    - L’âge est celui du jour de la réforme ou, sans réforme ou si son jour n’est
      pas connu, du jour de la sortie. Il est compté depuis la première mise en
      service, à défaut depuis l’achat, à défaut depuis la fabrication ; si l’un de
      ces jours n’est pas connu assez précisément, l’âge est inconnu.
    - Les sorties antérieures à l’ouverture du registre n’y figurent que si elles
      ont été reprises.
    - L’empreinte désigne un état précis du registre ; elle ne dit pas si ce qui a
      été saisi est exact.

    Textes de référence
    -------------------
    - Code de l’environnement, art. L. 541-1, II : hiérarchie des modes de
      traitement des déchets.
    - Code de l’environnement, art. L. 541-1-1 : définitions du déchet, du réemploi,
      de la réutilisation, du recyclage, de la valorisation et de l’élimination.
    - Décret n° 2023-266 du 12 avril 2023, art. 2 : voies de sortie ; pour les
      matériels vendus ou repris, engagement préalable du repreneur et justification
      ensuite.
    - Décret n° 2023-266 du 12 avril 2023, art. 3 : objectifs annuels et formule
      « Résultat = A/B × 100 ».
    - Directive 2008/98/CE, annexes I et II : codes des opérations de traitement (D
      et R).

    Pour rééditer cet état
    ----------------------
    rebond report --period 2026 --as-of 2026-11-23 --at-head 125
    ");
}

#[test]
fn reuse_of_a_quarter_reads_in_english() {
    let mut report = worked_example().report(reuse, "2026-Q1", View::default()).unwrap();
    report.explain = None;
    insta::assert_snapshot!(page(&report, Lang::En), @r"
    Ville de Montrouge – What became of the equipment: reuse, recycling, disposal
    =============================================================================
    Quarter 1 of 2026, as of 2026-11-23.
    Record at event 125, hash HASH12.
    HASH

    What became of what left
    ------------------------
      Outcome                                    Pieces     Mass
      -----------------------------------------  ------  -------
      Reuse                                           2  3.30 kg
      Preparation for reuse                           1  1.65 kg
      Sold or taken back, reuse not established       0  0.00 kg
      Recycling                                       0  0.00 kg
      Other recovery                                  0  0.00 kg
      Disposal                                        0  0.00 kg
      Awaiting final treatment                        0  0.00 kg
      Loss or theft                                   0  0.00 kg
      Returned to its owner                           0  0.00 kg
      -----------------------------------------  ------  -------
      Total                                           3  4.95 kg

    In addition
    -----------
      Second lives among departures, losses and returns to owners
      left out                                                     100.00% (3 of 3)
      Second lives inside the organisation                                        1
      Redeployments                                                               0
      Departures before the record, of unknown year or channel                    0
      Mass that left in bulk, without a tag                                 0.00 kg

    Legal rate
    ----------
      Year  A  B    Rate  Target  Met  Missing
      ----  -  -  ------  ------  ---  -------
      2026  5  8  62.50%  50.00%  yes        0

    By kind
    -------
                                           Prepared  Second
                                                for   lives
      Kind              Departures  Reuse     reuse  inside     Mass
      ----------------  ----------  -----  --------  ------  -------
      Laptop                     3      2         1       0  4.95 kg
      Desktop computer           0      0         0       1  0.00 kg
      ----------------  ----------  -----  --------  ------  -------
      Total                      3      2         1       1  4.95 kg

    By service
    ----------
                                     Prepared  Second
                                          for   lives
      Service     Departures  Reuse     reuse  inside     Mass
      ----------  ----------  -----  --------  ------  -------
      URBA                 0      0         0       1  0.00 kg
      No service           3      2         1       0  4.95 kg
      ----------  ----------  -----  --------  ------  -------
      Total                3      2         1       1  4.95 kg

    By month
    --------
                                        Prepared  Second
                                             for   lives
      Month          Departures  Reuse     reuse  inside     Mass
      -------------  ----------  -----  --------  ------  -------
      January 2026            1      1         0       1  1.65 kg
      February 2026           1      0         1       0  1.65 kg
      March 2026              1      1         0       0  1.65 kg
      -------------  ----------  -----  --------  ------  -------
      Total                   3      2         1       1  4.95 kg

    By age
    ------
                                          Prepared
      Age at                                   for
      decommissioning  Departures  Reuse     reuse     Mass
      ---------------  ----------  -----  --------  -------
      6 years                   3      2         1  4.95 kg

    By decommissioning
    ------------------
                                                           Prepared
                                                                for
      Decommissioning                   Departures  Reuse     reuse     Mass
      --------------------------------  ----------  -----  --------  -------
      Decommissioned before the period           3      2         1  4.95 kg

    How to read these figures
    -------------------------
    - The legal rate is that of the whole calendar year, even where the period is
      shorter.
    - The mass of equipment that nobody weighed is an estimate for its kind.
    - Age is that on the day of decommissioning or, where there was none or its day
      is not known, on the day it left. It counts from the first use, else from the
      purchase, else from the manufacture; where one of these days is not known well
      enough, the age is unknown.
    - What left before the record was opened is only in it if it was taken over from
      elsewhere.
    - The hash names one exact state of the record; it does not say whether what was
      typed is true.

    Sources
    -------
    - Code de l’environnement, art. L. 541-1, II: the waste hierarchy.
    - Code de l’environnement, art. L. 541-1-1: definitions of waste, reuse,
      recycling, recovery and disposal.
    - Décret n° 2023-266 of 12 April 2023, art. 2: channels; for what is sold or
      taken back, the taker’s undertaking before and proof after.
    - Décret n° 2023-266 of 12 April 2023, art. 3: yearly targets and the formula
      “Résultat = A/B × 100”.
    - Directive 2008/98/EC, Annexes I and II: treatment operations (D and R).

    To print this report again
    --------------------------
    rebond report --period 2026-Q1 --as-of 2026-11-23 --at-head 125
    ");
}

#[test]
fn what_is_not_defined_or_provisional_says_so() {
    let sample = worked_example();
    let mut report = sample.report(decree, "2022", View::default()).unwrap();
    report.explain = None;
    let (french, english) = (page(&report, Lang::Fr), page(&report, Lang::En));
    assert!(french.contains("non défini") && french.contains("sans objet"), "{french}");
    assert!(english.contains("not defined") && english.contains("not applicable"), "{english}");
    let report = sample.report(decree, "2027", View::default()).unwrap();
    assert!(page(&report, Lang::Fr).contains("Provisoire :"));
    assert!(page(&report, Lang::En).contains("Provisional:"));
    assert!(page(&report, Lang::En).contains("1 January"));
}

#[test]
fn a_page_is_at_most_80_columns_wide_save_what_is_copied() {
    let sample = worked_example();
    for lang in Lang::ALL {
        for report in
            [sample.report(decree, "2026", View::default()), sample.report(reuse, "2026", View::default())]
        {
            let report = report.unwrap();
            let printed = page(&report, *lang);
            for line in printed.lines().filter(|line| *line != report.command_line) {
                assert!(line.chars().count() <= 80, "{line}");
            }
        }
    }
}
