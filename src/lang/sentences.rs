//! What holds of every sentence, and the most important ones word for word.

use std::collections::BTreeSet;

use super::{
    BadBackup, BadCursor, BadSeal, BadSealKey, BadTarget, BadTemplate, Field, Lang, Occupied, Told, WayOut,
    Words,
    samples::{self, Known, day, forbidden, lacking, unaccounted},
    words,
};
use crate::{
    intake::erasure::RemarkCode,
    model::{
        amount::Cents,
        fact::{Deployed, Fact, LotShipped, Sanitised},
        kind::Source,
        leaving::Channel,
        lifecycle::{Action, Forbidden, State},
        sanitization::{Claim, MediumStatus, Minimum, Verify},
    },
    ops::{
        BadKey, BadRow, Counts, DriveCounts, Failure, Flaw, HeldBy, LogCounts, LotFact, Need, Notice, Noun,
        Refusal, Tally,
    },
    report, store,
};

/// What one language says of all that goes wrong, with the way out.
fn troubles(w: &dyn Words) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let mut take = |of: String, told: Told| {
        said.push((of.clone(), told.message));
        said.extend(told.hints.into_iter().map(|hint| (of.clone(), hint)));
    };
    for refusal in samples::refusals() {
        take(format!("{refusal:?}"), w.refusal(&refusal));
    }
    for failure in samples::failures() {
        take(format!("{failure:?}"), w.failure(&failure));
    }
    for bad in samples::bad_preferences() {
        for line in [None, Some(3)] {
            take(format!("{bad:?}"), w.bad_preference("/home/ana/.config/rebond/config.toml", line, &bad));
        }
    }
    take("no_preferences_home".to_owned(), w.no_preferences_home());
    for fault in samples::template_faults() {
        let bad = BadTemplate { line: 3, column: 14, fault };
        take(format!("{bad:?}"), w.bad_template_of("/srv/rebond/templates/fr/slip.md", &bad));
    }
    for channel in [None, Some(Channel::Waste)] {
        take(format!("not a gift: {channel:?}"), w.not_a_gift("LOT-2026-0001", channel));
    }
    for folder in [true, false] {
        take("no_template".to_owned(), w.no_template("/srv/rebond/templates/fr/slip.md", folder));
    }
    for by in [Occupied::Link, Occupied::Folder, Occupied::Special, Occupied::Exposed] {
        take(format!("{by:?}"), w.occupied("/srv/parc.csv", by));
    }
    for why in [BadCursor::NotACursor("abc".to_owned()), BadCursor::Elsewhere(42), BadCursor::Ahead(42)] {
        take(format!("{why:?}"), w.bad_cursor("/srv/rebond/log.cursor", &why));
    }
    take("cell_too_long".to_owned(), w.cell_too_long("Tiers", 12, "name", 40_000));
    take("sheet_on_terminal".to_owned(), w.sheet_on_terminal());
    for events in [(3, 3), (3, 5)] {
        take("remains".to_owned(), w.remains(Some(events), "rebond party forget --due"));
        take("unshown".to_owned(), w.unshown(events, "No space left on device (os error 28)"));
    }
    let (on, today) = (day("2027-01-02"), day("2026-03-15"));
    let error = report::Error::NotCome { on, today };
    let later = report::Error::NotEarlier { seq: 43, head: 42 };
    let period = crate::model::period::Period::year(2025).expect("a year");
    let same = report::Error::SamePeriod(period);
    let before = report::Error::BeforeRecord { on, first: today };
    let far = report::Error::TooFar { period, last: today, compared: false };
    let years = [report::Name::Agec, report::Name::Decree].map(|report| report::Error::NotAYear {
        report,
        period,
        compared: true,
    });
    for error in [report::Error::NoSuchHead(42), report::Error::Empty, later, error, same, before, far]
        .into_iter()
        .chain(years)
    {
        take(format!("{error:?}"), w.report_error(&error));
    }
    said
}

/// Every reason for which a file is no backup.
fn unfit_backups() -> Vec<store::Error> {
    use store::Error as E;
    let path = std::path::PathBuf::from("/srv/parc.db");
    vec![
        E::Missing(path.clone()),
        E::Foreign(path.clone()),
        E::Newer { path: path.clone(), found: 9, known: 2 },
        E::InUse { path: path.clone(), part: "/srv/parc.db-wal".into() },
        E::Altered { path: path.clone(), object: "event".to_owned() },
        E::Corrupt("42 <> 41".to_owned()),
        E::Truncated { path: path.clone(), bytes: 4096, of: 8192 },
        E::Unopened,
        E::Unusable { path, cause: "EIO".to_owned() },
        E::Busy,
    ]
}

