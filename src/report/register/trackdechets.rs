//! The register in the layout that the national register of Trackdéchets imports: one line of text for
//! each line, of all the columns, in their order.
//!
//! Source: Trackdéchets, `libs/back/registry/src/outgoingWaste/constants.ts` and
//! `shared/schemas.ts`: columns, separator, lengths, decimals, what each must be.

use super::{Line, Named};
use crate::{
    model::{leaving::PartyKind, text},
    report::{Error, Result},
    rules::waste::{Operation, OperationClass},
};

/// What stands between two columns.
const SEPARATOR: u8 = b';';

/// The longest name of waste that is taken, in characters.
const NAME: usize = 300;

/// The longest name of a company that is taken, in characters.
const COMPANY: usize = 150;

/// The columns before those of the carriers.
const COLUMNS: [&str; 51] = [
    "Motif",
    "Identifiant unique",
    "SIRET du déclarant",
    "SIRET de l'expéditeur ou du détenteur",
    "Référence du chantier ou du lieu de collecte de l'expéditeur ou du détenteur",
    "Libellé de l'adresse du chantier ou du lieu de collecte de l'expéditeur ou du détenteur",
    "Code postal du chantier ou du lieu de collecte de l'expéditeur ou du détenteur",
    "Commune du chantier ou du lieu de collecte de l'expéditeur ou du détenteur",
    "Code pays du chantier ou du lieu de collecte de l'expéditeur ou du détenteur",
    "Dénomination du déchet",
    "Code déchet",
    "Code déchet Bâle",
    "POP",
    "Dangereux",
    "Date d'expédition",
    "Poids en tonnes",
    "Type de poids",
    "Volume en M3",
    "Type de producteur initial",
    "Numéro d'identification du producteur initial",
    "Raison sociale du producteur initial",
    "Libellé de l'adresse du producteur initial",
    "Code postal du producteur initial",
    "Commune du producteur initial",
    "Code pays du producteur initial",
    "Code(s) INSEE de(s) commune(s)",
    "Type de destinataire",
    "Numéro d'identification du destinataire",
    "Raison sociale du destinataire",
    "Libellé de l'adresse du destinataire",
    "Code postal du destinataire",
    "Commune du destinataire",
    "Code pays du destinataire",
    "Libellé de l'adresse de dépôt du destinataire",
    "Code postal du lieu de dépôt du destinataire",
    "Commune du lieu de dépôt du destinataire",
    "Code pays du lieu de dépôt du destinataire",
    "Numéro de déclaration GISTRID",
    "Numéro de notification GISTRID",
    "Numéro de mouvement",
    "Code de traitement prévu",
    "Mode de traitement prévu",
    "SIRET de l'éco-organisme",
    // With its typographic apostrophe and the space at its end: a column is known by its very letters.
    "Raison sociale de l’éco-organisme ",
    "SIRET du courtier",
    "Raison sociale du courtier",
    "Numéro de récépissé du courtier",
    "SIRET du négociant",
    "Raison sociale du négociant",
    "Numéro de récépissé du négociant",
    "Approvisionnement direct (pipeline, convoyeur)",
];

/// The columns of each carrier, without its number.
const CARRIER: [&str; 10] = [
    "Mode de transport du transporteur",
    "Type de transporteur",
    "Numéro d'identification du transporteur",
    "Raison sociale du transporteur",
    "Libellé de l'adresse du transporteur",
    "Code postal du transporteur",
    "Commune du transporteur",
    "Code pays du transporteur",
    "Exemption de récépissé du transporteur",
    "Numéro de récépissé du transporteur",
];

/// How many carriers the layout has room for.
const CARRIERS: u8 = 5;

