//! Snapshots of eReuse Workbench.

use super::{codes, drives, only};
use crate::{
    intake::erasure::RemarkCode,
    model::{
        amount::Bytes,
        sanitization::{MediumKind, Technique, Verdict, Verify},
    },
};

pub(super) fn snapshot(kind: &str, erasures: &str) -> String {
    format!(
        r#"{{"type":"Snapshot","software":"Workbench","version":"11.0b11","device":{{"type":"Laptop","serialNumber":"HOST0001"}},
           "components":[{{"type":"Processor","model":"i5"}},{{"type":"{kind}","model":"ST500LT012-1DG14","serialNumber":"S3P90001",
           "size":500107.86201599997,"actions":[{{"type":"TestDataStorage"}}{erasures}]}}]}}"#
    )
}

pub(super) fn erase(kind: &str, severity: &str, end: &str, steps: &str) -> String {
    format!(
        r#",{{"type":"{kind}","severity":"{severity}","startTime":"2026-01-13T09:34:39.026634+00:00"{end},"steps":[{steps}]}}"#
    )
}

#[test]
fn a_snapshot_tells_its_erasures_drive_by_drive() {
    let end = r#","endTime":"2026-01-13T14:13:09.338771+00:00""#;
    let step = r#"{"type":"StepRandom","severity":"Info"}"#;
    for (actions, action, verdict, verify) in [
        (erase("EraseSectors", "Info", end, step), Some(Technique::Overwrite), Verdict::Pass, Verify::Full),
        (erase("EraseBasic", "Info", end, step), Some(Technique::Overwrite), Verdict::Pass, Verify::None),
        (erase("EraseSectors", "Error", end, step), Some(Technique::Overwrite), Verdict::Fail, Verify::Full),
        (erase("EraseSectors", "Info", "", step), Some(Technique::Overwrite), Verdict::Fail, Verify::Full),
        (
            erase("EraseSectors", "Info", end, &step.replace("Info", "Error")),
            Some(Technique::Overwrite),
            Verdict::Fail,
            Verify::Full,
        ),
        (erase("EraseSectors", "Info", end, ""), Some(Technique::Overwrite), Verdict::Unknown, Verify::Full),
        (erase("ErasePhysical", "Info", end, step), None, Verdict::Unknown, Verify::None),
        (String::new(), None, Verdict::Unknown, Verify::None),
    ] {
        let drive = only(&snapshot("HardDrive", &actions));
        assert_eq!((drive.action, drive.verdict, drive.verify), (action, verdict, verify), "{actions}");
        assert_eq!((drive.serial.as_deref(), drive.kind), (Some("S3P90001"), Some(MediumKind::Hdd)));
        assert_eq!((drive.capacity, drive.rounded), (Some(Bytes(500_107_862_016)), false));
        assert_eq!(drive.tool, "eReuse Workbench 11.0b11");
    }
    let lite = r#"{"type":"Snapshot","software":"workbench-script","version":"dev","data":{"lshw":{}},"erase":["",""]}"#;
    assert_eq!(codes(&only(lite)), [RemarkCode::NoErasure]);
}

#[test]
fn each_record_of_a_snapshot_has_a_place_of_its_own() {
    let end = r#","endTime":"2026-01-13T14:13:09.338771+00:00""#;
    let step = r#"{"type":"StepRandom","severity":"Info"}"#;
    let twice = erase("EraseSectors", "Info", end, step) + &erase("EraseSectors", "Error", end, step);
    let log = snapshot("HardDrive", &twice).replacen(
        r#""components":["#,
        r#""components":[{"type":"HardDrive","serialNumber":"S3P90002"},"#,
        1,
    );
    let said: Vec<_> = drives(&log).iter().map(|d| (d.line, d.serial.clone(), d.verdict)).collect();
    let (one, two) = (Some("S3P90001".to_owned()), Some("S3P90002".to_owned()));
    assert_eq!(said, [(1, two, Verdict::Unknown), (2, one.clone(), Verdict::Pass), (3, one, Verdict::Fail)]);
}
