//! What each format proves, and what no log can: a verdict that its lines do not show.

mod devices;
mod ereuse;
mod nwipe;
mod properties;

use std::fmt::Write as _;

use self::nwipe::{DISK, nwipe};
use super::{Erasure, NotALog, RemarkCode, read};

fn drives(log: &str) -> Vec<Erasure> {
    read(log.as_bytes()).unwrap()
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
