//! What devices do themselves: sessions of hdparm and nvme-cli.

use super::{codes, drives, only};
use crate::{
    intake::erasure::{NotALog, RemarkCode, read},
    model::{
        amount::Bytes,
        sanitization::{MediumKind, Technique, Verdict, Verify},
    },
};

/// What `hdparm -I` says, with this password state.
pub(super) fn identify(states: &str) -> String {
    format!(
        "/dev/sdb:\n\nATA device, with non-removable media\n\tModel Number:       Samsung SSD 860 EVO 250GB\n\
         \tSerial Number:      S3YJNB0K900001A\n\tLBA48  user addressable sectors:  488397168\n\
         \tLogical  Sector size:                   512 bytes\n\tNominal Media Rotation Rate: Solid State Device\n\
         Security: \n\tMaster password revision code = 65534\n\t\tsupported\n{states}\
         \tnot\texpired: security count\n\t\tsupported: enhanced erase\nChecksum: correct\n"
    )
}

pub(super) const OPEN: &str = "\tnot\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n";
pub(super) const SET: &str = "\t\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n";
const FROZEN: &str = "\tnot\tenabled\n\tnot\tlocked\n\t\tfrozen\n";
pub(super) const ERASE: &str = "# time hdparm --user-master u --security-erase Sesame /dev/sdb\nsecurity_password=\"Sesame\"\n\n\
                     /dev/sdb:\n Issuing SECURITY_ERASE command, password=\"Sesame\", user=user\n\nreal\t0m47.148s\n";

#[test]
fn an_erase_by_hdparm_is_shown_by_what_follows_it() {
    let session = |parts: &[&str]| parts.concat();
    let (open, set, frozen) = (identify(OPEN), identify(SET), identify(FROZEN));
    let failed = format!("{ERASE}SG_IO: bad/missing sense data, sb[]: 70 00\n");
    for (log, verdict) in [
        (session(&[&set, ERASE, &open]), Verdict::Pass),
        (session(&[&open, &set, ERASE, &open]), Verdict::Pass),
        (session(&[&set, ERASE]), Verdict::Unknown),
        (session(&[ERASE, &open]), Verdict::Unknown),
        (session(&[&open, ERASE, &open]), Verdict::Unknown),
        (session(&[&frozen, ERASE, &open]), Verdict::Unknown),
        (session(&[&set, ERASE, &set]), Verdict::Fail),
        (session(&[&set, &failed, &open]), Verdict::Fail),
        (session(&[&set, ERASE, &open, &set, &failed]), Verdict::Fail),
    ] {
        let drive = only(&log);
        assert_eq!(drive.verdict, verdict, "{log}");
        assert_eq!(drive.action, Some(Technique::AtaSecureErase));
        assert!(!format!("{drive:?}").contains("Sesame"), "the password is kept");
    }
    let drive = only(&session(&[&set, ERASE, &open]));
    assert_eq!((drive.serial.as_deref(), drive.kind), (Some("S3YJNB0K900001A"), Some(MediumKind::Ssd)));
    assert_eq!((drive.capacity, drive.seconds), (Some(Bytes(250_059_350_016)), Some(47)));
    assert_eq!(
        (drive.verify, codes(&drive)),
        (Verify::Status, vec![RemarkCode::Password, RemarkCode::NoDate])
    );
    let enhanced = ERASE.replace("--security-erase", "--security-erase-enhanced");
    assert_eq!(only(&session(&[&set, &enhanced, &open])).action, Some(Technique::AtaSecureEraseEnhanced));
    // Nothing was asked for.
    assert_eq!(codes(&only(&open)), [RemarkCode::NoErasure]);
    let other = identify(OPEN).replace("S3YJNB0K900001A", "S3YJNB0K900002B");
    assert!(matches!(read((open + &other).as_bytes()), Err(NotALog::SeveralDrives { .. })));
}

#[test]
fn a_controller_that_answers_for_its_drive_is_no_identity() {
    let log = identify(OPEN)
        .replace("S3YJNB0K900001A", "rtcnolle rfoS ATA")
        .replace("Checksum: correct", "Integrity word not set (found 0x5254, expected 0xe3a5)");
    let drive = only(&log);
    assert_eq!((drive.serial, drive.model, drive.capacity), (None, None, None));
    assert!(drive.remarks.iter().any(|remark| remark.code == RemarkCode::Garbage));
}

