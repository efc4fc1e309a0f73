//! The embedding face from outside: streams, calls both ways, limits, and every way to end.
#![allow(clippy::unwrap_used, reason = "a test may fail by panic")]

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use vole::{CallError, Clock, Engine, LimitReached, Limits, MemoryFileSystem, Outcome, Program, Vm};

/// A stream that can be looked at afterwards.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(data);
        Ok(data.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

fn compile(text: &str) -> Program {
    Engine::new().compile_source("main.go", text).unwrap_or_else(|e| panic!("{e}"))
}

fn vm(text: &str, limits: Limits) -> (Vm, Shared, Shared) {
    let (out, err) = (Shared::default(), Shared::default());
    let vm = compile(text).vm().limits(limits).stdout(out.clone()).stderr(err.clone()).build().unwrap();
    (vm, out, err)
}

fn ends(text: &str, limits: Limits) -> (Outcome, String, String) {
    let (mut vm, out, err) = vm(text, limits);
    let outcome = vm.run();
    (outcome, out.text(), err.text())
}

const NO_LIMITS: Limits =
    Limits { steps: None, heap_bytes: None, stack_bytes: None, goroutines: None, wall_time: None };

#[test]
fn a_program_writes_to_the_streams_it_was_given() {
    let source = "package main\nimport (\"fmt\"; \"os\")\nfunc main() { fmt.Println(\"out\", os.Args[1:]); println(\"err\"); os.Exit(7) }\n";
    let (out, err) = (Shared::default(), Shared::default());
    let program = compile(source);
    let mut vm = program.vm().args(["prog", "a", "b"]).stdout(out.clone()).stderr(err.clone()).build().unwrap();
    assert_eq!(vm.run(), Outcome::Exited(7));
    assert_eq!((out.text().as_str(), err.text().as_str()), ("out [a b]\n", "err\n"));
    assert_eq!(vm.run(), Outcome::Exited(7), "an ended program stays ended");
}

#[test]
fn two_vms_of_one_program_do_not_share_variables() {
    let program = compile("package main\nvar n int\nfunc Next() int { n++; return n }\nfunc main() {}\n");
    let (mut a, mut b) = (program.vm().build().unwrap(), program.vm().build().unwrap());
    assert_eq!(a.call::<i64>("main.Next", ()), Ok(1));
    assert_eq!(a.call::<i64>("main.Next", ()), Ok(2));
    let worker = std::thread::spawn(move || b.call::<i64>("main.Next", ()));
    assert_eq!(worker.join().unwrap(), Ok(1));
}

#[test]
fn values_cross_both_ways() {
    let source = r#"package main

import "errors"

type Celsius float64

func All(b bool, i8 int8, u16 uint16, f float32, c Celsius, s string, data []byte) (string, []byte, Celsius) {
	if !b || i8 != -5 || u16 != 65535 || f != 1.5 {
		panic("arguments")
	}
	return s + "!", append(data, 4), c * 2
}

func Fail(fail bool) (int, string, error) {
	if fail {
		return 1, "x", errors.New("failed")
	}
	return 2, "y", nil
}

func Nothing() {}

func main() {}
"#;
    let mut vm = compile(source).vm().build().unwrap();
    let got: (String, Vec<u8>, f64) =
        vm.call("main.All", (true, -5i8, 65535u16, 1.5f32, 10.25f64, "grüß", vec![1u8, 2, 3])).unwrap();
    assert_eq!(got, ("grüß!".to_string(), vec![1, 2, 3, 4], 20.5));
    assert_eq!(vm.call::<Result<(i64, String), String>>("main.Fail", (true,)), Ok(Err("failed".into())));
    assert_eq!(vm.call::<Result<(i64, String), String>>("main.Fail", (false,)), Ok(Ok((2, "y".into()))));
    assert_eq!(vm.call::<()>("main.Nothing", ()), Ok(()));
    assert_eq!(vm.call::<()>("main.None", ()), Err(CallError::NoFunction("main.None".into())));
    let wrong = vm.call::<i64>("main.Fail", (1i64,)).unwrap_err();
    assert_eq!(wrong.to_string(), "main.Fail is a func(bool) (int, string, error), called as a func(int64) int64");
}

#[test]
fn a_panic_in_a_call_ends_the_program_only() {
    let mut vm =
        compile("package main\nfunc Bad(i int) int { return []int{1}[i] }\nfunc main() {}\n").vm().build().unwrap();
    assert_eq!(vm.call::<i64>("main.Bad", (0i64,)), Ok(1));
    let error = vm.call::<i64>("main.Bad", (3i64,)).unwrap_err();
    assert!(error.to_string().starts_with("panic: runtime error: index out of range [3] with length 1"), "{error}");
    assert_eq!(vm.call::<i64>("main.Bad", (0i64,)).unwrap_err(), error);
}

#[test]
fn host_functions_keep_state_and_fail_as_go_errors() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = seen.clone();
    let mut engine = Engine::new();
    engine
        .package("example.com/host")
        .func("Add", |a: i64, b: i64| -> i64 { a + b })
        .func("Split", |s: String| -> (String, isize) { (s.to_uppercase(), s.len() as isize) })
        .func("Reverse", |mut b: Vec<u8>| -> Vec<u8> {
            b.reverse();
            b
        })
        .func("Log", move |line: String| log.lock().unwrap().push(line))
        .func("Check", |ok: bool| -> Result<(), String> {
            if ok { Ok(()) } else { Err("not ok".into()) }
        })
        .func("Boom", || -> i64 { panic!("inside") });
    let source = r#"package main

import "example.com/host"

func main() {
	s, n := host.Split("abc")
	host.Log(s + string(rune('0'+n)))
	host.Log(string(host.Reverse([]byte("xyz"))))
	if err := host.Check(false); err != nil {
		host.Log(err.Error())
	}
	if host.Check(true) == nil && host.Add(40, 2) == 42 {
		f := host.Log
		defer f("done")
	}
	func() {
		defer func() { host.Log(recover().(string)) }()
		host.Boom()
	}()
}
"#;
    let program = engine.compile_source("main.go", source).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(program.vm().build().unwrap().run(), Outcome::Exited(0));
    assert_eq!(*seen.lock().unwrap(), ["ABC3", "zyx", "not ok", "host function panicked: inside", "done"]);
}

