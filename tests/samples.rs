//! The public samples of other tools' tables, read from beside the repository where they lie there.
//!
//! None of them is ours to keep. What each should give was counted in the file itself.

use std::{fs, path::Path};

use crate::world::World;
use rebond::{
    intake::{
        DateOrder, Faults, Options, Reason, Record,
        table::{Table, read},
    },
    model::{kind::Kind, lifecycle::State},
};

/// Reads a sample with the persons in it; none, and a word about it, where the samples are not there.
fn sample(name: &str) -> Option<Result<Table, Faults>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    let Ok(bytes) = fs::read(&path) else {
        println!("SKIPPED: no sample at {}", path.display());
        return None;
    };
    Some(read(&bytes, &Options { holders: true, ..Options::default() }))
}

/// The counts of a sample: read, skipped, records, with a serial, with a tag.
fn counts(name: &str) -> Option<(u64, u64, usize, usize, usize)> {
    let table = sample(name)?.unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
    let with = |has: fn(&Record) -> bool| table.records.iter().filter(|record| has(record)).count();
    let (serials, tags) = (with(|record| record.serial.is_some()), with(|record| record.tag.is_some()));
    Some((table.read, table.skipped, table.records.len(), serials, tags))
}

#[test]
fn every_sample_gives_as_many_assets_as_it_lists() {
    for (name, wanted) in [
        ("csv-glpi/glpi_fr_search_export.csv", (1, 0, 1, 1, 1)),
        // One row each of one, two and three pieces.
        ("csv-homebox/hb_minimal.csv", (6, 0, 6, 0, 0)),
        ("csv-homebox/hb_types.csv", (3, 0, 3, 0, 3)),
        ("csv-homebox/hb_types_v0_labels.csv", (3, 0, 3, 0, 3)),
        ("csv-snipeit/assets-sample-BLANKS.csv", (200, 0, 200, 183, 200)),
        ("csv-snipeit/assets-sample.csv", (22, 0, 22, 0, 22)),
        ("csv-spreadsheet/devicehub_basic-stock.csv", (2, 1, 1, 1, 0)),
        ("csv-spreadsheet/devicehub_basic.csv", (1, 0, 1, 1, 1)),
        ("csv-spreadsheet/devicehub_export_devices.csv", (1, 0, 1, 1, 1)),
        ("csv-spreadsheet/devicehub_keyboard.csv", (1, 0, 1, 1, 0)),
        ("csv-spreadsheet/devicehub_devices_deliverynote.csv", (9, 0, 9, 7, 8)),
        // Eight pieces of hardware, two programs.
        ("csv-spreadsheet/fr_inventaire_informatique_utf8bom.csv", (10, 2, 8, 8, 8)),
        ("csv-spreadsheet/derived_fr_inventaire_informatique_cp1252.csv", (10, 2, 8, 8, 8)),
        ("csv-spreadsheet/fr_equipements_marque_type_modele.csv", (6, 0, 6, 6, 1)),
        ("csv-spreadsheet/derived_fr_equipements_cp1252_crlf.csv", (6, 0, 6, 6, 1)),
    ] {
        let Some(counted) = counts(name) else { return };
        assert_eq!(counted, wanted, "{name}");
    }
}

#[test]
fn a_list_of_something_else_is_no_inventory() {
    for name in [
        "csv-snipeit/models-sample.csv",
        "csv-snipeit/locations-sample.csv",
        "csv-reference/boavizta-data-fr.csv",
    ] {
        let Some(table) = sample(name) else { return };
        let faults = table.unwrap_err();
        assert!(matches!(faults.listed[0].reason, Reason::NotAnInventory { .. }), "{name}: {faults:?}");
        assert_eq!(faults.total, 1, "{name}");
    }
}

