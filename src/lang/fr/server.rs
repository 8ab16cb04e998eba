//! Pourquoi le serveur qui tient le registre ne peut servir.

use super::talk::system;
use crate::{
    lang::{
        Told,
        way::{self, run, shown},
    },
    store::Server,
};

/// Dit pourquoi un serveur ne peut servir.
pub(super) fn server(address: &str, why: &Server) -> Told {
    let address = shown(address);
    match why {
        Server::Address(what) => {
            Told::new(format!("`{address}` ne se lit pas comme l’adresse d’un serveur\u{a0}: {}", shown(what))).hint(
                "l’écrire `postgres://UTILISATEUR@HÔTE/BASE`\u{202f}; le mot de passe va dans `~/.pgpass` ou PGPASSWORD",
            )
        }
        Server::Unreachable(cause) => {
            Told::new(format!("aucun serveur ne répond à `{address}`\u{a0}: {}\u{202f}; rien n’a été modifié", shown(&system(cause)))).hint(
                "vérifier qu’il tourne et que cet ordinateur peut l’atteindre\u{a0}: `pg_isready -h HÔTE -p PORT`",
            )
        }
        Server::Unverified(cause) => {
            Told::new(format!("le serveur `{address}` ne prouve pas son identité\u{a0}: {}", shown(&system(cause))))
                .hint("nommer le certificat de qui s’en porte garant\u{a0}: `?sslrootcert=FICHIER` dans l’adresse, ou PGSSLROOTCERT")
                .hint("seulement sur un réseau que personne d’autre n’écoute\u{a0}: `?sslmode=disable`")
        }
        Server::Refused(cause) => {
            Told::new(format!("le serveur `{address}` ne vous laisse pas entrer\u{a0}: {}", shown(&system(cause))))
                .hint("donner le mot de passe dans `~/.pgpass`, lisible pour vous seul, ou dans PGPASSWORD")
                .hint("vérifier l’utilisateur\u{a0}: celui de l’adresse, PGUSER, ou votre nom de connexion")
        }
        Server::NoDatabase(cause) => {
            Told::new(format!("il n’y a pas de base à `{address}`\u{a0}: {}", shown(&system(cause))))
                .hint("la personne qui tient le serveur la crée\u{a0}: `createdb -T template0 -E UTF8 BASE`")
                .hint(format!("puis ouvrir le registre\u{a0}: {}", run(format_args!("init --db {}", way::word(&address)))))
        }
        Server::TooOld(found) => Told::new(format!(
            "le serveur `{address}` est PostgreSQL {}\u{202f}; le registre demande la version 15 ou une plus récente\u{202f}; rien \
             n’a été modifié",
            shown(found)
        ))
        .hint("nommer un autre serveur, ou demander à la personne qui le tient de le mettre à jour"),
        Server::Unsafe => Told::new(format!(
            "le serveur `{address}` tourne avec `fsync = off`\u{a0}: il dit conservé ce qui ne l’est pas encore, et une \
             coupure de courant l’emporterait\u{202f}; rien n’a été modifié"
        ))
        .hint("la personne qui tient le serveur met `fsync = on` dans postgresql.conf et le recharge"),
        Server::Encoding(found) => Told::new(format!(
            "la base `{address}` garde les textes en {}\u{202f}; le registre demande UTF8",
            shown(found)
        ))
        .hint("une autre base du même serveur le peut\u{a0}: `createdb -T template0 -E UTF8 BASE`"),
        Server::Pooled(cause) => Told::new(format!(
            "entre vous et le serveur `{address}`, les connexions sont mises en commun et changent d’une transaction à \
             l’autre\u{a0}: {}\u{202f}; ce qu’un registre attend de sa connexion n’y tiendrait pas\u{202f}; rien n’a été modifié",
            shown(&system(cause))
        ))
        .hint("nommer le serveur lui-même\u{a0}: `--db ADRESSE`")
        .hint("ou demander à la personne qui tient le répartiteur `pool_mode = session` pour cette base (pgbouncer.ini)"),
        Server::Denied(cause) => {
            Told::new(format!("le serveur `{address}` ne vous le permet pas\u{a0}: {}", shown(&system(cause))))
                .hint("la personne à qui est le registre l’accorde\u{a0}: `rebond_reader` pour lire, `rebond_operator` pour enregistrer")
        }
        Server::Standby => Told::new(format!(
            "le serveur `{address}` en suit un autre\u{a0}: on peut y lire, rien ne peut y être enregistré"
        ))
        .hint("nommer le serveur qu’il suit\u{a0}: `--db ADRESSE`"),
        Server::Restarting(cause) => {
            passing(format!("le serveur `{address}` démarre ou s’arrête\u{a0}: {}", shown(&system(cause))))
        }
        Server::Full(cause) => {
            passing(format!("le serveur `{address}` sert tous ceux qu’il peut\u{a0}: {}", shown(&system(cause))))
        }
        Server::Lost(cause) => {
            passing(format!("la liaison avec le serveur `{address}` a été perdue\u{a0}: {}", shown(&system(cause))))
        }
        Server::TooLong(cause) => {
            passing(format!("le serveur `{address}` a renoncé après le délai qui y est fixé\u{a0}: {}", shown(&system(cause))))
                .hint("ou demander un `statement_timeout` plus long à la personne qui tient le serveur")
        }
    }
}

/// Dit ce qui peut être passé dans un instant.
fn passing(what: String) -> Told {
    Told::new(what + "\u{202f}; rien n’a été modifié").hint("réessayer dans un instant")
}
