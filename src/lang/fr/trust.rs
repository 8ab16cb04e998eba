//! Les mots des sauvegardes et des scellés.

use crate::{
    lang::{
        BadBackup, BadSeal, BadSealKey, BadTarget, Life, Numbers, Told, Trust, WayOut,
        fr::{Fr, backups, found},
        way::{self, run, shown},
    },
    model::event::Seq,
    ops::BadKey,
};

/// Où se trouve un texte affiché, si on l’a gardé.
const PRINTED: &str = "head.txt";

impl Trust for Fr {
    fn backed_up(&self, path: &str, seq: Seq, hash: &str, bytes: u64) -> String {
        format!(
            "sauvegarde\u{a0}: {path}, {} octets\u{202f}; pages, schéma et chaîne relus jusqu’à l’événement {seq}, tables non \
             recalculées\n{hash}",
            Fr.count(bytes)
        )
    }

    fn names_in_backup(&self, names: u64) -> String {
        let people = if names == 1 {
            "une personne y est nommée".to_owned()
        } else {
            format!("{} personnes y sont nommées", Fr.count(names))
        };
        format!("{people}\u{a0}: un nom effacé plus tard y reste jusqu’à la suppression de la sauvegarde")
    }

    fn backup_removed(&self, path: &str) -> String {
        format!("sauvegarde plus ancienne supprimée\u{a0}: {path}")
    }

    fn keep_counts_a_folder(&self) -> String {
        "`--keep` compte les fichiers du dossier qui est donné, un au moins".to_owned()
    }

    fn older_removed(&self, path: &str) -> String {
        format!("plus ancien supprimé\u{a0}: {path}")
    }

    fn bad_target(&self, path: &str, why: &BadTarget) -> Told {
        const OTHER: &str = "donner un autre nom, ou un dossier\u{a0}: le fichier y reçoit un nom à lui";
        match why {
            BadTarget::Record => Told::new(format!(
                "{path} est le registre lui-même, ou un de ses fichiers\u{202f}; il n’a pas été modifié"
            ))
            .hint(OTHER),
            BadTarget::NoBackup => Told::new(format!(
                "{path} n’est pas une sauvegarde de rebond\u{202f}; il n’a pas été modifié"
            ))
            .hint(OTHER),
            BadTarget::OtherLog => {
                Told::new(format!("{path} est d’un autre registre\u{202f}; il n’a pas été modifié")).hint(OTHER)
            }
            BadTarget::Unread(cause) => Told::new(format!(
                "rien n’établit que {path} est une sauvegarde de ce registre\u{202f}; il n’a pas été modifié\u{a0}: {}",
                shown(cause)
            ))
            .hint(OTHER),
            BadTarget::NoFolder(folder) => Told::new(format!("le dossier {folder} n’existe pas"))
                .hint(format!("le créer\u{a0}: `mkdir -m 700 {}`", way::word(folder))),
            BadTarget::Seal => {
                Told::new(format!("{path} existe déjà\u{202f}; un scellé n’est jamais remplacé")).hint(OTHER)
            }
            BadTarget::Answer => {
                Told::new("avec `--json`, la sortie standard porte la réponse, et pas de scellé à côté")
                    .hint("nommer un fichier ou un dossier, ou répéter sans `--json`")
            }
            BadTarget::Screen => {
                Told::new("une sauvegarde est un fichier, et ne s’écrit pas sur la sortie standard").hint(OTHER)
            }
        }
    }

    fn taken(&self, path: &str) -> Told {
        Told::new(format!("{path} existe déjà et n’a pas été modifié"))
            .hint("nommer un dossier, et le fichier reçoit un nom à lui\u{202f}; ou répéter avec `--replace`")
    }

    fn restored(&self, path: &str, backup: Seq, head: Seq) -> String {
        format!(
            "{path}\u{a0}: rétabli depuis une sauvegarde qui finit à l’événement {backup}\u{202f}; le registre repart à \
             l’événement {head}"
        )
    }

