//! What natives do with the pointers they are given, by name: a native has no body to look at.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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

/// The kinds of `natives.txt`.
const KINDS: [(&str, Keeps); 5] = [
    ("[nothing]", Keeps::Nothing),
    ("[views]", Keeps::Views),
    ("[loads]", Keeps::Loads),
    ("[content]", Keeps::Content),
    ("[content-first]", Keeps::ContentViewsFirst),
];

static LISTED: LazyLock<FxHashMap<String, Keeps>> = LazyLock::new(|| {
    let mut listed = FxHashMap::default();
    let (mut keeps, mut package) = (Keeps::All, "");
    for line in include_str!("natives.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some((_, kind)) = KINDS.iter().find(|(head, _)| *head == line) {
            keeps = *kind;
            continue;
        }
        for word in line.split_whitespace() {
            match word.strip_suffix(':') {
                Some(head) => package = head,
                None => {
                    listed.insert(format!("{package}.{word}"), keeps);
                }
            }
        }
    }
    listed
});

/// What the native of this name keeps.
pub(super) fn keeps(name: &str) -> Keeps {
    LISTED.get(name).copied().unwrap_or(Keeps::All)
}

/// The natives of which escape analysis knows what they keep, by full name.
pub fn listed_natives() -> impl Iterator<Item = &'static str> {
    LISTED.keys().map(String::as_str)
}