/// What one language says of backups and seals.
fn trusted(w: &dyn Words) -> Vec<(String, String)> {
    let mut said = Vec::new();
    let mut take = |of: String, told: Told| {
        said.push((of.clone(), told.message));
        said.extend(told.hints.into_iter().map(|hint| (of.clone(), hint)));
    };
    let finding = samples::findings().remove(0);
    for why in [
        BadSeal::NotASeal(3),
        BadSeal::LineEnds,
        BadSeal::None,
        BadSeal::Differs(finding.clone()),
        BadSeal::Broken(finding),
        BadSeal::Signers(0),
        BadSeal::Signers(2),
    ] {
        take(format!("{why:?}"), w.bad_seal("/srv/seals", &why));
    }
    let keys = [BadKey::NotAKey, BadKey::Public, BadKey::Encrypted, BadKey::Kind("ssh-rsa".to_owned())];
    for why in keys.map(BadSealKey::Key).into_iter().chain([BadSealKey::Exposed(0o644)]) {
        take(format!("{why:?}"), w.bad_seal_key("/srv/key", &why));
    }
    for why in [
        BadTarget::Record,
        BadTarget::NoBackup,
        BadTarget::OtherLog,
        BadTarget::Unread("EIO".to_owned()),
        BadTarget::NoFolder("/srv/seals".to_owned()),
        BadTarget::Seal,
        BadTarget::Screen,
        BadTarget::Answer,
    ] {
        take(format!("{why:?}"), w.bad_target("/srv/parc.db", &why));
    }
    for error in unfit_backups() {
        take(format!("{error:?}"), w.bad_backup("/srv/parc.db", &BadBackup::Unfit(error)));
    }
    let differs = BadBackup::Differs(samples::findings().remove(0));
    take(format!("{differs:?}"), w.bad_backup("/srv/parc.db", &differs));
    take("taken".to_owned(), w.taken("/srv/parc.db"));
    take("would_replace".to_owned(), w.would_replace("/srv/parc.db"));
    take("cmd_of_another".to_owned(), w.cmd_of_another(12));
    let mut say = |of: &str, sentence: String| said.push((of.to_owned(), sentence));
    for number in [1_u16, 2, 1200] {
        say("backed_up", w.backed_up("/srv/parc.db", number.into(), "ab12", 1 << 20));
        say("names_in_backup", w.names_in_backup(number.into()));
        say("seals_agree", w.seals_agree(number.into()));
        for (hold, known) in [(0, true), (1, false), (number, true), (number, false)] {
            say("seals_checked", w.seals_checked(hold.into(), number.into(), known));
        }
    }
    say("restored", w.restored("/srv/parc.db", 42, 43));
    for way in WayOut::of(&samples::findings()) {
        say("way_out", w.way_out(way));
    }
    say("way_out", w.way_out(WayOut::Rebuild));
    say("way_out", w.way_out(WayOut::Damaged));
    say("erased_again", w.erased_again(2));
    say("replaced_kept", w.replaced_kept("/srv/parc.db"));
    say("replaced_unread", w.replaced_unread("EIO"));
    say("not_its_past", w.not_its_past());
    for number in [1, 2000] {
        say("events_lacking", w.events_lacking(number, 42));
    }
    say("seals_lacking", w.seals_lacking(&[50, 60]));
    say("backup_removed", w.backup_removed("/srv/parc.db"));
    say("keep_counts_a_folder", w.keep_counts_a_folder());
    say("older_removed", w.older_removed("/srv/reuse-2026_2026-11-24.pdf"));
    for key in [None, Some("SHA256:8Rh2")] {
        for path in [None, Some("/srv/head.txt")] {
            say("sealed", w.sealed(path, 42, "ab12", key));
        }
    }
    say("printed_head", w.printed_head(42, "ab12"));
    say("seal_keys", w.seal_keys(&["SHA256:8Rh2", "SHA256:9Rh2"]));
    said
}

