//! The public samples of logs, read from beside the repository where they lie there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use rebond::{
    intake::erasure::{Erasure, NotALog, RemarkCode, read},
    model::sanitization::{Technique, Verdict, Verify},
};
use serde_json::Value;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name)
}

/// Reads a public sample; none, and a word about it, where the samples are not there.
fn bytes(name: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(path(name)).ok();
    if bytes.is_none() {
        println!("SKIPPED: no sample at {}", path(name).display());
    }
    bytes
}

/// What a public sample tells.
fn sample(name: &str) -> Option<Vec<Erasure>> {
    Some(read(&bytes(name)?).unwrap_or_default())
}

/// What each public sample proves, drive by drive: action, verdict, serial, bytes.
type Proof = (Option<Technique>, Verdict, Option<&'static str>, Option<i64>);

/// The public samples of a folder, by name; none where the samples are not there.
fn folder(of: &str) -> BTreeSet<String> {
    let found = fs::read_dir(path(of)).into_iter().flatten();
    found.map(|entry| format!("{of}/{}", entry.unwrap().file_name().to_str().unwrap())).collect()
}

#[test]
fn every_public_sample_proves_what_was_counted_in_it() {
    use Technique as T;
    use Verdict::{Fail, Pass, Unknown};
    let overwrite = Some(T::Overwrite);
    let block = Some(T::NvmeSanitizeBlock);
    let samples: &[(&str, &[Proof])] = &[
        (
            "nwipe-log/deb0.33_nwipe_dodshort_2dev.log",
            &[(overwrite, Pass, None, Some(33_554_432)), (overwrite, Pass, None, Some(50_331_648))],
        ),
        ("nwipe-log/deb0.33_nwipe_ops2_stdout.log", &[(overwrite, Pass, None, Some(33_554_432))]),
        ("nwipe-log/deb0.33_nwipe_verifyzero_fail.log", &[(None, Fail, None, Some(67_108_864))]),
        ("nwipe-log/deb0.33_nwipe_zero_1dev.log", &[(overwrite, Pass, None, Some(16_777_216))]),
        (
            "nwipe-log/issue_2020_0.29_round1of3_verify_2TB.log",
            &[(overwrite, Unknown, None, Some(2_000_398_934_016))],
        ),
        ("nwipe-log/issue_2020_medion_header_80col_cut.log", &[(None, Unknown, None, None)]),
        (
            "nwipe-log/issue_2025_shredos_0.38_toshiba_hpa_dco.log",
            &[(None, Unknown, Some("35H2SCTWS"), None)],
        ),
        (
            "nwipe-log/issue_2026_0.42_prng_256GB_blanked.log",
            &[(overwrite, Unknown, None, Some(256_060_514_304))],
        ),
        (
            "nwipe-log/issue_2026_0.42_write_error_retries_reverse.log",
            &[(overwrite, Unknown, None, Some(256_060_514_304))],
        ),
        (
            "hdparm/agent_hdparm_I_linux3.txt",
            &[(None, Unknown, Some("GTE000PAJ2959E"), Some(1_000_204_886_016))],
        ),
        ("hdparm/agent_hdparm_I_linux4.txt", &[(None, Unknown, None, None)]),
        ("hdparm/erase_with_time_real_17s.txt", &[(Some(T::AtaSecureErase), Unknown, None, None)]),
        ("hdparm/ssd_frozen_then_erased.txt", &[(Some(T::AtaSecureErase), Pass, None, None)]),
        ("nvme/block_erase_completed_0x1_human.txt", &[(block, Pass, None, None)]),
        ("nvme/block_erase_three_readings.txt", &[(block, Pass, None, None)]),
        ("nvme/format_success_ses0.txt", &[(None, Unknown, None, None)]),
        ("nvme/human_readable_in_progress.txt", &[(block, Unknown, None, None)]),
        ("nvme/intel660p_sanitize_never_ends.txt", &[(block, Unknown, None, None)]),
    ];
    for (name, wanted) in samples {
        let Some(drives) = sample(name) else { return };
        let proofs: Vec<_> = drives
            .iter()
            .map(|d| (d.action, d.verdict, d.serial.as_deref(), d.capacity.or(d.bytes).map(|bytes| bytes.0)))
            .collect();
        assert_eq!(proofs, *wanted, "{name}: {drives:?}");
    }
    let read: BTreeSet<String> = samples.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<String> = ["nwipe-log", "hdparm", "nvme"].into_iter().flat_map(folder).collect();
    assert_eq!(read, there, "every sample is read");
    // What is worth saying of some of them.
    let said = |name: &str| -> Vec<RemarkCode> {
        sample(name).unwrap()[0].remarks.iter().map(|remark| remark.code).collect()
    };
    assert!(said("hdparm/agent_hdparm_I_linux4.txt").contains(&RemarkCode::Garbage));
    assert!(
        said("hdparm/erase_with_time_real_17s.txt").contains(&RemarkCode::DeviceDiffers)
            || said("hdparm/erase_with_time_real_17s.txt").contains(&RemarkCode::Issued)
    );
    assert!(said("nwipe-log/issue_2020_medion_header_80col_cut.log").contains(&RemarkCode::NotStarted));
    assert!(said("nwipe-log/deb0.33_nwipe_zero_1dev.log").contains(&RemarkCode::SerialUnreadable));
    assert!(said("nvme/format_success_ses0.txt").contains(&RemarkCode::NoErasure));
}

/// Snapshots whose drives stand among the words of smartctl, where nothing tells of an erasure: one record says so,
/// of no drive.
const DRIVES_APART: [&str; 10] = [
    "ereuse-snapshot/django_522a4403-bfb3-4fe6-b454-4db6c3040a58.json",
    "ereuse-snapshot/django_9868c6d4-a96c-4ae6-b2bd-1ec72a1891a4.json",
    "ereuse-snapshot/django_b3a1fff7-24f9-4a72-9362-86934d03b20a.json",
    "ereuse-snapshot/django_e48b2121-7edf-4a6e-ba0c-9f2e1a87c7f9.json",
    "ereuse-snapshot/teal_2022-04-01_06h28m54s_YKPZ27NJ2NMRO4893M4L5NRZV5YJ1_snapshot.json",
    "ereuse-snapshot/teal_2022-05-04_12h10m07s_G2YMP_snapshot.json",
    "ereuse-snapshot/teal_desktop-amd-bug-no-sn.json",
    "ereuse-snapshot/teal_qemu-cc9927a9-55ad-4937-b36b-7185147d9fa9.json",
    "ereuse-snapshot/teal_snapshot-error-timestamp.json",
    "ereuse-snapshot/teal_system_uuid2.json",
];

/// Called YAML, but what is in it is the name of another file.
const NO_SNAPSHOT: &str = "ereuse-snapshot/teal_computer-monitor.snapshot.yaml";

/// What a record of a snapshot says: model, serial, bytes, what was done, how it was checked, what that proves.
type Said = (Option<String>, Option<String>, Option<i64>, Option<Technique>, Verify, Verdict);

/// What the records of a drive have to say, of how it was counted: type, model, serial, megabytes, actions.
fn counted(drive: &Value) -> Vec<Said> {
    let text = |at: usize| drive[at].as_str().map(str::to_owned);
    let size = drive[3].as_str().map_or_else(|| drive[3].to_string(), |size| size.replace(" MB", ""));
    #[allow(clippy::cast_possible_truncation, reason = "a drive has less than 1e15 bytes")]
    let bytes = (size.parse::<f64>().unwrap() * 1e6).round() as i64;
    let said = |action: Option<&str>| {
        let (technique, verify, verdict) = match action {
            None => (None, Verify::None, Verdict::Unknown),
            Some("EraseBasic") => (Some(Technique::Overwrite), Verify::None, Verdict::Pass),
            Some("EraseSectors") => (Some(Technique::Overwrite), Verify::Full, Verdict::Pass),
            Some(other) => panic!("{other}"),
        };
        (text(1), text(2), Some(bytes), technique, verify, verdict)
    };
    match drive[4].as_array().unwrap().as_slice() {
        [] => vec![said(None)],
        actions => actions.iter().map(|action| said(action.as_str())).collect(),
    }
}

#[test]
fn every_snapshot_of_ereuse_says_what_was_counted_in_it() {
    let Some(counts) = bytes("EXPECTED.tsv") else { return };
    let mut all = BTreeSet::new();
    for row in String::from_utf8(counts).unwrap().lines().filter(|row| row.starts_with("ereuse-snapshot/")) {
        let [name, _, expected] = row.splitn(3, '\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let expected: Value = serde_json::from_str(expected).unwrap();
        all.insert(name.to_owned());
        let found = read(&bytes(name).unwrap());
        if expected["yaml"] == true {
            let why = if name == NO_SNAPSHOT { NotALog::Unknown } else { NotALog::Yaml };
            assert_eq!(found, Err(why), "{name}");
            continue;
        }
        let drives = expected["drives"].as_array().unwrap();
        let nothing = (None, None, None, None, Verify::None, Verdict::Unknown);
        let wanted = match drives.as_slice() {
            [first, ..] if DRIVES_APART.contains(&name) => {
                assert!(first.as_array().unwrap().len() == 3, "{name}: no action was counted");
                vec![nothing]
            }
            [] => vec![nothing],
            drives => drives.iter().flat_map(counted).collect(),
        };
        let found = found.unwrap();
        let said = |d: &Erasure| {
            let bytes = d.capacity.map(|bytes| bytes.0);
            (d.model.clone(), d.serial.clone(), bytes, d.action, d.verify, d.verdict)
        };
        assert_eq!(found.iter().map(said).collect::<Vec<_>>(), wanted, "{name}");
        for drive in found.iter().filter(|drive| drive.action.is_none()) {
            let codes: Vec<RemarkCode> = drive.remarks.iter().map(|remark| remark.code).collect();
            assert_eq!(codes, [RemarkCode::NoErasure], "{name}");
        }
    }
    assert_eq!(all, folder("ereuse-snapshot"), "every sample is read");
    assert!(DRIVES_APART.iter().chain([&NO_SNAPSHOT]).all(|name| all.contains(*name)));
}
