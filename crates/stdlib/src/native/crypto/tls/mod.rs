//! Package crypto/tls on rustls: handshakes, records and keys are rustls'; connections, certificates and everything that programs can
//! configure are Go's. The Go side reads and writes the network; natives turn bytes into bytes and never wait for it.
//! Sessions live in the VM's room, by number, until the Go side frees them.

mod ask;

use ask::{Clients, Line, Own, Question, Servers, Shown, certified, items, numbers, put, with_line};
use rustls::client::{ClientSessionMemoryCache, ClientSessionStore, Resumption};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{IpAddr, Ipv4Addr, ServerName};
use rustls::server::ProducesTickets;
use rustls::{
    ClientConfig, ClientConnection, Connection, DistinguishedName, Error, HandshakeKind, KeyLog, ServerConfig,
    ServerConnection,
};
use rustls::{PeerIncompatible, SupportedProtocolVersion};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/tls.newStore", new_store);
    r.add("crypto/tls.newClient", new_client);
    r.add("crypto/tls.newServer", new_server);
    r.add("crypto/tls.step", step);
    r.add("crypto/tls.seal", seal);
    r.add("crypto/tls.finish", finish);
    r.add("crypto/tls.details", details);
    r.add("crypto/tls.keyLog", key_log);
    r.add("crypto/tls.export", export);
    r.add("crypto/tls.free", free);
}

/// What a Go Config keeps from one connection to the next.
struct Store {
    sessions: Arc<dyn ClientSessionStore>,
    tickets: Option<Arc<dyn ProducesTickets>>,
    // Sessions are taken up again only under the very same verifier and resolver.
    servers: Arc<Servers>,
    shown: Arc<Shown>,
}

enum Session {
    Idle(Box<Machine>),
    /// A thread waits for an answer.
    Asking(Sender<Vec<u8>>, Receiver<Event>),
    Broken,
}

#[derive(Default)]
struct Tls {
    next: u64,
    stores: HashMap<u64, Store>,
    sessions: HashMap<u64, Session>,
}

/// A connection, and secrets for programs that want them logged.
struct Machine {
    conn: Connection,
    log: Arc<Lines>,
    failed: bool,
}

#[derive(Debug, Default)]
struct Lines {
    wanted: bool,
    text: Mutex<String>,
}

impl KeyLog for Lines {
    fn log(&self, label: &str, random: &[u8], secret: &[u8]) {
        if let Ok(mut text) = self.text.lock() {
            let hex = |b: &[u8]| b.iter().map(|c| format!("{c:02x}")).collect::<String>();
            *text += &format!("{label} {} {}\n", hex(random), hex(secret));
        }
    }
    fn will_log(&self, _: &str) -> bool {
        self.wanted
    }
}

/// What a step comes to.
#[derive(Default)]
struct Outcome {
    /// For the network.
    out: Vec<u8>,
    /// For the program.
    plain: Vec<u8>,
    code: i64,
    /// Of an error.
    text: String,
}

const MORE: i64 = 0;
const READY: i64 = 1;
const FAILED: i64 = 2;
const CLOSED: i64 = 3;

/// What comes from a step's thread.
enum Event {
    Asks(Question),
    Done(Box<Machine>, Outcome),
}

/// func newStore() int
fn new_store(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let t = ctx.room::<Tls>();
    t.next += 1;
    let id = t.next;
    let store = Store {
        sessions: Arc::new(ClientSessionMemoryCache::new(64)),
        tickets: rustls::crypto::ring::Ticketer::new().ok(),
        servers: Arc::new(Servers),
        shown: Arc::new(Shown),
    };
    t.stores.insert(id, store);
    ctx.set(0, id);
    Ok(())
}

/// The provider with the suites and groups that the Go side lists, in its order.
fn provider(suites: &[u16], groups: &[u16]) -> Arc<CryptoProvider> {
    let mut p = rustls::crypto::ring::default_provider();
    let suite = |id: u16| rustls::crypto::ring::ALL_CIPHER_SUITES.iter().copied().find(|s| u16::from(s.suite()) == id);
    let group = |id: u16| rustls::crypto::ring::ALL_KX_GROUPS.iter().copied().find(|g| u16::from(g.name()) == id);
    p.cipher_suites = suites.iter().filter_map(|&id| suite(id)).collect();
    p.kx_groups = groups.iter().filter_map(|&id| group(id)).collect();
    p.signature_verification_algorithms = ask::NOTHING;
    Arc::new(p)
}

