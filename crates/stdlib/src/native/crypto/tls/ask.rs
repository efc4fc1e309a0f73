//! Questions that rustls asks in the middle of a handshake and only Go code can answer: whether a chain of certificates is to be
//! trusted, whether a signature is right, what the program's key signs, which certificate a client shows.
//!
//! A native never calls Go code. So every step of a handshake runs on a thread of its own, which hands a question over and waits; the
//! native returns with the question, Go code answers by the next call, and the thread goes on. Between steps there is no thread.

use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::WebPkiSupportedAlgorithms;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, SignatureAlgorithm, SignatureScheme};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

/// Kinds of questions; the Go side has the same numbers.
pub const CHAIN: i64 = 10;
const SIGNATURE: i64 = 11;
const SIGN: i64 = 12;
const CLIENT_CERTIFICATE: i64 = 13;

/// A question on its way to Go code.
pub struct Question {
    pub kind: i64,
    pub text: Vec<u8>,
}

/// The two ends that a handshake's thread holds.
pub(super) struct Line {
    pub questions: Sender<super::Event>,
    pub answers: Receiver<Vec<u8>>,
}

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

/// Runs a step with a line for its questions.
pub(super) fn with_line<T>(line: Line, f: impl FnOnce() -> T) -> T {
    LINE.set(Some(line));
    let r = f();
    LINE.set(None);
    r
}

fn ask(kind: i64, text: Vec<u8>) -> Result<Vec<u8>, Error> {
    LINE.with_borrow(|line| {
        let line = line.as_ref().ok_or_else(|| Error::General("nobody to ask".into()))?;
        let gone = || Error::General("connection abandoned".into());
        line.questions.send(super::Event::Asks(Question { kind, text })).map_err(|_| gone())?;
        line.answers.recv().map_err(|_| gone())
    })
}

/// Appends an item: its length in four bytes, then itself.
pub fn put(out: &mut Vec<u8>, item: &[u8]) {
    out.extend((item.len() as u32).to_be_bytes());
    out.extend(item);
}

/// Takes items apart.
pub fn items(mut text: &[u8]) -> Vec<&[u8]> {
    let mut list = Vec::new();
    while let Some((head, rest)) = text.split_first_chunk::<4>() {
        let n = (u32::from_be_bytes(*head) as usize).min(rest.len());
        list.push(&rest[..n]);
        text = &rest[n..];
    }
    list
}

/// Schemes and the like, two bytes each.
pub fn numbers(text: &[u8]) -> Vec<u16> {
    text.as_chunks::<2>().0.iter().map(|c| u16::from_be_bytes(*c)).collect()
}

fn verdict(answer: &[u8]) -> Result<(), Error> {
    let e = match answer.first() {
        Some(0) => return Ok(()),
        Some(2) => CertificateError::UnknownIssuer,
        Some(3) => CertificateError::Expired,
        #[allow(deprecated)] // the only variant of this alert without particulars
        Some(4) => CertificateError::BadSignature,
        _ => CertificateError::BadEncoding,
    };
    Err(Error::InvalidCertificate(e))
}

fn chain(first: &CertificateDer<'_>, rest: &[CertificateDer<'_>]) -> Result<(), Error> {
    let mut text = Vec::new();
    put(&mut text, first);
    rest.iter().for_each(|c| put(&mut text, c));
    verdict(&ask(CHAIN, text)?)
}

fn signature(
    message: &[u8],
    cert: &CertificateDer<'_>,
    dss: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    let mut text = Vec::new();
    put(&mut text, &u16::from(dss.scheme).to_be_bytes());
    put(&mut text, cert);
    put(&mut text, message);
    put(&mut text, dss.signature());
    verdict(&ask(SIGNATURE, text)?)?;
    Ok(HandshakeSignatureValid::assertion())
}

/// The schemes that the Go side verifies, in Go's order.
fn schemes() -> Vec<SignatureScheme> {
    use SignatureScheme as S;
    vec![
        S::RSA_PSS_SHA256,
        S::ECDSA_NISTP256_SHA256,
        S::ED25519,
        S::RSA_PSS_SHA384,
        S::RSA_PSS_SHA512,
        S::RSA_PKCS1_SHA256,
        S::RSA_PKCS1_SHA384,
        S::RSA_PKCS1_SHA512,
        S::ECDSA_NISTP384_SHA384,
        S::ECDSA_NISTP521_SHA512,
    ]
}

