//! What an example says it prints: its last comment, when that begins with `Output:` or `Unordered output:`.

/// The output that a function's text promises, and whether its lines may come in any order.
pub(crate) fn output(function: &str) -> Option<(String, bool)> {
    let comment = last_comment(function)?;
    let text = comment.trim_start();
    let lower = text.to_ascii_lowercase();
    let (unordered, skip) = match lower.strip_prefix("unordered") {
        Some(rest) => (true, lower.len() - rest.trim_start().len()),
        None => (false, 0),
    };
    if unordered && !lower["unordered".len()..].starts_with([' ', '\t']) {
        return None;
    }
    let rest = lower[skip..].strip_prefix("output:")?;
    let text = text[text.len() - rest.len()..].trim_start_matches([' ', '\t']);
    Some((text.strip_prefix('\n').unwrap_or(text).to_string(), unordered))
}

/// The text of the last group of comments in a function.
fn last_comment(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut groups: Vec<(String, usize)> = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let rest = &text[i..];
        match bytes[i] {
            b'/' if rest.starts_with("//") => {
                let len = rest.find('\n').unwrap_or(rest.len());
                push(&mut groups, text, i, rest[2..len].trim_end_matches('\r'), i + len);
                i += len;
            }
            b'/' if rest.starts_with("/*") => {
                let len = rest.find("*/").map_or(rest.len(), |n| n + 2);
                push(&mut groups, text, i, rest[2..len.max(4) - 2].trim_end_matches('*'), i + len);
                i += len;
            }
            b'`' => i += rest[1..].find('`').map_or(rest.len(), |n| n + 2),
            quote @ (b'"' | b'\'') => {
                i += 1;
                while i < bytes.len() && bytes[i] != quote && bytes[i] != b'\n' {
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
                i += 1;
            }
            _ => i += 1,
        }
    }
    groups.pop().map(|g| g.0)
}

/// Adds a comment: to the last group, when only one line end is between them.
fn push(groups: &mut Vec<(String, usize)>, text: &str, start: usize, comment: &str, end: usize) {
    // one blank behind the slashes is not part of the text
    let comment = comment.strip_prefix(' ').unwrap_or(comment).trim_end_matches([' ', '\t']);
    if let Some((group, before)) = groups.last_mut() {
        let between = &text[*before..start];
        if between.trim().is_empty() && between.matches('\n').count() == 1 {
            group.push('\n');
            group.push_str(comment);
            *before = end;
            return;
        }
    }
    groups.push((comment.to_string(), end));
}

#[cfg(test)]
mod tests {
    use super::output;

    #[test]
    fn the_last_comment_counts() {
        let example = |body: &str| output(&format!("func Example() {{\n{body}\n}}"));
        assert_eq!(example("\tf(\"// Output: no\")\n\t// Output: a\n\t// b"), Some(("a\nb".into(), false)));
        assert_eq!(example("\t// Output:\n\t// a\n\t//   b"), Some(("a\n  b".into(), false)));
        assert_eq!(example("\t// Unordered output:\n\t// a"), Some(("a".into(), true)));
        assert_eq!(example("\t// unordered OUTPUT: a"), Some(("a".into(), true)));
        assert_eq!(example("\t// Output: \u{130}K\u{212a}"), Some(("\u{130}K\u{212a}".into(), false)));
        assert_eq!(example("\t/* Output:\na\n*/"), Some(("a\n".into(), false)));
        assert_eq!(example("\t// Output:"), Some((String::new(), false)));
        assert_eq!(example("\t// Output: a\n\n\t// more"), None);
        assert_eq!(example("\tf()"), None);
    }
}
