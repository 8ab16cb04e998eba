//! Les chiffres, tableaux et colonnes des états.

use crate::{
    lang::{Codes, Reports, fr::Fr},
    report::{Column, Key, Measure, TableName},
    rules::{outcome::Outcome, reen::OutOfScope},
};

pub(super) fn measure(measure: Measure) -> &'static str {
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
        Measure::Assets => "Équipements présents",
        Measure::States => "Équipements, par état",
        Measure::NotOwned => "Équipements n’appartenant pas à l’organisation",
        Measure::Decommissioned => "Équipements réformés, encore présents",
        Measure::WaitingMedianDays => "Attente médiane depuis la réforme",
        Measure::WaitingOverYear => "Équipements réformés depuis plus de douze mois",
        Measure::AgeMedianDays => "Âge médian",
        Measure::OverTenYears => "Équipements de plus de dix ans",
        Measure::WithoutAge => "Équipements d’âge inconnu",
        Measure::UnderWarranty => "Équipements sous garantie",
        Measure::WarrantyEnding => "Garanties qui prennent fin sous 90\u{a0}jours",
        Measure::WarrantyOver => "Équipements dont la garantie a pris fin",
        Measure::WarrantyUnknown => "Équipements de garantie inconnue",
        Measure::PurchaseCents => "Valeur d’achat HT des équipements de l’organisation",
        Measure::WithoutPrice => "Équipements de l’organisation de prix inconnu",
        Measure::ReuseShareBp => "Part des sorties ayant trouvé une seconde vie",
    }
}

pub(super) fn out_of_scope(reason: OutOfScope) -> &'static str {
    match reason {
        OutOfScope::NotOwned => "Équipements n’appartenant pas à l’organisation",
        OutOfScope::Age => "Plus de dix ans à la date de la réforme (art. 1er, 1°)",
        OutOfScope::Category => "Catégories autres que les 2° et 6° (art. 1er)",
        OutOfScope::Classified => "Informations classifiées (art. 1er, 2°)",
        OutOfScope::Security => "Obligations de sécurité spécifiques (art. 1er, 3°)",
    }
}

pub(super) fn report_table(name: TableName) -> &'static str {
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
        TableName::ByAge => "Par âge",
        TableName::BySite => "Par site",
        TableName::Waiting => "Équipements réformés depuis plus de douze mois",
        TableName::WarrantyEnding => "Garanties qui prennent fin sous 90\u{a0}jours",
    }
}

pub(super) fn report_column(words: &Fr, column: Column) -> &'static str {
    match column {
        Column::Tag => "Étiquette",
        Column::Kind | Column::MediumKind => "Type",
        Column::Service => "Service",
        Column::Site => "Site",
        Column::Age => "Âge",
        Column::DecommissionedOn => "Réformé le",
        Column::WarrantyUntil => "Garanti jusqu’au",
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
        Column::Of(Key::Measure(measure)) => short_measure(measure),
        Column::Of(Key::Outcome(outcome)) => short_outcome(outcome),
        Column::Of(Key::Excluded(reason)) => out_of_scope(reason),
        Column::Of(Key::Claim(claim)) => words.claim(claim),
        Column::Of(Key::Exception(why)) => words.report_exception(why),
        Column::Of(Key::State(state)) => words.state(state),
    }
}

fn short_measure(short: Measure) -> &'static str {
    match short {
        Measure::A => "A",
        Measure::B => "B",
        Measure::RateBp => "Taux",
        Measure::TargetBp => "Objectif",
        Measure::Met => "Atteint",
        Measure::Missing => "Manquants",
        Measure::Departures => "Sorties",
        Measure::InternalSecondLives => "Secondes vies en interne",
        Measure::MassG => "Masse",
        Measure::Assets => "Équipements",
        Measure::Decommissioned => "Réformés",
        Measure::PurchaseCents => "Valeur d’achat HT",
        other => measure(other),
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
