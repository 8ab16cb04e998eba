//! `smartctl -j`: what a drive says of itself, one report a drive.
//!
//! A report whose `exit_status` is not zero is read all the same: its bits tell of the drive, not of the file.
//! The whole model stands here, and the exact capacity; what the drive is only where it says how fast it
//! turns, or speaks NVMe.
//!
//! Source: man page of smartctl 7.4, *EXIT STATUS*; reports of versions 6.7 to 7.4 seen in public.

use serde_json::Value;

use super::{
    drive::{self, Drive, MOST},
    json::{self, Document, inside, whole},
    out::Out,
};
use crate::{
    intake::{Item, Reason, RemarkCode},
    model::{
        amount::Bytes,
        day::Instant,
        medium::Reading,
        sanitization::{Health, MediumKind},
    },
};

/// More hours than any drive has been under power, in a century: some firmware counts minutes, or seconds.
const CENTURY: u64 = 876_600;

/// The bits of the exit status by which a drive is failing: it says so, or an attribute that foretells it is below
/// its threshold.
const FAILING: i128 = 8 | 16;

/// Clocks that were never set stand before this moment, the beginning of 2000, in seconds.
const SET: i128 = 946_684_800;

/// Tells whether a document is of smartctl.
pub(super) fn is_report(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    has("smartctl")
        || has("json_format_version")
        || (has("device") && (has("model_name") || has("serial_number") || has("user_capacity")))
}

/// Reads a report.
pub(super) fn read(document: &Document, out: &mut Out<'_>) {
    let Document { line, value } = document;
    if value.get("devices").is_some_and(Value::is_array) && value.get("device").is_none() {
        return out.fault(*line, Some("devices"), None, Reason::SmartctlScan);
    }
    out.summary.read += 1;
    let device = json::text(value, &["device", "name"]);
    let (capacity, hours) = match (capacity(value), hours(value)) {
        (Ok(capacity), Ok(hours)) => (capacity, hours),
        (Err(bad), _) | (_, Err(bad)) => {
            return out.fault(*line, Some(bad.at), Some(bad.value), bad.reason);
        }
    };
    let said = json::text(value, &["serial_number"]);
    let name = model(value);
    if said.is_none() && name.is_none() && capacity.is_none() {
        return out.skip(RemarkCode::NoDrive, *line, Some("device.name"), device);
    }
    if name.as_deref().is_some_and(drive::is_virtual) {
        return out.skip(RemarkCode::VirtualDrive, *line, Some("model_name"), name.as_deref());
    }
    let Some(serial) = said.and_then(drive::serial) else {
        return out.skip(RemarkCode::DriveWithoutSerial, *line, Some("serial_number"), said.or(device));
    };
    let likely = |hours: &u64| *hours <= CENTURY;
    if let Some(hours) = hours.filter(|hours| !likely(hours)) {
        out.remark(RemarkCode::HoursUnlikely, *line, Some("power_on_time.hours"), Some(&hours.to_string()));
    }
    let at = read_at(value);
    if at.is_none() {
        out.remark(RemarkCode::ReadingUndated, *line, Some("local_time"), Some(&serial));
    }
    let reading = Reading { hours: hours.filter(likely), health: health(value), at };
    let tool = tool(value);
    out.take(Item::Drive(Drive {
        line: *line,
        serial: Some(serial),
        model: name,
        kind: kind(value),
        capacity,
        reading: Some(reading),
        tool,
    }));
}

/// A value that cannot be, and where it stands.
struct Bad {
    at: &'static str,
    value: String,
    reason: Reason,
}

