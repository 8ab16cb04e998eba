//! A record in which a hostile text stands in every field.

use std::{cell::RefCell, collections::BTreeSet};

use rebond::{intake::Field, model::text};

use super::payloads::taken;
use crate::world::{World, split};

/// Which arguments take text, and what becomes of it: it is kept; it is read by a rule, and refused or put
/// in a form of ours; something is sought by it; it is the place of a file. Compared with the tree of
/// commands by the tests of the command line.
const TEXTS: &str = include_str!("texts.txt");

/// The arguments of which this becomes.
pub(super) fn arguments(what: &str) -> BTreeSet<&'static str> {
    TEXTS
        .lines()
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, is)| *is == what)
        .map(|(id, _)| id)
        .collect()
}

/// How a text begins that a spreadsheet runs, one field after another.
const STARTS: [&str; 8] = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];

/// A bit of everything.
const MANY: &str = "<b>|[x](javascript:1)`~JA^XZ\"'&lt;\\)%n$(touch pwned);--https://e.example/";

/// The hostile text of a field, and the mark by which it is found again.
fn hostile(field: &str) -> (String, String) {
    let start = STARTS[field.bytes().map(usize::from).sum::<usize>() % STARTS.len()];
    let mark = format!("mk{}", field.replace('_', ""));
    (format!("{start}1 {mark} {MANY}"), mark)
}

pub(super) fn text_of(field: &str) -> String {
    hostile(field).0
}

/// How an import fills each of its fields: with the payload, or with something that it understands.
fn column(field: Field) -> Option<&'static str> {
    use Field as F;
    match field {
        F::Tag => Some("{tag}"),
        F::Kind => Some("laptop"),
        F::Acquired => Some("leased"),
        F::Aliases => Some("{alias}"),
        F::Manufacturer
        | F::Model
        | F::Serial
        | F::Service
        | F::Site
        | F::Holder
        | F::Supplier
        | F::Order
        | F::Owner
        | F::Note
        | F::DriveSerials => Some("{payload}"),
        // Numbers, days and codes: nothing typed is left of them.
        F::State
        | F::PurchaseDate
        | F::FirstUseDate
        | F::ManufacturedOn
        | F::Price
        | F::PriceCents
        | F::Warranty
        | F::WarrantyUntil
        | F::Mass
        | F::MassKilograms
        | F::Weee
        | F::Security
        | F::DriveKind
        | F::DriveCapacity
        | F::DepartedOn
        | F::Channel
        | F::DecommissionedOn
        | F::Quantity
        | F::Nothing => None,
    }
}

/// The fields of which an import takes any text.
pub(super) fn columns() -> Vec<Field> {
    Field::ALL.iter().copied().filter(|field| column(*field).is_some()).collect()
}

/// A table with a row for each text, which stands in each of its cells.
pub(super) fn table(texts: &[String]) -> Vec<u8> {
    let columns = columns();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns.iter().map(|field| field.code())).unwrap();
    for (row, text) in texts.iter().enumerate() {
        // Other names and drives are several where a semicolon separates them.
        let one = text::as_cell(text).replace(';', ",");
        let cells = columns.iter().map(|field| match column(*field).unwrap() {
            "{tag}" => format!("P{row:02}"),
            "{alias}" => one.clone(),
            "{payload}" if *field == Field::DriveSerials => one.clone(),
            "{payload}" => text::as_cell(text).into_owned(),
            other => other.to_owned(),
        });
        csv.write_record(cells).unwrap();
    }
    csv.into_inner().unwrap()
}

/// Runs a line whose `{field}` words are hostile.
fn run(world: &World, line: &str, used: &RefCell<BTreeSet<String>>) {
    let words: Vec<String> = split(line)
        .into_iter()
        .map(|word| match word.split_once('{') {
            Some((before, field)) => {
                let field = field.trim_end_matches('}');
                used.borrow_mut().insert(field.to_owned());
                format!("{before}{}", text_of(field))
            }
            None => word,
        })
        .collect();
    let done = world.run_words(&words);
    assert_eq!(done.status, 0, "{line}: {done}");
}

