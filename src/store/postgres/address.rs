//! The address of a record on a server: what it says, what the environment adds as for any client of
//! that server, and what may be shown of it.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use tokio_postgres::config::{Config, Host, SslMode};

use super::tls::Tls;
use crate::store::{Error, Result, Server, Surroundings};

/// How long a server is waited for before it is said that there is none.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a connection may be silent before it is asked whether it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// What the client of the system reads from the address, and we read ourselves.
const OURS: [&str; 3] = ["sslmode", "sslrootcert", "passfile"];

/// The address of a record.
pub(super) struct Address {
    /// As it is shown: without its password.
    pub(super) shown: String,
    pub(super) config: Config,
    pub(super) tls: Tls,
}

/// Tells whether a location is the address of a server of this kind.
pub(in crate::store) fn is_address(location: &str) -> bool {
    let scheme = location.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme == "postgres" || scheme == "postgresql")
}

/// Returns an address as it may be shown: nothing of it is a password, however it is written.
pub(in crate::store) fn redacted(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return "…".to_owned() };
    // Whatever stands before the last @ may be a part of a password.
    let (user, rest) = match rest.rsplit_once('@') {
        Some((credentials, rest)) => {
            let user = credentials.split(':').next().unwrap_or_default();
            (format!("{user}@"), rest)
        }
        None => (String::new(), rest),
    };
    let (place, query) = rest.split_once('?').map_or((rest, None), |(place, query)| (place, Some(query)));
    let harmless = |pair: &&str| {
        let key = decoded(pair.split('=').next().unwrap_or_default()).to_lowercase();
        !key.contains("password")
    };
    let query: Vec<&str> = query.into_iter().flat_map(|query| query.split('&')).filter(harmless).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{scheme}://{user}{place}{query}")
}

impl Address {
    /// Reads an address, with what the environment adds.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Server`] if it cannot be understood.
    pub(super) fn read(address: &str, around: &Surroundings<'_>) -> Result<Self> {
        let shown = redacted(address);
        let wrong = |what: String| Error::Server { address: shown.clone(), why: Server::Address(what) };
        let (bare, ours) = split(address);
        let mut config = Config::from_str(&bare).map_err(|e| {
            // What follows the first sentence may repeat a part of the address.
            wrong(std::error::Error::source(&e).map_or_else(|| e.to_string(), ToString::to_string))
        })?;
        let said = |key: &str, variable: &str| {
            let typed = ours.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
            typed.or_else(|| around.variable(variable))
        };
        complete(&mut config, around).map_err(&wrong)?;
        if config.get_password().is_none() {
            let file = said("passfile", "PGPASSFILE").map(PathBuf::from);
            let file = file.or_else(|| Some(PathBuf::from(around.variable("HOME")?).join(".pgpass")));
            if let Some(password) = file.and_then(|file| password_in(&file, &config)) {
                config.password(password);
            }
        }
        let local = config.get_hosts().iter().all(is_local);
        let mode = said("sslmode", "PGSSLMODE");
        let tls = match mode.as_deref() {
            Some("disable") => Tls::Off,
            // To be content with less than was asked for is no protection: whoever wants none says so.
            Some("allow" | "prefer") | None if local => Tls::Off,
            Some("require" | "verify-ca" | "verify-full" | "allow" | "prefer") | None => {
                let root = said("sslrootcert", "PGSSLROOTCERT").filter(|root| root != "system");
                let home = || Some(PathBuf::from(around.variable("HOME")?).join(".postgresql/root.crt"));
                Tls::Verified(root.map(PathBuf::from).or_else(|| home().filter(|file| file.exists())))
            }
            Some(other) => return Err(wrong(format!("sslmode={other}"))),
        };
        config.ssl_mode(if matches!(tls, Tls::Off) { SslMode::Disable } else { SslMode::Require });
        config.application_name("rebond");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.keepalives_idle(KEEP_ALIVE);
        config.tcp_user_timeout(KEEP_ALIVE);
        Ok(Self { shown, config, tls })
    }

    /// Returns the address as a place, as errors name it.
    pub(super) fn place(&self) -> PathBuf {
        PathBuf::from(&self.shown)
    }
}