/// Reads the capacity in bytes: of the whole drive where it has several namespaces.
fn capacity(value: &Value) -> Result<Option<Bytes>, Bad> {
    let read = |at: &'static str, value: &Value| {
        let bad = || Bad { at, value: json::shown(value), reason: Reason::NotACapacity };
        drive::capacity(value).ok_or_else(bad)
    };
    // A controller that does not tell says 0.
    let total = value.get("nvme_total_capacity").filter(|total| whole(total) != Some(0) && !total.is_null());
    if let Some(total) = total {
        return read("nvme_total_capacity", total).map(Some);
    }
    if let Some(bytes) = inside(value, &["user_capacity", "bytes"]).filter(|bytes| !bytes.is_null()) {
        return read("user_capacity.bytes", bytes).map(Some);
    }
    let spaces = value.get("nvme_namespaces").and_then(Value::as_array);
    let mut sum: i64 = 0;
    for space in spaces.into_iter().flatten() {
        let Some(bytes) = inside(space, &["size", "bytes"]) else { continue };
        let Bytes(more) = read("nvme_namespaces.size.bytes", bytes)?;
        sum = sum.saturating_add(more);
    }
    Ok((sum > 0 && i128::from(sum) <= MOST).then_some(Bytes(sum)))
}

/// Reads for how many hours it was under power.
fn hours(value: &Value) -> Result<Option<u64>, Bad> {
    let places: [(&'static str, &[&str]); 2] = [
        ("power_on_time.hours", &["power_on_time", "hours"]),
        (
            "nvme_smart_health_information_log.power_on_hours",
            &["nvme_smart_health_information_log", "power_on_hours"],
        ),
    ];
    for (at, keys) in places {
        let Some(said) = inside(value, keys).filter(|said| !said.is_null()) else { continue };
        let good = whole(said).filter(|hours| (0..=MOST).contains(hours));
        let good = good.and_then(|hours| u64::try_from(hours).ok());
        return good.map(Some).ok_or_else(|| Bad { at, value: json::shown(said), reason: Reason::NotHours });
    }
    Ok(None)
}

/// The model: SCSI drives say it in two parts.
fn model(value: &Value) -> Option<String> {
    let part = |key: &str| json::text(value, &[key]);
    let parts = || match (part("vendor"), part("product")) {
        (Some(vendor), Some(product)) => Some(format!("{vendor} {product}")),
        (one, other) => one.or(other).map(str::to_owned),
    };
    let said = part("model_name").or_else(|| part("scsi_model_name")).map(str::to_owned).or_else(parts);
    said.and_then(|said| drive::model(&said))
}

fn kind(value: &Value) -> Option<MediumKind> {
    let protocol = json::text(value, &["device", "protocol"]).unwrap_or_default();
    if protocol.eq_ignore_ascii_case("nvme") || value.get("nvme_smart_health_information_log").is_some() {
        return Some(MediumKind::Nvme);
    }
    match whole(value.get("rotation_rate")?)? {
        0 => Some(MediumKind::Ssd),
        turns if turns > 0 => Some(MediumKind::Hdd),
        _ => None,
    }
}

fn health(value: &Value) -> Health {
    let exit = inside(value, &["smartctl", "exit_status"]).and_then(whole).unwrap_or_default();
    match inside(value, &["smart_status", "passed"]).and_then(Value::as_bool) {
        Some(false) => Health::Failed,
        _ if exit & FAILING != 0 => Health::Failed,
        Some(true) => Health::Passed,
        None => Health::Unknown,
    }
}

/// The moment of the reading, on the clock of the machine.
fn read_at(value: &Value) -> Option<Instant> {
    let seconds = inside(value, &["local_time", "time_t"]).and_then(whole)?;
    let seconds = i64::try_from(seconds).ok().filter(|seconds| i128::from(*seconds) >= SET)?;
    // Until the year 9999.
    (seconds < 253_402_300_800).then(|| Instant::from_millis(seconds * 1000))
}

fn tool(value: &Value) -> String {
    let version = inside(value, &["smartctl", "version"]).and_then(Value::as_array);
    let parts =
        version.into_iter().flatten().map_while(whole).filter(|part| (0..1000).contains(part)).take(2);
    let version = parts.map(|part| part.to_string()).collect::<Vec<_>>().join(".");
    if version.is_empty() { "smartctl".to_owned() } else { format!("smartctl {version}") }
}