/// Bit 0 is TLS 1.2, bit 1 is TLS 1.3.
fn versions(bits: u64) -> Vec<&'static SupportedProtocolVersion> {
    let mut list = Vec::new();
    if bits & 2 != 0 {
        list.push(&rustls::version::TLS13);
    }
    if bits & 1 != 0 {
        list.push(&rustls::version::TLS12);
    }
    list
}

fn add(ctx: &mut NativeCtx<'_>, made: Result<Connection, Error>, log: Arc<Lines>) -> NativeResult {
    match made {
        Ok(mut conn) => {
            conn.set_buffer_limit(None);
            let t = ctx.room::<Tls>();
            t.next += 1;
            let id = t.next;
            t.sessions.insert(id, Session::Idle(Box::new(Machine { conn, log, failed: false })));
            ctx.set(0, id);
            ctx.set_str(1, b"")
        }
        Err(e) => {
            ctx.set(0, 0);
            ctx.set_str(1, e.to_string().as_bytes())
        }
    }
}

/// What both ends are configured by.
struct Common {
    provider: Arc<CryptoProvider>,
    versions: Vec<&'static SupportedProtocolVersion>,
    alpn: Vec<Vec<u8>>,
    log: Arc<Lines>,
    store: u64,
}

/// The arguments from slot n on: store int, versions int, log bool, alpn, suites, groups []byte
fn common(ctx: &NativeCtx<'_>, n: usize) -> Common {
    Common {
        store: ctx.u64(n),
        versions: versions(ctx.u64(n + 1)),
        log: Arc::new(Lines { wanted: ctx.bool(n + 2), text: Mutex::default() }),
        alpn: items(ctx.bytes(n + 3)).into_iter().map(<[u8]>::to_vec).collect(),
        provider: provider(&numbers(ctx.bytes(n + 6)), &numbers(ctx.bytes(n + 9))),
    }
}

/// func newClient(store, versions int, log bool, alpn, suites, groups []byte, name string, resume bool) (id int, problem string): an
/// empty name is not sent
fn new_client(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let c = common(ctx, 0);
    let name = ctx.str(12).into_owned();
    let resume = ctx.bool(14);
    let made = (|| {
        let store = ctx.room::<Tls>().stores.get(&c.store).ok_or_else(|| Error::General("no store".into()))?;
        let mut config = ClientConfig::builder_with_provider(c.provider)
            .with_protocol_versions(&c.versions)?
            .dangerous()
            .with_custom_certificate_verifier(store.servers.clone())
            .with_client_cert_resolver(store.shown.clone());
        config.alpn_protocols = c.alpn;
        config.key_log = c.log.clone();
        config.resumption = if resume { Resumption::store(store.sessions.clone()) } else { Resumption::disabled() };
        let name = match ServerName::try_from(name) {
            Ok(n) => n,
            Err(_) => {
                config.enable_sni = false;
                ServerName::IpAddress(IpAddr::V4(Ipv4Addr::from([127, 0, 0, 1])))
            }
        };
        Ok(Connection::Client(ClientConnection::new(Arc::new(config), name)?))
    })();
    add(ctx, made, c.log)
}

/// func newServer(store, versions int, log bool, alpn, suites, groups, certificate []byte, auth int, hints []byte, tickets bool) (id
/// int, problem string): auth 1 asks for a certificate, 2 insists on it
fn new_server(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let c = common(ctx, 0);
    let own = Own(certified(ctx.bytes(12)));
    let auth = ctx.u64(15);
    let hints = items(ctx.bytes(16)).into_iter().map(|h| DistinguishedName::from(h.to_vec())).collect();
    let tickets = ctx.bool(19);
    let made = (|| {
        let clients = Clients { wanted: auth > 0, mandatory: auth > 1, hints };
        let mut config = ServerConfig::builder_with_provider(c.provider)
            .with_protocol_versions(&c.versions)?
            .with_client_cert_verifier(Arc::new(clients))
            .with_cert_resolver(Arc::new(own));
        config.alpn_protocols = c.alpn;
        config.key_log = c.log.clone();
        config.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
        let store = ctx.room::<Tls>().stores.get(&c.store);
        if let Some(t) = store.and_then(|s| s.tickets.clone()).filter(|_| tickets) {
            config.ticketer = t;
            config.send_tls13_tickets = 1;
        } else {
            config.send_tls13_tickets = 0;
        }
        Ok(Connection::Server(ServerConnection::new(Arc::new(config))?))
    })();
    add(ctx, made, c.log)
}

