//! The words of backups and seals.

use crate::{
    lang::{
        BadBackup, BadSeal, BadSealKey, BadTarget, Life, Numbers, Told, Trust, WayOut,
        en::{En, backups, found},
        way::{self, run, shown},
    },
    model::event::Seq,
    ops::BadKey,
};

/// Where a text lies that was printed, if whoever printed it kept it.
const PRINTED: &str = "head.txt";

impl Trust for En {
    fn backed_up(&self, path: &str, seq: Seq, hash: &str, bytes: u64) -> String {
        format!(
            "backup: {path}, {} bytes; pages, schema and chain read back to event {seq}, tables not replayed\n{hash}",
            En.count(bytes)
        )
    }

    fn names_in_backup(&self, names: u64) -> String {
        let people =
            if names == 1 { "one person is".to_owned() } else { format!("{} people are", En.count(names)) };
        format!("{people} named in it: a name erased later stays there until the backup is removed")
    }

    fn backup_removed(&self, path: &str) -> String {
        format!("older backup removed: {path}")
    }

    fn keep_counts_a_folder(&self) -> String {
        "`--keep` counts the files of the folder that is given, one at least".to_owned()
    }

    fn older_removed(&self, path: &str) -> String {
        format!("older one removed: {path}")
    }

    fn bad_target(&self, path: &str, why: &BadTarget) -> Told {
        const OTHER: &str = "give another name, or a folder: the file then gets a name of its own";
        match why {
            BadTarget::Record => {
                Told::new(format!("{path} is the record itself, or a file of it; it was not changed"))
                    .hint(OTHER)
            }
            BadTarget::NoBackup => {
                Told::new(format!("{path} is no backup of rebond; it was not changed")).hint(OTHER)
            }
            BadTarget::OtherLog => {
                Told::new(format!("{path} is of another record; it was not changed")).hint(OTHER)
            }
            BadTarget::Unread(cause) => Told::new(format!(
                "{path} cannot be told to be a backup of this record; it was not changed: {}",
                shown(cause)
            ))
            .hint(OTHER),
            BadTarget::NoFolder(folder) => Told::new(format!("the folder {folder} is not there"))
                .hint(format!("create it: `mkdir -m 700 {}`", way::word(folder))),
            BadTarget::Seal => {
                Told::new(format!("{path} exists already; a seal is never replaced")).hint(OTHER)
            }
            BadTarget::Answer => {
                Told::new("with `--json` the standard output has the answer, and no seal beside it")
                    .hint("name a file or a folder, or leave out `--json`")
            }
            BadTarget::Screen => {
                Told::new("a backup is a file, and is not written to the standard output").hint(OTHER)
            }
        }
    }

    fn taken(&self, path: &str) -> Told {
        Told::new(format!("{path} exists already; it was not changed"))
            .hint("name a folder, and the file gets a name of its own; or repeat with `--replace`")
    }

    fn restored(&self, path: &str, backup: Seq, head: Seq) -> String {
        format!(
            "{path}: restored from a backup that ends with event {backup}; the record goes on at event {head}"
        )
    }

    fn bad_backup(&self, path: &str, why: &BadBackup) -> Told {
        backups::unfit(path, why)
    }

    fn would_replace(&self, path: &str) -> Told {
        Told::new(format!("there is a record at {path}; it was not changed"))
            .hint("to put the backup in its place and keep it beside, repeat with `--replace`")
            .hint("or restore to another place with `--db PATH`")
    }

    fn cmd_of_another(&self, first: Seq) -> Told {
        Told::new(format!("`--cmd` is of another command, which recorded event {first}; nothing was changed"))
            .hint("repeat without `--cmd`, or with a new identity")
    }

    fn erased_again(&self, count: usize) -> String {
        format!("erased again, for it was erased since the backup: {count}")
    }

    fn replaced_kept(&self, path: &str) -> String {
        format!("the record that was there is kept: {path}")
    }

    fn replaced_unread(&self, cause: &str) -> String {
        format!(
            "it could not be read, so that what it has more than the backup is not known: {}",
            shown(cause)
        )
    }

    fn not_its_past(&self) -> String {
        "the backup is not a past of it: another record, or one that went another way".to_owned()
    }

    fn events_lacking(&self, events: u64, after: Seq) -> String {
        let events = if events == 1 { "1 event".to_owned() } else { format!("{} events", En.count(events)) };
        format!("it has {events} after event {after} that the backup has not; they are to be recorded again")
    }

    fn seals_lacking(&self, seals: &[Seq]) -> String {
        format!("heads were sealed after the backup, which those seals will show: events {}", numbers(seals))
    }