/// What one language says of an import of machines and drives.
fn devices_imported(w: &dyn Words, counts: Counts, rehearsed: bool) -> [(String, String); 2] {
    let drives = DriveCounts {
        alone: counts,
        read: counts.read,
        added: counts.added,
        attached: counts.updated,
        filled: counts.updated,
        unchanged: counts.unchanged,
        left: counts.refused,
    };
    [
        ("machines_imported".to_owned(), w.machines_imported(counts, rehearsed)),
        ("drives_imported".to_owned(), w.drives_imported(drives, rehearsed)),
    ]
}

/// What is said of validations and of templates.
fn documented(w: &dyn Words) -> Vec<(String, String)> {
    let (on, stray) = (day("2026-03-15"), "/srv/modeles/fr/certificat.md");
    [
        ("validated_by", w.validated_by(Some("Ana Ruiz"), on)),
        ("validated_by", w.validated_by(None, on)),
        ("awaits_validation", w.awaits_validation().to_owned()),
        ("stray_template", w.stray_template(stray, Some("fr/certificate.md"), &["certificate", "slip"])),
        ("stray_template", w.stray_template(stray, None, &["certificate", "slip"])),
    ]
    .map(|(of, text)| (of.to_owned(), text))
    .to_vec()
}

/// Everything that one language says, each with what it is said of.
#[expect(clippy::too_many_lines, reason = "one kind of sentence after another")]
fn everything(w: &dyn Words) -> Vec<(String, String)> {
    let mut said = troubles(w);
    said.extend(trusted(w));
    said.extend(documented(w));
    for backup in [None, Some("/srv/rebond/rebond.db.schema-1.backup".into())] {
        said.push(("password_in_sight".to_owned(), w.password_in_sight().to_owned()));
        said.push(("migrated".to_owned(), w.migrated(&store::Migrated { from: 1, to: 2, backup })));
    }
    said.extend(samples::notices().iter().map(|notice| (format!("{notice:?}"), w.notice(notice))));
    said.extend(samples::faults().iter().map(|fault| (format!("{fault:?}"), w.fault(fault))));
    said.extend(samples::observations().iter().map(|o| (format!("{o:?}"), w.observed(o))));
    said.extend(samples::bad_rows("a.csv").iter().map(|row| (format!("{row:?}"), w.bad_row(row))));
    said.extend(samples::remarks().iter().map(|remark| (format!("{remark:?}"), w.remark(remark))));
    said.extend(samples::findings().iter().map(|finding| (format!("{finding:?}"), w.finding(finding))));
    for fact in samples::facts() {
        let event = samples::event(fact);
        for known in [true, false] {
            said.push((format!("{event:?}"), w.event(&event, &Known(known))));
        }
    }
    for number in [0, 1, 2, 12_345] {
        said.push(("recorded".to_owned(), w.recorded(number)));
        for rehearsed in [false, true] {
            let counts =
                Counts { read: number, added: number, updated: number, unchanged: number, refused: number };
            said.push(("imported".to_owned(), w.imported(counts, rehearsed)));
            said.extend(devices_imported(w, counts, rehearsed));
        }
        said.push(("more_observed".to_owned(), w.more_observed(number)));
        said.push(("more_bad_rows".to_owned(), w.more_bad_rows(number)));
        said.push(("verified".to_owned(), w.verified(number, number, "ab12")));
        said.push(("differs".to_owned(), w.differs(number, 3)));
        said.push(("rebuilt".to_owned(), w.rebuilt(number, 3)));
        said.push(("rebuilt, nothing differed".to_owned(), w.rebuilt(number, 0)));
        said.push(("nothing to rebuild".to_owned(), w.nothing_to_rebuild(number)));
        said.push(("repeated".to_owned(), w.repeated(1, number)));
    }
    for order in samples::orders() {
        said.push((format!("{order:?}"), w.order(&order, &Known(true))));
    }
    for number in [0, 1, 2] {
        let tally =
            Tally { recorded: number, shown: number, ignored: 1, undone: 2, refused: number, garbled: 0 };
        said.push((format!("{tally:?}"), w.session(tally)));
    }
    said.extend(samples::cards().iter().flat_map(|card| {
        [w.card(card, "Urbanisme"), w.card_does(card).to_owned()].map(|text| (format!("{card:?}"), text))
    }));
    let labels = ["Accueil".to_owned(), "École Jules-Ferry".to_owned()];
    for (of, text) in [
        ("opened", w.opened("/srv/parc.db")),
        ("new_places", w.new_places(&labels, &[])),
        ("new_places", w.new_places(&labels[..1], &labels)),
        ("written", w.written("/srv/parc.csv")),
        ("preferences_file", w.preferences_file("/home/ana/.config/rebond/config.toml")),
        ("preference_set", w.preference_set("language", Some("fr"))),
        ("preference_set", w.preference_set("language", None)),
        ("nothing_since", w.nothing_since(42)),
        ("nothing_changed", w.nothing_changed("/srv/assets-2026-11-23.csv")),
        ("nothing", w.nothing().to_owned()),
        ("nothing_yet", w.nothing_yet().to_owned()),
        ("found_more", w.found_more(20, 12_345)),
        ("record_again", w.record_again().to_owned()),
        ("by_hand", w.by_hand(day("2026-03-15"), "X")),
        ("sent_out", w.sent_out(Some("Atelier Sud"), day("2026-03-15"), None)),
        ("sent_out", w.sent_out(None, day("2026-03-15"), Some("MARCHÉ-7"))),
        ("mass_since_returns", w.mass_since_returns("9 kg", true, 1, None)),
        ("mass_since_returns", w.mass_since_returns("9 kg", false, 12, Some("4 kg"))),
        ("evidence_attached", w.evidence_attached(1, "MTR-000123K")),
        ("evidence_attached", w.evidence_attached(12, "MTR-000123K")),
        ("work_done", w.work_done(1, 0, Cents(0))),
        ("work_done", w.work_done(3, 1_250, Cents(12_050))),
        ("erased", w.erased().to_owned()),
        ("operator", w.operator().to_owned()),
        ("with_note", w.with_note("X", "Y")),
        ("voided", w.voided("X")),
        ("on_site", w.on_site("Mairie")),
        ("how_to_end", w.how_to_end().to_owned()),
        ("in_one_line", w.in_one_line(&["A".to_owned(), "B".to_owned()])),
        ("read_as", w.read_as("X", "Y")),
        ("garbled_as", w.garbled_as("X", "Y")),
        ("set_the_keyboard", w.set_the_keyboard().to_owned()),
        ("scanned_already", w.scanned_already("X")),
        ("scan_refused", w.scan_refused("X")),
        ("replayed", w.replayed(1, 1, 0, None)),
        ("replayed", w.replayed(12, 10, 2, Some("003278"))),
        ("other_days", w.other_days(day("2009-11-23"), day("2009-11-23"), day("2026-03-15"))),
        ("other_days", w.other_days(day("2009-11-23"), day("2009-11-24"), day("2026-03-15"))),
        ("log_known", w.log_known().to_owned()),
        ("log_line", w.log_line("nwipe.log", 27, "X")),
        ("logs_imported", w.logs_imported(LogCounts::default(), true)),
        ("logs_imported", w.logs_imported(LogCounts { known: 1, loose: 1, before: 1, nothing: 1 }, false)),
        ("logs_imported", w.logs_imported(LogCounts { known: 9, loose: 9, before: 9, nothing: 9 }, false)),
        ("media_open", w.media_open().to_owned()),
        ("not_certified", w.not_certified("X, Y", 0)),
        ("not_certified", w.not_certified("X, Y", 1)),
        ("not_certified", w.not_certified("X, Y", 1_200)),
        ("not_validated", w.not_validated("X, Y", 1)),
        ("nothing scanned", w.session(Tally::default())),
    ] {
        said.push((of.to_owned(), text));
    }
    said.extend(RemarkCode::ALL.iter().map(|code| (code.code().to_owned(), w.log_remark(*code).to_owned())));
    said
}