/// Adds what the address does not say and the environment does.
fn complete(config: &mut Config, around: &Surroundings<'_>) -> std::result::Result<(), String> {
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        match around.variable("PGHOST") {
            Some(host) => config.host(&host),
            None if Path::new(SOCKETS).is_dir() => config.host(SOCKETS),
            None => config.host("localhost"),
        };
    }
    if config.get_ports().is_empty()
        && let Some(port) = around.variable("PGPORT")
    {
        config.port(port.parse().map_err(|_| format!("PGPORT={port}"))?);
    }
    if config.get_user().is_none()
        && let Some(user) = around.variable("PGUSER").or_else(|| around.login.clone())
    {
        config.user(&user);
    }
    if config.get_dbname().is_none()
        && let Some(database) = around.variable("PGDATABASE")
    {
        config.dbname(&database);
    }
    if config.get_password().is_none()
        && let Some(password) = around.variable("PGPASSWORD")
    {
        config.password(password);
    }
    if config.get_connect_timeout().is_none()
        && let Some(seconds) = around.variable("PGCONNECT_TIMEOUT")
    {
        let seconds = seconds.parse().map_err(|_| format!("PGCONNECT_TIMEOUT={seconds}"))?;
        config.connect_timeout(Duration::from_secs(seconds));
    }
    Ok(())
}

/// Where Debian's server and those like it listen on this computer.
const SOCKETS: &str = "/var/run/postgresql";

/// Tells whether a server is on this computer: what passes to it leaves it nowhere.
fn is_local(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name.eq_ignore_ascii_case("localhost")
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
    }
}

/// Takes out of an address the settings that we read ourselves.
fn split(address: &str) -> (String, Vec<(String, String)>) {
    let from = address.rfind('@').unwrap_or(0);
    let Some(at) = address[from..].find('?').map(|at| from + at) else {
        return (address.to_owned(), Vec::new());
    };
    let pair = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    };
    let (ours, rest): (Vec<&str>, Vec<&str>) =
        address[at + 1..].split('&').partition(|text| OURS.contains(&pair(text).0.as_str()));
    let mut bare = address[..at].to_owned();
    if !rest.is_empty() {
        bare.push('?');
        bare.push_str(&rest.join("&"));
    }
    (bare, ours.into_iter().map(pair).collect())
}

/// Reads `%41` as `A`.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        if let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            plain.push(byte);
            at += 3;
        } else {
            plain.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// Looks a password up in a file of passwords: `host:port:database:user:password`, one a line, a star for
/// any (postgresql.org/docs/current/libpq-pgpass.html). One that others can read is not believed.
fn password_in(file: &Path, config: &Config) -> Option<String> {
    let meta = fs::metadata(file).ok()?;
    if !meta.is_file() || meta.permissions().mode() & 0o077 != 0 {
        return None;
    }
    let text = fs::read_to_string(file).ok()?;
    let host = match config.get_hosts().first() {
        Some(Host::Tcp(name)) => name.clone(),
        // A socket in the usual place is called so.
        Some(Host::Unix(path)) if path == Path::new(SOCKETS) => "localhost".to_owned(),
        Some(Host::Unix(path)) => path.to_string_lossy().into_owned(),
        None => return None,
    };
    let port = config.get_ports().first().copied().unwrap_or(5432).to_string();
    let user = config.get_user()?;
    let wanted = [&host, &port, config.get_dbname().unwrap_or(user), user];
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let fields = fields(line);
        let [known @ .., password] = fields.as_slice() else { return None };
        let same = |(known, wanted): (&String, &&str)| known == "*" || known == wanted;
        (known.len() == wanted.len() && known.iter().zip(&wanted).all(same)).then(|| password.clone())
    })
}