pub(super) fn reading(progress: u32, status: &str, action: &str) -> String {
    format!(
        "nvme sanitize-log /dev/nvme0\nSanitize Progress                      (SPROG) :  {progress}\n\
         Sanitize Status                        (SSTAT) :  {status}\n\
         Sanitize Command Dword 10 Information (SCDW10) :  {action}\n\
         Estimated Time For Overwrite                   :  4294967295 (No time period reported)\n"
    )
}

#[test]
fn the_last_reading_of_a_sanitize_log_decides() {
    for (log, action, verdict) in [
        (reading(65_535, "0x101", "0x2"), Some(Technique::NvmeSanitizeBlock), Verdict::Pass),
        (reading(65_535, "0x1", "0x4"), Some(Technique::NvmeSanitizeCrypto), Verdict::Pass),
        (reading(65_535, "0x4", "0x2"), Some(Technique::NvmeSanitizeBlock), Verdict::Pass),
        (
            reading(3_761, "0x2", "0x2") + &reading(65_535, "0x101", "0x2"),
            Some(Technique::NvmeSanitizeBlock),
            Verdict::Pass,
        ),
        (reading(655, "0x2", "0x2"), Some(Technique::NvmeSanitizeBlock), Verdict::Unknown),
        (
            reading(65_535, "0x101", "0x2") + &reading(655, "0x2", "0x2"),
            Some(Technique::NvmeSanitizeBlock),
            Verdict::Unknown,
        ),
        (reading(65_535, "0x3", "0x2"), Some(Technique::NvmeSanitizeBlock), Verdict::Fail),
        (reading(0, "0", "0"), None, Verdict::Unknown),
        (reading(65_535, "0x101", "0x3"), None, Verdict::Unknown),
        (
            "nvme sanitize -a 0x02 /dev/nvme0\n".to_owned(),
            Some(Technique::NvmeSanitizeBlock),
            Verdict::Unknown,
        ),
    ] {
        let drive = only(&log);
        assert_eq!(
            (drive.action, drive.verdict, drive.kind),
            (action, verdict, Some(MediumKind::Nvme)),
            "{log}"
        );
    }
    let explained = reading(
        65_535,
        "0x1\n\t[2:0]\tMost Recent Sanitize Command Completed Successfully.\n\t[8]\tGlobal Data Erased set",
        "0x2",
    );
    assert_eq!(only(&explained).verdict, Verdict::Pass);
    let json = r#"{"nvme0":{"sprog":65535,"sstat":257,"cdw10_info":2}}"#;
    assert_eq!((only(json).verdict, only(json).device.as_deref()), (Verdict::Pass, Some("/dev/nvme0")));
    let named =
        "/dev/nvme0n1  /dev/ng0n1  S64DNE0R100001  Samsung SSD 980 500GB  1  500.11 GB\nnvme version 2.11\n"
            .to_owned()
            + &reading(65_535, "0x101", "0x2");
    assert_eq!(
        (only(&named).serial.as_deref(), only(&named).tool.as_str()),
        (Some("S64DNE0R100001"), "nvme-cli 2.11")
    );
}

#[test]
fn a_format_erases_only_when_told_to() {
    let format = |setting: &str, end: &str| {
        format!("[ana@bench ~]# nvme format {setting} /dev/nvme0n1\nSending format operation ...\n{end}\n")
    };
    let done = "Success formatting namespace:1";
    for (setting, end, action, verdict) in [
        ("--lbaf=0 --ses=1", done, Some(Technique::NvmeFormatUser), Verdict::Pass),
        ("-s 2", done, Some(Technique::NvmeFormatCrypto), Verdict::Pass),
        ("--ses=0", done, None, Verdict::Unknown),
        ("--lbaf=0", done, None, Verdict::Unknown),
        (
            "--ses=1",
            "NVMe status: NS_WRITE_PROTECTED: The command is prohibited(0x2020)",
            Some(Technique::NvmeFormatUser),
            Verdict::Fail,
        ),
        ("--ses=1", "", Some(Technique::NvmeFormatUser), Verdict::Unknown),
    ] {
        let drive = only(&format(setting, end));
        assert_eq!((drive.action, drive.verdict), (action, verdict), "{setting} {end}");
        assert_eq!(drive.is_attempt(), action.is_some());
    }
}