impl Machine {
    /// Takes what came from the network as far as it goes.
    fn feed(&mut self, mut input: &[u8]) -> Outcome {
        let mut o = Outcome::default();
        loop {
            if !input.is_empty() && self.conn.read_tls(&mut input).is_err() {
                break;
            }
            if let Err(e) = self.conn.process_new_packets() {
                self.failed = true;
                o.code = FAILED;
                o.text = problem(&e, matches!(self.conn, Connection::Server(_)));
                break;
            }
            let mut part = [0u8; 16 << 10];
            loop {
                match self.conn.reader().read(&mut part) {
                    Ok(0) => {
                        o.code = CLOSED;
                        break;
                    }
                    Ok(n) => o.plain.extend(&part[..n]),
                    Err(_) => break, // nothing more now
                }
            }
            if input.is_empty() {
                break;
            }
        }
        if o.code == MORE && !self.conn.is_handshaking() {
            o.code = READY;
        }
        self.drain(&mut o.out);
        o
    }

    fn drain(&mut self, out: &mut Vec<u8>) {
        while self.conn.wants_write() {
            if !matches!(self.conn.write_tls(out), Ok(n) if n > 0) {
                break;
            }
        }
    }
}

/// An error in Go's words; the Go side knows the alerts' names.
fn problem(e: &Error, server: bool) -> String {
    use PeerIncompatible as P;
    match e {
        Error::AlertReceived(a) => format!("alert {}", u8::from(*a)),
        Error::DecryptError => "local error: tls: bad record MAC".into(),
        Error::PeerSentOversizedRecord => "local error: tls: record overflow".into(),
        Error::NoCertificatesPresented if server => "tls: client didn't provide a certificate".into(),
        Error::NoCertificatesPresented => "tls: received empty certificates message".into(),
        Error::InappropriateMessage { .. } | Error::InappropriateHandshakeMessage { .. } => {
            "tls: unexpected message".into()
        }
        Error::PeerIncompatible(P::NoCipherSuitesInCommon) => {
            "tls: no cipher suite supported by both client and server".into()
        }
        Error::PeerIncompatible(P::NoKxGroupsInCommon) => {
            "tls: no key exchanges supported by both client and server".into()
        }
        Error::PeerIncompatible(P::NoSignatureSchemesInCommon) => {
            "tls: peer doesn't support any of the certificate's signature algorithms".into()
        }
        Error::PeerIncompatible(
            P::ServerTlsVersionIsDisabledByOurConfig
            | P::ServerDoesNotSupportTls12Or13
            | P::Tls12NotOfferedOrEnabled
            | P::Tls12NotOffered,
        ) => "version".into(),
        Error::General(s) => format!("tls: {s}"),
        e => format!("tls: {e}"),
    }
}

/// Lets a step go on until it ends or asks.
fn follow(answers: Sender<Vec<u8>>, events: Receiver<Event>) -> (Session, Result<Outcome, Question>) {
    match events.recv() {
        Ok(Event::Asks(q)) => (Session::Asking(answers, events), Err(q)),
        Ok(Event::Done(m, o)) => (Session::Idle(m), Ok(o)),
        Err(_) => {
            (Session::Broken, Ok(Outcome { code: FAILED, text: "tls: internal error".into(), ..Outcome::default() }))
        }
    }
}

/// Takes up a step on a thread, for the handshake may ask.
fn begin(mut machine: Box<Machine>, input: Vec<u8>) -> (Session, Result<Outcome, Question>) {
    let (answers, answered) = channel();
    let (done, events) = channel();
    let questions = done.clone();
    let thread = std::thread::Builder::new().stack_size(256 << 10).spawn(move || {
        let o = with_line(Line { questions, answers: answered }, || machine.feed(&input));
        // Nobody listens any more when the VM is gone.
        let _ = done.send(Event::Done(machine, o));
    });
    if thread.is_err() {
        return (
            Session::Broken,
            Ok(Outcome { code: FAILED, text: "tls: no thread for the handshake".into(), ..Outcome::default() }),
        );
    }
    follow(answers, events)
}

