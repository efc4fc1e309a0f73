//! The process's standard streams as Go programs know them: unbuffered, and a write to a broken standard output or standard
//! error ends the process by SIGPIPE, without a word.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};

/// A stream without buffer.
pub(crate) struct Stream(Option<File>);

fn duplicate(fd: BorrowedFd<'_>) -> Stream {
    Stream(fd.try_clone_to_owned().ok().map(File::from))
}

/// Standard input.
pub(crate) fn stdin() -> Stream {
    duplicate(io::stdin().as_fd())
}

/// Standard output.
pub(crate) fn stdout() -> Stream {
    duplicate(io::stdout().as_fd())
}

/// Standard error.
pub(crate) fn stderr() -> Stream {
    duplicate(io::stderr().as_fd())
}

impl Stream {
    fn file(&mut self) -> io::Result<&mut File> {
        self.0.as_mut().ok_or_else(|| io::Error::other("bad file descriptor"))
    }
}

impl Read for Stream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.file()?.read(buf)
    }
}

impl Write for Stream {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let result = self.file()?.write(buf);
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