#[test]
fn a_reading_before_a_sanitize_is_not_its_result() {
    let asked = "nvme sanitize -a 0x02 /dev/nvme0\n";
    let passed = reading(65_535, "0x101", "0x4");
    for (log, action, verdict) in [
        (passed.clone() + asked, Technique::NvmeSanitizeBlock, Verdict::Unknown),
        (
            passed.clone() + asked + &reading(655, "0x2", "0x2"),
            Technique::NvmeSanitizeBlock,
            Verdict::Unknown,
        ),
        (
            passed.clone() + asked + &reading(65_535, "0x101", "0x2"),
            Technique::NvmeSanitizeBlock,
            Verdict::Pass,
        ),
        (
            format!("{passed}NVMe status: ACCESS_DENIED(0x4286)\n{asked}{}", reading(65_535, "0x101", "0x2")),
            Technique::NvmeSanitizeBlock,
            Verdict::Pass,
        ),
        (
            format!("{asked}NVMe status: ACCESS_DENIED(0x4286)\n{}", reading(65_535, "0x101", "0x2")),
            Technique::NvmeSanitizeBlock,
            Verdict::Unknown,
        ),
    ] {
        let drive = only(&log);
        assert_eq!((drive.action, drive.verdict), (Some(action), verdict), "{log}");
    }
    assert_eq!(
        codes(&only(&(passed + asked))),
        [RemarkCode::Issued, RemarkCode::NoDate, RemarkCode::NoSerial]
    );
}

#[test]
fn each_attempt_of_a_session_of_nvme_has_a_line_of_its_own() {
    let format = "nvme format -s 1 /dev/nvme0n1\nSuccess formatting namespace:1\n";
    let asked = "nvme sanitize -a 0x02 /dev/nvme0\n";
    let log = [format, asked, format, asked, &reading(65_535, "0x3", "0x2"), asked].concat();
    let said: Vec<_> = drives(&log).iter().map(|drive| (drive.line, drive.action, drive.verdict)).collect();
    let (user, block) = (Some(Technique::NvmeFormatUser), Some(Technique::NvmeSanitizeBlock));
    assert_eq!(
        said,
        [
            (1, user, Verdict::Pass),
            (3, block, Verdict::Unknown),
            (4, user, Verdict::Pass),
            (8, block, Verdict::Fail),
            (12, block, Verdict::Unknown),
        ]
    );
    let json = r#"{"nvme0":{"sprog":65535,"sstat":257,"cdw10_info":2},"nvme1":{"sprog":65535,"sstat":3,"cdw10_info":2}}"#;
    assert_eq!(drives(json).iter().map(|drive| drive.line).collect::<Vec<_>>(), [1, 2]);
    // What one controller was told, another does not answer for.
    let two = asked.to_owned() + &reading(65_535, "0x101", "0x2").replace("nvme0", "nvme1");
    assert_eq!(read(two.as_bytes()), Err(NotALog::SeveralDrives { lines: [1, 2] }));
}

#[test]
fn no_length_of_time_is_too_long_to_be_read() {
    let long = |real: &str| {
        let log = [identify(SET), ERASE.replace("0m47.148s", real), identify(OPEN)].concat();
        only(&log)
    };
    assert_eq!(long("1m1.000s").seconds, Some(61));
    for absurd in ["18446744073709551615m0.1s", "307445734561825860m59.0s", "99999999999999999999m1.0s"] {
        let drive = long(absurd);
        assert_eq!((drive.seconds, drive.verdict), (None, Verdict::Pass), "{absurd}");
    }
    // As many seconds as fit: a disk, of which the speed is asked.
    let log = [identify(SET), ERASE.replace("0m47.148s", "153722867280912930m7.0s"), identify(OPEN)].concat();
    let disk = only(&log.replace("Solid State Device", "7200"));
    assert_eq!((disk.seconds, disk.verdict), (Some(i64::MAX.unsigned_abs()), Verdict::Pass));
}