/// What one language says on paper: whole sentences, with their stops.
fn on_paper(w: &dyn Words) -> Vec<(String, String)> {
    let mut said: Vec<_> =
        samples::unclean().iter().map(|why| (format!("{why:?}"), w.unclean(*why))).collect();
    let mut say = |of: &str, sentence: &str| said.push((of.to_owned(), sentence.to_owned()));
    for verify in Verify::ALL {
        say(verify.code(), w.read_back(false, *verify));
    }
    say("destroyed", w.read_back(true, Verify::None));
    say("limit", w.claim_limit(Claim::ClearLimited).unwrap_or_default());
    for source in Source::ALL {
        say(source.code(), &w.mass_with_source("1,65 kg", *source));
    }
    let (claim, minimum) = (Claim::ClearLimited, Minimum::Purge);
    for why in [HeldBy::List, HeldBy::Data, HeldBy::Claim { claim, minimum }, HeldBy::Validation] {
        let medium = Some("WD-1").filter(|_| why != HeldBy::List);
        say("held", &w.held(medium, Some("PC-1"), why));
        say("held", &w.held(Some("WD-1"), None, why));
    }
    say("listed", &w.listed_medium("X", "SSD", "NIST Purge"));
    say("several", &w.several(&["X".to_owned(), "Y".to_owned()]));
    said
}