/// Writes lines in the layout, after the names of its columns; `usual` is the usual name of the waste of a
/// line, and `sender` the SIRET of the establishment that handed it over. What is not known stays empty.
///
/// # Errors
///
/// Returns [`Error::Fault`] if it cannot be written, which would be a fault of ours.
pub fn write(lines: &[Line], sender: &str, usual: &dyn Fn(&Line) -> String) -> Result<String> {
    let fault = |error: &dyn std::fmt::Display| Error::Fault(error.to_string());
    let columns = columns();
    let mut writer = ::csv::WriterBuilder::new().delimiter(SEPARATOR).from_writer(Vec::new());
    writer.write_record(&columns).map_err(|error| fault(&error))?;
    for line in lines {
        let facts = facts(line, sender, &usual(line));
        let cell = |column: &String| {
            let fact = facts.iter().find(|(of, _)| of == column);
            fact.map_or_else(String::new, |(_, said)| text::as_cell(&text::visible(said)).into_owned())
        };
        writer.write_record(columns.iter().map(cell)).map_err(|error| fault(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(&error))?;
    String::from_utf8(bytes).map_err(|error| fault(&error))
}

/// The names of all the columns.
fn columns() -> Vec<String> {
    let carrier = |number: u8| CARRIER.iter().map(move |column| format!("{column} n°{number}"));
    COLUMNS.iter().map(|column| (*column).to_owned()).chain((1..=CARRIERS).flat_map(carrier)).collect()
}

/// What is known of a line, by column.
fn facts(line: &Line, sender: &str, usual: &str) -> Vec<(&'static str, String)> {
    let yes_no = |yes: bool| if yes { "OUI" } else { "NON" }.to_owned();
    let mut facts = vec![
        ("Identifiant unique", line.id()),
        ("SIRET de l'expéditeur ou du détenteur", sender.to_owned()),
        ("Dénomination du déchet", usual.chars().take(NAME).collect()),
        ("Code déchet", line.waste_code.map(|code| code.to_string()).unwrap_or_default()),
        ("POP", line.pop.map(yes_no).unwrap_or_default()),
        ("Dangereux", yes_no(line.hazardous())),
        ("Date d'expédition", line.on.to_string()),
        ("Poids en tonnes", tonnes(line)),
        ("Type de poids", if line.weighed { "REEL" } else { "ESTIME" }.to_owned()),
        ("Code de traitement prévu", line.operation.map(|code| code.to_string()).unwrap_or_default()),
        ("Mode de traitement prévu", line.operation.and_then(mode).unwrap_or_default().to_owned()),
    ];
    facts.extend(line.taker.iter().flat_map(|taker| {
        company(
            taker,
            [
                "Type de destinataire",
                "Numéro d'identification du destinataire",
                "Raison sociale du destinataire",
            ],
        )
    }));
    facts.extend(line.taker.iter().filter(|taker| taker.kind == PartyKind::EcoOrganism).flat_map(|taker| {
        let [_, siret, name] =
            company(taker, ["", "SIRET de l'éco-organisme", "Raison sociale de l’éco-organisme "]);
        [siret, name]
    }));
    facts.extend(line.carrier.iter().flat_map(|carrier| {
        company(
            carrier,
            [
                "Type de transporteur n°1",
                "Numéro d'identification du transporteur n°1",
                "Raison sociale du transporteur n°1",
            ],
        )
    }));
    facts
}

/// A company in its three columns. What has no SIRET is of no type that the register knows by a number.
fn company(named: &Named, columns: [&'static str; 3]) -> [(&'static str, String); 3] {
    let [kind, number, name] = columns;
    let establishment = named.establishment();
    [
        (kind, establishment.map_or_else(String::new, |_| "ETABLISSEMENT_FR".to_owned())),
        (number, establishment.unwrap_or_default().to_owned()),
        (name, named.name.as_deref().unwrap_or_default().chars().take(COMPANY).collect()),
    ]
}

/// The mass in tonnes with three decimals, which is all the register takes: to the nearest kilogram, and
/// one for what is lighter, since nothing weighs nothing. Empty where it is not known.
fn tonnes(line: &Line) -> String {
    if line.mass_unknown || line.mass_g <= 0 {
        return String::new();
    }
    let kilograms = (line.mass_g.saturating_add(500) / 1000).max(1);
    format!("{},{:03}", kilograms / 1000, kilograms % 1000)
}

/// What a final treatment does with the waste; nothing for one after which another follows.
fn mode(operation: Operation) -> Option<&'static str> {
    match operation.class() {
        OperationClass::ReusePreparation => Some("REUTILISATION"),
        OperationClass::Recycling => Some("RECYCLAGE"),
        OperationClass::OtherRecovery => {
            Some("VALORISATION_ENERGETIQUE").filter(|_| operation.to_string() == "R 1")
        }
        OperationClass::Disposal => Some("ELIMINATION"),
        OperationClass::Pending => None,
    }
}
