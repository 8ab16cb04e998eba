//! Ce qui est dit des journaux des outils d’effacement.

use super::{Fr, life::counted, notices::no_claim, refusals};
use crate::{
    intake::erasure::{NotALog, RemarkCode},
    lang::{
        Codes as _, Erasures, Numbers as _, Told,
        way::{lines, run, shown, word},
    },
    model::sanitization::Method,
    ops::{BadLog, BadLogWhy, LogCounts, LogRecord, Refusal, Taken},
    rules::nist::NoClaim,
};

impl Erasures for Fr {
    fn method(&self, method: Method) -> &'static str {
        match method {
            Method::Zero => "zéros",
            Method::One => "uns",
            Method::Random => "flux aléatoire",
            Method::DodShort => "DoD Short",
            Method::Dod => "DoD 5220.22-M",
            Method::Gutmann => "Gutmann",
            Method::Ops2 => "RCMP TSSIT OPS-II",
            Method::Is5Enhanced => "HMG IS5 Enhanced",
            Method::Bruce7 => "Bruce Schneier, 7 passes",
            Method::Bmb21 => "BMB21-2019",
            Method::VerifyZero => "contrôle des zéros",
            Method::VerifyOne => "contrôle des uns",
        }
    }

    fn log_record(&self, record: &LogRecord, medium: Option<&str>, asset: Option<&str>) -> String {
        let erasure = &record.erasure;
        let name = medium.or(erasure.serial.as_deref()).or(erasure.device.as_deref());
        let name = name.map_or_else(|| "un disque sans nom".into(), shown);
        let of = asset.map(|tag| format!(" ({tag})")).unwrap_or_default();
        let mut said: Vec<String> =
            erasure.action.map(|action| self.technique(action).to_owned()).into_iter().collect();
        said.extend(erasure.method.map(|method| self.method(method).to_owned()));
        let end = match record.taken {
            Taken::Nothing => "ne prouve aucun effacement, rien n’est enregistré".to_owned(),
            Taken::Before => "déjà enregistré".to_owned(),
            Taken::Known | Taken::Loose => {
                said.push(self.verify(erasure.verify).to_owned());
                format!("{}\u{a0}: {}", self.verdict(erasure.verdict), self.claim(record.claim))
            }
        };
        said.push(end);
        format!("{}\u{a0}: {name}{of}\u{a0}: {}", shown(&record.file), said.join(", "))
    }

    fn log_remark(&self, code: RemarkCode) -> &'static str {
        match code {
            RemarkCode::Cut => {
                "le journal ne donne aucun résultat pour ce disque\u{a0}: il est coupé, ou le programme l’a été"
            }
            RemarkCode::NotStarted => "le journal cite ce disque, rien n’y a été commencé",
            RemarkCode::OnlyReads => {
                "cette méthode ne fait que lire\u{a0}: c’est un contrôle, pas un effacement"
            }
            RemarkCode::NoErasure => "rien n’y efface (un formatage avec SES=0, une liste sans résultat)",
            RemarkCode::Issued => {
                "la commande a été envoyée, rien dans le journal ne montre ce qu’il en est advenu"
            }
            RemarkCode::InProgress => "la commande était encore en cours à la prise du journal",
            RemarkCode::NeverSanitised => "le disque déclare n’avoir jamais été effacé",
            RemarkCode::NoSerial => {
                "le journal ne donne pas son numéro de série\u{a0}: `--serial S` le donne, sinon le support reste seul"
            }
            RemarkCode::SerialUnreadable => {
                "son numéro de série est illisible\u{a0}: `--serial S` le donne, sinon le support reste seul"
            }
            RemarkCode::SerialCut => {
                "son numéro de série est peut-être coupé par la largeur du terminal, et n’a pas été repris"
            }
            RemarkCode::Garbage => {
                "le disque répond par ce qui n’est pas une identité\u{a0}: elle n’a pas été reprise"
            }
            RemarkCode::ErrorsInLog => "le journal porte des erreurs de ce disque",
            RemarkCode::Incomplete => "il a été écrit moins que ce que contient le disque",
            RemarkCode::NotVerified => "rien n’a été relu\u{a0}: une réécriture non vérifiée ne vaut rien",
            RemarkCode::HiddenSectors => {
                "des secteurs sont masqués (HPA, DCO) et n’ont pas été atteints\u{a0}: rien n’est retenu"
            }
            RemarkCode::TooFast => "aucun disque n’est aussi rapide\u{a0}: le résultat n’est pas retenu",
            RemarkCode::ToolTooOld => {
                "cette version de nwipe n’a pas cette action (0.43 est la première)\u{a0}: le résultat n’est pas retenu"
            }
            RemarkCode::DeviceTwice => {
                "le journal a deux disques sous un même nom de périphérique\u{a0}: le résultat n’est pas retenu"
            }
            RemarkCode::DeviceDiffers => {
                "le journal efface un périphérique et en examine un autre\u{a0}: le résultat n’est pas retenu"
            }
            RemarkCode::OtherModel => "le support de ce numéro de série est connu sous un autre modèle",
            RemarkCode::OtherKind => {
                "le support de ce numéro de série est connu comme d’un autre type\u{202f}; ce qui est connu est conservé"
            }
            RemarkCode::UnknownMethod => "sa méthode n’est pas connue",
            RemarkCode::Password => {
                "un mot de passe figure dans le journal\u{a0}: le fichier lui-même n’est pas conservé comme pièce"
            }
            RemarkCode::Erased => {
                "ce journal a été supprimé des pièces justificatives\u{a0}: le fichier lui-même n’est pas conservé de nouveau"
            }
            RemarkCode::NoDate => {
                "le journal ne donne pas de date\u{a0}: celle de `--on` ou de `--date` a été retenue"
            }
            RemarkCode::OtherDay => {
                "le journal donne une autre date\u{a0}: celle de `--on` est la date de l’enregistrement"
            }
            RemarkCode::ZoneAssumed => {
                "le journal ne nomme pas de fuseau horaire\u{a0}: celui de l’organisation a été retenu"
            }
        }
    }

    fn log_known(&self) -> &'static str {
        "déjà enregistré"
    }

    fn log_line(&self, file: &str, line: u32, remark: &str) -> String {
        format!("{}, ligne {line}\u{a0}: {remark}", shown(file))
    }

    fn log_without_claim(&self, record: &LogRecord) -> Option<String> {
        let why = record.why?;
        let said = format!("rien ne peut en être retenu, {}", no_claim(why));
        Some(if why == NoClaim::UnknownMedium {
            format!("{said}\u{202f}; `--kind hdd` le précise")
        } else {
            said
        })
    }

    fn logs_imported(&self, counts: LogCounts, rehearsed: bool) -> String {
        let recorded = counts.known + counts.loose;
        let mut said = vec![if rehearsed {
            format!("{} à enregistrer", counted(recorded, "effacement", "effacements"))
        } else {
            counted(recorded, "effacement enregistré", "effacements enregistrés")
        }];
        let more =
            |number: u64, one: &str, several: &str| (number > 0).then(|| counted(number, one, several));
        said.extend(more(counts.loose, "support seul ajouté", "supports seuls ajoutés"));
        said.extend(more(counts.before, "déjà enregistré", "déjà enregistrés"));
        said.extend(more(
            counts.nothing,
            "disque sans preuve d’effacement",
            "disques sans preuve d’effacement",
        ));
        let said = said.join(", ");
        if rehearsed { format!("{said}\u{202f}; rien n’a été enregistré") } else { said }
    }

    fn bad_log(&self, why: &BadLogWhy) -> String {
        match why {
            BadLogWhy::NotALog(NotALog::TooLong(bytes)) => {
                format!(
                    "{} octets ne sont pas un journal\u{a0}: 16\u{a0}Mio au plus sont lus",
                    Fr.count(*bytes as u64)
                )
            }
            BadLogWhy::NotALog(NotALog::Unknown) => {
                "rien n’y est ce qu’écrivent nwipe, hdparm, nvme-cli ou eReuse Workbench".to_owned()
            }
            BadLogWhy::NotALog(NotALog::Yaml) => {
                "un relevé d’eReuse Workbench en YAML\u{a0}: seuls ceux en JSON sont lus".to_owned()
            }
            BadLogWhy::NotALog(NotALog::Json(line)) => format!("pas du JSON à partir de la ligne {line}"),
            BadLogWhy::NotALog(NotALog::SameSerial { serial, lines: [first, second] }) => format!(
                "deux disques ont le numéro de série «\u{a0}{}\u{a0}» (lignes {first} et {second})\u{a0}: rien ne dit \
                 lequel est lequel",
                shown(serial)
            ),
            BadLogWhy::NotALog(NotALog::SeveralDrives { lines: [first, second] }) => format!(
                "plusieurs disques ont été examinés (lignes {first} et {second}), et le journal ne dit pas lequel a été \
                 effacé"
            ),
            BadLogWhy::NoSerial { .. } => "il ne nomme aucun disque".to_owned(),
            BadLogWhy::NoDate { .. } => "il ne donne pas de date".to_owned(),
            BadLogWhy::BeforeLog { on, began } => format!(
                "la date du {} précède celle à laquelle il dit avoir commencé, le {}",
                Fr.day(*on),
                Fr.day(*began)
            ),
            BadLogWhy::UsedSince { medium, told } => format!(
                "le support {} a servi depuis le {}, ou a pu servir\u{a0}: ce journal ne prouve rien de ce qu’il \
                 contient aujourd’hui",
                shown(medium),
                Fr.day(*told)
            ),
            BadLogWhy::Capacity { serial, known, said } => format!(
                "le support {} est connu pour {}, le journal dit {}\u{a0}: ce n’est pas le même disque",
                shown(serial),
                Fr.capacity(*known),
                Fr.capacity(*said)
            ),
            BadLogWhy::Refused(refusal) => refusals::told(refusal).message,
        }
    }
}

