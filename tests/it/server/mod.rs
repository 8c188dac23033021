//! A small HTTP/1.1 server on the loopback address, for tests.
//!
//! It answers from a script (path → answer) in plain threads, writes down what it was asked, and
//! ends when dropped. It can stall, drip, break off, and never end, without a clock: a stalled
//! answer waits for the server to be dropped, a dripping one goes on as long as the client listens.

#![allow(clippy::expect_used, reason = "a test that cannot have its server should fail")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

/// What was asked.
#[derive(Debug, Clone, Default)]
#[allow(dead_code, reason = "each test binary uses its own part of the server")]
pub struct Asked {
    /// `GET`.
    pub method: String,
    /// The target as written: path and query, or a whole address when asked as a proxy.
    pub path: String,
    /// The headers, names in lower case, in order.
    pub headers: Vec<(String, String)>,
}

#[allow(dead_code, reason = "each test binary uses its own part of the server")]
impl Asked {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// How a body is sent.
#[derive(Clone)]
#[allow(dead_code, reason = "each test binary uses its own part of the server")]
pub enum Body {
    /// At once, with its length.
    Whole(Vec<u8>),
    /// In chunks.
    Chunked(Vec<Vec<u8>>),
    /// Announced as this long, but broken off after these bytes.
    Cut(usize, Vec<u8>),
    /// These bytes again and again, in chunks, as long as anybody listens.
    Endless(Vec<u8>),
    /// These bytes, then silence until the server is dropped.
    Stalled(Vec<u8>),
    /// A byte for every message of the channel, until its sender is dropped; then the connection
    /// is closed.
    Dripped(Arc<Mutex<mpsc::Receiver<u8>>>),
}

/// An answer.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Body,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Answered,
    /// Not a byte until the server is dropped.
    Silent,
    /// The connection is closed without a byte.
    Closed,
    /// The body's bytes as they are: no status, no headers.
    Raw,
}

#[allow(dead_code, reason = "each test binary uses its own part of the server")]
impl Answer {
    /// An answer with a status and a whole body.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Answer {
            status,
            headers: Vec::new(),
            body: Body::Whole(body.into()),
            kind: Kind::Answered,
        }
    }

    /// 200.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Answer::new(200, body)
    }

    /// A redirect.
    pub fn to(status: u16, location: &str) -> Self {
        Answer::new(status, "").header("Location", location)
    }

    /// 200 with a body sent in another way.
    pub fn body(body: Body) -> Self {
        Answer { body, ..Answer::ok("") }
    }

    /// Never a byte.
    pub fn silent() -> Self {
        Answer {
            kind: Kind::Silent,
            ..Answer::ok("")
        }
    }

    /// The connection closed without a byte.
    pub fn closed() -> Self {
        Answer {
            kind: Kind::Closed,
            ..Answer::ok("")
        }
    }

    /// These bytes in place of an answer.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Answer {
            kind: Kind::Raw,
            ..Answer::ok(bytes)
        }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }
}

type Script = dyn Fn(&Asked) -> Answer + Send + Sync;

/// The server; it listens until dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    listener: Option<JoinHandle<()>>,
}

struct State {
    script: Box<Script>,
    asked: Mutex<Vec<Asked>>,
    open: Mutex<Vec<TcpStream>>,
    ended: AtomicBool,
    connections: AtomicUsize,
    now: AtomicUsize,
    peak: AtomicUsize,
}

