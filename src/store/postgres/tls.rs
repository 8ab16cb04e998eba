//! Who a server is: certificates that are verified, or a wire that never leaves this computer.

use std::{path::PathBuf, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject as _},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How a server shows who it is.
pub(super) enum Tls {
    /// It does not.
    Off,
    /// By a certificate of its name, signed by whom this file names; by whom the system believes where
    /// there is none.
    Verified(Option<PathBuf>),
}

/// Makes what verifies the certificates of a server.
///
/// # Errors
///
/// Says what is wrong with the certificates that are to be believed.
pub(super) fn connector(roots: Option<&PathBuf>) -> Result<MakeRustlsConnect, String> {
    let mut believed = RootCertStore::empty();
    if let Some(file) = roots {
        let named = |e: &dyn std::fmt::Display| format!("{}: {e}", file.display());
        for certificate in CertificateDer::pem_file_iter(file).map_err(|e| named(&e))? {
            let certificate = certificate.map_err(|e| named(&e))?;
            believed.add(certificate).map_err(|e| named(&e))?;
        }
        if believed.is_empty() {
            return Err(named(&"no certificate"));
        }
    } else {
        believed.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| e.to_string())?
        .with_root_certificates(believed)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
