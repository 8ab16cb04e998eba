//! Les quelques mots autour de chaque réponse.

use crate::{
    lang::{BadCursor, Numbers as _, Occupied, Talk, Told, fr::Fr, way},
    model::event::Seq,
    report,
    store::Migrated,
};

impl Talk for Fr {
    fn error_line(&self, message: &str) -> String {
        format!("erreur\u{a0}: {message}")
    }

    fn hint_line(&self, hint: &str) -> String {
        format!("conseil\u{a0}: {hint}")
    }

    fn warning_line(&self, message: &str) -> String {
        format!("attention\u{a0}: {message}")
    }

    fn password_in_sight(&self) -> &'static str {
        "d’autres sur cet ordinateur voient le mot de passe dans la ligne de commande\u{a0}: le mettre dans \
         `~/.pgpass` ou PGPASSWORD"
    }

    fn migrated(&self, migrated: &Migrated) -> String {
        let Migrated { from, to, backup } = migrated;
        let kept = backup.as_ref().map(|path| {
            format!("\u{202f}; telle qu’elle était, elle est conservée dans {}", way::path(path))
        });
        format!("la base de données est passée du schéma {from} au schéma {to}{}", kept.unwrap_or_default())
    }

    fn bad_clock(&self, value: &str) -> Told {
        Told {
            message: format!("REBOND_NOW={value} n’est pas un instant de la norme RFC 3339"),
            hints: vec![
                "écrire par exemple `REBOND_NOW=2026-11-23T09:00:00Z`, ou effacer la variable".to_owned(),
            ],
        }
    }

    fn no_home(&self) -> Told {
        Told {
            message: "ni `--db`, ni REBOND_DB, ni XDG_DATA_HOME, ni HOME ne disent où est la base".to_owned(),
            hints: vec!["indiquer la base\u{a0}: `rebond --db FICHIER …`".to_owned()],
        }
    }

    fn unknown_format(&self, ending: &str, known: &[&str]) -> Told {
        Told {
            message: format!("rien n’est écrit ici au format {ending}"),
            hints: vec![format!("choisir un fichier en .{}, ou `--format`", known.join(", ."))],
        }
    }

    fn unreadable_file(&self, path: &str, cause: &str) -> Told {
        Told { message: format!("{path} ne peut pas être lu\u{a0}: {}", system(cause)), hints: Vec::new() }
    }

    fn too_long(&self, path: &str, mebibytes: u64) -> Told {
        Told {
            message: format!("{path} dépasse les {mebibytes} Mio qui sont lus en une fois"),
            hints: vec!["le partager, et donner ses parties l’une après l’autre".to_owned()],
        }
    }

    fn unwritable_file(&self, path: &str, cause: &str) -> Told {
        Told {
            message: format!("{path} ne peut pas être écrit\u{a0}: {}", system(cause)),
            hints: vec![
                "choisir avec `-o` un fichier ordinaire, ou avec `--output-dir` un dossier, où l’on peut écrire".to_owned(),
            ],
        }
    }

    fn not_removed(&self, written: &str, path: &str, cause: &str) -> Told {
        Told {
            message: format!(
                "{written} est écrit, mais {path}, plus ancien que ce que `--keep` garde, ne peut pas être \
                 supprimé\u{a0}: {}",
                system(cause)
            ),
            hints: vec![
                "le supprimer à la main, ou donner à qui lance cette commande le droit de supprimer des fichiers \
                 de ce dossier"
                    .to_owned(),
            ],
        }
    }

    fn occupied(&self, path: &str, by: Occupied) -> Told {
        let by = match by {
            Occupied::Link => "c’est un lien symbolique, au travers duquel rien n’est écrit",
            Occupied::Folder => "c’est un dossier",
            Occupied::Special => "c’est un périphérique ou un tube nommé",
            Occupied::Exposed => "n’importe qui peut retirer ou remplacer les fichiers de son dossier",
        };
        Told {
            message: format!("{path} ne peut pas être écrit\u{a0}: {by}"),
            hints: vec![
                "choisir avec `-o` un fichier ordinaire, ou la sortie standard avec `-o -`".to_owned(),
            ],
        }
    }

    fn bad_cursor(&self, path: &str, why: &BadCursor) -> Told {
        let message = match why {
            BadCursor::NotACursor(found) => {
                format!("{path} ne contient pas le numéro d’un événement, mais «\u{a0}{found}\u{a0}»")
            }
            BadCursor::Elsewhere(seq) => format!(
                "l’événement {seq} de ce registre n’est pas celui que désigne {path}\u{a0}: le registre a été \
                 restauré ou remplacé depuis"
            ),
            BadCursor::Ahead(seq) => format!(
                "ce registre n’a pas d’événement {seq}, que désigne {path}\u{a0}: il a été restauré ou remplacé depuis"
            ),
        };
        Told { message, hints: vec![format!("pour tout exporter de nouveau, supprimer {path}")] }
    }

    fn nothing_since(&self, seq: Seq) -> String {
        format!("rien d’enregistré après l’événement {seq}\u{a0}: aucun fichier écrit")
    }

    fn nothing_changed(&self, path: &str) -> String {
        format!("rien n’a changé\u{a0}: {path} dit la même chose, aucun fichier écrit")
    }

    fn unshown(&self, events: (Seq, Seq), cause: &str) -> Told {
        let events = match events {
            (first, last) if first == last => format!(" (événement {first})"),
            (first, last) => format!(" (événements {first} à {last})"),
        };
        Told {
            message: format!(
                "la commande est enregistrée{events}, mais son résultat ne peut pas être montré\u{a0}: {}",
                system(cause)
            ),
            hints: Vec::new(),
        }
    }

    fn remains(&self, events: Option<(Seq, Seq)>, command_line: &str) -> Told {
        let recorded = match events {
            Some((first, last)) if first == last => {
                format!("l’effacement est enregistré (événement n°\u{a0}{first}), mais ")
            }
            Some((first, last)) => {
                format!("l’effacement est enregistré (événements n°\u{a0}{first} à {last}), mais ")
            }
            None => String::new(),
        };
        Told {
            message: format!(
                "{recorded}d’autres commandes lisent encore un état antérieur de la base\u{a0}: des octets de ce \
                 qui a été effacé restent dans ses fichiers tant qu’elles ne sont pas terminées"
            ),
            hints: vec![format!("ensuite, pour les en ôter\u{a0}: `{command_line}`")],
        }
    }

    fn report_error(&self, error: &report::Error) -> Told {
        match error {
            report::Error::NotAYear { report, period, compared: true } => Told {
                message: match report {
                    report::Name::Agec => format!(
                        "la part des achats se compare à celle d’une année civile (loi n° 2020-105, art. 58), pas à \
                         celle de {period}"
                    ),
                    _ => format!(
                        "le taux légal se compare à celui d’une année civile (décret n° 2023-266, art. 3), pas à \
                         celui de {period}"
                    ),
                },
                hints: vec![format!("comparer avec l’année\u{a0}: `--compare {}`", period.from.year())],
            },
            report::Error::SamePeriod(period) => Told {
                message: format!(
                    "{period} est la période de l’état lui-même\u{a0}: comparé à lui-même, il ne montre aucun écart"
                ),
                hints: vec![format!(
                    "comparer avec une autre période\u{a0}: `--compare {}`",
                    period.from.year().saturating_sub(1)
                )],
            },
            report::Error::NotAYear { report, period, compared: false } => Told {
                message: match report {
                    report::Name::Agec => format!(
                        "la part des achats est celle d’une année civile (loi n° 2020-105, art. 58), pas de {period}"
                    ),
                    _ => format!(
                        "le taux légal est celui d’une année civile (décret n° 2023-266, art. 3), pas de {period}"
                    ),
                },
                hints: vec![format!(
                    "demander l’année\u{a0}: `rebond report {report} --period {}`",
                    period.from.year()
                )],
            },
            report::Error::Empty => Told { message: "le registre est vide".to_owned(), hints: Vec::new() },
            report::Error::NoSuchHead(seq) => Told {
                message: format!("le registre n’a pas d’événement {seq}"),
                hints: vec!["voir le dernier\u{a0}: `rebond verify`".to_owned()],
            },
            report::Error::NotEarlier { seq, head } => Told {
                message: format!(
                    "l’événement {seq} est postérieur à l’événement {head}, le dernier que cet état connaît"
                ),
                hints: vec![
                    "comparer avec un événement antérieur, ou éditer l’état à un événement postérieur\u{a0}: \
                     `--at-head`"
                        .to_owned(),
                ],
            },
            report::Error::NotCome { on, today } => Told {
                message: format!(
                    "le {} n’est pas encore venu, nous sommes le {}\u{a0}: rien n’en est connu",
                    self.day(*on),
                    self.day(*today)
                ),
                hints: vec!["pour la situation présente\u{a0}: la même commande sans `--as-of`".to_owned()],
            },
            report::Error::BeforeRecord { on, first } => Told {
                message: format!(
                    "rien de ce qui est enregistré n’était encore arrivé le {}\u{a0}: le registre commence le {}",
                    self.day(*on),
                    self.day(*first)
                ),
                hints: vec![format!("se placer à cette date ou après\u{a0}: `--as-of {first}`")],
            },
            report::Error::TooFar { period, last, compared } => Told {
                message: format!(
                    "{period} finit après le {}\u{a0}: aucun état ne va au-delà de l’année qui suit la date à \
                     laquelle il est arrêté (`--as-of`, sinon celle du dernier événement)",
                    self.day(*last)
                ),
                hints: vec![format!(
                    "pour ce qui en est connu\u{a0}: `{} {}`",
                    way::period_flag(*compared),
                    last.year()
                )],
            },
            report::Error::Store(_) | report::Error::Fault(_) => {
                Told { message: error.to_string(), hints: Vec::new() }
            }
        }
    }

    fn repeat(&self, command_line: &str) -> String {
        format!("à répéter telle quelle, rien ne sera doublé\u{a0}:\n  {command_line}")
    }
}

