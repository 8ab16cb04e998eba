//! Ce qui figure au pied des états: les textes, et ce que le lecteur doit savoir.

use crate::report::{Article, Note};

pub(super) fn article(article: Article) -> &'static str {
    match article {
        Article::Reen16 => {
            "Loi n°\u{a0}2021-1485 du 15 novembre 2021 visant à réduire l’empreinte environnementale du \
             numérique (REEN), art. 16."
        }
        Article::Decree1 => {
            "Décret n°\u{a0}2023-266 du 12 avril 2023, art. 1er\u{a0}: matériels pris en compte et \
             exclusions."
        }
        Article::Decree2 => {
            "Décret n°\u{a0}2023-266 du 12 avril 2023, art. 2\u{a0}: voies de sortie\u{a0}; pour les \
             matériels vendus ou repris, engagement préalable du repreneur et justification ensuite."
        }
        Article::Decree3 => {
            "Décret n°\u{a0}2023-266 du 12 avril 2023, art. 3\u{a0}: objectifs annuels et formule \
             «\u{a0}Résultat = A/B × 100\u{a0}»."
        }
        Article::R543172 => {
            "Code de l’environnement, art. R.\u{a0}543-172, II, 2° et 6°\u{a0}: catégories d’équipements \
             électriques et électroniques."
        }
        Article::L5411 => {
            "Code de l’environnement, art. L.\u{a0}541-1, II\u{a0}: hiérarchie des modes de traitement \
             des déchets."
        }
        Article::L54111 => {
            "Code de l’environnement, art. L.\u{a0}541-1-1\u{a0}: définitions du déchet, du réemploi, de \
             la réutilisation, du recyclage, de la valorisation et de l’élimination."
        }
        Article::R54143 => {
            "Code de l’environnement, art. R.\u{a0}541-43, I\u{a0}: registre chronologique des déchets \
             sortants, conservé trois ans au moins."
        }
        Article::Registers2 => {
            "Arrêté du 31 mai 2021 fixant le contenu des registres, art. 2\u{a0}: déchets sortants."
        }
        Article::WasteList => {
            "Décision 2000/532/CE\u{a0}: liste européenne des déchets\u{a0}; un code suivi d’un astérisque \
             désigne un déchet dangereux."
        }
        Article::Nist80088 => {
            "NIST SP 800-88 rév.\u{a0}2 (septembre 2025), 4.5\u{a0}: vérification et validation\u{a0}; 4.6\u{a0}: \
             documentation de l’effacement de chaque support."
        }
        Article::Gdpr32 => "Règlement (UE) 2016/679 (RGPD), art. 32\u{a0}: sécurité du traitement.",
        Article::Ademe5241 => {
            "ADEME, Évaluation environnementale et économique de la filière de reconditionnement, septembre 2022 (librairie \
             5241)\u{a0}: ordinateurs portables et smartphones, gain net par année d’usage."
        }
        Article::ImpactCo2 => {
            "Impact CO2 (ADEME et Arcep), juin 2026, Licence Ouverte\u{a0}: autres équipements, fabrication et distribution \
             divisées par la durée de vie (valeurs calculées)."
        }
        Article::Agec58 => {
            "Loi n°\u{a0}2020-105 du 10 février 2020 (AGEC), art. 58\u{a0}: part des achats issue du réemploi, de la \
             réutilisation ou du recyclage."
        }
        Article::Decree2024 => {
            "Décret n°\u{a0}2024-134 du 21 février 2024\u{a0}: objectifs de 20\u{202f}% en 2024, 25\u{202f}% en 2027 et 30\u{202f}% en \
             2030 pour l’informatique et la téléphonie, sur la dépense annuelle hors taxes."
        }
        Article::Gifts2024 => {
            "Arrêté du 29 février 2024 (NOR\u{a0}: TRED2403742A)\u{a0}: valeur forfaitaire des dons, dont 200\u{a0}€ pour un \
             ordinateur portable de moins de cinq ans."
        }
        Article::Waste => {
            "Directive 2008/98/CE, annexes I et II\u{a0}: codes des opérations de traitement (D et R)."
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence after another")]
pub(super) fn report_note(note: Note) -> &'static str {
    match note {
        Note::NothingYet => {
            "Rien n’est connu de ce jour\u{a0}: tout ce qui est enregistré est postérieur, et les zéros de cet état ne comptent rien."
        }
        Note::UnderWay => {
            "La période n’est pas achevée\u{a0}: les chiffres sont ceux qui sont connus à la date \
             d’arrêté."
        }
        Note::AgeStart => {
            "Le décret ne précise pas à partir de quand l’âge se compte. Il est compté ici depuis la \
             première mise en service, à défaut depuis l’achat, à défaut depuis la fabrication."
        }
        Note::AgeThen => {
            "L’âge est celui du jour de la réforme ou, sans réforme ou si son jour n’est pas connu, du jour de la sortie. Il est compté \
             depuis la première mise en service, à défaut depuis l’achat, à défaut depuis la fabrication\u{a0}; si \
             l’un de ces jours n’est pas connu assez précisément, l’âge est inconnu."
        }
        Note::WholeYears => {
            "Le taux réglementaire est celui de l’année civile entière, même si la période est plus courte."
        }
        Note::NoAge => {
            "Un équipement d’âge inconnu est compté dans le champ\u{a0}; la liste en est donnée ci-dessus."
        }
        Note::Internal => {
            "Un équipement réformé puis remis en service n’est pas compté dans A\u{a0}: ce n’est pas une \
             des voies de l’article 2. S’il était en stock au 1er janvier, il reste compté dans B."
        }
        Note::Estimates => {
            "La masse d’un équipement qui n’a pas été pesé est une estimation, d’après son type."
        }
        Note::NoMass => {
            "Un équipement de masse inconnue compte pour zéro kilogramme\u{a0}; la liste en est donnée \
             ci-dessus."
        }
        Note::Planned => {
            "Un équipement enlevé en tant que déchet est classé d’après l’opération de traitement prévue, \
             tant que l’opération réalisée n’est pas justifiée."
        }
        Note::Imported => {
            "Les sorties antérieures au registre sont comptées telles que le fichier importé les \
             décrit\u{a0}: importées, non vérifiées. On n’en connaît ni lot, ni support, ni justificatif."
        }
        Note::Undated => {
            "Certaines sorties antérieures au registre ne sont datées que par le mois ou l’année\u{a0}: \
             elles ne sont comptées que dans une période qui les contient entièrement."
        }
        Note::NotDecommissioned => {
            "Les sorties antérieures au registre, importées et non vérifiées, ne figurent dans aucun de \
             ces chiffres, sauf si le jour de leur réforme a été importé aussi\u{a0}: le décret compte \
             des matériels réformés."
        }
        Note::OfAPart => {
            "Cet état est celui d’un seul service, le dernier à avoir utilisé chaque équipement. Le taux légal est \
             celui de toute l’organisation, et ce qui est sorti en vrac ne relève d’aucun service\u{a0}: ni l’un ni \
             l’autre ne figurent ici."
        }
        Note::WorksOfAPart => {
            "Les interventions sont celles faites sur ce qui relève ce soir-là de ce service ou de ce site, même s’il \
             relevait d’un autre quand elles ont été faites."
        }
        Note::BeforeRecord => {
            "Les sorties antérieures à l’ouverture du registre n’y figurent que si elles ont été reprises."
        }
        Note::Incomplete => {
            "Il manque à certaines lignes ce que demande le registre national\u{a0}: chacune est nommée \
             ci-dessus avec ce qui lui manque."
        }
        Note::PublicService => {
            "Les déchets collectés par le service public de gestion des déchets n’ont pas à figurer dans ce \
             registre (arrêté du 31 mai 2021, art. 14)."
        }
        Note::AtDeparture => {
            "Le niveau d’un support est celui de sa sortie\u{a0}; une attestation enregistrée ensuite met fin à une \
             exception et ne change pas ce niveau."
        }
        Note::LeftWithData => {
            "Les exceptions sont sorties sans effacement établi. Celle d’une clause de données prend fin avec \
             l’attestation du prestataire (sanitize)\u{a0}; une perte ou un vol reste une exception."
        }
        Note::Unlisted => {
            "Les supports d’un équipement perdu ou volé avant leur recensement ne sont pas comptés\u{a0}: la liste de \
             ces équipements est donnée ci-dessus."
        }
        Note::NoMedia => {
            "Les supports des sorties antérieures au registre ne sont pas connus\u{a0}: elles ne figurent dans aucun de \
             ces chiffres."
        }
        Note::Stayed => {
            "Un support détruit est compté si l’équipement qui le contenait est sorti, et non s’il est resté. Ce qui est \
             revenu n’est pas compté."
        }
        Note::OnHand => {
            "Un équipement perdu ou volé n’est pas présent\u{a0}: il est compté à part. Ce qui est sorti du parc n’est pas compté."
        }
        Note::AgeUnknown => "Un équipement d’âge inconnu n’entre pas dans l’âge médian.",
        Note::Purchase => {
            "La valeur est le prix d’achat hors taxes, sans amortissement\u{a0}; un prix inconnu compte pour zéro."
        }
        Note::Warranty => {
            "La garantie se compte en mois depuis l’achat\u{a0}; elle est inconnue quand l’un des deux manque."
        }
        Note::Waits => {
            "Sont en attente les équipements qui se trouvent dans l’un de ces états le dernier soir de la période, ou à la date \
             d’arrêté si elle est antérieure, depuis leur entrée dans cet état\u{a0}; décider de nouveau la même chose ne \
             remet pas l’attente à zéro."
        }
        Note::Works => {
            "Le temps et le coût sont ceux qui ont été saisis\u{a0}; ce qui n’a pas été saisi compte pour zéro. Une intervention \
             confiée à un tiers compte le jour de l’envoi, et ce que le retour ajoute au temps et au coût, le jour du retour."
        }
        Note::ToReady => {
            "Le délai de reconditionnement se compte depuis le dernier retour d’usage\u{a0}; ce qui n’est pas revenu d’usage \
             n’entre pas dans la médiane."
        }
        Note::Substitution => {
            "Aucune mesure publique ne dit combien de bénéficiaires auraient acheté du neuf\u{a0}: le maximum suppose que tous \
             l’auraient fait, l’hypothèse un sur deux. Les masses et leurs écarts sont arrondis à dix \
             kilogrammes."
        }
        Note::NotTheRate => {
            "Ces émissions sont évitées hors du périmètre de l’organisation\u{a0}: elles ne se déduisent pas de son propre \
             bilan, et n’entrent pas dans le taux réglementaire."
        }
        Note::Frozen => {
            "Le facteur est celui qui valait le jour de la sortie, inscrit avec elle. Comptent les équipements qui \
             fonctionnaient, sans donnée et non cédés pour pièces, une fois chacun\u{a0}; ni les réaffectations internes, ni le recyclage."
        }
        Note::LeftOut => {
            "Une seconde vie sans facteur connu pour son type, ou qui ne remplit pas ces conditions, compte pour zéro\u{a0}: la \
             liste en est donnée ci-dessus."
        }
        Note::PartsFitted => {
            "L’empreinte des pièces neuves n’est pas déduite, faute de valeur vérifiée\u{a0}: un disque SSD neuf peut à lui \
             seul annuler le gain d’un équipement."
        }
        Note::Category => {
            "Comptent les ordinateurs, serveurs, terminaux, écrans, téléphones, tablettes et vidéoprojecteurs achetés dans \
             l’année, neufs ou reconditionnés\u{a0}; ni locations ni prêts. Un achat de date inconnue n’est compté dans aucune année."
        }
        Note::GiftsBeside => {
            "Les dons reçus s’ajoutent à la dépense issue du réemploi et à la dépense totale\u{a0}: le texte ne le dit pas \
             expressément. Pour ces produits, l’objectif est lu dans la colonne du réemploi."
        }
        Note::GiftsWithoutValue => {
            "Aucune valeur forfaitaire n’est connue ici pour certains dons, ou leur âge manque\u{a0}: ils comptent pour zéro euro."
        }
        Note::WithoutPrice => {
            "Un achat de prix inconnu compte pour zéro euro\u{a0}; la liste en est donnée ci-dessus."
        }
        Note::Unheld => {
            "Cet inventaire ne nomme personne\u{a0}: qui utilise un équipement se lit sur sa fiche (show)."
        }
        Note::Typed => {
            "L’empreinte désigne un état précis du registre\u{a0}; elle ne dit pas si ce qui a été saisi \
             est exact."
        }
    }
}
