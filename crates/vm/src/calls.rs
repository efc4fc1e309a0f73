//! The calls that traces show: how they are printed, and which of them gc has inlined.

use crate::libframes;
use crate::traceback::TOP;

/// A call of a trace.
pub(crate) struct Call {
    /// As printed, arguments included.
    pub text: String,
    /// A function that gc inlines where it can: the arguments it has otherwise.
    pub may_inline: Option<String>,
    /// File and line.
    pub place: String,
    /// gc prints no offset for it.
    pub inlined: bool,
    /// Line of the function's declaration; 0: nobody asks.
    pub decl: u32,
    /// Where its code lies, as profiles have it; 0: nobody knows.
    pub code: u64,
    /// A function literal called by its value: the function that it stands in. gc knows it there.
    pub home: Option<String>,
}

/// A function's frame on its way into a trace.
pub(crate) struct Shown<'a> {
    pub name: &'a str,
    pub args: String,
    pub place: String,
    /// gc would have inlined it.
    pub inlined: bool,
    /// The goroutine sleeps in it.
    pub waits: bool,
    /// Where gc's code of it would stand.
    pub code: u64,
    pub decl: u32,
}

/// The calls that a function shows: those inside a library function's are the ones that Go has there.
pub(crate) fn add_call(shown: Shown<'_>, add: &mut dyn FnMut(Call)) {
    let Shown { name, args, place, inlined, waits, code, decl } = shown;
    match libframes::frames(name, waits).or_else(|| libframes::frames(name, false)) {
        Some(frames) if !name.starts_with("main.") => {
            for f in frames {
                add(Call::of(f.call, f.place, f.inlined));
            }
        }
        _ => {
            let name = generic_name(name);
            let (text, may_inline) =
                if inlined { (format!("{name}(...)"), Some(args)) } else { (format!("{name}({args})"), None) };
            add(Call { text, may_inline, place, inlined, code, decl, home: None });
        }
    }
}

impl Call {
    /// A call that is not one of the program's functions.
    pub(crate) fn of(text: impl Into<String>, place: &str, inlined: bool) -> Call {
        Call { text: text.into(), may_inline: None, place: place.into(), inlined, code: 0, decl: 0, home: None }
    }

    /// Makes an inlined call one with a frame of its own, if gc could.
    pub fn take_frame(&mut self) -> bool {
        let Some(args) = self.may_inline.take() else { return false };
        self.text = format!("{}({args})", self.function());
        self.inlined = false;
        true
    }

    /// The name of the function.
    pub fn function(&self) -> &str {
        match self.text.rfind('(') {
            Some(_) if self.text.ends_with("(...)") => &self.text[..self.text.len() - 5],
            Some(_) => {
                // The arguments begin at the bracket that the last one closes.
                let mut depth = 0;
                let open = self.text.char_indices().rev().find(|&(_, c)| {
                    depth += i32::from(c == ')') - i32::from(c == '(');
                    depth == 0
                });
                open.map_or(&*self.text, |(i, _)| &self.text[..i])
            }
            None => &self.text,
        }
    }

    /// An address for profiles: equal calls have equal ones.
    pub fn address(&self) -> u64 {
        let line = self.place.rsplit_once(':').and_then(|(_, l)| l.parse::<u64>().ok()).unwrap_or(0);
        match self.function() {
            _ if self.code != 0 => self.code + (line & 0x3f),
            "internal/sync.runtime_SemacquireMutex" => 0x47_ea04,
            "sync.runtime_SemacquireRWMutexR" => 0x47_ea64,
            "sync.runtime_SemacquireRWMutex" => 0x47_ea84,
            "sync.runtime_SemacquireWaitGroup" => 0x47_eacd,
            "time.Sleep" => 0x48_0d05,
            name => {
                let hash = name.bytes().fold(0xcbf2_9ce4u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0193));
                0x48_1000 + (hash & 0xffc0) + (line & 0x3f)
            }
        }
    }
}

/// Follows the calls of a trace and decides which ones gc has inlined: none that stands in the chain of those inlined already.
#[derive(Default)]
pub(crate) struct Inlining {
    frame: String,
    chain: Vec<String>,
}

impl Inlining {
    fn name(call: &Call) -> &str {
        call.text
            .split_once('(')
            .map_or(&*call.text, |(name, _)| if name.is_empty() || name.ends_with('.') { &*call.text } else { name })
    }

    /// From the outermost call inwards.
    pub fn decide(&mut self, call: &mut Call) {
        let name = call.text.strip_suffix("(...)").unwrap_or(Self::name(call)).to_string();
        let unknown = call.home.as_ref().is_some_and(|home| *home != self.frame && !self.chain.contains(home));
        let again = unknown || self.chain.contains(&name);
        if !call.inlined || again && call.take_frame() {
            self.frame = name;
            self.chain.clear();
        } else {
            if !is_literal(&self.frame) {
                call.text = copied_literal(&call.text);
            }
            self.chain.push(name);
        }
    }
}

fn is_literal(name: &str) -> bool {
    name.split('.').any(|part| part.strip_prefix("func").is_some_and(is_number))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A literal in a literal is called `func1.1`; gc's copies of them in a function that is none, `func1.func1`.
fn copied_literal(text: &str) -> String {
    let Some(name) = text.strip_suffix("(...)").filter(|name| is_literal(name)) else { return text.to_string() };
    let parts = name.split('.').map(|part| if is_number(part) { format!("func{part}") } else { part.to_string() });
    format!("{}(...)", parts.collect::<Vec<_>>().join("."))
}

/// A function of fmt has just called the one that takes a printer from a pool.
pub(crate) fn above_top(calls: &mut Vec<Call>) {
    if let Some(top) = calls.first_mut()
        && let Some((file, line)) = top.place.rsplit_once(':')
        && let Ok(line) = line.parse::<u32>()
    {
        top.place = format!("{file}:{}", line - 1);
    }
    let above = [("sync.(*Pool).Get(0x5717a0)", "sync/pool.go:132"), ("fmt.newPrinter()", "fmt/print.go:146")];
    calls.splice(0..0, above.map(|(text, place)| Call::of(text, place, false)));
    calls.truncate(TOP);
}

/// The innermost call of a stack that overflows has just been made.
pub(crate) fn enter_top(calls: &mut [Call]) {
    let Some(top) = calls.first_mut() else { return };
    top.take_frame();
    if top.decl != 0
        && let Some((file, _)) = top.place.rsplit_once(':')
    {
        top.place = format!("{file}:{}", top.decl);
    }
}

/// An instance of a generic function is shown as `F[...]`.
pub(crate) fn generic_name(name: &str) -> std::borrow::Cow<'_, str> {
    let Some(open) = name.find('[') else { return name.into() };
    let mut depth = 0;
    for (i, c) in name[open..].char_indices() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return format!("{}[...]{}", &name[..open], &name[open + i + 1..]).into();
                }
            }
            _ => {}
        }
    }
    name.into()
}