/// The parts of a sentence that are not in backticks.
fn prose(sentence: &str) -> String {
    sentence.split('`').step_by(2).collect::<Vec<_>>().join("¤")
}

#[test]
fn there_is_a_sample_of_everything() {
    let refusals: BTreeSet<&str> = samples::refusals().iter().map(Refusal::code).collect();
    assert_eq!(refusals.len(), 73);
    let notices: BTreeSet<&str> = samples::notices().iter().map(Notice::code).collect();
    assert_eq!(notices.len(), 32);
    let failures: BTreeSet<&str> = samples::failures().iter().map(Failure::code).collect();
    assert_eq!(failures.len(), 35);
    let facts: BTreeSet<&str> = samples::facts().iter().map(Fact::code).collect();
    assert_eq!(facts, Fact::CODES.iter().copied().collect());
    let reasons: BTreeSet<&str> = samples::faults().iter().map(|fault| fault.reason.code()).collect();
    assert_eq!(reasons.len(), 40);
}

#[test]
fn everything_is_said_in_both_languages_in_words() {
    let (french, english) = (everything(words(Lang::Fr)), everything(words(Lang::En)));
    assert_eq!(french.len(), english.len());
    for ((of, fr), (_, en)) in french.iter().zip(&english) {
        // A hint may be a command alone with a word or two; never the same in both languages.
        assert_ne!(fr, en, "{of}");
        for said in [fr, en] {
            assert!(!said.trim().is_empty(), "{of}");
            // What is wrong in a template names what it may ask for, as it is typed.
            let typed = if of.starts_with("BadTemplate") { '\0' } else { '{' };
            assert!(!said.contains(typed), "{of}: {said}");
            for debug in ["Some(", "None", "::", "\u{1b}", "  \u{a0}"] {
                assert!(!said.contains(debug), "{of}: {said}");
            }
            assert_eq!(said.matches('`').count() % 2, 0, "{of}: {said}");
            assert!(!said.ends_with('.'), "{of}: {said}");
            assert_eq!(said.trim(), said, "{of}: {said}");
        }
    }
}

#[test]
fn french_has_no_english_word_and_english_no_french_one() {
    for (of, said) in everything(words(Lang::Fr)).into_iter().chain(on_paper(words(Lang::Fr))) {
        let padded = format!(" {} ", prose(&said));
        for word in ["the", "is", "not", "of", "and", "to", "asset", "with", "assainir", "détenteur"] {
            assert!(!padded.contains(&format!(" {word} ")), "{of}: {said}");
        }
        assert!(!prose(&said).contains('\''), "{of}: {said}");
    }
    for (of, said) in everything(words(Lang::En)).into_iter().chain(on_paper(words(Lang::En))) {
        let padded = format!(" {} ", prose(&said));
        for word in ["les", "est", "une", "et", "ou", "pas", "du"] {
            assert!(!padded.contains(&format!(" {word} ")), "{of}: {said}");
        }
    }
}

#[test]
fn french_punctuation_keeps_to_its_word() {
    for (of, said) in everything(words(Lang::Fr)).into_iter().chain(on_paper(words(Lang::Fr))) {
        let prose: Vec<char> = prose(&said).chars().collect();
        for (at, c) in prose.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| prose[at]);
            let after = prose.get(at + 1);
            let spaced = matches!(before, Some('\u{a0}' | '\u{202f}'));
            if matches!(c, ':' | ';' | '?' | '!' | '»') {
                assert!(spaced, "{of}: {said}");
            }
            if *c == '«' {
                assert_eq!(after, Some(&'\u{a0}'), "{of}: {said}");
            }
        }
    }
}

