//! Pourquoi le registre ne peut servir.

use std::path::Path;

use super::{server::server, talk::system};
use crate::{
    lang::{
        Told,
        way::{self, run, shown},
    },
    model::event::Seq,
    store::{Error, ReadOnly},
};

/// Dit pourquoi ce qui était demandé n’a pas été fait.
pub(super) fn error(error: &Error) -> Told {
    match error {
        Error::Missing(path) => {
            let path = way::path(path);
            Told::new(format!("il n’y a pas de base de données dans {path}"))
                .hint(format!("la créer\u{a0}: {}", run(format_args!("init --db {}", way::word(&path)))))
                .hint("ou en désigner une autre par `--db CHEMIN` ou par la variable REBOND_DB")
        }
        Error::Exists(path) => {
            let path = way::path(path);
            Told::new(format!("{path} existe déjà et n’a pas été modifié"))
                .hint(format!(
                    "vérifier ce registre\u{a0}: {}",
                    run(format_args!("verify --db {}", way::word(&path)))
                ))
                .hint("ou donner un autre chemin par `--db CHEMIN`")
        }
        Error::Foreign(path) => Told::new(format!(
            "{} n’est pas une base de données de rebond et n’a pas été modifié",
            way::path(path)
        ))
        .hint("donner le chemin de la base de données par `--db CHEMIN` ou par la variable REBOND_DB"),
        Error::Newer { path, found, known } => Told::new(format!(
            "{} a été écrit par une version plus récente\u{a0}: son schéma est le {found}, ce programme \
             connaît jusqu’au {known}\u{202f}; rien n’a été modifié",
            way::path(path)
        ))
        .hint("mettre à jour le programme"),
        Error::NotMigrated { path, from, to, cause } => not_migrated(path, (*from, *to), cause),
        Error::InUse { path, part } => in_use(path, part),
        Error::Altered { path, object } => Told::new(format!(
            "le schéma de {} a été modifié\u{a0}: `{}` n’est pas tel que ce programme l’a fait\u{202f}; \
             rien n’a été changé",
            way::path(path),
            shown(object)
        ))
        .hint("garder ce fichier tel quel, et repartir d’une sauvegarde"),
        Error::Exposed { path, mode } => {
            let path = way::path(path);
            Told::new(format!("{path} est ouvert à tous les comptes de cette machine (mode {mode:03o})"))
                .hint(format!("en fermer l’accès\u{a0}: `chmod o-rwx {}`", way::word(&path)))
        }
        Error::Unopened => {
            Told::new("la base de données ne contient aucun registre\u{a0}: il n’a jamais été ouvert")
                .hint("supprimer le fichier vide, puis ouvrir un registre\u{a0}: `rebond init`")
        }
        Error::Network { path, kind } => Told::new(format!(
            "{} est sur un système de fichiers en réseau ({kind}), où les verrous ne sont pas sûrs",
            way::path(path)
        ))
        .hint("placer la base de données sur un disque local\u{a0}: `--db CHEMIN`")
        .hint("pour un registre commun à plusieurs postes\u{a0}: PostgreSQL, `--db postgres://HÔTE/BASE`"),
        Error::NoBackend(scheme) => no_backend(scheme),
        Error::ReadOnly { path, why } => read_only(&way::path(path), *why),
        Error::Unclean(path) => Told::new(format!(
            "{} est sur un système de fichiers en lecture seule et n’a pas été refermé avant\u{a0}: ses \
             derniers événements sont dans le fichier `-wal` à côté",
            way::path(path)
        ))
        .hint(
            "copier les deux fichiers sur un disque où l’on peut écrire, et nommer la copie\u{a0}: `--db CHEMIN`",
        ),
        Error::Unusable { path, cause } => Told::new(format!(
            "{} ne peut être ouvert ou écrit\u{a0}: {}",
            way::path(path),
            shown(&system(cause))
        ))
        .hint("vérifier les droits du fichier et de son dossier, et la place libre sur le disque"),
        Error::Server { address, why } => server(address, why),
        Error::Corrupt(detail) => {
            Told::new(format!("la base de données est endommagée\u{a0}: {}", shown(detail)))
                .hint("garder le fichier endommagé, et repartir d’une sauvegarde")
                .hint(format!("pour savoir jusqu’où elle est lisible\u{a0}: {}", run("verify")))
        }
        Error::Truncated { path, bytes, of } => truncated(path, *bytes, *of),
        Error::Tail(seq) => tail(*seq),
        Error::Busy => Told::new(
            "une autre commande a occupé trop longtemps la base de données\u{202f}; rien n’a été \
             modifié",
        )
        .hint("réessayer dans un instant"),
        Error::Gate(detail) => Told::new(format!(
            "la base de données elle-même a refusé une sortie, rien n’a été enregistré\u{a0}: {}",
            shown(detail)
        ))
        .hint(format!("voir ce qui est connu de l’équipement et de ses supports\u{a0}: {}", run("show ÉQUIPEMENT")))
        .hint("merci de le signaler\u{a0}: la règle précédente aurait dû dire pourquoi"),
        Error::Commit { cmd, cause } => {
            Told::new(format!("l’enregistrement n’a pu être mené à son terme\u{a0}: {}", shown(cause))).hint(
                format!(
                    "répéter la même ligne de commande avec `--cmd {cmd}`\u{a0}: ce qui est enregistré \
                     ne l’est pas deux fois"
                ),
            )
        }
        Error::Fault(detail) => Told::new(format!("une erreur de ce programme\u{a0}: {}", shown(detail)))
            .hint(format!("merci de la signaler, avec la réponse de {}", run("--version"))),
    }
}

