//! `lshw -json`: a machine, and the drives in it.
//!
//! What hangs on USB is not in the machine, nor is a disc in a drive or a card in a reader. The tool cuts the model
//! of a disk at sixteen characters and does not say whether it turns; run without the rights of root it sees
//! no serial. The name of the host and the users are not read.
//!
//! Source: `lshw` B.02.18 and B.02.19, `src/core/scsi.cc`, `nvme.cc` and `dmi.cc`; public inventories.

use std::sync::Arc;

use serde_json::Value;

use super::{
    drive::{self, Drive},
    json::{self, Document},
    out::Out,
};
use crate::{
    intake::{Field, Item, KindSaid, Reason, Record, RemarkCode},
    model::{amount::Bytes, kind::Kind, maker, sanitization::MediumKind, text},
};

/// Tells whether a document is of lshw: a node of its tree.
pub(super) fn is_node(value: &Value) -> bool {
    json::text(value, &["class"]).is_some() && json::text(value, &["id"]).is_some()
}

/// Reads a machine with its drives.
pub(super) fn read(document: &Document, out: &mut Out<'_>) {
    let Document { line, value } = document;
    if json::text(value, &["class"]) != Some("system") {
        return out.fault(*line, Some("class"), None, Reason::LshwPart);
    }
    out.summary.read += 1;
    if let Some(sign) = virtual_sign(value) {
        return out.skip(RemarkCode::VirtualMachine, *line, None, Some(sign));
    }
    let faults = out.faults.total;
    let mut drives = Drives { line: *line, found: Vec::new(), out };
    drives.walk(value, false);
    let (found, out) = (drives.found, drives.out);
    if out.faults.total == faults {
        let record = machine(value, *line, out);
        out.take(Item::Machine(record, found));
    }
}

/// Returns the word by which a machine is one of software only.
fn virtual_sign(value: &Value) -> Option<&str> {
    let said = [
        json::text(value, &["vendor"]),
        json::text(value, &["product"]),
        json::text(value, &["configuration", "family"]),
    ];
    let signs = [
        "innotek gmbh",
        "virtualbox",
        "vmware",
        "qemu",
        "bochs",
        "xen",
        "kvm",
        "hvm domu",
        "virtual machine",
        "standard pc (",
        "parallels",
    ];
    said.into_iter().flatten().find(|said| {
        let folded = text::fold(said);
        signs.iter().any(|sign| folded.starts_with(sign))
    })
}

/// What the firmware says of the machine.
fn machine(value: &Value, line: u64, out: &mut Out<'_>) -> Record {
    let mut record = Record::new(line);
    let columns = [
        (Field::Manufacturer, "vendor"),
        (Field::Model, "product"),
        (Field::Serial, "serial"),
        (Field::Kind, "description"),
        (Field::Aliases, "configuration.uuid"),
        (Field::DriveSerials, "disk"),
    ];
    record.columns = Arc::new(columns.map(|(field, key)| (field, key.to_owned())).into_iter().collect());
    record.kind = kind(value).map_or(KindSaid::Unsaid, KindSaid::Likely);
    record.manufacturer = name(value, "vendor").map(|vendor| maker::name(&vendor).into_owned());
    record.model = model(value);
    let serial = json::text(value, &["serial"]);
    record.serial = serial.filter(|serial| !is_filler(serial)).and_then(|serial| text::clean(serial).ok());
    if record.serial.is_none() {
        if serial.is_some() {
            out.remark(RemarkCode::PlaceholderSerial, line, Some("serial"), serial);
        }
        // Without a number of its own, that of its board finds it again.
        record.aliases.extend(uuid(value));
    }
    record
}

/// Returns what the firmware says under a key, unless the maker left it as it came.
fn name(value: &Value, key: &str) -> Option<String> {
    let said = json::text(value, &[key]).filter(|said| !is_filler(said))?;
    text::clean(said).ok()
}

/// Tells whether a word stands where the maker of a board wrote nothing.
fn is_filler(said: &str) -> bool {
    let folded = text::fold(said.trim());
    text::is_placeholder(said)
        || folded.starts_with("to be filled by")
        || matches!(
            folded.as_str(),
            "system manufacturer"
                | "system product name"
                | "system version"
                | "not available"
                | "o.e.m."
                | "oem"
                | "x.x"
        )
}

