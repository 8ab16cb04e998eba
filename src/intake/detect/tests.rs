//! What tools say of machines and of drives, in files made up here in their shape.

use proptest::prelude::*;

use super::*;
use crate::{
    intake::{Drive, KindSaid, Record, RemarkCode},
    model::{
        amount::Bytes,
        day::Instant,
        kind::Kind,
        medium::Reading,
        sanitization::{Health, MediumKind},
    },
};

const SDA: &str = r#"{
  "json_format_version": [1, 0],
  "smartctl": {"version": [7, 4], "exit_status": 0},
  "local_time": {"time_t": 1741964402, "asctime": "Fri Mar 14 16:00:02 2025 CET"},
  "device": {"name": "/dev/sda", "type": "sat", "protocol": "ATA"},
  "model_name": "WDC WD5000AAKX-08U6AA0",
  "serial_number": "wd-wcc2e7nv4c7u",
  "user_capacity": {"blocks": 976773168, "bytes": 500107862016},
  "rotation_rate": 7200,
  "smart_status": {"passed": true},
  "power_on_time": {"hours": 12173}
}"#;

const BENCH: &str = r#"[{
  "id": "bench7", "class": "system", "description": "Notebook",
  "vendor": "Hewlett-Packard", "product": "HP ProBook 450 G2 (J4S45EA#ABF)", "serial": "CND4286ZJ2",
  "configuration": {"chassis": "notebook", "sku": "J4S45EA#ABF", "uuid": "8D9234E6-05A3-29E1-FBF3-1D2CFE51352D"},
  "children": [{"id": "core", "class": "bus", "children": [
    {"id": "sata", "class": "storage", "description": "SATA controller", "children": [
      {"id": "disk", "class": "disk", "description": "ATA Disk", "product": "ST500LT012-1DG14",
       "serial": "S3P9A80F", "units": "bytes", "size": 500107862016, "businfo": "scsi@0:0.0.0",
       "capabilities": {"partitioned": "Partitioned disk"}},
      {"id": "cdrom", "class": "disk", "product": "DVDRAM", "businfo": "scsi@1:0.0.0",
       "capabilities": {"removable": "support is removable"}}]},
    {"id": "nvme", "class": "storage", "description": "NVMe device", "product": "KXG60ZNV512G TOSHIBA",
     "serial": "Z9AF70N4F8", "logicalname": "/dev/nvme0", "children": [
      {"id": "namespace:0", "class": "disk", "businfo": "nvme@0:1", "units": "bytes", "size": 512110190592}]},
    {"id": "usb", "class": "bus", "businfo": "usb@2", "children": [
      {"id": "disk", "class": "disk", "product": "DataTraveler 102", "units": "bytes", "size": 8005787648,
       "businfo": "scsi@7:0.0.0"},
      {"id": "disk:1", "class": "disk", "product": "USB   HS-CF Card", "businfo": "scsi@8:0.0.0"}]}]}]
}]"#;

fn read(text: &str) -> (Vec<Item>, Summary, Faults) {
    let mut items = Vec::new();
    let (summary, faults) = scan(text.as_bytes(), &Options::default(), |item| items.push(item));
    (items, summary, faults)
}

fn drives(text: &str) -> Vec<Drive> {
    let (items, _, faults) = read(text);
    assert_eq!(faults, Faults::default(), "{text}");
    let drive = |item| match item {
        Item::Drive(drive) => drive,
        other => panic!("{other:?}"),
    };
    items.into_iter().map(drive).collect()
}

