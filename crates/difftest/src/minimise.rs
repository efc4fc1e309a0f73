//! Makes a program smaller as long as it keeps failing the same way: blocks and lines are taken out, largest first.

/// Where the block that begins at `lines[i]` ends, when that line opens one.
fn block_end(lines: &[String], i: usize) -> Option<usize> {
    let opens = |l: &str| l.trim_end().ends_with(['{', '(']);
    if !opens(&lines[i]) {
        return None;
    }
    let indent = |l: &str| l.len() - l.trim_start_matches('\t').len();
    let mine = indent(&lines[i]);
    (i + 1..lines.len()).find(|&j| indent(&lines[j]) == mine && lines[j].trim_start().starts_with(['}', ')']))
}

/// Smaller versions of a line: operands in place of whole expressions.
fn simpler(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let bytes = line.as_bytes();
    let mut stack = Vec::new();
    for (i, b) in bytes.iter().enumerate() {
        match b {
            b'(' | b'[' | b'{' => stack.push(i),
            b')' | b']' | b'}' => {
                if let Some(open) = stack.pop() {
                    // The inside alone, without what stands before it; and nothing inside.
                    let start = line[..open]
                        .rfind(|c: char| !(c.is_alphanumeric() || "_.[]*".contains(c)))
                        .map_or(0, |p| p + line[p..].chars().next().map_or(1, char::len_utf8));
                    let inner = &line[open + 1..i];
                    if !inner.is_empty() {
                        found.push(format!("{}{}{}", &line[..start], inner, &line[i + 1..]));
                        found.push(format!("{}{}", &line[..=open], &line[i..]));
                        for part in inner.split(", ") {
                            found.push(format!("{}{}{}", &line[..=open], part, &line[i..]));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    for op in [" + ", " - ", " * ", " / ", " % ", " & ", " | ", " ^ ", " &^ ", " << ", " >> ", " && ", " || "] {
        for (i, _) in line.match_indices(op) {
            let end = line[i + op.len()..].find([' ', ',', ')', ']', '}']).map_or(line.len(), |e| i + op.len() + e);
            found.push(format!("{}{}", &line[..i], &line[end..]));
        }
    }
    found.retain(|f| f.len() < line.len());
    found.sort_by_key(String::len);
    found
}

/// Where the top-level declaration that begins at `lines[i]` ends.
fn declarations(lines: &[String]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let end = block_end(lines, i).map_or(i + 1, |e| e + 1);
        found.push((i, end));
        i = end;
    }
    found
}

/// The smallest program found for which `fails` holds.
pub fn minimise(text: &str, mut fails: impl FnMut(&str) -> bool) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    // Bodies of functions first: a panic or nothing in place of all of it, in runs of many functions.
    let mut run = declarations(&lines).len() / 2;
    while run > 0 {
        let mut at = 0;
        loop {
            let all = declarations(&lines);
            if at >= all.len() {
                break;
            }
            let to = all[(at + run).min(all.len()) - 1].1;
            let mut next = lines.clone();
            next.splice(all[at].0..to, []);
            if fails(&next.join("\n")) {
                lines = next;
            } else {
                at += run;
            }
        }
        run /= 2;
    }
    loop {
        let before = lines.join("\n").len();
        let mut i = 0;
        while i < lines.len() {
            let mut cuts = Vec::new();
            if let Some(end) = block_end(&lines, i) {
                cuts.push((i, end + 1, vec![]));
                cuts.push((i + 1, end, vec![]));
                cuts.push((i, end + 1, lines[i + 1..end].to_vec()));
            } else {
                cuts.extend([16, 4, 1].iter().filter(|n| i + **n <= lines.len()).map(|n| (i, i + n, vec![])));
            }
            let done = cuts.into_iter().filter(|c| c.0 < c.1).find_map(|(from, to, with)| {
                let mut next = lines.clone();
                next.splice(from..to, with);
                fails(&next.join("\n")).then_some(next)
            });
            match done {
                Some(next) => lines = next,
                None => i += 1,
            }
        }
        if lines.join("\n").len() == before {
            break;
        }
    }
    for i in 0..lines.len() {
        while let Some(better) = simpler(&lines[i]).into_iter().take(40).find(|s| {
            let mut next = lines.clone();
            next[i] = s.clone();
            fails(&next.join("\n"))
        }) {
            lines[i] = better;
        }
    }
    lines.join("\n") + "\n"
}
