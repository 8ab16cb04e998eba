//! Where commands meet: a machine in a state of its life, and all that may be done to it at that moment.

use rebond::{
    model::{
        day::Day,
        event::Seq,
        kind::Kind,
        leaving::{Cause, Decision, VoidReason},
        sanitization::{Declared, Encrypted, MediumKind, Technique, Verdict, Verify},
    },
    ops::{self, Act, Failure, Recording},
    store::{self, Flow},
};

/// A command that may overlap with another.
pub(super) struct Op {
    /// As it is typed; `{sanitised}` stands for the number of the last event of that type.
    pub(super) line: &'static str,
    pub(super) act: fn(&mut Act<'_>) -> Result<(), Failure>,
}

/// A machine, and the commands that may meet on it.
pub(super) struct Scene {
    pub(super) name: &'static str,
    pub(super) before: &'static str,
    pub(super) ops: Vec<Op>,
}

pub(super) fn recording() -> Recording {
    Recording { on: Day::new(2026, 3, 1), ..Recording::default() }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

/// The number of the last event of a type.
pub(super) fn last(reader: &dyn store::Reader, kind: &str) -> Seq {
    let mut last = 0;
    let read = reader.lines(0, &mut |logged| {
        if logged.kind == kind {
            last = logged.seq;
        }
        Flow::Continue(())
    });
    read.unwrap();
    last
}

const LOT: &str = "LOT-2026-0001";

fn void_last(act: &mut Act<'_>, kind: &str) -> Result<(), Failure> {
    let seqs = vec![last(act.reader(), kind)];
    ops::void(act, &ops::Void { seqs, reason: VoidReason::Mistyped, with_later: false }, &recording())
}

pub(super) fn ship() -> Op {
    Op {
        line: "lot ship LOT-2026-0001 --on 2026-03-01",
        act: |act| ops::ship(act, &ops::Ship { lot: LOT.to_owned(), ..ops::Ship::default() }, &recording()),
    }
}

pub(super) fn add_medium() -> Op {
    Op {
        line: "media add A1 --kind ssd --serial NEW --on 2026-03-01",
        act: |act| {
            let request = ops::AddMedium {
                place: "A1".to_owned(),
                kind: MediumKind::Ssd,
                serial: Some("NEW".to_owned()),
                model: None,
                capacity: None,
                encrypted: Encrypted::Unknown,
            };
            ops::add_medium(act, &request, &recording())
        },
    }
}

pub(super) fn move_in() -> Op {
    Op { line: "media move D2 --to A1 --keep-data --on 2026-03-01", act: |act| move_to(act, "D2", "A1") }
}

fn move_to(act: &mut Act<'_>, medium: &str, to: &str) -> Result<(), Failure> {
    let request = ops::MoveMedium { media: words(&[medium]), to: to.to_owned(), keep_data: true };
    ops::move_medium(act, &request, &recording())
}

pub(super) fn void_wipe() -> Op {
    Op { line: "void {sanitised} --reason mistyped --on 2026-03-01", act: |act| void_last(act, "sanitised") }
}

fn correct_wipe() -> Op {
    Op {
        line: "correct {sanitised} --on 2026-02-20",
        act: |act| {
            let seq = last(act.reader(), "sanitised");
            let request = ops::Correct { seq, on: Day::new(2026, 2, 20), ..ops::Correct::default() };
            ops::correct(act, &request, &Recording::default())
        },
    }
}

fn edit_kind() -> Op {
    Op {
        line: "edit A1 --kind monitor --on 2026-03-01",
        act: |act| {
            let changes = ops::Changes { kind: Some(Kind::Monitor), ..ops::Changes::default() };
            ops::edit(act, &ops::Edit { assets: words(&["A1"]), changes }, &recording())
        },
    }
}

fn declare(line: &'static str, act: fn(&mut Act<'_>) -> Result<(), Failure>) -> Op {
    Op { line, act }
}

fn sanitize(act: &mut Act<'_>, result: Verdict) -> Result<(), Failure> {
    let request = ops::Sanitize {
        items: words(&["D1"]),
        technique: Technique::AtaSecureErase,
        tool: None,
        verify: Verify::Status,
        result,
    };
    ops::sanitize(act, &request, &recording())
}

fn find(act: &mut Act<'_>, in_place: bool) -> Result<(), Failure> {
    ops::find(act, &ops::Find { assets: words(&["A1"]), in_place }, &recording())
}

/// Reconditioned, sanitised, decommissioned, in an open lot: nothing keeps it here.
fn about_to_leave() -> Scene {
    Scene {
        name: "about to leave",
        before: "party add Brocante --kind other
            add --kind laptop --tag A1 --on 2026-01-05
            media add A1 --kind ssd --serial D1 --on 2026-01-05
            media add stock --kind ssd --serial D2 --on 2026-01-05
            deploy A1 --to Urbanisme --on 2026-01-06
            collect A1 --on 2026-02-01
            triage A1 --decision recondition --functional F5 --cosmetic C4 --on 2026-02-01
            sanitize D1 --action ata_secure_erase --verify status --result pass --on 2026-02-02
            decommission A1 --act D --on 2026-02-02
            lot new --channel sale --to Brocante --on 2026-02-02
            lot add LOT-2026-0001 A1 --on 2026-02-02",
        ops: vec![
            ship(),
            Op {
                line: "ready A1 --on 2026-03-01",
                act: |act| {
                    let request = ops::Ready {
                        assets: words(&["A1"]),
                        functional: None,
                        cosmetic: None,
                        no_system: false,
                    };
                    ops::ready(act, &request, &recording())
                },
            },
            add_medium(),
            move_in(),
            Op { line: "media move D1 --to stock --on 2026-03-01", act: |act| move_to(act, "D1", "stock") },
            void_wipe(),
            correct_wipe(),
            Op {
                line: "sanitize D1 --action ata_secure_erase --verify status --result fail --on 2026-03-01",
                act: |act| sanitize(act, Verdict::Fail),
            },
            edit_kind(),
            Op {
                line: "triage A1 --decision recycle --on 2026-03-01",
                act: |act| {
                    let request = ops::Triage {
                        assets: words(&["A1"]),
                        decision: Decision::Recycle,
                        functional: None,
                        cosmetic: None,
                        waste: false,
                    };
                    ops::triage(act, &request, &recording())
                },
            },
            Op {
                line: "lot drop LOT-2026-0001 A1 --on 2026-03-01",
                act: |act| {
                    let request = ops::DropLines { lot: LOT.to_owned(), items: words(&["A1"]) };
                    ops::drop_lines(act, &request, &recording())
                },
            },
            cancel(),
            Op {
                line: "missing A1 --cause stolen --on 2026-03-01",
                act: |act| {
                    let request = ops::Lose { assets: words(&["A1"]), cause: Cause::Stolen };
                    ops::lose(act, &request, &recording())
                },
            },
            Op {
                line: "policy set sanitization.minimum destroy",
                act: |act| {
                    let (key, value) = ("sanitization.minimum".to_owned(), "destroy".to_owned());
                    ops::set_policy(act, &ops::SetPolicy { key, value }, &Recording::default())
                },
            },
        ],
    }
}

/// In an open lot, and nobody has looked what media are in it.
fn unlisted() -> Scene {
    Scene {
        name: "unlisted",
        before: "party add Brocante --kind other
            add --kind laptop --tag A1 --on 2026-01-05
            media add stock --kind ssd --serial D2 --on 2026-01-05
            decommission A1 --act D --on 2026-02-02
            lot new --channel sale --to Brocante --on 2026-02-02
            lot add LOT-2026-0001 A1 --on 2026-02-02",
        ops: vec![
            ship(),
            declare("media none A1 --on 2026-03-01", |act| {
                let request = ops::Declare { assets: words(&["A1"]), declared: Declared::None };
                ops::declare(act, &request, &recording())
            }),
            add_medium(),
            move_in(),
            edit_kind(),
        ],
    }
}

/// Stolen, in a lot for what is lost.
fn missing() -> Scene {
    Scene {
        name: "missing",
        before: "add --kind laptop --tag A1 --on 2026-01-05
            media add A1 --kind ssd --serial D1 --on 2026-01-05
            sanitize D1 --action ata_secure_erase --verify status --result pass --on 2026-02-02
            missing A1 --cause stolen --on 2026-02-03
            lot new --channel loss --on 2026-02-03
            lot add LOT-2026-0001 A1 --on 2026-02-03",
        ops: vec![
            ship(),
            Op { line: "found A1 --on 2026-03-01", act: |act| find(act, false) },
            Op { line: "found A1 --in-place --on 2026-03-01", act: |act| find(act, true) },
            declare("media confirm A1 --on 2026-03-01", |act| {
                let request = ops::Declare { assets: words(&["A1"]), declared: Declared::Confirmed };
                ops::declare(act, &request, &recording())
            }),
            Op { line: "void {lost} --reason mistyped --on 2026-03-01", act: |act| void_last(act, "lost") },
            void_wipe(),
        ],
    }
}

/// Sold.
fn left() -> Scene {
    Scene {
        name: "left",
        before: "party add Brocante --kind other
            add --kind laptop --tag A1 --on 2026-01-05
            media add A1 --kind ssd --serial D1 --on 2026-01-05
            sanitize D1 --action ata_secure_erase --verify status --result pass --on 2026-02-02
            lot new --channel sale --to Brocante --on 2026-02-02
            lot add LOT-2026-0001 A1 --on 2026-02-02
            lot ship LOT-2026-0001 --decommission --act D --on 2026-02-10",
        ops: vec![
            Op {
                line: "lot return LOT-2026-0001 A1 --reason refused --on 2026-03-01",
                act: |act| {
                    let (lot, assets) = (LOT.to_owned(), words(&["A1"]));
                    let request = ops::Return { lot, assets, reason: VoidReason::Refused };
                    ops::returned(act, &request, &recording())
                },
            },
            cancel(),
            void_wipe(),
            correct_wipe(),
            add_medium(),
            edit_kind(),
        ],
    }
}

pub(super) fn scenes() -> Vec<Scene> {
    vec![about_to_leave(), unlisted(), missing(), left()]
}

fn cancel() -> Op {
    Op {
        line: "lot cancel LOT-2026-0001 --reason wrong_lot --on 2026-03-01",
        act: |act| {
            let request = ops::Cancel { lot: LOT.to_owned(), reason: VoidReason::WrongLot };
            ops::cancel(act, &request, &recording())
        },
    }
}
