//! What the `go` command finds wrong in the package clause and the imports of a file before any compiler sees it, in its
//! words (which are not the compiler's): it reads every file up to its last import.

/// Where the head of a file ends, or the first complaint about it as (byte offset, message). `invalid` is where the file's UTF-8
/// ends being valid.
pub(crate) fn check(text: &str, invalid: Option<usize>) -> Result<usize, (usize, String)> {
    let mut scanner = Scanner { text, at: 0, semicolon: false };
    let found = scanner.head().err();
    let read = found.as_ref().map_or(scanner.at, |f| scanner.at.max(f.0 + 1));
    match invalid {
        Some(at) if at < read => {
            let utf16 = at == 0 && text.starts_with("??");
            Err((at, if utf16 { "illegal UTF-8 encoding (got UTF-16)" } else { "illegal UTF-8 encoding" }.to_string()))
        }
        _ => found.map_or(Ok(scanner.at), Err),
    }
}

type Complaint = (usize, String);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Token {
    Word,
    Text,
    /// A number or a character.
    Literal,
    Semicolon,
    Newline,
    Other,
    End,
}

const OPEN_COMMENT: &str = "comment not terminated";

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Whether a line end is a semicolon now.
    semicolon: bool,
}

const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

impl<'a> Scanner<'a> {
    /// The next token and where it begins; the scanner stands behind it.
    fn next(&mut self) -> Result<(Token, usize, &'a str), Complaint> {
        let bytes = self.text.as_bytes();
        if self.at == 0 && self.text.starts_with('\u{feff}') {
            self.at = 3;
        }
        loop {
            match bytes.get(self.at) {
                Some(b'\n') if self.semicolon => {
                    self.semicolon = false;
                    self.at += 1;
                    return Ok((Token::Newline, self.at - 1, "\n"));
                }
                Some(b' ' | b'\t' | b'\r' | b'\n') => self.at += 1,
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'/') => {
                    self.at = self.text[self.at..].find('\n').map_or(self.text.len(), |n| self.at + n);
                }
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'*') => {
                    let Some(len) = self.text[self.at + 2..].find("*/") else {
                        return Err((self.at, OPEN_COMMENT.into()));
                    };
                    let comment = &self.text[self.at..self.at + len + 4];
                    let start = self.at;
                    self.at += comment.len();
                    if self.semicolon && comment.contains('\n') {
                        self.semicolon = false;
                        return Ok((Token::Newline, start, "\n"));
                    }
                }
                _ => break,
            }
        }
        let start = self.at;
        let rest = &self.text[start..];
        let Some(c) = rest.chars().next() else {
            if self.semicolon {
                self.semicolon = false;
                return Ok((Token::Newline, start, "\n"));
            }
            return Ok((Token::End, start, ""));
        };
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let token = if c.is_ascii_digit() {
            let len = rest.find(|c: char| !(is_word(c) || c == '.')).unwrap_or(rest.len());
            self.at += len;
            Token::Literal
        } else if is_word(c) {
            self.at += rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            Token::Word
        } else if c == '"' || c == '`' || c == '\'' {
            self.quoted(c, rest)?;
            if c == '\'' { Token::Literal } else { Token::Text }
        } else if c == ';' {
            self.at += 1;
            Token::Semicolon
        } else if "+-*/%&|^<>=!:,.()[]{}~".contains(c) {
            self.at += 1;
            Token::Other
        } else {
            return Err((start, format!("illegal character U+{:04X} '{c}'", c as u32)));
        };
        let word = &self.text[start..self.at];
        self.semicolon = match token {
            Token::Word => !KEYWORDS.contains(&word) || matches!(word, "break" | "continue" | "fallthrough" | "return"),
            Token::Text | Token::Literal => true,
            Token::Other => matches!(word, ")" | "]" | "}"),
            _ => false,
        };
        Ok((token, start, word))
    }

    fn quoted(&mut self, quote: char, rest: &str) -> Result<(), Complaint> {
        let start = self.at;
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(1) {
            if c == '\n' && quote != '`' {
                break;
            }
            if c == quote && !escaped {
                self.at = start + i + 1;
                return Ok(());
            }
            escaped = quote != '`' && c == '\\' && !escaped;
        }
        let what = match quote {
            '`' => "raw string literal",
            '"' => "string literal",
            _ => "rune literal",
        };
        Err((start, format!("{what} not terminated")))
    }

    /// How `go` names a token that it did not expect.
    fn found(&self, token: Token, word: &str) -> String {
        match token {
            Token::End => "'EOF'".into(),
            Token::Newline if self.at >= self.text.len() => "'EOF'".into(),
            Token::Newline => "newline".into(),
            Token::Semicolon => "';'".into(),
            Token::Word if !KEYWORDS.contains(&word) => word.to_string(),
            Token::Word | Token::Other => format!("'{word}'"),
            Token::Text | Token::Literal => word.to_string(),
        }
    }

    fn expected(&self, what: &str, token: Token, at: usize, word: &str) -> Complaint {
        (at, format!("expected {what}, found {}", self.found(token, word)))
    }

    fn head(&mut self) -> Result<(), Complaint> {
        let (token, at, word) = self.next()?;
        if token != Token::Word || word != "package" {
            return Err(self.expected("'package'", token, at, word));
        }
        let (token, at, word) = self.next()?;
        if token != Token::Word || KEYWORDS.contains(&word) {
            return Err(self.expected("'IDENT'", token, at, word));
        }
        let mut separated = false;
        loop {
            let before = (self.at, self.semicolon);
            // What the rest of the file holds is the compiler's business.
            let (token, at, word) = match self.next() {
                Err(comment) if comment.1 == OPEN_COMMENT => return Err(comment),
                Err(_) => {
                    self.at = before.0;
                    return Ok(());
                }
                Ok(next) => next,
            };
            match token {
                Token::Newline | Token::Semicolon => separated = true,
                Token::Word if word == "import" => {
                    if !separated {
                        return Err(self.expected("';'", token, at, word));
                    }
                    self.import()?;
                    separated = false;
                }
                _ => {
                    self.at = before.0;
                    return Ok(());
                }
            }
        }
    }

    /// One import declaration behind its keyword.
    fn import(&mut self) -> Result<(), Complaint> {
        let (token, at, word) = self.next()?;
        if word != "(" {
            return self.spec(token, at, word);
        }
        loop {
            let (token, at, word) = self.next()?;
            if word == ")" {
                return Ok(());
            }
            if token == Token::End {
                return Err(self.expected("')'", token, at, word));
            }
            self.spec(token, at, word)?;
            let (token, at, word) = self.next()?;
            match token {
                Token::Newline | Token::Semicolon => {}
                _ if word == ")" => return Ok(()),
                _ => return Err(self.expected("';'", token, at, word)),
            }
        }
    }

    fn spec(&mut self, mut token: Token, mut at: usize, mut word: &'a str) -> Result<(), Complaint> {
        if token == Token::Word && !KEYWORDS.contains(&word) || word == "." {
            (token, at, word) = self.next()?;
        }
        match token {
            Token::Text => Ok(()),
            Token::Literal => Err((at, "import path must be a string".into())),
            Token::Word if !KEYWORDS.contains(&word) => Err((at, "import path must be a string".into())),
            _ => Err((at, "missing import path".into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    fn complaint(text: &str) -> String {
        match check(text, None) {
            Err((at, message)) => format!("{at}: {message}"),
            Ok(_) => String::new(),
        }
    }

    /// Every expectation was observed with `go build`.
    #[test]
    fn heads_that_go_refuses() {
        for (text, expected) in [
            ("", "0: expected 'package', found 'EOF'"),
            ("// hi", "5: expected 'package', found 'EOF'"),
            ("package", "7: expected 'IDENT', found 'EOF'"),
            ("packag main", "0: expected 'package', found packag"),
            ("package 7\nfunc main(){}\n", "8: expected 'IDENT', found 7"),
            ("func main(){}", "0: expected 'package', found 'func'"),
            ("package main import \"fmt\"\n", "13: expected ';', found 'import'"),
            ("package main; import fmt; func main(){}", "24: missing import path"),
            ("package main\nimport \"fmt\nfunc main(){}", "20: string literal not terminated"),
            ("package main\nimport (\"fmt\" \"os\")\n", "27: expected ';', found \"os\""),
            ("package main\nimport x y \"fmt\"\n", "22: import path must be a string"),
            ("package main\nimport (\"fmt\"\n", "27: expected ')', found 'EOF'"),
            ("package main\nimport (7\n)\n", "21: import path must be a string"),
            ("/* abc\npackage main\n", "0: comment not terminated"),
            ("\\\n?\n", "0: illegal character U+005C '\\'"),
        ] {
            assert_eq!(complaint(text), expected, "{text:?}");
        }
    }

    #[test]
    fn heads_that_are_left_to_the_compiler() {
        for text in [
            "package main",
            "package main.x\nfunc main(){}",
            "package main }\nfunc main(){}",
            "package main\nimport \"a\" + \"b\"\n",
            "package main\nimport (\"fmt\"; )); func main(){}",
            "package main\n?",
            "package main\n\"abc",
            "package main\nfunc main() {\n\x00\n}\n/*",
            "\u{feff}package main // x\nimport . \"fmt\"; import (_ `os`\n\ta \"b\"; c \"d\")\n",
        ] {
            assert_eq!(complaint(text), "", "{text:?}");
        }
    }

    #[test]
    fn invalid_utf8_counts_in_the_head_only() {
        assert_eq!(check("package main // ?\nimport \"fmt\"\n", Some(16)), Err((16, "illegal UTF-8 encoding".into())));
        assert_eq!(check("package main\nvar s = \"?\"\n", Some(22)), Ok(13));
        assert_eq!(check("??", Some(0)), Err((0, "illegal UTF-8 encoding (got UTF-16)".into())));
    }
}