#[test]
fn panics_deadlocks_and_fatal_errors_are_outcomes() {
    let (outcome, _, err) = ends("package main\nfunc main() { panic(\"boom\") }\n", NO_LIMITS);
    let Outcome::Panicked { report } = &outcome else { panic!("{outcome:?}") };
    assert!(report.starts_with("panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n"), "{report}");
    assert_eq!((&err, outcome.exit_code()), (report, 2));

    let (outcome, _, err) = ends("package main\nfunc main() { <-make(chan int) }\n", NO_LIMITS);
    let Outcome::Deadlock { report } = &outcome else { panic!("{outcome:?}") };
    assert!(
        report.starts_with("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\n"),
        "{report}"
    );
    assert_eq!((&err, outcome.exit_code()), (report, 2));

    let deep = "package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { f(0) }\n";
    let (outcome, _, _) = ends(deep, Limits { stack_bytes: Some(1 << 20), ..NO_LIMITS });
    assert!(matches!(&outcome, Outcome::Fatal { report } if report.contains("stack overflow")), "{outcome:?}");
}

#[test]
fn a_run_stopped_by_its_steps_goes_on() {
    let source =
        "package main\nfunc main() {\n\ts := 0\n\tfor i := 0; i < 1000000; i++ {\n\t\ts += i\n\t}\n\tprintln(s)\n}\n";
    let (mut vm, _, err) = vm(source, Limits { steps: Some(100_000), ..NO_LIMITS });
    let mut runs = 1;
    loop {
        match vm.run() {
            Outcome::Limit(LimitReached::Steps) => runs += 1,
            outcome => break assert_eq!(outcome, Outcome::Exited(0)),
        }
    }
    assert!((5..=11).contains(&runs), "{runs} runs");
    assert_eq!(err.text(), "499999500000\n");
}

#[test]
fn limits_end_the_program_and_not_the_host() {
    let endless = "package main\nfunc main() { for {} }\n";
    let start = Instant::now();
    let (outcome, _, _) = ends(endless, Limits { wall_time: Some(Duration::from_millis(50)), ..NO_LIMITS });
    assert_eq!(outcome, Outcome::Limit(LimitReached::WallTime));
    assert!(start.elapsed() < Duration::from_secs(5));

    let many = "package main\nfunc main() {\n\tfor {\n\t\tgo func() { select {} }()\n\t}\n}\n";
    let (outcome, _, _) = ends(many, Limits { goroutines: Some(1000), ..NO_LIMITS });
    assert_eq!(outcome, Outcome::Limit(LimitReached::Goroutines));

    let hungry = "package main\nvar keep [][]byte\nfunc main() {\n\tfor {\n\t\tkeep = append(keep, make([]byte, 1<<20))\n\t}\n}\n";
    let (outcome, _, err) = ends(hungry, Limits { heap_bytes: Some(32 << 20), ..NO_LIMITS });
    assert!(matches!(outcome, Outcome::Limit(LimitReached::Memory { .. })), "{outcome:?}");
    assert!(err.starts_with("fatal error: runtime: out of memory") || err.contains("out of memory"), "{err}");
}

