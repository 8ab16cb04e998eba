//! Of any bytes, and of any log that was torn: no panic, and no verdict that the log did not have.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{
    devices::{ERASE, OPEN, SET, identify, reading},
    ereuse::{erase, snapshot},
    nwipe::{DISK, FLASH, Wiped, nwipe},
};
use crate::{
    intake::erasure::read,
    model::sanitization::{Technique, Verdict},
};

/// How many logs there are.
const LOGS: usize = 12;

/// Logs with a drive that passed and one that did not, of each format; each that passes does so at its end.
fn logs() -> [String; LOGS] {
    let failed = Wiped { device: "sdc", serial: "FAILED001", status: "-FAILED-", errors: 7, ..DISK };
    let aborted = Wiped { device: "sdd", serial: "ABORTED01", status: "UABORTED", ..DISK };
    let end = r#","endTime":"2026-01-13T14:13:09.338771+00:00""#;
    let step = r#"{"type":"StepRandom","severity":"Error"}"#;
    let refused = "NVMe status: NS_WRITE_PROTECTED: The command is prohibited(0x2020)\n";
    [
        nwipe("0.40", "DoD Short", &[DISK, FLASH, failed, aborted]),
        nwipe("0.42", "ATA Sanitize Block Erase", &[FLASH]),
        nwipe("0.40", "Verify Zeros (0x00)", &[DISK]),
        nwipe("0.40", "Verify Ones  (0xFF)", &[DISK]) + &nwipe("0.42", "Verify Zeros (0x00)", &[DISK, FLASH]),
        [identify(OPEN), identify(SET), ERASE.to_owned(), identify(SET)].concat(),
        [identify(SET), ERASE.to_owned(), identify(OPEN)].concat(),
        reading(655, "0x2", "0x2") + &reading(65_535, "0x3", "0x2"),
        format!("nvme sanitize -a 2 /dev/nvme0\n{}", reading(655, "0x2", "0x2")),
        format!("nvme format --ses=1 /dev/nvme0n1\n{refused}"),
        "nvme format --ses=0 /dev/nvme0n1\nSuccess formatting namespace:1\n".to_owned(),
        snapshot("HardDrive", &erase("EraseSectors", "Error", end, step)),
        snapshot("HardDrive", &erase("EraseSectors", "Error", end, step)).replace(',', ",\n"),
    ]
}

/// What the log shows to have been erased: the device, and how.
fn proved(bytes: &[u8]) -> BTreeSet<(Option<String>, Option<Technique>)> {
    let drives = read(bytes).unwrap_or_default();
    let passed = drives.into_iter().filter(|drive| drive.is_attempt() && drive.verdict == Verdict::Pass);
    passed.map(|drive| (drive.device, drive.action)).collect()
}

/// Tells whether a log that was torn proves what the whole does not.
fn raised(whole: &str, torn: &[u8]) -> bool {
    !proved(torn).is_subset(&proved(whole.as_bytes()))
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..2_000), at in 0..LOGS) {
        let _ = read(&bytes);
        // The same in the middle of a log.
        let log = logs()[at].clone();
        let cut = log.len() / 2;
        let _ = read(&[&log.as_bytes()[..cut], &bytes, &log.as_bytes()[cut..]].concat());
    }

    #[test]
    fn a_log_that_is_cut_raises_no_verdict(at in 0..LOGS, share in 0.0..1.0_f64) {
        let log = logs()[at].clone();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let end = (log.len() as f64 * share) as usize;
        prop_assert!(!raised(&log, &log.as_bytes()[..end]), "cut at {end}:\n{}", &log[..end]);
    }

    #[test]
    fn a_log_that_lost_its_head_raises_no_verdict(at in 0..LOGS, from in any::<prop::sample::Index>()) {
        let log = &logs()[at];
        let lines: Vec<&str> = log.split_inclusive('\n').collect();
        let torn = lines[from.index(lines.len())..].concat();
        prop_assert!(!raised(log, torn.as_bytes()), "{torn}");
    }

    #[test]
    fn a_log_that_lost_lines_raises_no_verdict(
        at in 0..LOGS,
        gaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4),
    ) {
        let log = &logs()[at];
        let mut lines: Vec<&str> = log.split_inclusive('\n').collect();
        for (from, count) in gaps {
            let from = from.index(lines.len() + 1);
            let count = count.index(lines.len() - from + 1);
            lines.drain(from..from + count);
        }
        let torn = lines.concat();
        prop_assert!(!raised(log, torn.as_bytes()), "{torn}");
    }

    #[test]
    fn a_log_whose_lines_are_shuffled_raises_no_verdict(at in 0..LOGS, order in any::<u64>()) {
        let log = logs()[at].clone();
        let mut lines: Vec<&str> = log.lines().collect();
        let mut state = order | 1;
        for place in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from(state >> 33).unwrap_or_default() % (place + 1);
            lines.swap(place, other);
        }
        let torn = lines.join("\n");
        prop_assert!(!raised(&log, torn.as_bytes()), "{torn}");
    }

    #[test]
    fn a_log_that_lost_lines_at_its_end_or_had_bytes_changed_does_not_fail(at in 0..LOGS, places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = logs()[at].clone().into_bytes();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read(&bytes);
    }
}
