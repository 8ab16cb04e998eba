//! A drive as a tool read it: what it is, and what it says of itself.

use serde_json::Value;

use super::json;
use crate::model::{amount::Bytes, medium::Reading, sanitization::MediumKind, text};

/// The longest model that is kept, in bytes.
const LONGEST: usize = 128;

/// The greatest integer that canonical JSON holds exactly.
pub(super) const MOST: i128 = 9_007_199_254_740_991;

/// What a tool read of one drive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drive {
    /// The line of the file where what is said of it starts, from 1.
    pub line: u64,
    /// The maker's serial, in capitals, if it can be one.
    pub serial: Option<String>,
    /// The model; some tools cut it.
    pub model: Option<String>,
    /// What it is, where the tool tells.
    pub kind: Option<MediumKind>,
    /// Its capacity, exact.
    pub capacity: Option<Bytes>,
    /// What it says of itself.
    pub reading: Option<Reading>,
    /// The tool and its version.
    pub tool: String,
}

/// Returns a serial as it is compared, if it can be one: makers give four characters or more, and tools write
/// words where there is none.
pub(super) fn serial(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let good = raw.bytes().all(|b| matches!(b, b' '..=b'~')) && (4..=64).contains(&raw.len());
    (good && !text::is_placeholder(raw)).then(|| raw.to_ascii_uppercase())
}

/// Reads a capacity in bytes, above zero.
pub(super) fn capacity(value: &Value) -> Option<Bytes> {
    let bytes = json::whole(value).filter(|bytes| (1..=MOST).contains(bytes))?;
    i64::try_from(bytes).ok().map(Bytes)
}

/// Returns a model in the form in which it is kept; none for what is no name.
pub(super) fn model(raw: &str) -> Option<String> {
    let kept = text::clean(raw).ok()?;
    let words: Vec<&str> = kept.split_whitespace().collect();
    let kept = words.join(" ");
    (kept.len() <= LONGEST && !text::is_placeholder(&kept)).then_some(kept)
}

/// Tells whether a drive of this model is made by software, or is a volume over several: there is nothing in
/// one's hand that is it.
///
/// Source: what programs that make machines, and controllers of RAID, call their disks.
pub(super) fn is_virtual(model: &str) -> bool {
    let folded = text::fold(model);
    let words = [
        "vbox harddisk",
        "vmware virtual",
        "qemu harddisk",
        "qemu nvme",
        "qemu hard",
        "virtual disk",
        "virtual hd",
        "logical volume",
        "megaraid",
        "serveraid",
    ];
    words.iter().any(|word| folded.contains(word))
        || folded.starts_with("perc ")
        || (folded.contains("raid") && folded.contains("volume"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_is_one_that_a_maker_gives() {
        assert_eq!(serial(" wd-wx11a80w7430 ").as_deref(), Some("WD-WX11A80W7430"));
        for word in
            ["", "yes", "REDACTED", "REDACTED123456", "XXXXXXXXXXXX", "0000000000", "S\u{1}AB12", "É1234"]
        {
            assert_eq!(serial(word), None, "{word}");
        }
        assert_eq!(serial(&"A1".repeat(33)), None);
    }

    #[test]
    fn what_software_makes_is_no_drive() {
        for model in
            ["VBOX HARDDISK", "Msft Virtual Disk", "Intel Raid 1 Volume", "PERC H730 Mini", "LOGICAL VOLUME"]
        {
            assert!(is_virtual(model), "{model}");
        }
        for model in ["WDC WD1600BEVT-2", "SAMSUNG HD250HJ", "Percona 1"] {
            assert!(!is_virtual(model), "{model}");
        }
    }
}
