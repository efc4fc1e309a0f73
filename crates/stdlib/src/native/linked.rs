//! Functions of Go's run-time system that programs reach by `//go:linkname` (the names are in `vole_compile::linknames`).

use std::hash::Hasher;
use vole_vm::NativeRegistry;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("linked.stringHash", |c| {
        let hash = hash(c.bytes(0), c.u64(2));
        c.set(0, hash);
        Ok(())
    });
    r.add("linked.strhash", |c| {
        let [at, seed] = [c.u64(0), c.u64(1)];
        // SAFETY: the program passes the address of a string, as it would to Go's function.
        let [data, len] = unsafe { *(at as *const [u64; 2]) };
        let hash = hash_at(data, len, seed);
        c.set(0, hash);
        Ok(())
    });
    r.add("linked.memhash", |c| {
        let hash = hash_at(c.u64(0), c.u64(2), c.u64(1));
        c.set(0, hash);
        Ok(())
    });
    r.add("linked.rand32", |c| {
        let random = c.random() >> 32;
        c.set(0, random);
        Ok(())
    });
    r.add("linked.rand64", |c| {
        let random = c.random();
        c.set(0, random);
        Ok(())
    });
    r.add("linked.randn", |c| {
        let below = ((c.random() >> 32) * (c.u64(0) & 0xffff_ffff)) >> 32;
        c.set(0, below);
        Ok(())
    });
    r.add("linked.fcntl", |c| {
        let [fd, command, argument] = [0, 1, 2].map(|i| c.i64(i) as i32);
        // SAFETY: commands take numbers or fail; the memory that some point to is the caller's affair, as in Go.
        let value = unsafe { libc::fcntl(fd, command, argument) };
        let error = if value < 0 { std::io::Error::last_os_error().raw_os_error().unwrap_or_default() } else { 0 };
        c.set_i64(0, i64::from(value));
        c.set_i64(1, i64::from(error));
        Ok(())
    });
    r.add("linked.nothing", |_| Ok(()));
    r.add("linked.zero", |c| {
        c.set(0, 0);
        Ok(())
    });
}

fn hash(bytes: &[u8], seed: u64) -> u64 {
    let mut h = std::hash::DefaultHasher::new();
    h.write_u64(seed);
    h.write(bytes);
    h.finish()
}

fn hash_at(data: u64, len: u64, seed: u64) -> u64 {
    if len == 0 {
        return hash(&[], seed);
    }
    // SAFETY: the program says that so many bytes stand there, as it would to Go's function.
    hash(unsafe { std::slice::from_raw_parts(data as *const u8, len as usize) }, seed)
}