fn machine(text: &str) -> (Record, Vec<Drive>) {
    let (items, _, faults) = read(text);
    assert_eq!(faults, Faults::default(), "{text}");
    match <[Item; 1]>::try_from(items) {
        Ok([Item::Machine(record, drives)]) => (record, drives),
        other => panic!("{other:?}"),
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    let (_, summary, faults) = read(text);
    let remarks = summary.remarks.iter().map(|remark| remark.code.code());
    remarks.chain(faults.listed.iter().map(|fault| fault.reason.code())).collect()
}

#[test]
fn a_report_says_all_of_a_drive() {
    let reading = Reading {
        hours: Some(12_173),
        health: Health::Passed,
        at: Some(Instant::parse("2025-03-14T15:00:02.000Z").unwrap()),
    };
    let drive = Drive {
        line: 1,
        serial: Some("WD-WCC2E7NV4C7U".to_owned()),
        model: Some("WDC WD5000AAKX-08U6AA0".to_owned()),
        kind: Some(MediumKind::Hdd),
        capacity: Some(Bytes(500_107_862_016)),
        reading: Some(reading),
        tool: "smartctl 7.4".to_owned(),
    };
    assert_eq!(drives(SDA), std::slice::from_ref(&drive));
    assert_eq!(format_of(SDA.as_bytes()), Format::Smartctl);
    // Several in a list, and as PowerShell writes it.
    let listed = format!("[{SDA},\n{}]", SDA.replace("wd-wcc2e7nv4c7u", "S4XBNF0N801630"));
    let lines: Vec<u64> = drives(&listed).iter().map(|drive| drive.line).collect();
    assert_eq!(lines, [1, 13]);
    let wide: Vec<u8> = format!("\u{feff}{SDA}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut items = Vec::new();
    let (_, faults) = scan(&wide, &Options::default(), |item| items.push(item));
    assert_eq!((items, faults.total), (vec![Item::Drive(drive)], 0));
}

#[test]
fn what_a_drive_is_follows_from_what_it_says() {
    let of = |from: &str, to: &str| drives(&SDA.replace(from, to)).remove(0);
    for (from, to, kind) in [
        ("\"rotation_rate\": 7200", "\"rotation_rate\": 0", Some(MediumKind::Ssd)),
        ("\"rotation_rate\": 7200,", "", None),
        ("\"protocol\": \"ATA\"", "\"protocol\": \"NVMe\"", Some(MediumKind::Nvme)),
    ] {
        assert_eq!(of(from, to).kind, kind, "{to}");
    }
    let health = |from: &str, to: &str| of(from, to).reading.unwrap().health;
    for (from, to, told) in [
        ("\"passed\": true", "\"passed\": false", Health::Failed),
        ("\"exit_status\": 0", "\"exit_status\": 8", Health::Failed),
        ("\"exit_status\": 0", "\"exit_status\": 16", Health::Failed),
        // Errors of the past, and self-tests that failed, are in the log of the drive.
        ("\"exit_status\": 0", "\"exit_status\": 228", Health::Passed),
        ("\"smart_status\": {\"passed\": true},", "", Health::Unknown),
    ] {
        assert_eq!(health(from, to), told, "{to}");
    }
    let spaces = "\"nvme_namespaces\": [{\"id\": 1, \"size\": {\"bytes\": 300}}, {\"id\": 2, \"size\": {\"bytes\": 212}}]";
    let user = "\"user_capacity\": {\"blocks\": 976773168, \"bytes\": 500107862016}";
    assert_eq!(of(user, spaces).capacity, Some(Bytes(512)));
    assert_eq!(of(user, &format!("{spaces}, \"nvme_total_capacity\": 1024")).capacity, Some(Bytes(1024)));
    let scsi = of(
        "\"model_name\": \"WDC WD5000AAKX-08U6AA0\"",
        "\"vendor\": \"SEAGATE\", \"product\": \"ST4000NM0043\"",
    );
    assert_eq!(scsi.model.as_deref(), Some("SEAGATE ST4000NM0043"));
}

#[test]
fn a_report_of_no_drive_that_can_be_told_gives_none_and_says_so() {
    for (from, to, code) in [
        ("wd-wcc2e7nv4c7u", "REDACTED123456", "drive_without_serial"),
        ("wd-wcc2e7nv4c7u", "yes", "drive_without_serial"),
        ("\"serial_number\": \"wd-wcc2e7nv4c7u\",", "", "drive_without_serial"),
        ("WDC WD5000AAKX-08U6AA0", "Msft Virtual Disk", "virtual_drive"),
    ] {
        let text = SDA.replace(from, to);
        assert_eq!(drives(&text), [], "{to}");
        assert_eq!(codes(&text), [code], "{to}");
    }
    let nothing = r#"[{"json_format_version": [1, 0], "smartctl": {"exit_status": 2}, "device": {"name": "/dev/sdb"}}]"#;
    let (items, summary, _) = read(nothing);
    assert_eq!((items.len(), summary.read, summary.skipped), (0, 1, 1));
    assert_eq!(summary.remarks[0].code, RemarkCode::NoDrive);
    assert_eq!(summary.remarks[0].value.as_deref(), Some("/dev/sdb"));
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    for (from, to, column, value, code) in [
        ("500107862016", "0", "user_capacity.bytes", "0", "not_a_capacity"),
        ("500107862016", "-5", "user_capacity.bytes", "-5", "not_a_capacity"),
        ("500107862016", "1.5", "user_capacity.bytes", "1.5", "not_a_capacity"),
        (
            "500107862016",
            "18446744073709551615",
            "user_capacity.bytes",
            "18446744073709551615",
            "not_a_capacity",
        ),
        ("500107862016", "\"many\"", "user_capacity.bytes", "many", "not_a_capacity"),
        ("12173", "-1", "power_on_time.hours", "-1", "not_hours"),
        ("12173", "99999999999999999999", "power_on_time.hours", "1e+20", "not_hours"),
    ] {
        let (items, _, faults) = read(&format!("\n{}", SDA.replace(from, to)));
        assert_eq!((items.len(), faults.total), (0, 1), "{to}");
        let fault = &faults.listed[0];
        assert_eq!((fault.line, fault.column.as_deref()), (2, Some(column)), "{to}");
        assert_eq!((fault.value.as_deref(), fault.reason.code()), (Some(value), code), "{to}");
    }
    let old = SDA.replace("12173", "4661094");
    assert_eq!((drives(&old)[0].reading.unwrap().hours, codes(&old)), (None, vec!["hours_unlikely"]));
    let unset = SDA.replace("1741964402", "0");
    assert_eq!((drives(&unset)[0].reading.unwrap().at, codes(&unset)), (None, vec!["reading_undated"]));
}

#[test]
fn what_is_read_elsewhere_or_nowhere_is_said() {
    for (text, code) in [
        (
            r#"{"json_format_version":[1,0],"smartctl":{"argv":["smartctl","--scan","-j"]},"devices":[{"name":"/dev/sda"}]}"#,
            "smartctl_scan",
        ),
        (r#"{"id":"disk","class":"disk","product":"ST500LT012"}"#, "lshw_part"),
        (r#"{"type":"Snapshot","components":[]}"#, "erasure_log"),
        (r#"{"sprog":65535,"sstat":257}"#, "erasure_log"),
        (r#"{"deviceid":"a","content":{}}"#, "unknown_json"),
        ("[[{}]]", "unknown_json"),
        ("[]", "empty"),
        ("{\"smartctl\": {", "cut_json"),
        ("{\"smartctl\": tru}", "bad_json"),
        ("<?xml version=\"1.0\"?>\n<list><node id=\"bench7\" class=\"system\"/></list>", "lshw_xml"),
    ] {
        let (items, _, faults) = read(text);
        assert_eq!(items, [], "{text}");
        let found: Vec<&str> = faults.listed.iter().map(|fault| fault.reason.code()).collect();
        assert_eq!(found, [code], "{text}");
    }
    assert_eq!(codes(&format!("[{}", "[".repeat(500))), ["too_deep"]);
    let options = Options { format: Some(Format::Lshw), ..Options::default() };
    let (_, faults) = scan(SDA.as_bytes(), &options, |_| ());
    assert_eq!(faults.listed[0].reason, Reason::NotThatFormat { format: "lshw", found: "smartctl" });
}

#[test]
fn a_machine_is_read_with_what_is_inside_it() {
    let (record, inside) = machine(BENCH);
    assert_eq!(format_of(BENCH.as_bytes()), Format::Lshw);
    assert_eq!(record.kind, KindSaid::Likely(Kind::Laptop));
    assert_eq!(record.manufacturer.as_deref(), Some("HP"));
    assert_eq!(record.model.as_deref(), Some("HP ProBook 450 G2"));
    assert_eq!(record.serial.as_deref(), Some("CND4286ZJ2"));
    assert_eq!(record.aliases, [""; 0]);
    let told: Vec<_> = inside
        .iter()
        .map(|drive| (drive.serial.as_deref(), drive.model.as_deref(), drive.kind, drive.capacity))
        .collect();
    assert_eq!(
        told,
        [
            (Some("S3P9A80F"), Some("ST500LT012-1DG14"), None, Some(Bytes(500_107_862_016))),
            (
                Some("Z9AF70N4F8"),
                Some("KXG60ZNV512G TOSHIBA"),
                Some(MediumKind::Nvme),
                Some(Bytes(512_110_190_592))
            ),
        ]
    );
    // The stick is named, the reader without a card is not.
    assert_eq!(codes(BENCH), ["not_inside"]);
    let turning =
        BENCH.replace("\"partitioned\": \"Partitioned disk\"", "\"7200rpm\": \"7200 rotations per minute\"");
    assert_eq!(machine(&turning).1[0].kind, Some(MediumKind::Hdd));
}

#[test]
fn one_object_a_list_and_several_behind_each_other_are_the_same() {
    let object = BENCH.trim_start_matches('[').trim_end_matches(']');
    assert_eq!(machine(object), machine(BENCH));
    let (items, _, faults) = read(&format!("{object},\n{object},\n"));
    assert_eq!((items.len(), faults.total), (2, 0));
    assert!(items.iter().all(|item| matches!(item, Item::Machine(..))));
}

#[test]
fn the_firmware_fills_in_what_its_maker_left_open() {
    let with = |from: &str, to: &str| machine(&BENCH.replace(from, to)).0;
    let filler = with("\"CND4286ZJ2\"", "\"System Serial Number\"");
    assert_eq!(
        (filler.serial, filler.aliases),
        (None, vec!["8D9234E6-05A3-29E1-FBF3-1D2CFE51352D".to_owned()])
    );
    let board = BENCH
        .replace("CND4286ZJ2", "0")
        .replace("8D9234E6-05A3-29E1-FBF3-1D2CFE51352D", "03000200-0400-0500-0006-000700080009");
    assert_eq!(machine(&board).0.aliases, [""; 0]);
    assert_eq!(codes(&board), ["not_inside", "placeholder_serial"]);
    let lenovo = BENCH
        .replace("Hewlett-Packard", "LENOVO")
        .replace("HP ProBook 450 G2 (J4S45EA#ABF)", "7220W3T (NONE)")
        .replace("\"sku\"", "\"other\"")
        .replace("\"serial\": \"CND4286ZJ2\"", "\"version\": \"ThinkCentre M58p\", \"serial\": \"S4R6460\"");
    assert_eq!(machine(&lenovo).0.model.as_deref(), Some("ThinkCentre M58p 7220W3T"));
    assert_eq!(
        with("HP ProBook 450 G2 (J4S45EA#ABF)", "System Product Name (To be filled by O.E.M.)").model,
        None
    );
    assert_eq!(
        with("HP ProBook 450 G2 (J4S45EA#ABF)", "Aspire (Black)").model.as_deref(),
        Some("Aspire (Black)")
    );
    assert_eq!(codes(&BENCH.replace("Hewlett-Packard", "innotek GmbH")), ["virtual_machine"]);
    assert_eq!(
        codes(&BENCH.replace("ST500LT012-1DG14", "Intel Raid 1 Volume")),
        ["virtual_drive", "not_inside"]
    );
}

#[test]
fn a_size_that_cannot_be_refuses_the_machine() {
    let (items, _, faults) = read(&BENCH.replace("512110190592", "-512110190592"));
    assert_eq!((items.len(), faults.total), (0, 1));
    assert_eq!(faults.listed[0].column.as_deref(), Some("namespace:0.size"));
    assert_eq!(
        codes(&BENCH.replace(", \"units\": \"bytes\", \"size\": 512110190592", "")),
        ["drive_without_size", "not_inside"]
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..1_000), at in 0..2_usize, cut in 0..1_000_usize) {
        let _ = scan(&bytes, &Options::default(), |_| ());
        let whole = [SDA, BENCH][at].as_bytes();
        let (before, after) = whole.split_at(cut.min(whole.len()));
        let mut items = 0;
        let torn = [before, &bytes, after].concat();
        let (summary, faults) = scan(&torn, &Options::default(), |_| items += 1);
        prop_assert!(items + summary.skipped <= summary.read || faults.total > 0);
    }

    #[test]
    fn a_report_that_is_torn_gives_no_other_drive(cut in 1..600_usize) {
        let (items, _, faults) = read(&SDA[..cut.min(SDA.len() - 1)]);
        prop_assert_eq!(items, vec![]);
        prop_assert!(faults.total > 0);
    }
}
