# List the recipes.
default:
    @just --list

# Everything CI does, step for step.
ci:
    bash .ci/run

# All tests, or only those of one crate's folder: `just test compile`.
test crate="":
    cargo test --release {{ if crate == "" { "--workspace" } else if crate == "vole" { "-p vole" } else { "-p vole-" + crate } }}

# The golden programs whose name contains FILTER: `just golden run/fmt`.
golden filter="":
    cargo test --release -p vole-cli --test golden -- {{ filter }}

# The golden programs under a variant of the VM: `just variant portable` or `just variant stress`.
variant name:
    cargo test -q --release --target-dir target/variants -p vole-cli -p vole-vm --features vole-vm/{{ name }} --test golden

# Record what real Go ($GO, default `go`) does with the golden programs whose name contains a filter; `--changed` for new ones.
bless *filter:
    cargo run -q --release -p vole-golden --bin golden-bless -- {{ filter }}

# Time the benchmarks in Vole, Go and, where present, yaegi, Lua and LuaJIT's interpreter: `just bench [FILTER...] [--runs N]`.
bench *options:
    cargo build --release -p vole-cli -p vole-golden
    cargo run -q --release -p vole-golden --bin bench -- {{ options }}

# Time single calls of the library against Go's, the slowest first: `just sweep [FILTER...] [--runs N]`.
sweep *options:
    cargo build --release -p vole-cli -p vole-golden
    cargo run -q --release -p vole-golden --bin bench -- --sweep {{ options }}

# Time how programs start: from the command to the end of those in testdata/bench/start; wants hyperfine.
start:
    cargo build -q --release -p vole-cli
    hyperfine -N --warmup 5 --runs 50 -L program fmt,imports,server 'target/release/vole run testdata/bench/start/{program}.go'

# Show a program's bytecode: `just dis testdata/bench/fib.go`.
dis file:
    cargo run -q --release -p vole-cli -- dis {{ file }}

# Source files of more than 800 lines.
sizes:
    @find crates -name '*.rs' -not -path '*/target/*' -exec wc -l {} + | awk '$1 > 800 && $2 != "total" { print; n++ } END { if (!n) print "no file over 800 lines" }'

# Write docs/isa.md from the instruction table.
isa:
    BLESS=1 cargo test -q -p vole-bytecode --test reference

# Measure against real Go ($GO) on a copy of Go's own test directory: `just conformance /usr/share/go-1.19/test [FILTER...]`.
conformance path *options:
    cargo build -q --release -p vole-cli
    cargo run -q --release -p vole-golden --bin conformance -- {{ path }} {{ options }}

# Write the table of docs/std.md: the exported names of the library against those of the installed Go ($GO, default `go`).
std:
    ${GO:-go} run crates/stdlib/tools/api/main.go

# Write the table of library packages that share names, from the installed Go ($GO, default `go`).
namesakes:
    ${GO:-go} run crates/stdlib/tools/namesakes/main.go

# Run the tests that the installed Go ($GO, default `go`) has for the library: all, and write docs/std-tests.md, or some packages'.
stdtests *packages:
    cargo build -q --release -p vole-cli
    cargo run -q --release -p vole-golden --bin stdtests -- {{ packages }}

# Run a program of racing channels, selects, timers and locks under COUNT seeds: none may hang, each must repeat.
schedules count="10000":
    SCHEDULES={{ count }} cargo test -q --release -p vole --test schedules

# Fuzz a target (lexer, parser, checker, compile) for some seconds; see docs/fuzzing.md.
fuzz target seconds="60":
    fuzz/run.sh {{ target }} {{ seconds }}

# Compare random programs with real Go: `just difftest --seed 1 --count 200`.
difftest *options:
    cargo build --release -p vole-cli
    cargo run -q --release -p vole-difftest -- {{ options }}