    fn sealed(&self, path: Option<&str>, seq: Seq, hash: &str, key: Option<&str>) -> String {
        let at = path.map(|path| format!(": {path}")).unwrap_or_default();
        if let Some(key) = key {
            return format!("seal of event {seq}{at}, key `{key}`; keep it where the record is not\n{hash}");
        }
        let text = format!(
            "text of a seal of event {seq}{at}; these commands sign it and check it, KEY being a private key and \
             SIGNERS a file with the line “WHO ssh-ed25519 AAAA…”"
        );
        format!(
            "{}\n{hash}",
            way::lines(&text, &way::sign_and_check(path.unwrap_or(PRINTED), ["KEY", "SIGNERS", "WHO"]))
        )
    }

    fn seals_agree(&self, seals: usize) -> String {
        if seals == 1 {
            "the log goes through the other seal".to_owned()
        } else {
            format!("the log goes through the {seals} other seals")
        }
    }

    fn seals_checked(&self, hold: usize, of: usize, known: bool) -> String {
        let checked = match (hold, of) {
            (1, 1) => "one seal checked".to_owned(),
            (hold, of) if hold == of => format!("{of} seals checked"),
            (hold, of) => format!("of {of} seals, {hold} hold"),
        };
        match (hold, known) {
            (0, true) => checked,
            (_, true) => format!("{checked}, by keys that are believed"),
            (_, false) => {
                format!("{checked}; keys not checked: `--signers FILE` compares them with a list")
            }
        }
    }

    fn printed_head(&self, seq: Seq, hash: &str) -> String {
        format!("the head that was printed at event {seq}, {hash}, is in this log")
    }

    fn seal_keys(&self, keys: &[&str]) -> String {
        format!("sealed by {}", way::codes(keys))
    }

    fn way_out(&self, way: WayOut) -> String {
        found::way_out(way)
    }

    fn bad_seal_key(&self, path: &str, why: &BadSealKey) -> Told {
        let make = "make one for this: `ssh-keygen -t ed25519 -N '' -f KEY`";
        match why {
            BadSealKey::Exposed(mode) => {
                Told::new(format!("others may read the key {path} (mode {mode:03o})"))
                    .hint(format!("close it: `chmod 600 {}`", way::word(path)))
            }
            BadSealKey::Key(BadKey::NotAKey) => {
                Told::new(format!("{path} is no private key of OpenSSH")).hint(make)
            }
            BadSealKey::Key(BadKey::Public) => {
                Told::new(format!("{path} is a public key: it checks seals and makes none"))
                    .hint("name the private key, the file beside it without `.pub`")
            }
            BadSealKey::Key(BadKey::Encrypted) => Told::new(format!(
                "the key {path} is closed with a passphrase, which is not asked for here"
            ))
            .hint("have the text written with `--unsigned`, and sign it with `ssh-keygen -Y sign -n rebond`")
            .hint(format!("or {make}")),
            BadSealKey::Key(BadKey::Kind(kind)) => Told::new(format!(
                "the key {path} is of kind {}; seals are made with ssh-ed25519",
                shown(kind)
            ))
            .hint(make),
        }
    }

    fn bad_seal(&self, path: &str, why: &BadSeal) -> Told {
        match why {
            BadSeal::NotASeal(line) => {
                Told::new(format!("{path} is no seal: line {line} is not one of a seal"))
            }
            BadSeal::LineEnds => Told::new(format!(
                "{path} has the line ends of another system (CR LF), with which no signature is that of its text"
            ))
            .hint("copy the seal again, unchanged: as a file attached, or in a binary transfer")
            .hint(format!("or turn them back: `tr -d '\\r' < {} > NEW.seal`", way::word(path))),
            BadSeal::None => {
                Told::new(format!("there is no seal in {path}")).hint("the name of a seal ends in `.seal`")
            }
            BadSeal::Differs(finding) => Told::new(format!("nothing was sealed: {}", En.finding(finding)))
                .hint(format!(
                    "see all that differs: {}",
                    run(format_args!("verify --seal {}", way::word(path)))
                )),
            BadSeal::Broken(finding) => Told::new(format!("nothing was sealed: {}", En.finding(finding)))
                .hint(format!("see all that differs: {}", run("verify"))),
            BadSeal::Signers(0) => Told::new(format!("{path} lists no key of kind ssh-ed25519 for seals")),
            BadSeal::Signers(line) => {
                Told::new(format!("line {line} of {path} is not a public key, nor one with its owner"))
                    .hint("for options other than `namespaces`, check with `ssh-keygen -Y verify`")
            }
        }
    }
}

fn numbers(seals: &[Seq]) -> String {
    seals.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