/// Says which logs cannot be taken, each with its way out.
pub(super) fn bad_logs(logs: &[BadLog], total: u64) -> Told {
    let named = |log: &BadLog| {
        let line = log.line.map(|line| format!(", ligne {line}")).unwrap_or_default();
        format!("{}{line}\u{a0}: {}", shown(&log.file), Fr.bad_log(&log.why))
    };
    let mut details: Vec<String> = logs.iter().map(named).collect();
    let listed = details.len() as u64;
    details.extend((total > listed).then(|| format!("et {} de plus", Fr.count(total - listed))));
    let message = match total {
        1 => "un journal ne peut être repris, rien n’a été enregistré".to_owned(),
        total => format!("{} journaux ne peuvent être repris, rien n’a été enregistré", Fr.count(total)),
    };
    let told = Told::new(lines(&message, &details));
    logs.first().into_iter().fold(told, way_out)
}

/// What is done about a log that cannot be read, or be right.
const BY_HAND: &str = "enregistrer ce qui a été fait et comment ce fut contrôlé, sans plus\u{a0}: voir `rebond sanitize --help`";

/// Keeps the log itself.
fn keep(file: &str) -> String {
    format!(
        "conserver le fichier avec son support\u{a0}: {}",
        run(format_args!("evidence add SUPPORT {file}"))
    )
}

