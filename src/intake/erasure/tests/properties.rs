//! Of any bytes, and of any log that was torn: no panic, and no verdict that the log did not have.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{DISK, ERASE, FLASH, OPEN, SET, Wiped, erase, identify, nwipe, reading, snapshot};
use crate::{intake::erasure::read, model::sanitization::Verdict};

/// Logs with a drive that passed and one that did not, of each format.
fn logs() -> Vec<String> {
    let failed = Wiped { device: "sdc", serial: "FAILED001", status: "-FAILED-", errors: 7, ..DISK };
    let aborted = Wiped { device: "sdd", serial: "ABORTED01", status: "UABORTED", ..DISK };
    let end = r#","endTime":"2026-01-13T14:13:09.338771+00:00""#;
    let step = r#"{"type":"StepRandom","severity":"Error"}"#;
    vec![
        nwipe("0.40", "DoD Short", &[DISK, FLASH, failed, aborted]),
        nwipe("0.42", "ATA Sanitize Block Erase", &[FLASH]),
        nwipe("0.40", "Verify Zeros (0x00)", &[DISK]),
        [identify(OPEN), identify(SET), ERASE.to_owned(), identify(SET)].concat(),
        [identify(SET), ERASE.to_owned(), identify(OPEN)].concat(),
        reading(655, "0x2", "0x2") + &reading(65_535, "0x3", "0x2"),
        snapshot("HardDrive", &erase("EraseSectors", "Error", end, step)),
    ]
}

/// The verdict of each drive, by its device.
fn verdicts(bytes: &[u8]) -> BTreeMap<Option<String>, Verdict> {
    let drives = read(bytes).map(|(_, drives)| drives).unwrap_or_default();
    drives.into_iter().map(|drive| (drive.device.clone(), drive.verdict)).collect()
}

/// Tells whether a drive passed of which the whole log does not say so.
fn raised(whole: &str, torn: &[u8]) -> bool {
    let before = verdicts(whole.as_bytes());
    let passed = |device: &Option<String>| before.get(device) == Some(&Verdict::Pass);
    verdicts(torn).iter().any(|(device, verdict)| *verdict == Verdict::Pass && !passed(device))
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..2_000), at in 0..7_usize) {
        let _ = read(&bytes);
        // The same in the middle of a log.
        let log = logs().swap_remove(at);
        let cut = log.len() / 2;
        let _ = read(&[&log.as_bytes()[..cut], &bytes, &log.as_bytes()[cut..]].concat());
    }

    #[test]
    fn a_log_that_is_cut_raises_no_verdict(at in 0..7_usize, share in 0.0..1.0_f64) {
        let log = logs().swap_remove(at);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let end = (log.len() as f64 * share) as usize;
        prop_assert!(!raised(&log, &log.as_bytes()[..end]), "cut at {end}:\n{}", &log[..end]);
    }

    #[test]
    fn a_log_whose_lines_are_shuffled_raises_no_verdict(at in 0..7_usize, order in any::<u64>()) {
        let log = logs().swap_remove(at);
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
    fn a_log_that_lost_lines_at_its_end_or_had_bytes_changed_does_not_fail(at in 0..7_usize, places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = logs().swap_remove(at).into_bytes();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read(&bytes);
    }
}