/// The model without the number under which it is sold, which lshw adds between parentheses. Lenovo writes the
/// number of the type there, and the name in the version: both are kept.
fn model(value: &Value) -> Option<String> {
    let product = json::text(value, &["product"])?;
    let sku = json::text(value, &["configuration", "sku"]);
    let bare = match (product.strip_suffix(')').and_then(|product| product.rsplit_once(" (")), sku) {
        (Some((bare, added)), Some(sku)) if added == sku => bare,
        (Some((bare, added)), _) if bare == added || is_filler(added) => bare,
        _ => product,
    };
    let bare = bare.trim();
    let version = name(value, "version").filter(|version| version.chars().any(char::is_alphabetic));
    let lenovo = json::text(value, &["vendor"]).is_some_and(|vendor| maker::same(vendor, "Lenovo"));
    let said = match version.filter(|version| lenovo && !version.eq_ignore_ascii_case(bare)) {
        Some(version) if is_filler(bare) => version,
        Some(version) if !version.eq_ignore_ascii_case("lenovo") => format!("{version} {bare}"),
        _ if is_filler(bare) => return None,
        _ => bare.to_owned(),
    };
    text::clean(&said).ok()
}

/// What it is, by its chassis, or else by what lshw makes of it.
fn kind(value: &Value) -> Option<Kind> {
    let chassis = json::text(value, &["configuration", "chassis"]).map(text::fold).unwrap_or_default();
    match chassis.as_str() {
        "laptop" | "notebook" | "portable" | "sub-notebook" | "convertible" | "detachable" => {
            return Some(Kind::Laptop);
        }
        "desktop" | "low-profile" | "pizzabox" | "mini-tower" | "tower" | "space-saving" => {
            return Some(Kind::Desktop);
        }
        "all-in-one" => return Some(Kind::AllInOne),
        "rackmount" | "server" | "blade" | "multi-system" => return Some(Kind::Server),
        "tablet" => return Some(Kind::Tablet),
        "mini" | "mini-pc" | "stick" | "stick-pc" => return Some(Kind::MiniPc),
        _ => {}
    }
    let description = json::text(value, &["description"]).map(text::fold).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|word| description.contains(word));
    if has(&["notebook", "laptop", "portable", "convertible", "detachable"]) {
        Some(Kind::Laptop)
    } else if has(&["all in one", "all-in-one"]) {
        Some(Kind::AllInOne)
    } else if has(&["mini pc", "stick pc"]) {
        Some(Kind::MiniPc)
    } else if has(&["rack mount", "server", "blade"]) {
        Some(Kind::Server)
    } else if has(&["tablet"]) {
        Some(Kind::Tablet)
    } else if has(&["desktop", "tower", "space-saving"]) {
        Some(Kind::Desktop)
    } else {
        None
    }
}

/// The number of the board (SMBIOS), unless its maker left the same in all of them.
fn uuid(value: &Value) -> Option<String> {
    let said = json::text(value, &["configuration", "uuid"])?.to_ascii_uppercase();
    let parts: Vec<&str> = said.split('-').collect();
    let form = parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]);
    let digits = said.bytes().filter(u8::is_ascii_hexdigit).count() == 32;
    let first = said.bytes().next()?;
    let one = said.bytes().all(|b| b == first || b == b'-');
    // 03000200-0400-0500-0006-000700080009, and as it stands where the bytes are turned.
    let left = said.ends_with("-000700080009");
    (form && digits && !one && !left).then_some(said)
}

/// The drives of a machine, as far as they were found.
struct Drives<'o, 't> {
    line: u64,
    found: Vec<Drive>,
    out: &'o mut Out<'t>,
}

impl Drives<'_, '_> {
    /// Looks at a node and what hangs on it; `outside`: it hangs on USB.
    fn walk(&mut self, node: &Value, outside: bool) {
        let outside = outside || starts(node, "businfo", "usb@");
        let (class, id) = (json::text(node, &["class"]), json::text(node, &["id"]).unwrap_or_default());
        match class {
            Some("disk") if id.starts_with("disk") => return self.disk(node, outside),
            Some("storage") if is_nvme(node) => return self.nvme(node),
            _ => {}
        }
        for child in children(node) {
            self.walk(child, outside);
        }
    }

