//! Unmarshal: the place in the text, and what is said of a mistake there.

use super::decode::{Decoder, Frame, MISMATCH, Problem};
use super::scan::{skip_space, skip_string, unescape};
use vole_vm::RType;

impl<'v> Decoder<'_, 'v> {
    /// Goes to the next key of an object; `None` behind its end.
    pub(super) fn member(&mut self) -> Option<(usize, usize)> {
        self.at = skip_space(self.text, self.at);
        match self.text[self.at] {
            b'}' => {
                self.at += 1;
                return None;
            }
            b',' => self.at = skip_space(self.text, self.at + 1),
            _ => {}
        }
        let (start, end) = (self.at, skip_string(self.text, self.at));
        self.at = skip_space(self.text, skip_space(self.text, end) + 1);
        Some((start, end))
    }

    /// Goes to the next element of an array; false behind its end.
    pub(super) fn element(&mut self) -> bool {
        self.at = skip_space(self.text, self.at);
        match self.text[self.at] {
            b']' => {
                self.at += 1;
                return false;
            }
            b',' => self.at = skip_space(self.text, self.at + 1),
            _ => {}
        }
        true
    }

    /// Passes over a value: its text.
    pub(super) fn skip(&mut self) -> &'v [u8] {
        let text = self.text;
        let start = self.at;
        let mut at = start;
        match text[at] {
            b'"' => at = skip_string(text, at),
            b'{' | b'[' => {
                let mut depth = 0;
                loop {
                    match text[at] {
                        b'"' => {
                            at = skip_string(text, at);
                            continue;
                        }
                        c @ (b'{' | b'[') => {
                            depth += 1;
                            self.next_count += usize::from(c == b'[');
                        }
                        b'}' | b']' => depth -= 1,
                        _ => {}
                    }
                    at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => at = super::scan::skip_value(text, at),
        }
        self.at = at;
        &text[start..at]
    }

    /// Takes the string that stands here: its text without quotes.
    pub(super) fn string(&mut self) -> std::borrow::Cow<'v, [u8]> {
        let raw = self.skip();
        let raw = &raw[1..raw.len() - 1];
        unescape(raw).map_or(raw.into(), Into::into)
    }

    pub(super) fn count(&mut self) -> usize {
        let n = self.counts.get(self.next_count).copied().unwrap_or(0);
        self.next_count += 1;
        n as usize
    }

    pub(super) fn save(&mut self, problem: impl FnOnce(&Self) -> Problem) {
        if self.problem.code == 0 {
            let mut p = problem(self);
            p.before = self.actions.len();
            self.problem = p;
        }
    }

    /// A value of the wrong sort, described by `value`, ended (or began) at `offset`.
    pub(super) fn mismatch(&mut self, value: &[u8], t: &RType, offset: usize, sub: i64, text: &[u8]) {
        self.save(|d| {
            let field = d.path();
            let root = if field.is_empty() { Vec::new() } else { d.root.desc().bare_name.as_bytes().to_vec() };
            Problem {
                code: MISMATCH,
                offset,
                ty: t.word(),
                value: value.to_vec(),
                root,
                field,
                sub,
                text: text.to_vec(),
                ..Problem::default()
            }
        });
    }

    pub(super) fn path(&self) -> Vec<u8> {
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for (frame, &key) in self.frames.iter().zip(&self.keys) {
            parts.push(match frame {
                Frame::List { done, .. } | Frame::AnyList { done, .. } => (done - 1).to_string().into_bytes(),
                _ => {
                    let end = skip_string(self.text, key);
                    let raw = &self.text[key + 1..end - 1];
                    unescape(raw).unwrap_or_else(|| raw.to_vec())
                }
            });
        }
        parts.join(&b'.')
    }
}