fn truncated(path: &Path, bytes: u64, of: u64) -> Told {
    Told::new(format!("{} est coupé\u{a0}: {bytes} de ses {of} octets sont là", way::path(path)))
        .hint("conserver le fichier endommagé, et repartir d’une sauvegarde")
}

fn not_migrated(path: &Path, (from, to): (u32, u32), cause: &str) -> Told {
    Told::new(format!(
        "{} a été écrit par une version antérieure et n’a pas pu passer du schéma {from} au schéma \
             {to}\u{a0}: {}\u{202f}; rien n’a été modifié",
        way::path(path),
        shown(&system(cause))
    ))
    .hint(
        "vérifier que son dossier est accessible en écriture et offre deux fois la place de la base, puis \
             répéter",
    )
}

fn in_use(path: &Path, part: &Path) -> Told {
    Told::new(format!(
        "{} ne peut être lu seul\u{a0}: une partie en est dans {}\u{202f}; il n’a pas été modifié",
        way::path(path),
        way::path(part)
    ))
    .hint("d’un registre en service, ne prendre d’autre copie qu’une sauvegarde")
}

/// Dit pourquoi une base de données ne peut au mieux qu’être lue.
fn read_only(path: &str, why: ReadOnly) -> Told {
    match why {
        ReadOnly::FileSystem => Told::new(format!(
            "{path} est sur un système de fichiers en lecture seule\u{a0}: rien ne peut y être \
             enregistré"
        ))
        .hint("en faire une copie sur un disque où l’on peut écrire, et la nommer\u{a0}: `--db CHEMIN`"),
        ReadOnly::File => {
            Told::new(format!("{path} est pour vous en lecture seule\u{a0}: rien n’a été enregistré"))
                .hint(format!(
                    "permettre à son propriétaire d’y écrire\u{a0}: `chmod u+w {}`",
                    way::word(path)
                ))
                .hint("ou enregistrer depuis le compte qui en est propriétaire")
        }
        ReadOnly::Reader => Told::new(format!(
            "vous pouvez lire {path}, mais non y écrire\u{a0}: les fichiers dont la base a besoin à côté \
             d’elle, même pour être lue, empêcheraient les autres d’y écrire"
        ))
        .hint("travailler depuis un compte qui peut y écrire, ou lire une copie faite par ce compte"),
        ReadOnly::Folder => Told::new(format!(
            "vous ne pouvez pas écrire dans le dossier de {path}\u{a0}: les fichiers dont la base de \
             données a besoin à côté d’elle, même pour être lue, ne peuvent être créés"
        ))
        .hint(
            "permettre à son propriétaire ou à son groupe d’écrire dans ce dossier, ou travailler \
             depuis le compte qui en est propriétaire",
        ),
    }
}

fn tail(seq: Seq) -> Told {
    Told::new(format!(
        "le journal ne finit pas comme le registre le dit, à l’événement n°\u{a0}{seq}\u{a0}: autre chose y a \
         écrit\u{202f}; rien n’a été enregistré"
    ))
    .hint(format!("pour voir ce qui diffère\u{a0}: {}", run("verify")))
    .hint("garder le fichier tel quel, et repartir d’une sauvegarde\u{a0}: `restore SAUVEGARDE --replace`")
}

/// Dit que rien ne tient le registre à cette adresse.
fn no_backend(scheme: &str) -> Told {
    Told::new(format!(
        "{}\u{a0}: le registre est dans un fichier, ou sur un serveur PostgreSQL",
        shown(scheme)
    ))
    .hint("nommer un fichier sur un disque local\u{a0}: `--db CHEMIN`")
    .hint("ou une base sur un serveur\u{a0}: `--db postgres://HÔTE/BASE`")
}
