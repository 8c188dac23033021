//! Whose certificates are trusted: Mozilla's list, compiled in, and what the person adds.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::{HttpError, Limits, ProxyEnvironment};
use crate::model::SafeText;

/// Largest file of certificates; the whole list of a system is a quarter of a megabyte.
const LARGEST: u64 = 8 * 1024 * 1024;

/// How connections are made secure.
///
/// # Errors
/// When the file named in the settings cannot be used. One that the environment names and that
/// cannot be read is passed over, as other programs do.
pub(super) fn config(limits: &Limits, environment: &ProxyEnvironment) -> Result<ClientConfig, HttpError> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(file) = &environment.ssl_cert_file {
        let _ = add(&mut roots, file);
    }
    if let Some(file) = &limits.ca_file {
        add(&mut roots, file).map_err(|reason| HttpError::Certificates {
            file: SafeText::line(&file.display().to_string()),
            reason: SafeText::line(&reason),
        })?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| HttpError::Setup {
            reason: SafeText::line(&error.to_string()),
        })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Adds the certificates of a PEM file.
fn add(roots: &mut RootCertStore, file: &Path) -> Result<(), String> {
    let size = std::fs::metadata(file).map_err(|error| error.to_string())?.len();
    if size > LARGEST {
        return Err("the file is too large".to_owned());
    }
    let pem = std::fs::read(file).map_err(|error| error.to_string())?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok).collect();
    match roots.add_parsable_certificates(certificates) {
        (0, _) => Err("there is no certificate in it".to_owned()),
        _ => Ok(()),
    }
}