#[test]
fn another_thread_can_stop_a_run() {
    for source in [
        "package main\nfunc main() { for {} }\n",
        "package main\nimport \"time\"\nfunc main() { time.Sleep(time.Hour) }\n",
    ] {
        let (mut vm, _, _) = vm(source, NO_LIMITS);
        let stop = vm.stop_handle();
        let stopper = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            stop.stop();
        });
        let start = Instant::now();
        assert_eq!(vm.run(), Outcome::Stopped);
        assert!(start.elapsed() < Duration::from_secs(5));
        stopper.join().unwrap();
    }
}

#[test]
fn virtual_time_does_not_wait() {
    let source = "package main\nimport \"time\"\nfunc main() {\n\tstart := time.Now()\n\ttime.Sleep(time.Hour)\n\tprintln(time.Since(start) >= time.Hour)\n}\n";
    let err = Shared::default();
    let start = Instant::now();
    let outcome = compile(source).vm().clock(Clock::Virtual(1_000_000_000)).stderr(err.clone()).build().unwrap().run();
    assert_eq!((outcome, err.text().as_str()), (Outcome::Exited(0), "true\n"));
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn diagnostics_are_data() {
    let error =
        Engine::new().compile_source("a.go", "package main\n\nfunc main() {\n\tx := 1\n\ty = 2\n}\n").unwrap_err();
    assert_eq!(error.rendered, "./a.go:4:2: declared and not used: x\n./a.go:5:2: undefined: y\n");
    let first = &error.diagnostics[0];
    assert_eq!((first.file.as_str(), first.line, first.column), ("./a.go", 4, 2));
    assert_eq!(first.message, "declared and not used: x");
    assert!(error.rendered_with_source.contains("\tx := 1\n\t^\n"), "{}", error.rendered_with_source);
}

/// Offsets are 32 bits wide: what is larger must not get to run, in whatever way a value of it would be made.
#[test]
fn values_beyond_four_gigabytes_are_refused() {
    let uses = [
        "x := [][]int{1e9: nil}\n\tprintln(len(x), cap(x), x[5] == nil)",
        "p := new(Huge)\n\tp[5] = nil",
        "s := make([]Huge, 1)\n\tprintln(&s[0])",
        "var x Huge\n\tprintln(len(x), &x[1])",
        "var x any = Huge{}\n\tprintln(x)",
        "var s []Huge\n\ts = append(s, Huge{})",
        "m := map[int]Huge{}\n\tm[1] = Huge{}",
        "var p *Huge\n\tv := reflect.New(reflect.TypeOf(p).Elem())\n\tprintln(v.IsNil())",
    ];
    for code in uses {
        let import = if code.contains("reflect") { "import \"reflect\"\n\n" } else { "" };
        let text = format!("package main\n\n{import}type Huge [1 << 30][]int\n\nfunc main() {{\n\t{code}\n}}\n");
        let Err(error) = Engine::new().compile_source("a.go", &text) else { panic!("accepted: {code}") };
        assert!(error.rendered.contains(" of more than 4 GiB are not supported"), "{code}: {}", error.rendered);
    }
}

#[test]
fn modules_from_memory() {
    let files = MemoryFileSystem::new()
        .file("go.mod", "module example.com/m\n\ngo 1.27\n")
        .file("main.go", "package main\n\nimport \"example.com/m/sub\"\n\nfunc main() { println(sub.Twice(21)) }\n")
        .file("sub/s.go", "package sub\n\nfunc Twice(n int) int { return 2 * n }\n")
        .file("sub/s_windows.go", "package sub\n\nfunc Twice(n int) int { return 0 }\n")
        .file("bad/b.go", "package bad\n\nfunc X() int { return \"a\" }\n")
        .file("cmd/main.go", "package main\n\nimport \"example.com/m/bad\"\n\nfunc main() { bad.X(); x := 1 }\n");
    let engine = Engine::new().file_system(files);
    let err = Shared::default();
    let program = engine.compile_dir("/").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(program.vm().stderr(err.clone()).build().unwrap().run(), Outcome::Exited(0));
    assert_eq!(err.text(), "42\n");
    let error = engine.compile_dir("cmd").unwrap_err();
    assert_eq!(
        error.rendered,
        "bad/b.go:3:23: cannot use \"a\" (untyped string constant) as int value in return statement\n"
    );
    assert!(engine.check_dir("sub").is_ok());
    let error = engine.compile_dir("sub").unwrap_err();
    assert_eq!(error.rendered, "package example.com/m/sub is not a main package\n");
}