/// A record in which every payload stands in every field that an import fills, and a hostile text in every
/// other; machines that left among them. Returns the marks of these texts.
pub(super) fn desk() -> (World, Vec<String>) {
    let world = World::new();
    let used = RefCell::default();
    let enter = |lines: &str| {
        for line in lines.lines().map(str::trim) {
            let line =
                line.replace("{last}", &if line.contains("{last}") { world.head() } else { 0 }.to_string());
            run(&world, &line, &used);
        }
    };
    enter("init --org={org}");
    world.write("hostile.csv", table(&taken()));
    world.write("nameless.log", include_bytes!("../fixtures/erasures/nwipe-nameless.log"));
    world.enter("import hostile.csv --holders");
    // Machines that leave from a service of each name.
    let mut leaving = csv::Writer::from_writer(Vec::new());
    leaving.write_record(["tag", "kind", "service", "model"]).unwrap();
    let mut tags = Vec::new();
    for (row, text) in taken().iter().enumerate() {
        tags.push(format!("Q{row:02}"));
        let cell = text::as_cell(text);
        leaving.write_record([tags[row].as_str(), "monitor", &cell, &cell]).unwrap();
    }
    world.write("leaving.csv", leaving.into_inner().unwrap());
    let tags = tags.join(" ");
    world.enter(&format!("import leaving.csv\ncollect {tags}"));
    enter(
        "party add --kind supplier -- {supplier}
         party add --kind lessor -- {owner}
         party add --kind staff -- {holder}
         party add --kind staff -- {right_holder}
         party add --kind other -- {sent_to}
         party add --kind recycler -- {to_party}
         party add --kind other -- {carrier}
         party add --kind association -- {party_name}
         party add --kind other -- Emmaus
         party edit --name={new_name} Emmaus
         --actor={actor} add --kind laptop --tag A1 --alias={alias} --manufacturer={manufacturer} \
            --model={model} --serial={serial} --order={order} --supplier={supplier} --service={service} \
            --site={site} --holder={holder} --note={note}
         add --kind laptop --tag A2 --acquired leased --owner={owner}
         deploy A2 --to={to_service}
         move A1 --to=Culture
         correct {last} --to={right_service} --site={right_site} --holder={right_holder}
         collect A1
         triage A1 --decision recondition
         work A1 --type repair --part={part} --sent-to={sent_to} --data-clause={work_clause}
         work A1 --back --new-serial={new_serial}
         media add A1 --kind ssd --serial={medium_serial} --model={medium_model}
         sanitize import nameless.log --serial={log_serial}
         sanitize A1 --action overwrite --tool={tool} --verify full --result pass
         add --kind monitor --tag A3
         decommission A3 --act={act}
         add --kind monitor --tag A4
         decommission A4 --act=X
         correct {last} --act={right_act}
         lot new --channel waste --to={to_party} --act={lot_act} --value-method={value_method} \
            --carrier={carrier} --data-clause={data_clause} --waste-code='16 02 14' --operation='R 4'
         lot add LOT-2026-0001 --bulk={bulk} --mass 5kg --waste-code='16 02 14'",
    );
    world.enter(&format!("lot add LOT-2026-0001 A1 {tags}"));
    enter(
        "lot ship LOT-2026-0001 --decommission --act={decommission_act} --no-bsd={no_bsd}
         policy set organisation -- {policy_value}",
    );
    let kept = arguments("kept");
    let used: BTreeSet<String> = used.into_inner();
    assert_eq!(used.iter().map(String::as_str).collect::<BTreeSet<_>>(), kept, "a field nobody fills");
    (world, kept.iter().map(|field| hostile(field).1).collect())
}

/// The payloads as they are kept.
pub(super) fn kept() -> Vec<String> {
    taken().iter().map(|text| text::clean(text).unwrap()).collect()
}