#[allow(dead_code, reason = "each test binary uses its own part of the server")]
impl Server {
    /// A server that answers by a table of paths (without the query); others get 404.
    pub fn with(routes: impl IntoIterator<Item = (&'static str, Answer)>) -> Self {
        let routes: HashMap<_, _> = routes.into_iter().collect();
        Server::new(move |asked| {
            let path = asked.path.split('?').next().unwrap_or_default();
            routes
                .get(path)
                .cloned()
                .unwrap_or_else(|| Answer::new(404, "nothing here"))
        })
    }

    /// A server that answers by a function.
    pub fn new(script: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port");
        let address = listener.local_addr().expect("its address");
        let state = Arc::new(State {
            script: Box::new(script),
            asked: Mutex::default(),
            open: Mutex::default(),
            ended: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
            now: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        });
        let shared = state.clone();
        let listener = std::thread::spawn(move || listen(&listener, &shared));
        Server {
            address,
            state,
            listener: Some(listener),
        }
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// `127.0.0.1:port`.
    pub fn place(&self) -> String {
        self.address.to_string()
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// All it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().expect("no thread panicked").clone()
    }

    /// How often a path (without the query) was asked for.
    pub fn times(&self, path: &str) -> usize {
        self.asked()
            .iter()
            .filter(|asked| asked.path.split('?').next() == Some(path))
            .count()
    }

    /// Connections accepted so far.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// The most questions that were being answered at once.
    pub fn peak(&self) -> usize {
        self.state.peak.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.ended.store(true, Ordering::SeqCst);
        // Wakes the listener, which then closes the connections and joins their threads.
        drop(TcpStream::connect(self.address));
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

fn listen(listener: &TcpListener, state: &Arc<State>) {
    let mut threads = Vec::new();
    for stream in listener.incoming() {
        if state.ended.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        state.connections.fetch_add(1, Ordering::SeqCst);
        if let Ok(copy) = stream.try_clone() {
            state.open.lock().expect("no thread panicked").push(copy);
        }
        let state = state.clone();
        threads.push(std::thread::spawn(move || {
            // An error is the client gone, which is its right.
            let _ = serve(&stream, &state);
            let _ = stream.shutdown(Shutdown::Both);
        }));
    }
    for stream in state.open.lock().expect("no thread panicked").drain(..) {
        let _ = stream.shutdown(Shutdown::Both);
    }
    for thread in threads {
        let _ = thread.join();
    }
}

fn serve(stream: &TcpStream, state: &State) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(asked) = read(&mut reader)? {
        let now = state.now.fetch_add(1, Ordering::SeqCst) + 1;
        state.peak.fetch_max(now, Ordering::SeqCst);
        state.asked.lock().expect("no thread panicked").push(asked.clone());
        let answer = (state.script)(&asked);
        let again = write(stream, &answer);
        state.now.fetch_sub(1, Ordering::SeqCst);
        if !again? {
            break;
        }
    }
    Ok(())
}

fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Asked>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut asked = Asked {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: Vec::new(),
    };
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(Some(asked));
        };
        asked.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// Sends an answer; whether the connection may be used again.
fn write(mut stream: &TcpStream, answer: &Answer) -> std::io::Result<bool> {
    match answer.kind {
        Kind::Silent => return until_gone(stream),
        Kind::Closed => return Ok(false),
        Kind::Raw => {
            if let Body::Whole(bytes) = &answer.body {
                stream.write_all(bytes)?;
            }
            return Ok(false);
        }
        Kind::Answered => {}
    }
    let mut head = format!("HTTP/1.1 {} Scripted\r\n", answer.status);
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += &match &answer.body {
        Body::Whole(_) if answer.status == 304 => String::new(),
        Body::Whole(body) => format!("Content-Length: {}\r\n", body.len()),
        Body::Cut(length, _) => format!("Content-Length: {length}\r\n"),
        Body::Stalled(_) => "Content-Length: 1000000\r\n".to_owned(),
        Body::Chunked(_) | Body::Endless(_) => "Transfer-Encoding: chunked\r\n".to_owned(),
        Body::Dripped(_) => "Connection: close\r\n".to_owned(),
    };
    let mut first = (head + "\r\n").into_bytes();
    match &answer.body {
        Body::Whole(body) => {
            first.extend_from_slice(body);
            stream.write_all(&first)?;
            return Ok(true);
        }
        Body::Cut(_, body) => {
            first.extend_from_slice(body);
            stream.write_all(&first)?;
        }
        Body::Stalled(body) => {
            first.extend_from_slice(body);
            stream.write_all(&first)?;
            return until_gone(stream);
        }
        Body::Chunked(chunks) => {
            for chunk in chunks {
                chunk_into(chunk, &mut first);
            }
            first.extend_from_slice(b"0\r\n\r\n");
            stream.write_all(&first)?;
            return Ok(true);
        }
        Body::Endless(chunk) => {
            stream.write_all(&first)?;
            let mut framed = Vec::new();
            chunk_into(chunk, &mut framed);
            loop {
                stream.write_all(&framed)?;
            }
        }
        Body::Dripped(drops) => {
            stream.write_all(&first)?;
            let drops = drops.lock().expect("no thread panicked");
            while let Ok(drop) = drops.recv() {
                stream.write_all(&[drop])?;
            }
        }
    }
    Ok(false)
}

fn chunk_into(chunk: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
    out.extend_from_slice(chunk);
    out.extend_from_slice(b"\r\n");
}

/// Waits until the client has closed the connection or the server is dropped.
fn until_gone(mut stream: &TcpStream) -> std::io::Result<bool> {
    let mut sink = [0; 256];
    while stream.read(&mut sink)? > 0 {}
    Ok(false)
}
