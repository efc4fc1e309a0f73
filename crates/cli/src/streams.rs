//! The process's standard streams as Go programs know them: unbuffered, and a write to a broken standard output or standard
//! error ends the process by SIGPIPE, without a word.

use rustix::stdio;
use std::io::{self, Read, Write};
use std::os::fd::BorrowedFd;

/// A stream without buffer. It has no descriptor of its own: a program that closes its standard output leaves nobody who holds
/// the other end open.
pub(crate) struct Stream(fn() -> BorrowedFd<'static>);

/// Standard input.
pub(crate) fn stdin() -> Stream {
    Stream(stdio::stdin)
}

/// Standard output.
pub(crate) fn stdout() -> Stream {
    Stream(stdio::stdout)
}

/// Standard error.
pub(crate) fn stderr() -> Stream {
    Stream(stdio::stderr)
}

impl Read for Stream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::read(self.0(), buf)?)
    }
}

impl Write for Stream {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let result = rustix::io::write(self.0(), buf).map_err(io::Error::from);
        if result.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
            // Rust ignores SIGPIPE from the start; die of it now as Go does.
            let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGPIPE);
        }
        result
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