/// func step(id int, input, answer []byte) (code int, out, plain []byte, text string): codes 0 to 3 are more wanted, handshake done,
/// failed, closed by the peer; from 10 on it is a question, which plain holds and the next call's answer answers
fn step(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (id, input, answer) = (ctx.u64(0), ctx.bytes(1), ctx.bytes(4).to_vec());
    let session = ctx.room::<Tls>().sessions.remove(&id).unwrap_or(Session::Broken);
    let (session, result) = match session {
        Session::Broken => (
            Session::Broken,
            Ok(Outcome { code: FAILED, text: "tls: use of closed connection".into(), ..Outcome::default() }),
        ),
        Session::Asking(answers, events) => {
            let _ = answers.send(answer);
            follow(answers, events)
        }
        Session::Idle(mut m) if m.conn.is_handshaking() && !input.is_empty() && !m.failed => {
            m.conn.set_buffer_limit(None);
            begin(m, input.to_vec())
        }
        Session::Idle(mut m) => {
            let o = m.feed(input);
            (Session::Idle(m), Ok(o))
        }
    };
    ctx.room::<Tls>().sessions.insert(id, session);
    let o = result.unwrap_or_else(|q| Outcome { code: q.kind, plain: q.text, ..Outcome::default() });
    ctx.set_i64(0, o.code);
    let s = ctx.new_bytes(&o.out)?;
    ctx.set_slice(1, s);
    let s = ctx.new_bytes(&o.plain)?;
    ctx.set_slice(4, s);
    ctx.set_str(7, o.text.as_bytes())
}

fn machine<'c>(ctx: &'c mut NativeCtx<'_>, id: u64) -> Option<&'c mut Machine> {
    match ctx.room::<Tls>().sessions.get_mut(&id) {
        Some(Session::Idle(m)) => Some(m),
        _ => None,
    }
}

fn bytes_result(ctx: &mut NativeCtx<'_>, b: &[u8]) -> NativeResult {
    let s = ctx.new_bytes(b)?;
    ctx.set_slice(0, s);
    Ok(())
}

/// func seal(id int, plain []byte) (out []byte)
fn seal(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (id, plain) = (ctx.u64(0), ctx.bytes(1));
    let mut out = Vec::new();
    if let Some(m) = machine(ctx, id) {
        // Nothing but memory is written to.
        let _ = m.conn.writer().write_all(plain);
        m.drain(&mut out);
    }
    bytes_result(ctx, &out)
}

/// func finish(id int) (out []byte): the notice that nothing more will be written
fn finish(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let id = ctx.u64(0);
    let mut out = Vec::new();
    if let Some(m) = machine(ctx, id) {
        m.conn.send_close_notify();
        m.drain(&mut out);
    }
    bytes_result(ctx, &out)
}

/// func details(id int) []byte: items: version, suite, group, whether resumed, protocol, certificates of the peer
fn details(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let id = ctx.u64(0);
    let mut out = Vec::new();
    if let Some(m) = machine(ctx, id) {
        let c = &m.conn;
        put(&mut out, &c.protocol_version().map_or(0, u16::from).to_be_bytes());
        put(&mut out, &c.negotiated_cipher_suite().map_or(0, |s| u16::from(s.suite())).to_be_bytes());
        put(&mut out, &c.negotiated_key_exchange_group().map_or(0, |g| u16::from(g.name())).to_be_bytes());
        put(&mut out, &[u8::from(c.handshake_kind() == Some(HandshakeKind::Resumed))]);
        put(&mut out, c.alpn_protocol().unwrap_or_default());
        c.peer_certificates().unwrap_or_default().iter().for_each(|c| put(&mut out, c));
    }
    bytes_result(ctx, &out)
}

/// func keyLog(id int) string: lines since the last call
fn key_log(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let id = ctx.u64(0);
    let text =
        machine(ctx, id).and_then(|m| m.log.text.lock().ok().map(|mut t| std::mem::take(&mut *t))).unwrap_or_default();
    ctx.set_str(0, text.as_bytes())
}

/// func export(id int, label string, context []byte, has bool, out []byte) bool
fn export(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (id, label, context, has, out) = (ctx.u64(0), ctx.bytes(1), ctx.bytes(3), ctx.bool(6), ctx.bytes_mut(7));
    let ok = machine(ctx, id).is_some_and(|m| {
        let context = has.then_some(context);
        match m.conn.export_keying_material(vec![0u8; out.len()], label, context) {
            Ok(v) => {
                out.copy_from_slice(&v);
                true
            }
            Err(_) => false,
        }
    });
    ctx.set_bool(0, ok);
    Ok(())
}

/// func free(id int)
fn free(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let id = ctx.u64(0);
    ctx.room::<Tls>().sessions.remove(&id);
    Ok(())
}