/// Ce que dit le système, en français pour les cas ordinaires.
pub(super) fn system(cause: &str) -> String {
    let known = [
        ("No such file", "il n’existe pas"),
        ("entity not found", "il n’existe pas"),
        ("Permission denied", "l’accès est refusé"),
        ("permission denied", "l’accès est refusé"),
        ("Not a directory", "ce qui devrait être un dossier n’en est pas un"),
        ("Is a directory", "c’est un dossier"),
        ("is a directory", "c’est un dossier"),
        ("Read-only file system", "le système de fichiers est en lecture seule"),
        ("No space left", "le disque est plein"),
        ("File too large", "le fichier dépasse la taille permise"),
        ("disk I/O error", "le disque n’a pu être lu ou écrit"),
        ("Input/output error", "le disque n’a pu être lu ou écrit"),
        ("disk is full", "le disque est plein"),
        ("unable to open database file", "le fichier ne peut être ouvert"),
        ("readonly database", "le fichier est en lecture seule"),
        ("Disk quota exceeded", "le quota de disque est dépassé"),
        ("Connection refused", "la connexion est refusée"),
        ("Connection reset", "la connexion a été coupée"),
        ("connection closed", "la connexion a été coupée"),
        ("timed out", "rien n’a répondu à temps"),
        ("timeout waiting", "rien n’a répondu à temps"),
        ("failed to lookup address", "son nom ne mène à aucune adresse"),
        ("password authentication failed", "le mot de passe n’est pas le bon"),
        ("password missing", "aucun mot de passe n’est donné"),
        ("starting up", "il démarre"),
        ("shutting down", "il s’arrête"),
        ("administrator command", "il s’arrête"),
        ("too many c", "trop de connexions"),
        ("lock timeout", "un verrou n’a pas été obtenu à temps"),
        ("statement timeout", "le délai est dépassé"),
    ];
    let said = known.iter().find(|(english, _)| cause.contains(english)).map(|(_, french)| *french);
    said.unwrap_or(cause).to_owned()
}

/// Translates what the system says of a file that it names first.
pub(super) fn of_file(cause: &str) -> String {
    match cause.rsplit_once(": ") {
        Some((file, cause)) => format!("{file}\u{a0}: {}", system(cause)),
        None => system(cause),
    }
}
