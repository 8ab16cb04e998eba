//! Snapshots of eReuse Workbench, in JSON: the erasures among what was done to each drive. The machine of
//! a snapshot is not looked at here, nor is its owner.
//!
//! `EraseSectors` was read back, `EraseBasic` was not. The newest script has a list `erase` of empty
//! texts, which prove nothing. Snapshots in YAML are not read.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::{Erasure, NotALog, RemarkCode, When, capacity, json, model};
use crate::model::{
    day::Instant,
    sanitization::{MediumKind, Method, Technique, Verdict, Verify},
};

/// Tells whether a file is a snapshot in YAML.
pub(super) fn is_yaml(bytes: &[u8]) -> bool {
    let look = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let key = |line: &str, key: &str| {
        line.split_once(':').is_some_and(|(name, _)| name.trim_matches(['"', '\'']) == key)
    };
    let has = |name| look.lines().any(|line| key(line, name));
    !look.trim_start().starts_with('{') && has("type") && (has("software") || has("device"))
}

/// Reads a snapshot: each erasure of each drive, and each drive that has none.
///
/// # Errors
///
/// Returns the line on which it is no JSON, or two drives that have one serial.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Erasure>, NotALog> {
    let value = json(bytes)?;
    let Some(top) = value.as_object() else { return Err(NotALog::Unknown) };
    // `DeviceSnapshotV1` wraps the rest.
    let inner = top.get("data").and_then(Value::as_object).filter(|data| data.contains_key("components"));
    let snapshot = inner.unwrap_or(top);
    let tool = tool(snapshot);
    let components = snapshot.get("components").and_then(Value::as_array);
    let mut all = Vec::new();
    let mut names: HashSet<String> = HashSet::new();
    for component in components.into_iter().flatten().filter_map(Value::as_object) {
        let Some(kind) = kind_of(component) else { continue };
        let drive = drive(component, kind, &tool);
        if let Some(serial) = &drive.serial
            && !names.insert(serial.clone())
        {
            return Err(NotALog::SameSerial { serial: serial.clone(), lines: [1, 1] });
        }
        let before = all.len();
        let actions = component.get("actions").or_else(|| component.get("events")).and_then(Value::as_array);
        for action in actions.into_iter().flatten().filter_map(Value::as_object) {
            let name = text(action, "type").unwrap_or_default();
            if name.starts_with("Erase") {
                all.push(erasure(drive.clone(), name, action));
            }
        }
        if all.len() == before {
            let mut none = drive;
            none.remark(RemarkCode::NoErasure, 1);
            all.push(none);
        }
    }
    if all.is_empty() {
        let mut none = Erasure::new(1, &tool);
        none.remark(RemarkCode::NoErasure, 1);
        all.push(none);
    }
    // A snapshot may be one line: its records are told apart by their place.
    for (place, erasure) in (1..).zip(&mut all) {
        erasure.line = place;
    }
    Ok(all)
}

fn text<'j>(object: &'j Map<String, Value>, key: &str) -> Option<&'j str> {
    object.get(key).and_then(Value::as_str)
}

fn tool(snapshot: &Map<String, Value>) -> String {
    let good = |text: &&str| text.len() <= 40 && text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    let software = text(snapshot, "software").filter(good).unwrap_or("Workbench");
    let version = text(snapshot, "version").filter(good).unwrap_or_default();
    format!("eReuse {software} {version}").trim_end().to_owned()
}

/// What a component is, if it is a drive and the snapshot tells.
#[allow(clippy::option_option, reason = "no drive, and a drive of an unknown kind")]
fn kind_of(component: &Map<String, Value>) -> Option<Option<MediumKind>> {
    let nvme = text(component, "interface").is_some_and(|bus| bus.eq_ignore_ascii_case("nvme"));
    match text(component, "type")? {
        "HardDrive" => Some(Some(MediumKind::Hdd)),
        "SolidStateDrive" | "DataStorage" if nvme => Some(Some(MediumKind::Nvme)),
        "SolidStateDrive" => Some(Some(MediumKind::Ssd)),
        "DataStorage" => Some(None),
        _ => None,
    }
}

fn drive(component: &Map<String, Value>, kind: Option<MediumKind>, tool: &str) -> Erasure {
    let mut drive = Erasure::new(1, tool);
    drive.kind = kind;
    drive.model = text(component, "model").and_then(model);
    if let Some(serial) = text(component, "serialNumber") {
        drive.name(serial, 1);
    }
    let size = match component.get("size") {
        Some(Value::Number(megabytes)) => megabytes.as_f64(),
        Some(Value::String(said)) => said.trim().trim_end_matches("MB").trim().parse().ok(),
        _ => None,
    };
    if let Some(megabytes) = size.filter(|size| (1.0..1e9).contains(size)) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 1e15, above 0")]
        let bytes = (megabytes * 1e6).round() as u64;
        drive.capacity = capacity(bytes);
        // A drive is made of sectors: what is none of them was rounded.
        drive.rounded = !bytes.is_multiple_of(512);
    }
    drive
}

fn erasure(mut drive: Erasure, name: &str, action: &Map<String, Value>) -> Erasure {
    let moment = |key: &str| text(action, key).and_then(|text| Instant::parse(text).ok()).map(When::Exact);
    drive.started = moment("startTime");
    drive.finished = moment("endTime");
    let steps: Vec<&Map<String, Value>> = action
        .get("steps")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect();
    drive.passes = u32::try_from(steps.len()).ok().filter(|passes| *passes > 0);
    drive.bytes = drive.capacity.filter(|_| !drive.rounded);
    drive.method = match steps.as_slice() {
        [step] if text(step, "type") == Some("StepZero") => Some(Method::Zero),
        [step] if text(step, "type") == Some("StepRandom") => Some(Method::Random),
        _ => None,
    };
    match name {
        "EraseBasic" | "EraseSectors" => drive.action = Some(Technique::Overwrite),
        // How it was destroyed is not said.
        _ => drive.remark(RemarkCode::UnknownMethod, 1),
    }
    if drive.action.is_none() {
        drive.remark(RemarkCode::NoErasure, 1);
        return drive;
    }
    let info = |object: &Map<String, Value>| text(object, "severity") == Some("Info");
    drive.verdict = if !info(action) || drive.finished.is_none() || steps.iter().any(|step| !info(step)) {
        drive.remark(RemarkCode::ErrorsInLog, 1);
        Verdict::Fail
    } else if steps.is_empty() || drive.started.is_none() {
        drive.remark(RemarkCode::Cut, 1);
        Verdict::Unknown
    } else {
        Verdict::Pass
    };
    if name == "EraseSectors" {
        drive.verify = Verify::Full;
    } else if drive.verdict == Verdict::Pass {
        drive.remark(RemarkCode::NotVerified, 1);
    }
    drive
}