fn way_out(told: Told, log: &BadLog) -> Told {
    let file = word(&log.file);
    match &log.why {
        BadLogWhy::NotALog(NotALog::SameSerial { .. } | NotALog::SeveralDrives { .. }) => {
            told.hint("couper le journal en un fichier par disque, puis donner le numéro de série de chacun par `--serial`")
        }
        BadLogWhy::NotALog(NotALog::TooLong(_)) => told.hint(BY_HAND),
        // Of a day that has not come: the clock of the machine was wrong.
        BadLogWhy::NotALog(_) | BadLogWhy::Refused(Refusal::Future { .. }) => {
            told.hint(BY_HAND).hint(keep(&file))
        }
        BadLogWhy::NoSerial { date } => {
            let date = date.map(|date| format!(" --date {date}")).unwrap_or_default();
            let line = run(format_args!("sanitize import {file} --serial S{date}"));
            told.hint(format!("dire de quel disque il s’agit\u{a0}: {line}"))
        }
        BadLogWhy::NoDate { serial } => {
            let serial = serial.as_deref().map(|serial| format!(" --serial {}", word(serial)));
            let line =
                run(format_args!("sanitize import {file}{} --date DATE", serial.unwrap_or_default()));
            told.hint(format!("dire quand\u{a0}: {line}"))
        }
        BadLogWhy::BeforeLog { .. } => {
            told.hint("omettre `--on`\u{a0}: la date du journal est retenue").hint(BY_HAND).hint(keep(&file))
        }
        BadLogWhy::UsedSince { .. } => {
            told.hint("effacer de nouveau le support, puis importer le journal de cet effacement")
        }
        BadLogWhy::Capacity { .. } => told.hint(format!("voir ce qui est connu\u{a0}: {}", run("media list"))),
        BadLogWhy::Refused(refusal) => {
            let hints = refusals::told(refusal).hints;
            hints.into_iter().fold(told, Told::hint)
        }
    }
}