/// Splits a line at its colons; a backslash takes the next letter as it is. The password is the rest.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let last = fields.len() - 1;
        match letter {
            '\\' => fields[last].extend(letters.next()),
            ':' if fields.len() < 5 => fields.push(String::new()),
            other => fields[last].push(other),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown_however_it_is_written() {
        for (address, shown) in [
            ("postgres://h/b", "postgres://h/b"),
            ("postgres://u:SECRET@h:5433/b", "postgres://u@h:5433/b"),
            ("postgres://u:SEC@RET@h/b?sslmode=disable", "postgres://u@h/b?sslmode=disable"),
            ("postgres://u:SEC?RET/x@h/b", "postgres://u@h/b"),
            ("postgresql://:SECRET@/b", "postgresql://@/b"),
            ("postgres:///b?host=/tmp&password=SECRET&user=u", "postgres:///b?host=/tmp&user=u"),
            ("postgres:///b?p%61ssword=SECRET", "postgres:///b"),
            ("postgres:///b?sslPassword=SECRET", "postgres:///b"),
            ("nonsense SECRET", "…"),
        ] {
            assert_eq!(redacted(address), shown);
        }
    }

    fn read(address: &str, variables: &[(&str, &str)]) -> Result<Address> {
        let find = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        Address::read(address, &Surroundings { variable: &find, login: Some("ana".to_owned()) })
    }

    #[test]
    fn a_server_elsewhere_is_verified_and_one_here_is_not() {
        let verified = |address: &str, variables: &[(&str, &str)]| {
            matches!(read(address, variables).unwrap().tls, Tls::Verified(_))
        };
        assert!(verified("postgres://db.example/b", &[]));
        assert!(verified("postgres://192.0.2.1/b?sslmode=prefer", &[]));
        assert!(verified("postgres://localhost/b?sslmode=verify-full", &[]));
        assert!(verified("postgres://localhost/b", &[("PGSSLMODE", "require")]));
        assert!(!verified("postgres://localhost/b", &[]));
        assert!(!verified("postgres://127.0.0.1/b", &[]));
        assert!(!verified("postgres:///b?host=/run/x", &[]));
        assert!(!verified("postgres://db.example/b?sslmode=disable", &[("PGSSLMODE", "require")]));
        // One of several that is elsewhere is enough.
        assert!(verified("postgres://localhost,db.example/b", &[]));
    }

    #[test]
    fn the_environment_adds_what_the_address_does_not_say() {
        let variables = [
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGUSER", "zoe"),
            ("PGDATABASE", "park"),
            ("PGPASSWORD", "SECRET"),
        ];
        let found = read("postgres://", &variables).unwrap().config;
        assert_eq!(found.get_hosts(), [Host::Tcp("db.example".to_owned())]);
        assert_eq!(
            (found.get_ports(), found.get_user(), found.get_dbname()),
            (&[5433][..], Some("zoe"), Some("park"))
        );
        assert_eq!(found.get_password(), Some(&b"SECRET"[..]));
        let typed = read("postgres://max:other@localhost:1/b", &variables).unwrap().config;
        assert_eq!(
            (typed.get_ports(), typed.get_user(), typed.get_password()),
            (&[1][..], Some("max"), Some(&b"other"[..]))
        );
        assert_eq!(read("postgres://localhost/b", &[]).unwrap().config.get_user(), Some("ana"));
    }

    #[test]
    fn an_address_that_cannot_be_read_shows_no_password() {
        for address in [
            "postgres://u:SECRET@h:99999999/b",
            "postgres://u:SECRET@h/b?nonsense=SECRET",
            "postgres://u:SECRET@h/b?sslmode=perhaps",
        ] {
            let error = read(address, &[]).err().unwrap();
            assert!(!format!("{error} {error:?}").contains("u:SECRET"), "{error:?}");
            assert_eq!(error.code(), "bad_address");
        }
    }

    #[test]
    fn a_password_is_found_in_its_file_if_nobody_else_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pgpass");
        fs::write(&file, "# mine\nh:1:b:u:no\n*:5432:b:u:SEC\\:R:ET\n*:*:*:*:any\n").unwrap();
        let name = file.to_str().unwrap();
        let password = |address: &str| {
            let config = read(address, &[("PGPASSFILE", name)]).unwrap().config;
            config.get_password().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
        };
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(password("postgres://u@h/b"), None);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(password("postgres://u@h/b").as_deref(), Some("SEC:R:ET"));
        assert_eq!(password("postgres://u@h:2/b").as_deref(), Some("any"));
        assert_eq!(password("postgres://u:typed@h/b").as_deref(), Some("typed"));
    }
}