    fn bad_backup(&self, path: &str, why: &BadBackup) -> Told {
        backups::unfit(path, why)
    }

    fn would_replace(&self, path: &str) -> Told {
        Told::new(format!("il y a un registre dans {path}\u{202f}; il n’a pas été modifié"))
            .hint("pour mettre la sauvegarde à sa place et le conserver à côté, répéter avec `--replace`")
            .hint("ou rétablir ailleurs par `--db CHEMIN`")
    }

    fn cmd_of_another(&self, first: Seq) -> Told {
        Told::new(format!(
            "`--cmd` est d’une autre commande, qui a enregistré l’événement {first}\u{202f}; rien n’a été modifié"
        ))
        .hint("répéter sans `--cmd`, ou avec une nouvelle identité")
    }

    fn erased_again(&self, count: usize) -> String {
        format!("effacé de nouveau, car effacé depuis la sauvegarde\u{a0}: {count}")
    }

    fn replaced_kept(&self, path: &str) -> String {
        format!("le registre qui était là est conservé\u{a0}: {path}")
    }

    fn replaced_unread(&self, cause: &str) -> String {
        format!(
            "il n’a pas pu être lu, et ce qu’il a de plus que la sauvegarde n’est pas connu\u{a0}: {}",
            shown(cause)
        )
    }

    fn not_its_past(&self) -> String {
        "la sauvegarde n’est pas un passé de ce registre\u{a0}: c’en est un autre, ou il a suivi un autre cours".to_owned()
    }

    fn events_lacking(&self, events: u64, after: Seq) -> String {
        let events = if events == 1 {
            "1 événement".to_owned()
        } else {
            format!("{} événements", Fr.count(events))
        };
        format!(
            "il a {events} après l’événement {after} que la sauvegarde n’a pas\u{202f}; tout cela est à enregistrer de \
             nouveau"
        )
    }

    fn seals_lacking(&self, seals: &[Seq]) -> String {
        format!(
            "des empreintes ont été scellées après la sauvegarde, et ces scellés le montreront\u{a0}: événements {}",
            numbers(seals)
        )
    }

    fn sealed(&self, path: Option<&str>, seq: Seq, hash: &str, key: Option<&str>) -> String {
        let at = path.map(|path| format!("\u{a0}: {path}")).unwrap_or_default();
        if let Some(key) = key {
            return format!(
                "scellé de l’événement {seq}{at}, clé `{key}`\u{202f}; à garder là où le registre n’est pas\n{hash}"
            );
        }
        let text = format!(
            "texte d’un scellé de l’événement {seq}{at}\u{202f}; ces commandes le signent et le vérifient, CLÉ étant une \
             clé privée et SIGNATAIRES un fichier contenant la ligne «\u{a0}QUI ssh-ed25519 AAAA…\u{a0}»"
        );
        format!(
            "{}\n{hash}",
            way::lines(&text, &way::sign_and_check(path.unwrap_or(PRINTED), ["CLÉ", "SIGNATAIRES", "QUI"]))
        )
    }

    fn seals_agree(&self, seals: usize) -> String {
        if seals == 1 {
            "le registre passe par l’autre scellé".to_owned()
        } else {
            format!("le registre passe par les {seals} autres scellés")
        }
    }

    fn seals_checked(&self, hold: usize, of: usize, known: bool) -> String {
        let checked = match (hold, of) {
            (1, 1) => "un scellé vérifié".to_owned(),
            (hold, of) if hold == of => format!("{of} scellés vérifiés"),
            (0, of) => format!("sur {of} scellés, aucun ne tient"),
            (1, of) => format!("sur {of} scellés, un seul tient"),
            (hold, of) => format!("sur {of} scellés, {hold} tiennent"),
        };
        match (hold, known) {
            (0, true) => checked,
            (_, true) => format!("{checked}, de clés admises"),
            (_, false) => format!(
                "{checked}\u{202f}; clés non vérifiées\u{a0}: `--signers FICHIER` les compare à une liste"
            ),
        }
    }

