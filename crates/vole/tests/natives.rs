//! What escape analysis believes of natives is said of natives that there are.

#[test]
fn listed_natives_are_registered() {
    let mut natives = vole_vm::NativeRegistry::new();
    vole_stdlib::native::register(&mut natives);
    let unknown: Vec<&str> = vole_compile::listed_natives().filter(|name| natives.get(name).is_none()).collect();
    assert!(unknown.is_empty(), "not registered: {unknown:?}");
    assert!(vole_compile::listed_natives().count() > 300);
}
