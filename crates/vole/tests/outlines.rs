//! The outlines that are embedded with the library are those that the parser makes of its files.

use vole_source::{SourceMap, Text};
use vole_syntax::outline::outline;

#[test]
fn embedded_outlines_are_right() {
    let mut map = SourceMap::new();
    for package in vole_stdlib::packages().filter_map(vole_stdlib::package) {
        for file in package.files {
            let name = format!("{}/{}", package.path, file.name);
            let source = map.add(name.clone(), name, Text::Static(file.text));
            let parsed = vole_syntax::parse_file(&source, 0);
            assert!(parsed.diagnostics.is_empty(), "{}: {:?}", source.name, parsed.diagnostics);
            let made = outline(&source, &parsed.file).unwrap_or_else(|| panic!("{} has no outline", source.name));
            if let Some(embedded) = file.outline() {
                let differs = made.iter().zip(embedded).position(|(a, b)| a != b);
                assert!(made == embedded, "{} differs at {differs:?}:\n{made:?}\n{embedded:?}", source.name);
            }
        }
    }
}