    fn printed_head(&self, seq: Seq, hash: &str) -> String {
        format!("l’empreinte imprimée à l’événement {seq}, {hash}, est bien dans ce registre")
    }

    fn seal_keys(&self, keys: &[&str]) -> String {
        format!("scellé par {}", way::codes(keys))
    }

    fn way_out(&self, way: WayOut) -> String {
        found::way_out(way)
    }

    fn bad_seal_key(&self, path: &str, why: &BadSealKey) -> Told {
        let make = "en faire une pour cela\u{a0}: `ssh-keygen -t ed25519 -N '' -f CLÉ`";
        match why {
            BadSealKey::Exposed(mode) => {
                Told::new(format!("d’autres peuvent lire la clé {path} (mode {mode:03o})"))
                    .hint(format!("en fermer l’accès\u{a0}: `chmod 600 {}`", way::word(path)))
            }
            BadSealKey::Key(BadKey::NotAKey) => {
                Told::new(format!("{path} n’est pas une clé privée d’OpenSSH")).hint(make)
            }
            BadSealKey::Key(BadKey::Public) => Told::new(format!(
                "{path} est une clé publique\u{a0}: elle vérifie les scellés et n’en fait pas"
            ))
            .hint("nommer la clé privée, le fichier voisin sans `.pub`"),
            BadSealKey::Key(BadKey::Encrypted) => Told::new(format!(
                "la clé {path} est fermée par une phrase secrète, qui n’est pas demandée ici"
            ))
            .hint("faire écrire le texte par `--unsigned`, et le signer par `ssh-keygen -Y sign -n rebond`")
            .hint(format!("ou {make}")),
            BadSealKey::Key(BadKey::Kind(kind)) => Told::new(format!(
                "la clé {path} est de type {}\u{202f}; les scellés se font avec ssh-ed25519",
                shown(kind)
            ))
            .hint(make),
        }
    }

    fn bad_seal(&self, path: &str, why: &BadSeal) -> Told {
        match why {
            BadSeal::NotASeal(line) => Told::new(format!(
                "{path} n’est pas un scellé\u{a0}: la ligne {line} n’est pas celle d’un scellé"
            )),
            BadSeal::LineEnds => Told::new(format!(
                "{path} a les fins de ligne d’un autre système (CR LF), avec lesquelles aucune signature n’est celle de \
                 son texte"
            ))
            .hint("copier de nouveau le scellé tel quel\u{a0}: en pièce jointe, ou par un transfert binaire")
            .hint(format!("ou les rétablir\u{a0}: `tr -d '\\r' < {} > NOUVEAU.seal`", way::word(path))),
            BadSeal::None => Told::new(format!("il n’y a aucun scellé dans {path}"))
                .hint("le nom d’un scellé finit par `.seal`"),
            BadSeal::Differs(finding) => {
                Told::new(format!("rien n’a été scellé\u{a0}: {}", Fr.finding(finding))).hint(format!(
                    "voir tout ce qui diffère\u{a0}: {}",
                    run(format_args!("verify --seal {}", way::word(path)))
                ))
            }
            BadSeal::Broken(finding) => {
                Told::new(format!("rien n’a été scellé\u{a0}: {}", Fr.finding(finding)))
                    .hint(format!("voir tout ce qui diffère\u{a0}: {}", run("verify")))
            }
            BadSeal::Signers(0) => {
                Told::new(format!("{path} ne nomme aucune clé de type ssh-ed25519 pour les scellés"))
            }
            BadSeal::Signers(line) => Told::new(format!(
                "la ligne {line} de {path} n’est pas une clé publique, ni une clé avec son titulaire"
            ))
            .hint("pour d’autres options que `namespaces`, vérifier par `ssh-keygen -Y verify`"),
        }
    }
}

fn numbers(seals: &[Seq]) -> String {
    seals.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
