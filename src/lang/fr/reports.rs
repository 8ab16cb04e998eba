//! Les mots des états et bilans.

use super::Fr;
use crate::{
    lang::{Codes, Reports, Section, way::run},
    model::event::Seq,
    report::{
        Article, Change, Column, Key, Measure, Mover, Name, Note, TableName, register::Lack,
        sanitization::Excepted,
    },
    rules::{outcome::Outcome, reen::OutOfScope},
};

impl Reports for Fr {
    fn report_title(&self, name: Name) -> &'static str {
        match name {
            Name::Decree => "Taux de réemploi et de réutilisation des matériels informatiques réformés",
            Name::Reuse => "Bilan des sorties du parc\u{a0}: réemploi, recyclage, élimination",
            Name::Register => "Registre chronologique des déchets sortants",
            Name::Sanitization => "Supports de stockage sortis et leur effacement",
        }
    }

    fn report_seen_on(&self, day: &str) -> String {
        format!("situation arrêtée au {day}")
    }

    fn report_provisional(&self) -> &'static str {
        "Provisoire\u{a0}: la période n’a pas commencé. Le stock au 1er janvier est celui qui est \
         connu à la date d’arrêté."
    }

    fn report_head(&self, seq: Seq, hash: &str) -> String {
        format!("Registre à l’événement n°\u{a0}{seq}, empreinte {hash}")
    }

    fn report_section(&self, section: Section) -> &'static str {
        match section {
            Section::LegalRate => "Taux réglementaire",
            Section::Beside => "En complément",
            Section::Excluded => "Sorties hors du champ du décret",
            Section::Outcomes => "Devenir des équipements sortis",
            Section::Totals => "Totaux de la période",
            Section::Compared => "Comparaison avec un état antérieur",
            Section::Moved => "Origine des écarts",
            Section::Explain => "Équipements comptés",
            Section::Sources => "Textes de référence",
            Section::Notes => "À savoir pour lire ces chiffres",
            Section::CommandLine => "Pour rééditer cet état",
        }
    }

    fn measure(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::A => "Équipements orientés vers le réemploi ou la réutilisation (A)",
            Measure::B => "Équipements réformés en stock au 1er janvier (B)",
            Measure::RateBp => "Taux de réemploi et de réutilisation (A / B)",
            Measure::Met => "Objectif atteint",
            Measure::Missing => "Équipements manquants pour atteindre l’objectif",
            Measure::TargetBp => "Objectif de l’année",
            Measure::OperationalNum => "Sorties dans le champ comptées dans A",
            Measure::OperationalDen => "Sorties dans le champ, hors pertes et vols",
            Measure::InternalSecondLives => "Secondes vies en interne",
            Measure::SoldWithoutProof => "Ventes et reprises sans justificatif de réemploi",
            Measure::Untested => "Équipements comptés dans A sans avoir été testés",
            Measure::MissingWithData => "Équipements perdus ou volés, effacement non établi",
            Measure::OutOfScope => "Sorties hors du champ du décret",
            Measure::Departures => "Sorties du parc",
            Measure::Redeployments => "Réaffectations",
            Measure::BeforeRecord => "Sorties antérieures au registre, année ou voie inconnue",
            Measure::MassG => "Masse des sorties",
            Measure::BulkMassG => "Masse sortie en vrac, sans étiquette",
            Measure::Lines => "Lignes du registre",
            Measure::Hazardous => "Lignes de déchets dangereux",
            Measure::HazardousMassG => "Masse des déchets dangereux",
            Measure::WithoutBsd => "Lignes de déchets dangereux sans bordereau de suivi",
            Measure::Incomplete => "Lignes incomplètes pour le registre national",
            Measure::MediaDeparted => "Supports sortis, par niveau d’effacement à la sortie",
            Measure::Failed => "Supports dont le dernier effacement a échoué",
            Measure::Unknown => "Supports dont le résultat du dernier effacement est inconnu",
            Measure::Exceptions => "Supports sortis sans effacement établi",
            Measure::WithoutEvidence => "Supports effacés, sans pièce justificative",
            Measure::ReuseShareBp => "Part des sorties ayant trouvé une seconde vie",
        }
    }

    fn operational_rate(&self) -> &'static str {
        "Taux opérationnel, hors décret (A / sorties dans le champ)"
    }

    fn rate_of(&self, rate: &str, num: &str, den: &str) -> String {
        format!("{rate} ({num} sur {den})")
    }

    fn out_of_scope(&self, reason: OutOfScope) -> &'static str {
        match reason {
            OutOfScope::NotOwned => "Équipements n’appartenant pas à l’organisation",
            OutOfScope::Age => "Plus de dix ans à la date de la réforme (art. 1er, 1°)",
            OutOfScope::Category => "Catégories autres que les 2° et 6° (art. 1er)",
            OutOfScope::Classified => "Informations classifiées (art. 1er, 2°)",
            OutOfScope::Security => "Obligations de sécurité spécifiques (art. 1er, 3°)",
        }
    }

    fn report_table(&self, name: TableName) -> &'static str {
        match name {
            TableName::NoAge => "Équipements d’âge inconnu, comptés dans le champ",
            TableName::NoMass => "Équipements sortis, de masse inconnue",
            TableName::ByKind => "Par type d’équipement",
            TableName::ByService => "Par service",
            TableName::ByMonth => "Par mois",
            TableName::NotProved => "Traitements prévus, non encore justifiés",
            TableName::LegalRate => "Taux réglementaire",
            TableName::Imported => "Sorties importées, non vérifiées",
            TableName::Register => "Registre",
            TableName::Contents => "Contenu de chaque ligne",
            TableName::Incomplete => "Ce qui manque",
            TableName::Media => "Supports sortis",
            TableName::Exceptions => "Exceptions",
            TableName::Unlisted => "Équipements perdus ou volés, supports non recensés",
        }
    }

    fn report_column(&self, column: Column) -> &'static str {
        match column {
            Column::Tag => "Étiquette",
            Column::Kind | Column::MediumKind => "Type",
            Column::Service => "Service",
            Column::Month => "Mois",
            Column::Year => "Année",
            Column::Outcome => "Devenir",
            Column::Line => "Ligne",
            Column::On => "Sorti le",
            Column::Lot => "Lot",
            Column::Channel => "Voie",
            Column::WasteCode => "Code déchet",
            Column::Hazardous => "Dangereux",
            Column::Pop => "POP",
            Column::Pieces => "Pièces",
            Column::Weighed => "Pesé",
            Column::Bsd => "Bordereau",
            Column::Taker => "Destinataire",
            Column::TakerSiret => "SIRET du destinataire",
            Column::Carrier => "Transporteur",
            Column::CarrierSiret => "SIRET du transporteur",
            Column::Operation => "Traitement prévu",
            Column::Content => "Contenu",
            Column::Lack => "Manque",
            Column::Medium => "Support",
            Column::Claim => "Niveau à la sortie",
            Column::ClaimSince => "Niveau depuis",
            Column::Technique => "Technique",
            Column::Tool => "Outil",
            Column::Verify => "Vérification",
            Column::Result => "Résultat",
            Column::SanitisedOn => "Fait le",
            Column::Operator => "Saisi par",
            Column::Validated => "Validé",
            Column::Evidence => "Pièce",
            Column::Exception => "Motif de la sortie",
            Column::DataClause => "Clause de données",
            Column::Of(Key::Measure(measure)) => short_measure(self, measure),
            Column::Of(Key::Outcome(outcome)) => short_outcome(outcome),
            Column::Of(Key::Excluded(reason)) => self.out_of_scope(reason),
            Column::Of(Key::Claim(claim)) => self.claim(claim),
            Column::Of(Key::Exception(why)) => self.report_exception(why),
        }
    }

    fn article(&self, article: Article) -> &'static str {
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
            Article::Waste => {
                "Directive 2008/98/CE, annexes I et II\u{a0}: codes des opérations de traitement (D et R)."
            }
        }
    }

    fn report_lack(&self, lack: Lack) -> &'static str {
        match lack {
            Lack::Sender => "SIRET de l’organisation (règle organisation.siret)",
            Lack::WasteCode => "code déchet",
            Lack::Pop => "présence de polluants organiques persistants (--pop)",
            Lack::Mass => "masse",
            Lack::Weighing => "masse pesée (exigée pour R 1, D 5 et D 10)",
            Lack::Bsd => "bordereau de suivi, ou motif de son absence",
            Lack::Taker => "destinataire",
            Lack::TakerSiret => "SIRET du destinataire",
            Lack::Carrier => "transporteur",
            Lack::CarrierSiret => "SIRET du transporteur",
            Lack::Operation => "traitement prévu",
        }
    }

    fn register_incomplete(&self, incomplete: usize, lines: usize, period: &str) -> String {
        format!(
            "registre national\u{a0}: lignes incomplètes {incomplete} sur {lines}\u{a0}; ce qui manque\u{a0}: {}",
            run(format_args!("report register --period {period}"))
        )
    }

    fn report_exception(&self, why: Excepted) -> &'static str {
        match why {
            Excepted::DataClause => "clause de données, sans attestation",
            Excepted::Loss => "perte ou vol",
            Excepted::Voided => "effacement annulé depuis la sortie",
        }
    }

    fn report_sanitised(&self) -> &'static str {
        "Effacement de chaque support"
    }

    fn report_note(&self, note: Note) -> &'static str {
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
            Note::Typed => {
                "L’empreinte désigne un état précis du registre\u{a0}; elle ne dit pas si ce qui a été saisi \
                 est exact."
            }
        }
    }

    fn tags_of(&self, label: &str, tags: &str) -> String {
        format!("{label}\u{a0}: {tags}")
    }

    fn yes_no(&self, yes: bool) -> &'static str {
        if yes { "oui" } else { "non" }
    }

    fn not_defined(&self) -> &'static str {
        "non défini"
    }

    fn not_applicable(&self) -> &'static str {
        "sans objet"
    }

    fn report_total(&self) -> &'static str {
        "Total"
    }

    fn report_no_service(&self) -> &'static str {
        "Aucun service"
    }

    fn report_pieces(&self) -> &'static str {
        "Nombre"
    }

    fn report_compared(&self, seq: Seq, day: &str) -> String {
        format!("Situation au {day}, telle que connue à l’événement n°\u{a0}{seq}, et présente\u{a0}:")
    }

    fn report_unmoved(&self) -> &'static str {
        "Rien n’a bougé\u{a0}: chaque chiffre est ce qu’il était."
    }

    fn report_compared_columns(&self) -> [&'static str; 4] {
        ["Chiffre", "Auparavant", "À présent", "Écart"]
    }

    fn report_moved_columns(&self) -> [&'static str; 2] {
        ["Équipement", "Changement"]
    }

    fn report_change(&self, change: Change) -> &'static str {
        match change {
            Change::Entered => "désormais compté",
            Change::Left => "n’est plus compté",
            Change::Changed => "masse modifiée",
        }
    }

    fn report_mover(&self, mover: Mover) -> &'static str {
        match mover {
            Mover::Added => "entrée au registre",
            Mover::Edited => "fiche rectifiée",
            Mover::Deployed => "mise en service",
            Mover::Triaged => "tri",
            Mover::Readied => "reconditionnement",
            Mover::Decommissioned => "réforme",
            Mover::Reinstated => "réintégration",
            Mover::Lost => "perte ou vol",
            Mover::Found => "équipement retrouvé",
            Mover::Departed => "sortie",
            Mover::DepartedBefore => "sortie antérieure au registre",
            Mover::Returned => "retour",
            Mover::Voided => "annulation d’un événement",
            Mover::Corrected => "rectification d’un événement",
            Mover::LotUndertaken => "engagement de réemploi",
            Mover::LotShipped => "sortie du lot",
            Mover::LotProved => "justificatif",
            Mover::LotCancelled => "annulation du lot",
            Mover::Worked => "intervention",
            Mover::MediumAdded => "support recensé",
            Mover::MediaDeclared => "supports déclarés",
            Mover::MediumMoved => "support déplacé",
            Mover::Sanitised => "support effacé",
            Mover::Destroyed => "support détruit",
            Mover::Validated => "effacement validé",
            Mover::Configured => "règle modifiée",
            Mover::Attached => "pièce jointe",
        }
    }

    fn report_late(&self, what: &str) -> String {
        format!("{what} (saisie tardive)")
    }
}

fn short_measure(words: &Fr, measure: Measure) -> &'static str {
    match measure {
        Measure::A => "A",
        Measure::B => "B",
        Measure::RateBp => "Taux",
        Measure::TargetBp => "Objectif",
        Measure::Met => "Atteint",
        Measure::Missing => "Manquants",
        Measure::Departures => "Sorties",
        Measure::InternalSecondLives => "Secondes vies en interne",
        Measure::MassG => "Masse",
        other => words.measure(other),
    }
}

fn short_outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reuse => "Réemploi",
        Outcome::PreparationForReuse => "Préparation en vue de la réutilisation",
        Outcome::SoldWithoutProof => "Sans justificatif",
        Outcome::Recycling => "Recyclage",
        Outcome::OtherRecovery => "Autre valorisation",
        Outcome::Disposal => "Élimination",
        Outcome::Pending => "En attente",
        Outcome::Loss => "Perte ou vol",
        Outcome::ReturnedToOwner => "Restitution",
    }
}