#[test]
fn every_field_has_its_label() {
    for lang in Lang::ALL {
        let labels: BTreeSet<&str> = Field::ALL.iter().map(|field| words(*lang).field(*field)).collect();
        assert!(labels.len() >= Field::ALL.len() - 2, "{labels:?}");
    }
}

/// A refusal as the tests below write it: its message, then its ways out; spaces are plain ones.
fn told(lang: Lang, refusal: &Refusal) -> Vec<String> {
    let told = words(lang).refusal(refusal);
    plain([vec![told.message], told.hints].concat())
}

fn plain(sentences: Vec<String>) -> Vec<String> {
    sentences.into_iter().map(|said| said.replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

fn both(refusal: &Refusal, french: &[&str], english: &[&str]) {
    assert_eq!(told(Lang::Fr, refusal), french);
    assert_eq!(told(Lang::En, refusal), english);
}

#[test]
fn a_medium_that_holds_data_names_the_command_that_clears_it() {
    both(
        &unaccounted(lacking(MediumStatus::HoldsData)),
        &[
            "le support S4XBNF0N801630J de MTR-000123K contient des données (NIST SP 800-88 ; RGPD, art. 32)",
            "une fois l’effacement sécurisé fait : `rebond sanitize S4XBNF0N801630J --action overwrite --verify full --result pass --tool \"nwipe 0.42\"`",
            "ou, une fois le support détruit : `rebond sanitize S4XBNF0N801630J --action shred --result pass`",
            "ou, pour une sortie vers un prestataire chargé de l’effacement : `rebond lot edit LOT-2026-0001 --data-clause RÉFÉRENCE`",
        ],
        &[
            "medium S4XBNF0N801630J of MTR-000123K holds data (NIST SP 800-88; GDPR, art. 32)",
            "once it is sanitised: `rebond sanitize S4XBNF0N801630J --action overwrite --verify full --result pass --tool \"nwipe 0.42\"`",
            "or once it is destroyed: `rebond sanitize S4XBNF0N801630J --action shred --result pass`",
            "or, for a departure to a contractor who sanitises it: `rebond lot edit LOT-2026-0001 --data-clause REF`",
        ],
    );
}

#[test]
fn an_open_inventory_names_the_commands_that_close_it() {
    both(
        &unaccounted(Need::Inventory),
        &[
            "MTR-000123K ne peut ni sortir ni être dit reconditionné : personne n’a dit que la liste de ses supports de stockage est complète (NIST SP 800-88 ; RGPD, art. 32)",
            "ajouter chaque support : `rebond media add MTR-000123K --kind ssd --serial …`",
            "ou, s’il n’y en a pas : `rebond media none MTR-000123K`",
            "ou, si la liste est complète : `rebond media confirm MTR-000123K`",
        ],
        &[
            "MTR-000123K cannot leave or be called reconditioned: nobody has said that the list of its media is complete (NIST SP 800-88; GDPR, art. 32)",
            "add each medium: `rebond media add MTR-000123K --kind ssd --serial …`",
            "or, if there is none: `rebond media none MTR-000123K`",
            "or, if the list is complete: `rebond media confirm MTR-000123K`",
        ],
    );
}

#[test]
fn a_move_from_the_wrong_state_names_the_next_one() {
    both(
        &forbidden(State::InStock, Action::Ready, Forbidden::State),
        &[
            "MTR-000123K est en stock (`in_stock`) : `ready` n’est pas possible dans cet état",
            "d’abord : `rebond triage MTR-000123K --decision recondition`",
            "cet état permet : `deploy`, `triage`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`, `lot ship`",
        ],
        &[
            "MTR-000123K is in stock (`in_stock`): `ready` is not possible in this state",
            "first: `rebond triage MTR-000123K --decision recondition`",
            "this state allows: `deploy`, `triage`, `decommission`, `reinstate`, `missing`, `lot add`, `lot drop`, `lot ship`",
        ],
    );
    both(
        &forbidden(State::Ready, Action::Ship, Forbidden::NotDecommissioned),
        &[
            "MTR-000123K n’est pas réformé",
            "le réformer d’abord, par son acte : `rebond decommission MTR-000123K --act RÉFÉRENCE`",
            "ou le réformer en même temps que la sortie : `rebond lot ship LOT MTR-000123K --decommission --act RÉFÉRENCE`",
        ],
        &[
            "MTR-000123K is not decommissioned",
            "decommission it first, by its act: `rebond decommission MTR-000123K --act REF`",
            "or with the departure: `rebond lot ship LOT MTR-000123K --decommission --act REF`",
        ],
    );
}

#[test]
fn the_cap_of_gifts_and_what_a_gift_lacks_name_their_articles() {
    let cap = Refusal::GiftCap { value: Cents(30_001), cap: Cents(30_000) };
    assert_eq!(
        told(Lang::Fr, &cap)[0],
        "un don de 300,01 € dépasse le plafond de 300,00 € par unité (CGPPP, art. D3212-3 et suivants)"
    );
    assert_eq!(
        told(Lang::En, &cap)[0],
        "a gift of €300.01 is above the cap of €300.00 a unit (CGPPP, art. D3212-3 and following)"
    );
    let lacks = Refusal::LotLacks {
        lot: "LOT-2026-0001".to_owned(),
        channel: crate::model::leaving::Channel::StaffGift,
        facts: vec![LotFact::LegalBasis, LotFact::Act],
    };
    both(
        &lacks,
        &[
            "LOT-2026-0001 ne peut pas encore sortir, voie : don à un agent (`staff_gift`) ; il manque l’article qui permet le don (CGPPP, art. L3212-2 et L3212-3) et l’acte qui le décide",
            "l’indiquer : `rebond lot edit LOT-2026-0001 --legal-basis \"L3212-2 5°\" --act RÉFÉRENCE`",
        ],
        &[
            "LOT-2026-0001 cannot leave yet: a gift to a member of staff (`staff_gift`) also needs the article that allows the gift (CGPPP, art. L3212-2 and L3212-3) and the act that decides it",
            "say so: `rebond lot edit LOT-2026-0001 --legal-basis \"L3212-2 5°\" --act REF`",
        ],
    );
}

#[test]
fn a_waste_code_that_ended_names_those_that_follow_it() {
    both(
        &samples::code_on("20 01 34", "2026-11-09"),
        &[
            "20 01 34 n’est plus un code déchet après le 08/11/2026 (décision 2000/532/CE, modifiée par la décision déléguée (UE) 2025/934)",
            "ce jour-là : `20 01 42*`, `20 01 43*`, `20 01 44` ; par exemple `rebond lot edit LOT --waste-code \"20 01 42*\"`",
        ],
        &[
            "20 01 34 was a waste code until 2026-11-08 (decision 2000/532/EC, changed by delegated decision (EU) 2025/934)",
            "on that day: `20 01 42*`, `20 01 43*`, `20 01 44`; for instance `rebond lot edit LOT --waste-code \"20 01 42*\"`",
        ],
    );
}

#[test]
fn an_unknown_name_offers_the_nearest_ones() {
    let word = "MTR-00123K".to_owned();
    both(
        &Refusal::NotFound { noun: Noun::Asset, word, nearest: vec!["MTR-000123K".to_owned()] },
        &[
            "« MTR-00123K » ne désigne aucun équipement",
            "vouliez-vous dire MTR-000123K ?",
            "ceux qui sont connus : `rebond list`",
        ],
        &["there is no asset “MTR-00123K”", "did you mean MTR-000123K?", "the known ones: `rebond list`"],
    );
    let future = Refusal::Future { on: day("2027-01-02"), today: day("2026-03-15") };
    assert_eq!(told(Lang::Fr, &future)[0], "le 02/01/2027 n’est pas encore venu : nous sommes le 15/03/2026");
    assert_eq!(told(Lang::En, &future)[0], "2027-01-02 has not come: today is 2026-03-15");
}

#[test]
fn an_open_database_names_the_command_that_closes_it() {
    let exposed = Failure::Store(store::Error::Exposed { path: "/srv/mon parc.db".into(), mode: 0o644 });
    let french = words(Lang::Fr).failure(&exposed);
    assert_eq!(
        plain([vec![french.message], french.hints].concat()),
        [
            "/srv/mon parc.db est ouvert à tous les comptes de cette machine (mode 644)",
            "en fermer l’accès : `chmod o-rwx \"/srv/mon parc.db\"`"
        ]
    );
}

#[test]
fn a_file_names_each_line_that_is_refused() {
    let row = |line, column: Option<&str>, value: Option<&str>, refusal| BadRow {
        file: "parc.csv".to_owned(),
        line,
        flaw: Flaw::Refused { column: column.map(str::to_owned), value: value.map(str::to_owned), refusal },
    };
    let rows = vec![
        row(3, None, None, Refusal::ServiceLacking),
        row(7, Some("N°"), Some("X"), Refusal::NothingChanges { subject: "X".to_owned() }),
    ];
    let told = words(Lang::En).failure(&Failure::Input { rows, total: 3 });
    assert_eq!(
        told.message,
        "parc.csv: 3 errors, nothing was imported\n  \
         line 3: what is in use names the service that uses it\n  \
         line 7, column “N°”: “X”: X is so already: nothing would change\n  \
         and 1 more"
    );
    assert_eq!(
        told.hints.last().map(String::as_str),
        Some("correct the file, then check it without recording: `rebond import parc.csv --dry-run`")
    );
}

#[test]
fn a_life_is_told_in_one_sentence_an_event() {
    let said = |lang: Lang, fact: &Fact, known: bool| {
        plain(vec![words(lang).event(&samples::event(fact.clone()), &Known(known))]).remove(0)
    };
    let of = |code: &str| samples::facts().into_iter().find(|fact| fact.code() == code).unwrap();
    let deployed = of("deployed");
    assert!(matches!(&deployed, Fact::Deployed(Deployed { holder: Some(_), .. })));
    assert_eq!(
        said(Lang::Fr, &deployed, true),
        "MTR-000123K : en service, Urbanisme, Mairie, pour Alice Martin"
    );
    assert_eq!(
        said(Lang::En, &deployed, true),
        "MTR-000123K: deployed to Urbanisme, Mairie, for Alice Martin"
    );
    assert!(said(Lang::Fr, &deployed, false).ends_with(" : en service, URBANISME, MAIRIE, pour nom effacé"));
    let wiped = of("sanitised");
    assert!(matches!(&wiped, Fact::Sanitised(Sanitised { tool: Some(_), .. })));
    assert_eq!(
        said(Lang::Fr, &wiped, true),
        "S4XBNF0N801630J : effacement sécurisé, réécriture par logiciel, nwipe 0.42, relecture complète, \
         réussite : NIST Clear, journal 070707070707, ligne 27"
    );
    assert_eq!(
        said(Lang::En, &wiped, true),
        "S4XBNF0N801630J: sanitisation, overwriting by software, nwipe 0.42, full read-back, pass: NIST Clear, \
         log 070707070707, line 27"
    );
    let shipped = of("lot_shipped");
    assert!(matches!(&shipped, Fact::LotShipped(LotShipped { weighed: true, .. })));
    assert!(said(Lang::Fr, &shipped, true).starts_with(
        "LOT-2026-0001 : expédié, 12 équipements, 1 support de stockage et 1 ligne de vrac, 10,25 kg pesés"
    ));
    assert!(said(Lang::En, &of("lot_changed"), true).starts_with(
        "LOT-2026-0001: added MTR-000123K, MTR-000123K, MTR-000123K, MTR-000123K, MTR-000123K and 3 others"
    ));
}

#[test]
fn a_notice_says_what_will_not_count() {
    let late = Notice::LateUndertaking { lot: "LOT-2026-0001".to_owned() };
    assert_eq!(
        plain(vec![words(Lang::Fr).notice(&late)])[0],
        "LOT-2026-0001 : l’engagement est postérieur à une sortie ; ce qui est sorti avant ne comptera pas \
         comme réemployé (décret n° 2023-266, art. 2)"
    );
}

#[test]
fn the_places_an_import_met_are_named_on_one_line() {
    let labels = ["Accueil".to_owned(), "Finances".to_owned(), "Urbanisme".to_owned()];
    let said = |lang: Lang, services, sites| words(lang).new_places(services, sites);
    assert_eq!(
        said(Lang::Fr, &labels, &labels[..1]),
        "nouveaux services\u{a0}: Accueil, Finances et Urbanisme\u{202f}; nouveau site\u{a0}: Accueil"
    );
    assert_eq!(said(Lang::En, &[], &labels[1..]), "new sites: Finances and Urbanisme");
}