#[test]
fn what_french_samples_say_is_understood() {
    use Kind as K;

    for name in [
        "csv-spreadsheet/fr_equipements_marque_type_modele.csv",
        "csv-spreadsheet/derived_fr_equipements_cp1252_crlf.csv",
    ] {
        let Some(Ok(table)) = sample(name) else { return };
        let kinds: Vec<Kind> = table.records.iter().map(|record| record.kind.best()).collect();
        assert_eq!(kinds, [K::Dock, K::Laptop, K::Phone, K::Monitor, K::Monitor, K::Monitor]);
        let first = &table.records[0];
        assert_eq!(first.manufacturer.as_deref(), Some("Lenovo"));
        assert_eq!(first.purchase_date.map(|day| day.to_string()).as_deref(), Some("2020-11-02"));
        assert_eq!(first.site.as_deref(), Some("Services / IT / Paris"));
        assert_eq!(
            (first.holder.as_deref(), &first.aliases[..]),
            (Some("Dupont Jean"), &["1166459".to_owned()][..])
        );
    }
    let Some(Ok(table)) = sample("csv-spreadsheet/fr_inventaire_informatique_utf8bom.csv") else { return };
    let phone = table.records.iter().find(|record| record.kind.best() == Kind::Phone).unwrap();
    assert_eq!(phone.manufacturer.as_deref(), Some("Cisco"));
    assert_eq!((phone.model.as_deref(), phone.state), (Some("7841"), Some(State::Deployed)));
    assert_eq!(phone.warranty.and_then(|warranty| warranty.months(phone.purchase_date)), Some(48));
    let Some(Ok(table)) = sample("csv-glpi/glpi_fr_search_export.csv") else { return };
    let computer = &table.records[0];
    assert_eq!(computer.site.as_deref(), Some("SIEGE / 021-ENTREPOT"));
    assert_eq!((computer.state, computer.kind.best()), (Some(State::Deployed), Kind::Desktop));
}

#[test]
fn what_american_samples_say_is_understood() {
    let Some(Ok(table)) = sample("csv-snipeit/assets-sample-BLANKS.csv") else { return };
    let first = &table.records[0];
    assert_eq!(first.purchase_date.map(|day| day.to_string()).as_deref(), Some("2016-04-05"));
    assert_eq!((first.state, first.kind.best()), (Some(State::SetAside), Kind::Other));
    assert_eq!(first.model.as_deref(), Some("massa id"), "a number cut by the spreadsheet is not kept");
    let Some(Ok(table)) = sample("csv-snipeit/assets-sample.csv") else { return };
    let lent = table.records.iter().find(|record| record.holder.is_some()).unwrap();
    assert_eq!(lent.holder.as_deref(), Some("Gage McCrackem"));
    assert_eq!(table.records[0].model.as_deref(), Some("Macbook Pro 13\" (1786VM80X07)"));
}

#[test]
fn an_order_that_is_asked_for_is_taken_against_what_the_rows_show() {
    let Some(path) = sample("csv-snipeit/assets-sample.csv").map(|_| {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/csv-snipeit/assets-sample.csv")
    }) else {
        return;
    };
    let options = Options { date_order: DateOrder::DayFirst, ..Options::default() };
    let faults = read(&fs::read(path).unwrap(), &options).unwrap_err();
    assert!(faults.listed.iter().all(|fault| fault.reason == Reason::NotADay), "{faults:?}");
}

#[test]
fn the_command_takes_what_the_samples_say_even_without_a_service() {
    for (name, added) in [
        ("csv-snipeit/assets-sample.csv", 22),
        ("csv-spreadsheet/fr_inventaire_informatique_utf8bom.csv", 8),
        ("csv-spreadsheet/derived_fr_equipements_cp1252_crlf.csv", 6),
    ] {
        if sample(name).is_none() {
            return;
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
        let world = World::new().with_record();
        let said = world.run(&format!("--json import '{}'", path.display())).json();
        assert_eq!(said["added"], added, "{name}: {said}");
        assert_eq!(world.run("--json verify").json()["ok"], true, "{name}");
    }
}
