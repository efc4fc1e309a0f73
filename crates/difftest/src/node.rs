//! A program as a tree of lines and blocks, which the minimiser can take apart.

/// A statement or declaration.
#[derive(Clone, Debug)]
pub enum Node {
    /// Text without parts of its own.
    Line(String),
    /// Heads with their bodies (`if c {` .. `} else {` ..), and what closes the last.
    Block(Vec<(String, Vec<Node>)>, String),
}

impl Node {
    /// A block with one head.
    pub fn block(head: impl Into<String>, body: Vec<Node>, foot: impl Into<String>) -> Node {
        Node::Block(vec![(head.into(), body)], foot.into())
    }

    /// Appends the node's text.
    pub fn render(&self, depth: usize, out: &mut String) {
        match self {
            Node::Line(text) => {
                for line in text.lines() {
                    indent(depth, line, out);
                }
            }
            Node::Block(parts, foot) => {
                for (head, body) in parts {
                    indent(depth, head, out);
                    render_all(body, depth + 1, out);
                }
                indent(depth, foot, out);
            }
        }
    }
}

fn indent(depth: usize, line: &str, out: &mut String) {
    out.extend(std::iter::repeat_n('\t', depth));
    out.push_str(line);
    out.push('\n');
}

/// Appends the text of several nodes.
pub fn render_all(nodes: &[Node], depth: usize, out: &mut String) {
    for n in nodes {
        n.render(depth, out);
    }
}

/// A whole program's text.
pub fn program(nodes: &[Node]) -> String {
    let mut out = String::new();
    render_all(nodes, 0, &mut out);
    out
}
