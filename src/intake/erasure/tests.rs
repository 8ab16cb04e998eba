//! What each format proves, and what no log can: a verdict that its lines do not show.

mod properties;

use std::fmt::Write as _;

use super::{Erasure, Format, NotALog, RemarkCode, read};
use crate::model::{
    amount::Bytes,
    sanitization::{MediumKind, Method, Technique, Verdict, Verify},
};

/// A drive of a log of nwipe 0.40, and how it ended.
struct Wiped<'w> {
    device: &'w str,
    bus: &'w str,
    model: &'w str,
    serial: &'w str,
    bytes: u64,
    status: &'w str,
    errors: u64,
}

const DISK: Wiped<'static> = Wiped {
    device: "sda",
    bus: "ATA    ",
    model: "TOSHIBA MQ01ABD0",
    serial: "66E3S0A1S",
    bytes: 500_107_862_016,
    status: " Erased ",
    errors: 0,
};

const FLASH: Wiped<'static> = Wiped {
    device: "sdb",
    bus: "ATA-SSD",
    model: "CT240BX500SSD1",
    serial: "1905E16A0B2C",
    bytes: 240_057_409_536,
    ..DISK
};

/// Writes the log of a run, as nwipe does.
fn nwipe(version: &str, method: &str, drives: &[Wiped<'_>]) -> String {
    let mut log = String::new();
    let mut say = |time: &str, level: &str, text: &str| {
        writeln!(log, "[2026/03/14 {time}] {level:>7}: {text}").unwrap();
    };
    for d in drives {
        let found = format!(
            "Found /dev/{}, {}, {}, {} GB, S/N={}",
            d.device,
            d.bus,
            d.model,
            d.bytes / 1_000_000_000,
            d.serial
        );
        say("08:00:00", "notice", &found);
    }
    say("08:00:01", "notice", "Opened entropy source '/dev/urandom'.");
    say("08:00:01", "notice", "Device /dev/sdz excluded as per command line options");
    say("08:00:01", "notice", &format!("  banner   = nwipe {version}"));
    say("08:00:01", "notice", &format!("  method   = {method}"));
    say("08:00:01", "notice", "  verify   = 1 (last pass)");
    for d in drives {
        say("08:00:02", "notice", &format!("/dev/{} has serial number {}", d.device, d.serial));
        say("08:00:02", "notice", &format!("/dev/{}, sect/blk/dev 512/4096/{}", d.device, d.bytes));
        say("08:00:02", "notice", &format!("Invoking method '{method}' on /dev/{}", d.device));
        say("08:00:02", "notice", &format!("Starting round 1 of 1 on /dev/{}", d.device));
        say("08:00:02", "notice", &format!("Starting pass 1/1, round 1/1, on /dev/{}", d.device));
    }
    for d in drives {
        say("11:00:00", "notice", &format!("{} bytes written to /dev/{}", d.bytes, d.device));
        if d.errors > 0 {
            say("11:00:00", "error", &format!("{} pass errors on '/dev/{}'.", d.errors, d.device));
        }
        say("11:00:00", "notice", &format!("Finished pass 1/1, round 1/1, on /dev/{}", d.device));
        say("11:00:00", "notice", &format!("Blanking device /dev/{}", d.device));
        say("13:00:00", "notice", &format!("Verifying that /dev/{} is empty.", d.device));
        say("14:30:00", "notice", &format!("[SUCCESS] Verified that /dev/{} is empty.", d.device));
    }
    log.push_str("\n**** Error Summary ****\n!   Device | Pass Errors | Verifications Errors | Fdatasync I\\O Errors\n----\n");
    for d in drives {
        writeln!(
            log,
            "{} {:>8} | {:>11} | {:>20} | {:>20}",
            if d.errors > 0 { "!" } else { " " },
            d.device,
            d.errors,
            0,
            0
        )
        .unwrap();
    }
    log.push_str("****\n\n**** Drive Status ****\n!   Device | Status | Thru-put | HH:MM:SS | Model/Serial Number\n----\n");
    for d in drives {
        writeln!(log, "  {:>8} |{}|  90 MB/s | 06:30:00 | {}/{}", d.device, d.status, d.model, d.serial)
            .unwrap();
    }
    write!(log, "----\n[2026/03/14 14:30:01] Total Throughput 90 MB/s, {method}, 1R+B+VL\n****\n\n").unwrap();
    log.push_str(
        "[2026/03/14 14:30:01]    info: Nwipe successfully completed. See summary table for details.\n",
    );
    log
}

fn drives(log: &str) -> Vec<Erasure> {
    read(log.as_bytes()).unwrap().1
}

fn only(log: &str) -> Erasure {
    let mut all = drives(log);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn codes(erasure: &Erasure) -> Vec<RemarkCode> {
    erasure.remarks.iter().map(|remark| remark.code).filter(|code| *code != RemarkCode::ZoneAssumed).collect()
}

#[test]
fn a_complete_run_of_nwipe_passes_drive_by_drive() {
    let log = nwipe("0.40", "DoD Short", &[DISK, FLASH]);
    let (format, all) = read(log.as_bytes()).unwrap();
    assert_eq!((format, all.len()), (Format::Nwipe, 2));
    let disk = &all[0];
    assert_eq!(disk.device.as_deref(), Some("/dev/sda"));
    assert_eq!(
        (disk.serial.as_deref(), disk.model.as_deref()),
        (Some("66E3S0A1S"), Some("TOSHIBA MQ01ABD0"))
    );
    // A bus does not tell a disk from flash, save where nwipe says so.
    assert_eq!((disk.kind, all[1].kind), (None, Some(MediumKind::Ssd)));
    assert_eq!((disk.action, disk.method), (Some(Technique::Overwrite), Some(Method::DodShort)));
    assert_eq!((disk.verdict, disk.verify, disk.errors), (Verdict::Pass, Verify::Full, Some(0)));
    assert_eq!((disk.capacity, disk.bytes), (Some(Bytes(500_107_862_016)), Some(Bytes(500_107_862_016))));
    assert_eq!((disk.tool.as_str(), disk.passes, disk.line), ("nwipe 0.40", Some(1), 1));
    assert!(disk.started < disk.finished && disk.started.is_some());
    assert_eq!(codes(disk), []);
    assert_eq!(all[1].verdict, Verdict::Pass);
}

#[test]
fn each_drive_ends_as_its_own_row_says() {
    let bad = |device, serial, status, errors| Wiped { device, serial, status, errors, ..DISK };
    let log = nwipe(
        "0.40",
        "PRNG Stream",
        &[
            DISK,
            bad("sdb", "FAILED001", "-FAILED-", 3),
            bad("sdc", "ABORTED01", "UABORTED", 0),
            bad("sdd", "INSANE001", "INSANITY", 0),
            bad("sde", "DOUBTED01", " Erased ", 2),
        ],
    );
    let verdicts: Vec<_> = drives(&log).iter().map(|drive| drive.verdict).collect();
    assert_eq!(verdicts, [Verdict::Pass, Verdict::Fail, Verdict::Fail, Verdict::Fail, Verdict::Unknown]);
    assert_eq!(codes(&drives(&log)[4]), [RemarkCode::ErrorsInLog]);
}

#[test]
fn a_log_that_is_cut_proves_nothing_of_what_it_does_not_finish() {
    let whole = nwipe("0.40", "DoD Short", &[DISK, FLASH]);
    let cut = |before: &str| drives(&whole[..whole.find(before).unwrap()]);
    for all in [cut("**** Error"), cut("**** Drive"), cut("       sda |")] {
        assert!(all.iter().all(|drive| drive.verdict == Verdict::Unknown), "{all:?}");
        assert!(all.iter().all(|drive| codes(drive).contains(&RemarkCode::Cut)));
    }
    // Between two rows: the first has its result.
    let at = whole.rfind("       sdb |").unwrap();
    let verdicts: Vec<_> = drives(&whole[..at]).iter().map(|drive| drive.verdict).collect();
    assert_eq!(verdicts, [Verdict::Pass, Verdict::Unknown]);
    // Nothing was begun: nothing was tried.
    let header = drives(&whole[..whole.find("Invoking").unwrap()]);
    assert!(header.iter().all(|drive| !drive.is_attempt() && codes(drive).contains(&RemarkCode::NotStarted)));
}

#[test]
fn logs_of_earlier_generations_are_read() {
    let of_2019 = "[2019/05/02 10:00:00] nwipe: notice: Invoking method 'DoD Short' on device '/dev/sdb'.\n\
                   [2019/05/02 10:00:00] nwipe: notice: Starting pass 1 of 1, round 1 of 1, on device '/dev/sdb'.\n\
                   [2019/05/02 12:00:00] nwipe: notice: Finished pass 1 of 1, round 1 of 1, on device '/dev/sdb'.\n";
    let old = only(of_2019);
    assert_eq!((old.method, old.verdict, old.passes), (Some(Method::DodShort), Verdict::Unknown, Some(1)));
    assert_eq!(codes(&old), [RemarkCode::Cut, RemarkCode::NoSerial]);
    let of_2020 = "[2020/03/18 17:59:56] notice: Found /dev/sdc, ATA WDC WD1600AAJS-2, 160GB, S/N=WD-WMAV30001111\n\
                   [2020/03/18 18:00:00] notice: Starting pass 1/1, round 1/1, on /dev/sdc\n";
    let old = only(of_2020);
    assert_eq!(
        (old.serial.as_deref(), old.model.as_deref()),
        (Some("WD-WMAV30001111"), Some("WDC WD1600AAJS-2"))
    );
    // A summary of bytes that is not whole.
    let part = nwipe("0.42", "PRNG Stream", &[DISK]) + "     sda | 400000000000 | 500107862016 |  79.98%\n";
    assert_eq!((only(&part).verdict, codes(&only(&part))), (Verdict::Unknown, vec![RemarkCode::Incomplete]));
    let shredos = "[2026/03/14 07:59:00]    info: ShredOS v2024.11_27_x86-64_0.38\n".to_owned()
        + &nwipe("0.40", "PRNG Stream", &[DISK]).replace("  banner   = nwipe 0.40", "  nothing");
    assert_eq!(only(&shredos).tool, "nwipe 0.38");
}

#[test]
fn a_serial_is_one_or_there_is_none() {
    for (serial, code) in [
        ("XXXXXXXXXXXXXXX", RemarkCode::NoSerial),
        ("?????", RemarkCode::NoSerial),
        ("", RemarkCode::NoSerial),
        ("WD", RemarkCode::NoSerial),
        ("\u{fffd}\\<\u{7f}", RemarkCode::SerialUnreadable),
    ] {
        let drive = only(&nwipe("0.40", "Fill With Zeros", &[Wiped { serial, ..DISK }]));
        assert_eq!((drive.serial.as_deref(), codes(&drive)), (None, vec![code]), "{serial:?}");
        assert_eq!(drive.verdict, Verdict::Pass);
    }
    let mut bytes = nwipe("0.40", "Fill With Zeros", &[Wiped { serial: "@@@@", ..DISK }]).into_bytes();
    bytes.iter_mut().filter(|b| **b == b'@').for_each(|b| *b = 0xf3);
    let (_, all) = read(&bytes).unwrap();
    assert_eq!((all[0].serial.as_deref(), codes(&all[0])), (None, vec![RemarkCode::SerialUnreadable]));
    // A terminal of 80 columns cuts the line off.
    let line = "[2020/03/18 17:59:56] notice: Found /dev/sdc, ATA WDC WD1600AAJS-2, 160GB, S/N=W";
    assert_eq!(line.len(), 80);
    let cut = only(&format!("{line}\n[2020/03/18 18:00:00] notice: Starting pass 1/1, on /dev/sdc\n"));
    assert_eq!((cut.serial.as_deref(), codes(&cut)), (None, vec![RemarkCode::SerialCut, RemarkCode::Cut]));
}

#[test]
fn two_drives_of_one_serial_are_refused_and_two_under_one_name_not_believed() {
    let twin = Wiped { device: "sdb", ..DISK };
    let same = read(nwipe("0.40", "DoD Short", &[DISK, twin]).as_bytes()).unwrap_err();
    assert_eq!(same, NotALog::SameSerial { serial: "66E3S0A1S".to_owned(), lines: [1, 2] });
    let two = nwipe("0.40", "DoD Short", &[DISK])
        .replace("/dev/sda has serial number 66E3S0A1S", "/dev/sda has serial number OTHER0001");
    let drive = only(&two);
    assert_eq!((drive.serial.as_deref(), drive.verdict), (None, Verdict::Unknown));
    assert!(codes(&drive).contains(&RemarkCode::DeviceTwice));
}

/// A log with its days on the 15th.
fn next_day(log: &str) -> String {
    log.replace("[2026/03/14", "[2026/03/15")
}

#[test]
fn each_run_of_a_file_has_its_own_record_of_a_drive() {
    let first = nwipe("0.40", "DoD Short", &[DISK, FLASH]);
    let second = next_day(&nwipe("0.42", "PRNG Stream", &[DISK]));
    let day = |when: Option<super::When>| match when {
        Some(super::When::Local(day, _)) => Some(day.to_string()),
        _ => None,
    };
    let said = |log: &str| -> Vec<_> {
        drives(log).iter().map(|d| (d.serial.clone(), d.verdict, d.tool.clone(), day(d.finished))).collect()
    };
    let drive = |serial: &str, verdict, tool: &str, day: &str| {
        (Some(serial.to_owned()), verdict, tool.to_owned(), Some(format!("2026-03-{day}")))
    };
    let disk = drive("66E3S0A1S", Verdict::Pass, "nwipe 0.40", "14");
    let flash = drive("1905E16A0B2C", Verdict::Pass, "nwipe 0.40", "14");
    let both = first.clone() + &second;
    assert_eq!(
        said(&both),
        [disk.clone(), flash.clone(), drive("66E3S0A1S", Verdict::Pass, "nwipe 0.42", "15")]
    );
    let lines: Vec<u32> = drives(&both).iter().map(|drive| drive.line).collect();
    assert!(lines.is_sorted_by(|one, other| one < other), "{lines:?}");
    // A run that was stopped says nothing against the one before, nor lends it its day.
    let cut = &second[..second.find("[2026/03/15 11:00:00]").unwrap()];
    let stopped = drive("66E3S0A1S", Verdict::Unknown, "nwipe 0.42", "15");
    assert_eq!(said(&(first.clone() + cut)), [disk.clone(), flash.clone(), stopped.clone()]);
    // Nor does one that is known by a line alone; which drive it was, the line does not say.
    let alone = "[2026/03/15 08:00:02]  notice: Invoking method 'DoD Short' on /dev/sda\n";
    let unnamed = (None, Verdict::Unknown, "nwipe".to_owned(), None);
    assert_eq!(said(&(first.clone() + alone)), [disk.clone(), flash.clone(), unnamed]);
    // The machine lost its power; the next run is another.
    assert_eq!(said(&(cut.to_owned() + &first)), [stopped, disk.clone(), flash.clone()]);
    // What is said of a drive after its result is not when it was erased.
    let after = first + "[2026/03/16 09:00:00]  notice: hwmon: /dev/sda has temperature monitoring\n";
    assert_eq!(said(&after), [disk, flash]);
}

#[test]
fn a_result_without_a_method_claims_nothing() {
    let without = |log: &str, words: &[&str]| {
        let kept = log.lines().filter(|line| !words.iter().any(|word| line.contains(word)));
        kept.collect::<Vec<_>>().join("\n")
    };
    let erased = nwipe("0.40", "DoD Short", &[DISK]);
    let drive = only(&without(&erased, &["method ", "Throughput"]));
    assert_eq!(
        (drive.action, drive.verdict, codes(&drive)),
        (Some(Technique::Overwrite), Verdict::Unknown, vec![RemarkCode::UnknownMethod])
    );
    // The line below the tables names it too.
    let drive = only(&without(&erased, &["method "]));
    assert_eq!((drive.method, drive.verdict), (Some(Method::DodShort), Verdict::Pass));
    let check = nwipe("0.40", "Verify Zeros (0x00)", &[DISK]);
    let drive = only(&without(&check, &["method "]));
    assert_eq!((drive.action, codes(&drive)), (None, vec![RemarkCode::OnlyReads]));
    assert_eq!(only(&without(&check, &["method ", "Throughput"])).verdict, Verdict::Unknown);
    // Two methods are of two runs, of which the lines between were lost.
    let mixed = without(&check, &["method "]).replace(
        "Total",
        "[2026/03/14 14:30:01]  notice:   method   = DoD Short\n[2026/03/14 14:30:01] Total",
    );
    let mixed = mixed.replace("[2026/03/14 14:30:01] [2026/03/14", "[2026/03/14");
    assert!(
        drives(&mixed).iter().all(|drive| !(drive.is_attempt() && drive.verdict == Verdict::Pass)),
        "{mixed}"
    );
    let mixed = erased.replace("MB/s, DoD Short", "MB/s, Verify Zeros (0x00)");
    assert_eq!(
        (only(&mixed).verdict, codes(&only(&mixed))),
        (Verdict::Unknown, vec![RemarkCode::UnknownMethod])
    );
}

#[test]
fn what_only_reads_erases_nothing() {
    for (label, method) in
        [("Verify Zeros (0x00)", Method::VerifyZero), ("Verify Ones  (0xFF)", Method::VerifyOne)]
    {
        let drive = only(&nwipe("0.40", label, &[DISK]));
        assert_eq!((drive.action, drive.method), (None, Some(method)));
        assert!(!drive.is_attempt() && codes(&drive).contains(&RemarkCode::OnlyReads));
    }
}

#[test]
fn hidden_sectors_an_instant_success_and_an_old_nwipe_are_not_believed() {
    let with = |line: &str| {
        nwipe("0.40", "DoD Short", &[DISK]).replacen(
            "[2026/03/14 08:00:01]",
            &format!("[2026/03/14 08:00:00]    info: {line}\n[2026/03/14 08:00:01]"),
            1,
        )
    };
    for (line, verdict) in [
        ("HPA: max sectors   = 900000000/976773168, hpa is enabled on /dev/sda", Verdict::Unknown),
        ("*** HIDDEN SECTORS DETECTED! *** on /dev/sda", Verdict::Unknown),
        ("HPA: max sectors   = 976773168/976773168, hpa is disabled on /dev/sda", Verdict::Pass),
        ("DCO Real max sectors reported as 1 on /dev/sda", Verdict::Pass),
        (
            "libata: apparent max sectors reported as 900 on /dev/sda\n[2026/03/14 08:00:00]    info: \
             DCO Real max sectors reported as 1000 on /dev/sda",
            Verdict::Unknown,
        ),
        ("No hidden sectors on /dev/sda", Verdict::Pass),
    ] {
        assert_eq!(only(&with(line)).verdict, verdict, "{line}");
    }
    let quick = nwipe("0.40", "DoD Short", &[DISK])
        .replace(" 11:00:00", " 08:00:03")
        .replace(" 13:00:00", " 08:00:04")
        .replace(" 14:30:00", " 08:00:04");
    assert_eq!((only(&quick).verdict, codes(&only(&quick))), (Verdict::Unknown, vec![RemarkCode::TooFast]));
    let native = |version| {
        nwipe(version, "ATA Sanitize Block Erase", &[FLASH]).replacen(
            "[2026/03/14 11:00:00]",
            "[2026/03/14 10:59:00]  notice: sanitize command accepted on /dev/sdb\n[2026/03/14 11:00:00]",
            1,
        )
    };
    let old = only(&native("0.42"));
    assert_eq!((old.action, old.verdict), (Some(Technique::AtaSanitizeBlock), Verdict::Unknown));
    assert_eq!(codes(&old), [RemarkCode::ToolTooOld]);
    let new = only(&native("0.43"));
    assert_eq!((new.verdict, new.verify), (Verdict::Pass, Verify::Status));
    let said_only = only(&nwipe("0.43", "ATA Sanitize Block Erase", &[FLASH]));
    assert_eq!((said_only.verdict, codes(&said_only)), (Verdict::Unknown, vec![RemarkCode::Issued]));
}

/// What `hdparm -I` says, with this password state.
fn identify(states: &str) -> String {
    format!(
        "/dev/sdb:\n\nATA device, with non-removable media\n\tModel Number:       Samsung SSD 860 EVO 250GB\n\
         \tSerial Number:      S3YJNB0K900001A\n\tLBA48  user addressable sectors:  488397168\n\
         \tLogical  Sector size:                   512 bytes\n\tNominal Media Rotation Rate: Solid State Device\n\
         Security: \n\tMaster password revision code = 65534\n\t\tsupported\n{states}\
         \tnot\texpired: security count\n\t\tsupported: enhanced erase\nChecksum: correct\n"
    )
}

const OPEN: &str = "\tnot\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n";
const SET: &str = "\t\tenabled\n\tnot\tlocked\n\tnot\tfrozen\n";
const FROZEN: &str = "\tnot\tenabled\n\tnot\tlocked\n\t\tfrozen\n";
const ERASE: &str = "# time hdparm --user-master u --security-erase Sesame /dev/sdb\nsecurity_password=\"Sesame\"\n\n\
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

fn reading(progress: u32, status: &str, action: &str) -> String {
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

fn snapshot(kind: &str, erasures: &str) -> String {
    format!(
        r#"{{"type":"Snapshot","software":"Workbench","version":"11.0b11","device":{{"type":"Laptop","serialNumber":"HOST0001"}},
           "components":[{{"type":"Processor","model":"i5"}},{{"type":"{kind}","model":"ST500LT012-1DG14","serialNumber":"S3P90001",
           "size":500107.86201599997,"actions":[{{"type":"TestDataStorage"}}{erasures}]}}]}}"#
    )
}

fn erase(kind: &str, severity: &str, end: &str, steps: &str) -> String {
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
    assert_eq!(codes(&only(lite)), [RemarkCode::NoErasure, RemarkCode::NoSerial]);
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

#[test]
fn many_serials_are_read_at_once() {
    let mut session = String::from("hdparm -I /dev/sda\n");
    let mut run = nwipe("0.40", "DoD Short", &[DISK]);
    let mut snapshot = String::from(r#"{"type":"Snapshot","components":["#);
    for n in 0..50_000 {
        writeln!(session, "Serial Number: S{n:08}").unwrap();
        writeln!(run, "[2026/03/14 15:00:00]  notice: /dev/sda has serial number S{n:08}").unwrap();
        writeln!(run, "[2026/03/14 15:00:00]  notice: Finished pass {n}/9, round 1/1, on /dev/sda").unwrap();
        let comma = if n > 0 { "," } else { "" };
        write!(snapshot, r#"{comma}{{"type":"HardDrive","serialNumber":"S{n:08}"}}"#).unwrap();
    }
    snapshot.push_str("]}");
    // Linear, the slowest build takes two seconds; to compare each with each takes a minute.
    let begun = std::time::Instant::now();
    let several = super::hdparm::read(session.as_bytes());
    assert_eq!(several, Err(NotALog::SeveralDrives { lines: [2, 3] }));
    assert_eq!(super::ereuse::read(snapshot.as_bytes()).map(|all| all.len()), Ok(50_000));
    let run = super::nwipe::read(run.as_bytes()).unwrap();
    assert!(codes(&run[0]).contains(&RemarkCode::DeviceTwice));
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_log_is_refused_at_once() {
    let noise: Vec<u8> = (0..64_u32 << 20).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let begun = std::time::Instant::now();
    assert_eq!(read(&noise), Err(NotALog::TooLong(64 << 20)));
    assert_eq!(read(&noise[..16 << 20]), Err(NotALog::Unknown));
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    for (bytes, why) in [
        (&b""[..], NotALog::Unknown),
        (b"dd if=/dev/zero of=/dev/sda\n1953525168 sectors", NotALog::Unknown),
        (b"type: Snapshot\nsoftware: Workbench\ncomponents: []\n", NotALog::Yaml),
        (b"{\"type\":\"Snapshot\",\n\"components\":[", NotALog::Json(2)),
        (b"{\"a\":1}", NotALog::Unknown),
    ] {
        assert_eq!(read(bytes), Err(why), "{}", String::from_utf8_lossy(bytes));
    }
}
