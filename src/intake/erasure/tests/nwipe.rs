//! The logs of nwipe, of every generation.

use std::fmt::Write as _;

use super::{codes, drives, only};
use crate::{
    intake::erasure::{Format, NotALog, RemarkCode, When, format_of, read},
    model::{
        amount::Bytes,
        sanitization::{MediumKind, Method, Technique, Verdict, Verify},
    },
};

/// A drive of a log of nwipe 0.40, and how it ended.
pub(super) struct Wiped<'w> {
    pub(super) device: &'w str,
    pub(super) bus: &'w str,
    pub(super) model: &'w str,
    pub(super) serial: &'w str,
    pub(super) bytes: u64,
    pub(super) status: &'w str,
    pub(super) errors: u64,
}

pub(super) const DISK: Wiped<'static> = Wiped {
    device: "sda",
    bus: "ATA    ",
    model: "TOSHIBA MQ01ABD0",
    serial: "66E3S0A1S",
    bytes: 500_107_862_016,
    status: " Erased ",
    errors: 0,
};

pub(super) const FLASH: Wiped<'static> = Wiped {
    device: "sdb",
    bus: "ATA-SSD",
    model: "CT240BX500SSD1",
    serial: "1905E16A0B2C",
    bytes: 240_057_409_536,
    ..DISK
};

/// Writes the log of a run, as nwipe does.
pub(super) fn nwipe(version: &str, method: &str, drives: &[Wiped<'_>]) -> String {
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

#[test]
fn a_complete_run_of_nwipe_passes_drive_by_drive() {
    let log = nwipe("0.40", "DoD Short", &[DISK, FLASH]);
    let all = drives(&log);
    assert_eq!((format_of(log.as_bytes()), all.len()), (Some(Format::Nwipe), 2));
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
    let all = read(&bytes).unwrap();
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
    let day = |when: Option<When>| match when {
        Some(When::Local(day, _)) => Some(day.to_string()),
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
