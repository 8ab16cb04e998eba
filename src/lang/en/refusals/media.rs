//! The gate, and media.

use crate::{
    lang::{
        Numbers as _, Told,
        en::En,
        way::{self, run, shown, word},
    },
    model::{
        amount::Bytes,
        event::Seq,
        lifecycle::{Action, State},
        sanitization::{MediumStatus, Technique},
    },
    ops::Need,
};

/// Why data is removed before anything leaves.
const GATE: &str = "NIST SP 800-88; GDPR, art. 32";

pub(super) fn unaccounted(tag: Option<&str>, medium: Option<&str>, need: Need, lot: Option<&str>) -> Told {
    if need == Need::Validation {
        return unvalidated(tag, medium);
    }
    let Need::Sanitisation { status, by } = need else {
        let tag = tag.unwrap_or("TAG");
        return list_media(
            tag,
            format!(
                "{tag} cannot leave or be called reconditioned: nobody has said that the list of its media \
             is complete ({GATE})"
            ),
        );
    };
    let told = unsafe_medium(tag, medium, status, by);
    match lot {
        Some(lot) => told.hint(format!(
            "or, for a departure to a contractor who sanitises it: {}",
            way::lot_edit(lot, "--data-clause REF")
        )),
        None => told,
    }
}

pub(super) fn unlisted(seq: Seq, tag: &str) -> Told {
    list_media(
        tag,
        format!(
            "event {seq} cannot be voided: without it {tag} would not be asked what media are in it, and nobody \
         has said; what may hold data is looked into ({GATE})"
        ),
    )
}

/// A refusal for want of a list of media, and how to make one.
fn list_media(tag: &str, why: String) -> Told {
    Told::new(why)
        .hint(format!("add each medium: {}", way::media_add(tag)))
        .hint(format!("or, if there is none: {}", way::media_none(tag)))
        .hint(format!("or, if the list is complete: {}", way::media_confirm(tag)))
}

/// A medium with data in it, or that nobody can say is clean, and what to do about it.
fn unsafe_medium(
    tag: Option<&str>,
    medium: Option<&str>,
    status: MediumStatus,
    by: Option<Technique>,
) -> Told {
    let medium = medium.map_or_else(|| "MEDIUM".to_owned(), |medium| shown(medium).into_owned());
    let of = tag.map(|tag| format!(" of {tag}")).unwrap_or_default();
    let what = match status {
        MediumStatus::HoldsData => "holds data",
        MediumStatus::Unknown => "has an unknown content, and unknown is not clean",
        MediumStatus::Sanitised => {
            "was sanitised, but what can be claimed is less than the policy `sanitization.minimum` asks \
             for"
        }
        MediumStatus::Destroyed => {
            "was destroyed, but what can be claimed is less than the policy `sanitization.minimum` asks \
             for"
        }
    };
    let told = Told::new(format!("medium {medium}{of} {what} ({GATE})"));
    if status == MediumStatus::Destroyed {
        return told.hint(format!("see what was recorded: {}", run("media list")));
    }
    let told = match by {
        Some(by) => told.hint(format!("once it is sanitised: {}", way::sanitize(&medium, by))),
        None => told.hint("its kind is not known: only its destruction can be credited, or a cryptographic erase if it always encrypts"),
    };
    told.hint(format!("or once it is destroyed: {}", way::shred(&medium)))
}

pub(super) fn sent_with_data(tag: &str, medium: Option<&str>, need: Need) -> Told {
    let told = match need {
        Need::Sanitisation { status, by } => {
            let told = unsafe_medium(Some(tag), medium, status, by);
            match medium {
                Some(medium) => told.hint(format!("or keep it here: {}", way::media_move(medium, "stock"))),
                None => told,
            }
        }
        Need::Validation => unvalidated(Some(tag), medium),
        Need::Inventory => list_media(
            tag,
            format!(
                "{tag} cannot be sent out: nobody has said that the list of its media is complete, and unknown \
             is not clean ({GATE})"
            ),
        ),
    };
    told.hint(format!(
        "or, under a contract that protects the data: {}",
        run(format_args!("work {tag} --type repair --sent-to PARTY --data-clause REF"))
    ))
}

pub(super) fn data_elsewhere(medium: &str, from: &str, to: &str) -> Told {
    let medium = shown(medium);
    Told::new(format!("medium {medium} would take data from one service ({from}) to another ({to})"))
        .hint(format!("once it is sanitised, it may go: {}", way::overwrite(&medium)))
        .hint(format!("or, if the data is to go with it: {}", way::media_move(&medium, "TAG --keep-data")))
}

pub(super) fn redeploy(tag: &str, medium: Option<&str>, from: &str) -> Told {
    let warn = format!("or let it pass with a warning: {}", run("policy set sanitization.redeploy warn"));
    let Some(medium) = medium else {
        return Told::new(format!(
            "{tag} was used by another service, {from}, and the list of its media is not known to be \
             complete (policy `sanitization.redeploy`: `refuse`)"
        ))
        .hint(format!("list each medium: {}", way::media_add(tag)))
        .hint(format!("then say that the list is complete: {}", way::media_confirm(tag)))
        .hint(format!("if it has none: {}", way::media_none(tag)))
        .hint(warn);
    };
    Told::new(format!(
        "{tag} was used by another service, {from}, and its medium {medium} was not sanitised since \
         (policy `sanitization.redeploy`: `refuse`)"
    ))
    .hint(format!("once it is sanitised: {}", way::overwrite(medium)))
    .hint(warn)
}

