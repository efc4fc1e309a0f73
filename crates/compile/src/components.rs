//! Strongly connected components of a graph: functions that call each other, those that they call first.

/// A graph: from each node, numbered from 0 on, to others.
#[derive(Default)]
pub struct Edges {
    /// Where the edges of each node begin.
    start: Vec<usize>,
    to: Vec<u32>,
}

impl Edges {
    /// Edges pushed from here on lead from the next node.
    pub fn next_node(&mut self) {
        self.start.push(self.to.len());
    }

    /// An edge to a node.
    pub fn push(&mut self, to: u32) {
        self.to.push(to);
    }

    /// The components; one comes behind those that its edges lead to, its nodes in the reverse of the order in which they are met
    /// (R. Tarjan, Depth-first search and linear graph algorithms, 1972; without recursion).
    pub fn components(mut self) -> Vec<Vec<u32>> {
        const NEW: u32 = u32::MAX;
        let n = self.start.len();
        self.next_node();
        let Edges { start, to } = self;
        let (mut number, mut low, mut on_stack) = (vec![NEW; n], vec![0u32; n], vec![false; n]);
        let (mut stack, mut out, mut count) = (Vec::new(), Vec::new(), 0u32);
        let mut path: Vec<(u32, usize)> = Vec::new();
        for root in 0..n as u32 {
            if number[root as usize] != NEW {
                continue;
            }
            path.push((root, start[root as usize]));
            while let Some((v, at)) = path.last_mut() {
                let v = *v as usize;
                if number[v] == NEW {
                    number[v] = count;
                    low[v] = count;
                    count += 1;
                    stack.push(v as u32);
                    on_stack[v] = true;
                }
                if *at < start[v + 1] {
                    let w = to[*at] as usize;
                    *at += 1;
                    if number[w] == NEW {
                        path.push((w as u32, start[w]));
                    } else if on_stack[w] {
                        low[v] = low[v].min(number[w]);
                    }
                    continue;
                }
                path.pop();
                if let Some((parent, _)) = path.last() {
                    let p = *parent as usize;
                    low[p] = low[p].min(low[v]);
                }
                if low[v] == number[v] {
                    let mut component = Vec::new();
                    while let Some(w) = stack.pop() {
                        on_stack[w as usize] = false;
                        component.push(w);
                        if w as usize == v {
                            break;
                        }
                    }
                    out.push(component);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn components(edges: &[&[u32]]) -> Vec<Vec<u32>> {
        let mut graph = Edges::default();
        for to in edges {
            graph.next_node();
            to.iter().for_each(|&t| graph.push(t));
        }
        graph.components()
    }

    #[test]
    fn callees_come_first() {
        assert_eq!(components(&[&[1, 2], &[2], &[]]), [vec![2], vec![1], vec![0]]);
    }

    #[test]
    fn a_cycle_is_one_component() {
        assert_eq!(components(&[&[1], &[2, 3], &[0], &[3]]), [vec![3], vec![2, 1, 0]]);
    }

    #[test]
    fn cycles_that_touch_are_one() {
        assert_eq!(components(&[&[1], &[0, 2], &[1], &[]]), [vec![2, 1, 0], vec![3]]);
    }
}