/// What the provider verifies by itself: nothing is left to it.
pub static NOTHING: WebPkiSupportedAlgorithms = WebPkiSupportedAlgorithms { all: &[], mapping: &[] };

/// What verifiers of servers and of clients have in common.
macro_rules! asks_about_signatures {
    () => {
        fn verify_tls12_signature(
            &self,
            m: &[u8],
            c: &CertificateDer<'_>,
            d: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            signature(m, c, d)
        }
        fn verify_tls13_signature(
            &self,
            m: &[u8],
            c: &CertificateDer<'_>,
            d: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            signature(m, c, d)
        }
        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            schemes()
        }
    };
}

/// Verifies servers by asking.
#[derive(Debug)]
pub struct Servers;

impl ServerCertVerifier for Servers {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        rest: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        chain(end, rest)?;
        Ok(ServerCertVerified::assertion())
    }
    asks_about_signatures!();
}

/// Verifies clients by asking.
#[derive(Debug)]
pub struct Clients {
    pub wanted: bool,
    pub mandatory: bool,
    pub hints: Vec<DistinguishedName>,
}

impl ClientCertVerifier for Clients {
    fn offer_client_auth(&self) -> bool {
        self.wanted
    }
    fn client_auth_mandatory(&self) -> bool {
        self.mandatory
    }
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.hints
    }
    fn verify_client_cert(
        &self,
        end: &CertificateDer<'_>,
        rest: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        chain(end, rest)?;
        Ok(ClientCertVerified::assertion())
    }
    asks_about_signatures!();
}

/// A key of the Go side: it signs by asking.
#[derive(Debug)]
struct Key {
    schemes: Vec<u16>,
}

#[derive(Debug)]
struct Choice(SignatureScheme);

impl SigningKey for Key {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let scheme = self.schemes.iter().map(|&s| SignatureScheme::from(s)).find(|s| offered.contains(s))?;
        Some(Box::new(Choice(scheme)))
    }
    fn algorithm(&self) -> SignatureAlgorithm {
        match self.schemes.first() {
            Some(0x0807) => SignatureAlgorithm::ED25519,
            Some(0x0403 | 0x0503 | 0x0603 | 0x0203) => SignatureAlgorithm::ECDSA,
            _ => SignatureAlgorithm::RSA,
        }
    }
}

impl Signer for Choice {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let mut text = Vec::new();
        put(&mut text, &u16::from(self.0).to_be_bytes());
        put(&mut text, message);
        let signature = ask(SIGN, text)?;
        if signature.is_empty() { Err(Error::General("failed to sign".into())) } else { Ok(signature) }
    }
    fn scheme(&self) -> SignatureScheme {
        self.0
    }
}

/// A certificate with its key: the first item has the schemes, the others are the chain.
pub fn certified(text: &[u8]) -> Option<Arc<CertifiedKey>> {
    let list = items(text);
    let (first, chain) = list.split_first()?;
    let chain = chain.iter().map(|c| CertificateDer::from(c.to_vec())).collect();
    Some(Arc::new(CertifiedKey::new(chain, Arc::new(Key { schemes: numbers(first) }))))
}

/// The server's one certificate.
#[derive(Debug)]
pub struct Own(pub Option<Arc<CertifiedKey>>);

impl ResolvesServerCert for Own {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        self.0.clone()
    }
}

/// The client's certificate, which the Go side chooses.
#[derive(Debug)]
pub struct Shown;

impl ResolvesClientCert for Shown {
    fn resolve(&self, hints: &[&[u8]], offered: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let mut text = Vec::new();
        let offered: Vec<u8> = offered.iter().flat_map(|&s| u16::from(s).to_be_bytes()).collect();
        put(&mut text, &offered);
        hints.iter().for_each(|h| put(&mut text, h));
        certified(&ask(CLIENT_CERTIFICATE, text).ok()?)
    }
    fn has_certs(&self) -> bool {
        true
    }
}