pub(super) fn elsewhere(medium: &str) -> Told {
    let name = shown(medium);
    Told::new(format!("{name} is in an asset or a lot, or has left: this is not possible from there"))
        .hint(format!("see where media are: {}", run("media list")))
        .hint(format!("out of an asset: {}", way::media_move(medium, "stock")))
        .hint(format!("out of an open lot: {}", way::lot_drop("LOT", medium)))
}

pub(super) fn not_here(tag: &str, state: State) -> Told {
    let found = way::act(&En, Action::Found, tag);
    if state == State::Missing {
        return Told::new(format!("{tag} is missing (`missing`): nobody can look at its media"))
            .hint(format!("once it is found: {found}"));
    }
    Told::new(format!("{tag} has left (`{state}`): nobody can look at its media"))
        .hint(format!("if it came back: {}", way::returned(&En, tag)))
        .hint(format!("or, if it was written off and is found: {found}"))
}

/// Why the result of a sanitisation is accepted by a second person.
const VALIDATION: &str = "NIST SP 800-88r2, 4.5.2";

/// A medium that was sanitised, and that a second person has still to accept.
fn unvalidated(tag: Option<&str>, medium: Option<&str>) -> Told {
    let medium = medium.map_or_else(|| "MEDIUM".to_owned(), |medium| shown(medium).into_owned());
    let of = tag.map(|tag| format!(" of {tag}")).unwrap_or_default();
    Told::new(format!("medium {medium}{of} was sanitised, and no second person has validated it (policy `sanitization.second_person`: `on`; {VALIDATION})"))
        .hint(format!("somebody else validates it: {}", way::validate(&En, &medium)))
}

pub(super) fn serial_for_one(serial: &str, count: usize) -> Told {
    let serial = shown(serial);
    if count == 0 {
        return Told::new(format!("the serial {serial} is for a drive whose log has none, and each has one"))
            .hint("leave `--serial` out");
    }
    Told::new(format!("the serial {serial} is for one drive, and the logs have {count} without a serial"))
        .hint("import the logs one by one, each with its own `--serial`")
}

pub(super) fn same_person(medium: &str, seq: Seq) -> Told {
    Told::new(format!("medium {} was sanitised by the same person (event {seq}): validation is a second person’s ({VALIDATION})", shown(medium)))
        .hint(format!("somebody else validates it: {}", way::validate(&En, medium)))
}

pub(super) fn operator_erased(medium: &str, seq: Seq) -> Told {
    Told::new(format!("the name of whoever sanitised medium {} (event {seq}) was erased: nobody can tell that you are another person ({VALIDATION})", shown(medium)))
        .hint(format!("sanitise it again, then let a second person validate it: {}", way::validate(&En, medium)))
}

pub(super) fn lost(medium: &str) -> Told {
    Told::new(format!(
        "medium {} left by a loss: nobody can sanitise what is lost, and its exception stays",
        shown(medium)
    ))
    .hint(format!("once its asset is found: {}", way::act(&En, Action::Found, "TAG")))
    .hint(format!("or, if the loss is a mistake: {}", run("lot cancel LOT --reason mistyped")))
}

pub(super) fn gone(medium: &str) -> Told {
    Told::new(format!("medium {} has left, in a lot or in an asset", shown(medium)))
        .hint(format!("if its asset came back: {}", way::returned(&En, "TAG")))
}

pub(super) fn destroyed(medium: &str) -> Told {
    Told::new(format!("medium {} was destroyed", shown(medium)))
        .hint(format!("if that was recorded by mistake, void it: {}", run("void SEQ --reason mistyped")))
}

pub(super) fn has_media(tag: &str, count: usize) -> Told {
    let media = if count == 1 { "one medium".to_owned() } else { format!("{count} media") };
    Told::new(format!("{tag} is not without media: {media} known in it"))
        .hint(format!("see them: {}", way::media_list(tag)))
        .hint(format!("if the list is complete: {}", way::media_confirm(tag)))
        .hint(format!("if one was taken out: {}", way::media_move("MEDIUM", "stock")))
}

pub(super) fn no_media(tag: &str) -> Told {
    Told::new(format!("no medium is known in {tag}"))
        .hint(format!("add each one: {}", way::media_add(tag)))
        .hint(format!("or, if there is none: {}", way::media_none(tag)))
}

pub(super) fn drive_capacity(serial: &str, known: Bytes, said: Bytes) -> Told {
    Told::new(format!(
        "drive {} holds {} by the record, and {} by the file: one serial, two drives",
        shown(serial),
        En.capacity(known),
        En.capacity(said)
    ))
    .hint(format!("see what is recorded: {}", run(format_args!("history {}", word(serial)))))
}
