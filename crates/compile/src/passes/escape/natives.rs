//! What natives do with the pointers they are given, by name: a native has no body to look at.

/// What becomes of a native's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeps {
    /// They may end up anywhere.
    All,
    /// They are only read or written to; results point elsewhere.
    Nothing,
    /// They are only read or written to; results may point into them.
    Views,
    /// Results may be what is loaded from them.
    Loads,
    /// What they point to holds values that may end up anywhere; results point elsewhere.
    Content,
    /// As `Content`, but results may point into the first argument.
    ContentViewsFirst,
}

/// Packages whose natives only look at their arguments; results may point into them.
const VIEWING: &[&str] = &[
    "bufio",
    "bytes",
    "compress/bzip2",
    "compress/flate",
    "compress/lzw",
    "crypto/aes",
    "crypto/cipher",
    "crypto/des",
    "crypto/ecdh",
    "crypto/ed25519",
    "crypto/elliptic",
    "crypto/md5",
    "crypto/pbkdf2",
    "crypto/rand",
    "crypto/rc4",
    "crypto/sha1",
    "crypto/sha256",
    "crypto/sha3",
    "crypto/sha512",
    "crypto/subtle",
    "encoding/base32",
    "encoding/base64",
    "encoding/binary",
    "encoding/hex",
    "hash/adler32",
    "hash/crc32",
    "hash/crc64",
    "hash/fnv",
    "hash/maphash",
    "html",
    "math",
    "math/big",
    "math/bits",
    "math/rand",
    "math/rand/v2",
    "net/url",
    "net/netip",
    "net/textproto",
    "path",
    "path/filepath",
    "slices",
    "sort",
    "strconv",
    "strings",
    "unicode",
    "unicode/utf16",
    "unicode/utf8",
];

/// What the native of this name keeps.
pub(super) fn keeps(name: &str) -> Keeps {
    match name {
        // Results or arguments hold pieces of other arguments.
        "bytes.fieldsInto" | "bytes.splitInto" | "strings.Fields" | "strings.genSplit" | "sort.swapElems" => Keeps::All,
        "strings.Join" => Keeps::Loads,
        "strings.newBuffer" => Keeps::Nothing,
        "fmt.format" | "fmt.collect" | "fmt.finish" | "fmt.wrapped" => Keeps::Content,
        "fmt.appendFormat" | "fmt.appendFinish" => Keeps::ContentViewsFirst,
        "fmt.isNilPointer" | "fmt.quote" | "fmt.typeName" | "fmt.parseInt" | "fmt.parseUint" | "fmt.parseFloat" => {
            Keeps::Nothing
        }
        "errors.isComparable" | "context.isComparable" | "context.typeName" => Keeps::Nothing,
        "encoding/json.check"
        | "encoding/json.checkWhole"
        | "encoding/json.compact"
        | "encoding/json.indent"
        | "encoding/json.escape"
        | "encoding/json.isNumber" => Keeps::Views,
        "regexp.match" | "regexp.find" | "regexp.findAll" => Keeps::Nothing,
        "reflect.DeepEqual" | "reflect.equal" | "reflect.isZero" | "reflect.loadWord" | "reflect.mapGet"
        | "reflect.mapDelete" => Keeps::Nothing,
        "reflect.mapSet" | "reflect.mapIterInit" | "reflect.mapIterNext" | "reflect.chanSelect" | "reflect.chanOne" => {
            Keeps::Content
        }
        "reflect.words" | "reflect.iface" => Keeps::Views,
        "runtime.print"
        | "runtime.unsafeStringCheck"
        | "runtime.unsafeSliceCheck"
        | "runtime.panicWrap"
        | "runtime.clearSlice"
        | "runtime.rangePanic"
        | "runtime.KeepAlive"
        | "runtime.Stack"
        | "runtime.callers"
        | "runtime.memStats" => Keeps::Nothing,
        "runtime.fmin" | "runtime.fmax" | "runtime.complexDiv" | "runtime.sliceToArray" => Keeps::Views,
        "sync.semacquire" | "sync.semrelease" | "sync.condWait" | "sync.condSignal" | "sync.condBroadcast" => {
            Keeps::Nothing
        }
        "time.formatTime" | "time.parseDuration" => Keeps::Views,
        _ => match name.rsplit_once('.') {
            Some((package, _)) if VIEWING.contains(&package) => Keeps::Views,
            _ => Keeps::All,
        },
    }
}