    fn disk(&mut self, node: &Value, outside: bool) {
        let removable = node.get("capabilities").is_some_and(|known| known.get("removable").is_some());
        let Ok(capacity) = self.size(node) else { return };
        let product = json::text(node, &["product"]);
        let Some(capacity) = capacity else {
            // A reader without a card is nothing; a drive that does not say its size is one all the same.
            let drive = !outside && !removable && (product.is_some() || node.get("serial").is_some());
            if drive {
                self.out.remark(RemarkCode::DriveWithoutSize, self.line, place(node), product);
            }
            return;
        };
        if outside || removable {
            return self.out.remark(RemarkCode::NotInside, self.line, place(node), product);
        }
        let turns = node.get("capabilities").and_then(Value::as_object).is_some_and(|known| {
            known
                .keys()
                .any(|key| key.strip_suffix("rpm").is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0)))
        });
        let kind = if starts(node, "businfo", "nvme@") {
            Some(MediumKind::Nvme)
        } else {
            turns.then_some(MediumKind::Hdd)
        };
        self.found(node, kind, capacity);
    }

    /// A controller of NVM Express is its drive; what it holds stands in its namespaces.
    fn nvme(&mut self, node: &Value) {
        if children(node).any(|child| json::text(child, &["class"]) == Some("storage")) {
            return children(node).for_each(|child| self.walk(child, false));
        }
        let mut all: i64 = 0;
        for space in children(node).filter(|child| json::text(child, &["class"]) == Some("disk")) {
            match self.size(space) {
                Ok(Some(Bytes(bytes))) => all = all.saturating_add(bytes),
                Ok(None) => {}
                Err(()) => return,
            }
        }
        if all == 0 || i128::from(all) > drive::MOST {
            let product = json::text(node, &["product"]);
            return self.out.remark(RemarkCode::DriveWithoutSize, self.line, place(node), product);
        }
        self.found(node, Some(MediumKind::Nvme), Bytes(all));
    }

    fn found(&mut self, node: &Value, kind: Option<MediumKind>, capacity: Bytes) {
        let product = json::text(node, &["product"]);
        let model = product.and_then(drive::model);
        if model.as_deref().is_some_and(drive::is_virtual) {
            return self.out.remark(RemarkCode::VirtualDrive, self.line, place(node), product);
        }
        let said = json::text(node, &["serial"]);
        let serial = said.and_then(drive::serial);
        if serial.is_none() {
            let value = said.or(product);
            self.out.remark(RemarkCode::NumberlessDrive, self.line, place(node), value);
        }
        let (line, tool) = (self.line, "lshw".to_owned());
        self.found.push(Drive { line, serial, model, kind, capacity: Some(capacity), reading: None, tool });
    }

    /// Reads a size in bytes; none where there is none, as in an empty reader of cards.
    fn size(&mut self, node: &Value) -> Result<Option<Bytes>, ()> {
        let Some(size) = node.get("size").filter(|size| !size.is_null()) else { return Ok(None) };
        if json::text(node, &["units"]).is_some_and(|units| units != "bytes") {
            return Ok(None);
        }
        if let Some(capacity) = drive::capacity(size) {
            return Ok(Some(capacity));
        }
        let at = format!("{}.size", json::text(node, &["id"]).unwrap_or("disk"));
        self.out.fault(self.line, Some(&at), Some(json::shown(size)), Reason::NotACapacity);
        Err(())
    }
}

fn children(node: &Value) -> impl Iterator<Item = &Value> {
    node.get("children").and_then(Value::as_array).into_iter().flatten()
}

/// Tells whether a text of a node, or one of several, begins so.
fn starts(node: &Value, key: &str, with: &str) -> bool {
    let begins = |value: &Value| value.as_str().is_some_and(|text| text.starts_with(with));
    match node.get(key) {
        Some(Value::Array(several)) => several.iter().any(begins),
        Some(one) => begins(one),
        None => false,
    }
}

fn is_nvme(node: &Value) -> bool {
    starts(node, "logicalname", "/dev/nvme")
        || starts(node, "id", "nvme")
        || json::text(node, &["description"]).is_some_and(|said| {
            let folded = text::fold(said);
            folded.contains("nvm") || folded.contains("non-volatile memory")
        })
}

/// The name under which the machine has a drive.
fn place(node: &Value) -> Option<&str> {
    json::text(node, &["logicalname"]).or_else(|| json::text(node, &["id"]))
}
