//! Why the server that keeps the record cannot be used.

use crate::{
    lang::{
        Told,
        way::{self, run, shown},
    },
    store::Server,
};

/// Says why a server cannot be used.
pub(super) fn server(address: &str, why: &Server) -> Told {
    let address = shown(address);
    match why {
        Server::Address(what) => Told::new(format!("`{address}` cannot be read as the address of a server: {}", shown(what)))
            .hint("write it as `postgres://USER@HOST/DATABASE`; the password goes into `~/.pgpass` or PGPASSWORD"),
        Server::Unreachable(cause) => {
            Told::new(format!("no server answers at `{address}`: {}; nothing was changed", shown(cause)))
                .hint("check that it runs, and that this computer may reach it: `pg_isready -h HOST -p PORT`")
        }
        Server::Unverified(cause) => {
            Told::new(format!("the server at `{address}` does not show who it is: {}", shown(cause)))
                .hint("name the certificate of who vouches for it: `?sslrootcert=FILE` in the address, or PGSSLROOTCERT")
                .hint("only on a network that nobody else listens to: `?sslmode=disable`")
        }
        Server::Refused(cause) => {
            Told::new(format!("the server at `{address}` does not let you in: {}", shown(cause)))
                .hint("give the password in `~/.pgpass`, readable by you alone, or in PGPASSWORD")
                .hint("check the user: the one in the address, PGUSER, or your login name")
        }
        Server::NoDatabase(cause) => {
            Told::new(format!("there is no database at `{address}`: {}", shown(cause)))
                .hint("whoever keeps the server creates it: `createdb -T template0 -E UTF8 DATABASE`")
                .hint(format!("then open the record: {}", run(format_args!("init --db {}", way::word(&address)))))
        }
        Server::TooOld(found) => Told::new(format!(
            "the server at `{address}` is PostgreSQL {}; the record needs 15 or newer; nothing was changed",
            shown(found)
        ))
        .hint("name another server, or ask whoever keeps this one to bring it up to date"),
        Server::Unsafe => Told::new(format!(
            "the server at `{address}` runs with `fsync = off`: it says that something is kept before it is, and a \
             power cut would take it; nothing was changed"
        ))
        .hint("whoever keeps the server sets `fsync = on` in postgresql.conf and reloads it"),
        Server::Encoding(found) => Told::new(format!(
            "the database at `{address}` keeps text as {}; the record needs UTF8",
            shown(found)
        ))
        .hint("another database of the same server can: `createdb -T template0 -E UTF8 DATABASE`"),
        Server::Pooled(cause) => Told::new(format!(
            "between you and the server at `{address}`, connections are shared and change from one transaction to the \
             next: {}; what a record needs of its connection would not hold there; nothing was changed",
            shown(cause)
        ))
        .hint("name the server itself: `--db URL`")
        .hint("or whoever keeps the pooler sets `pool_mode = session` for this database (pgbouncer.ini)"),
        Server::Denied(cause) => {
            Told::new(format!("the server at `{address}` does not allow you this: {}", shown(cause)))
                .hint("whoever owns the record grants it: `rebond_reader` to read, `rebond_operator` to record")
        }
        Server::Standby => Told::new(format!(
            "the server at `{address}` follows another one: it can be read, and nothing can be recorded there"
        ))
        .hint("name the server that it follows: `--db URL`"),
        Server::Restarting(cause) => passing(format!("the server at `{address}` is starting or stopping: {}", shown(cause))),
        Server::Full(cause) => passing(format!("the server at `{address}` serves as many as it can: {}", shown(cause))),
        Server::Lost(cause) => passing(format!("the connection to the server at `{address}` was lost: {}", shown(cause))),
        Server::TooLong(cause) => {
            passing(format!("the server at `{address}` gave up after the time that is set there: {}", shown(cause)))
                .hint("or ask whoever keeps the server for a longer `statement_timeout`")
        }
    }
}

/// Says what may be otherwise in a moment.
fn passing(what: String) -> Told {
    Told::new(what + "; nothing was changed").hint("try again in a moment")
}
