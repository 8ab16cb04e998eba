//! The public samples of logs, read from beside the repository where they lie there.

use std::{fs, path::Path};

use rebond::{
    intake::erasure::{Erasure, RemarkCode, read},
    model::sanitization::{Technique, Verdict},
};

/// Reads a public sample; none, and a word about it, where the samples are not there.
fn sample(name: &str) -> Option<Vec<Erasure>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples").join(name);
    let Ok(bytes) = fs::read(&path) else {
        println!("SKIPPED: no sample at {}", path.display());
        return None;
    };
    Some(read(&bytes).unwrap_or_default())
}

/// What each public sample proves, drive by drive: action, verdict, serial, bytes.
type Proof = (Option<Technique>, Verdict, Option<&'static str>, Option<i64>);

#[test]
#[allow(clippy::too_many_lines, reason = "one entry for each sample")]
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
        (
            "ereuse-snapshot/django_0cf11287-5603-45e4-9dd6-075871286de9.json",
            &[(None, Unknown, Some("50026B775C017D4E"), Some(240_057_409_536))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_450.json",
            &[(overwrite, Pass, Some("S3P9A80F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_450_2.json",
            &[(overwrite, Pass, Some("S3P9A80B"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_g2.json",
            &[(overwrite, Pass, Some("S3P9A81F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/django_hp_probook_g8.json",
            &[(overwrite, Pass, Some("S3P9A81F"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_example_wb11.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_042_000_000))],
        ),
        (
            "ereuse-snapshot/teal_snapshotErrors.json",
            &[(overwrite, Pass, Some("WD-WCC2EFM32092"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_snapshotErrorsComponents.json",
            &[(overwrite, Pass, Some("WD-WCC2EFM32092"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid1.json",
            &[(None, Unknown, Some("TF0500WJ1T3N4V"), Some(500_107_862_016))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid3.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_041_885_696))],
        ),
        (
            "ereuse-snapshot/teal_system_uuid4.json",
            &[(overwrite, Pass, Some("WD-WX11A80W7430"), Some(160_041_885_696))],
        ),
        // Of the newer scripts: no erasure in them.
        ("ereuse-snapshot/django_522a4403-bfb3-4fe6-b454-4db6c3040a58.json", &[(None, Unknown, None, None)]),
        ("ereuse-snapshot/teal_2022-05-04_12h10m07s_G2YMP_snapshot.json", &[(None, Unknown, None, None)]),
        // In YAML, which is not read.
        ("ereuse-snapshot/teal_basic.snapshot.yaml", &[]),
        // Of these the name alone says YAML.
        (
            "ereuse-snapshot/teal_live.yaml",
            &[
                (None, Unknown, Some("OCZ-Z497M0BE7524G5Y3"), Some(120_034_000_000)),
                (None, Unknown, Some("S3Z2NB0KB60292K"), Some(500_107_000_000)),
            ],
        ),
        ("ereuse-snapshot/teal_mobil.yaml", &[(None, Unknown, None, None)]),
    ];
    for (name, wanted) in samples {
        let Some(drives) = sample(name) else { return };
        let proofs: Vec<_> = drives
            .iter()
            .map(|d| (d.action, d.verdict, d.serial.as_deref(), d.capacity.or(d.bytes).map(|bytes| bytes.0)))
            .collect();
        assert_eq!(proofs, *wanted, "{name}: {drives:?}");
    }
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
