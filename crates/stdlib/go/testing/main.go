package testing

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	short, failFast, fullPath, benchMem, exitOnZero       *bool
	runPattern, skipPattern, listPattern, benchPattern    *string
	fuzzPattern, cpuList, shuffle, benchTime, testLogFile *string
	outputDir, coverFile                                  *string
	artifacts                                             *bool
	count, parallel                                       *uint
	timeout                                               *time.Duration
	verbose                                               chattyFlag
	initialized                                           bool
	runDeadline                                           time.Time
	benchDuration                                         = durationOrCount{d: time.Second}
)

// chattyFlag is the value of -test.v: a bool, or test2json.
type chattyFlag struct{ on, json bool }

// mark is what test2json wants before lines that are not a test's own.
func (f *chattyFlag) mark() string {
	if f.json {
		return "\x16"
	}
	return ""
}

func (*chattyFlag) IsBoolFlag() bool { return true }

func (f *chattyFlag) Set(text string) error {
	switch text {
	case "true", "test2json":
		*f = chattyFlag{true, text == "test2json"}
	case "false":
		*f = chattyFlag{}
	default:
		return fmt.Errorf("invalid flag -test.v=%s", text)
	}
	return nil
}

func (f *chattyFlag) String() string { return fmt.Sprint(f.Get()) }

func (f *chattyFlag) Get() any {
	if f.json {
		return "test2json"
	}
	return f.on
}

// Init registers the flags; the generated main does so before anything that
// might look at them.
func Init() {
	if initialized {
		return
	}
	initialized = true
	short = flag.Bool("test.short", false, "run smaller test suite to save time")
	failFast = flag.Bool("test.failfast", false, "do not start new tests after the first test failure")
	fullPath = flag.Bool("test.fullpath", false, "show full file names in error messages")
	flag.Var(&verbose, "test.v", "verbose: print additional output")
	count = flag.Uint("test.count", 1, "run tests and benchmarks `n` times")
	runPattern = flag.String("test.run", "", "run only tests and examples matching `regexp`")
	skipPattern = flag.String("test.skip", "", "do not list or run tests matching `regexp`")
	listPattern = flag.String("test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	benchPattern = flag.String("test.bench", "", "run only benchmarks matching `regexp`")
	benchMem = flag.Bool("test.benchmem", false, "print memory allocations for benchmarks")
	flag.Var(&benchDuration, "test.benchtime", "run each benchmark for duration `d` or N times if `d` is of the form Nx")
	fuzzPattern = flag.String("test.fuzz", "", "run the fuzz test matching `regexp`")
	timeout = flag.Duration("test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
	cpuList = flag.String("test.cpu", "", "comma-separated `list` of cpu counts to run each test with")
	parallel = flag.Uint("test.parallel", uint(runtime.GOMAXPROCS(0)), "run at most `n` tests in parallel")
	shuffle = flag.String("test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	outputDir = flag.String("test.outputdir", "", "write profiles to `dir`")
	artifacts = flag.Bool("test.artifacts", false, "store test artifacts in test.,outputdir")
	exitOnZero = flag.Bool("test.paniconexit0", false, "panic on call to os.Exit(0)")
	testLogFile = flag.String("test.testlogfile", "", "write test action log to `file` (for use only by cmd/go)")
	coverFile = flag.String("test.coverprofile", "", "write a coverage profile to `file`")
	profileFlags()
}

// Short reports whether -short was given.
func Short() bool {
	if short == nil {
		panic("testing: Short called before Init")
	}
	if !flag.Parsed() {
		panic("testing: Short called before Parse")
	}
	return *short
}

// Verbose reports whether -v was given.
func Verbose() bool {
	if !flag.Parsed() {
		panic("testing: Verbose called before Parse")
	}
	return verbose.on
}

// Testing reports whether this program is a test.
func Testing() bool { return inTest }

// inTest is known before any other package is initialised: by the name that
// vole test gives a program.
var inTest = strings.HasSuffix(os.Args[0], ".test")

// CoverMode returns the empty string: there is no coverage.
func CoverMode() string { return "" }

// Coverage returns 0: there is no coverage.
func Coverage() float64 { return 0 }

// CoverBlock describes a piece of code whose executions are counted.
type CoverBlock struct {
	Line0 uint32
	Col0  uint16
	Line1 uint32
	Col1  uint16
	Stmts uint16
}

// Cover holds what a run covered.
type Cover struct {
	Mode            string
	Counters        map[string][]uint32
	Blocks          map[string][]CoverBlock
	CoveredPackages string
}

// RegisterCover does nothing: there is no coverage.
func RegisterCover(c Cover) {}

// M runs the tests of a package.
type M struct {
	pkg        string
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzz       []InternalFuzzTarget
	examples   []InternalExample
	exitCode   int
}

// MainStart makes the M of a generated main; deps is the package's path.
func MainStart(deps any, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	inTest = true
	Init()
	pkg, _ := deps.(string)
	testedPackage = pkg
	return &M{pkg: pkg, tests: tests, benchmarks: benchmarks, fuzz: fuzzTargets, examples: examples}
}

// testedPackage is the path of the package that is tested.
var testedPackage string

// VoleExitCode is the exit code of a run whose TestMain returned.
func VoleExitCode(m *M) int { return m.exitCode }

// Main runs tests as the mains of old did.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart("", tests, benchmarks, nil, examples).Run())
}

// Run runs what the flags ask for and returns the exit code.
func (m *M) Run() (code int) {
	defer func() { m.exitCode = code }()
	if !flag.Parsed() {
		flag.Parse()
	}
	if *parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		return 2
	}
	if *fuzzPattern != "" {
		fmt.Fprintln(os.Stderr, "testing: -fuzz is not supported: fuzz targets run on their seeds")
		return 2
	}
	if *listPattern != "" {
		m.list()
		return 0
	}
	cpus, err := cpuCounts()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if *shuffle != "off" {
		if err := m.shuffle(); err != nil {
			fmt.Fprintln(os.Stderr, "testing: -shuffle should be \"off\", \"on\", or a valid integer:", err)
			return 2
		}
	}
	if *exitOnZero {
		panicOnExitZero(true)
		defer panicOnExitZero(false)
	}
	defer startProfiles()()
	stop := m.startAlarm()
	ok, ran := true, false
	for _, procs := range cpus {
		runtime.GOMAXPROCS(procs)
		for n := uint(0); n < *count && (ok || !*failFast); n++ {
			testsRan, testsOK := runTests(m.tests, m.fuzz)
			// Failed tests do not keep the examples from running.
			examplesRan, examplesOK := runExamples(m.examples)
			ran = ran || testsRan || examplesRan
			ok = ok && testsOK && examplesOK
			if !testsRan && !examplesRan {
				break
			}
		}
	}
	stop()
	if !ran && *benchPattern == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if ok && *benchPattern != "" {
		ok = runBenchmarks(m.pkg, m.benchmarks, cpus)
	}
	if !ok {
		stdout.text(verbose.mark() + "FAIL\n")
		return 1
	}
	stdout.text(verbose.mark() + "PASS\n")
	return 0
}

func (m *M) list() {
	pick := func(name string) {
		if ok, _ := matches(alternatives(*listPattern, "test.list"), []string{name}); ok {
			fmt.Println(name)
		}
	}
	for _, t := range m.tests {
		pick(t.Name)
	}
	for _, b := range m.benchmarks {
		pick(b.Name)
	}
	for _, f := range m.fuzz {
		pick(f.Name)
	}
	for _, e := range m.examples {
		pick(e.Name)
	}
}

func cpuCounts() ([]int, error) {
	if *cpuList == "" {
		return []int{runtime.GOMAXPROCS(0)}, nil
	}
	var out []int
	for _, text := range strings.Split(*cpuList, ",") {
		text = strings.TrimSpace(text)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n <= 0 {
			return nil, fmt.Errorf("testing: invalid value %q for -test.cpu", text)
		}
		out = append(out, n)
	}
	return out, nil
}

func (m *M) shuffle() error {
	seed := time.Now().UnixNano()
	if *shuffle != "on" {
		var err error
		if seed, err = strconv.ParseInt(*shuffle, 10, 64); err != nil {
			return err
		}
	}
	fmt.Println("-test.shuffle", seed)
	random := rand.New(rand.NewSource(seed))
	random.Shuffle(len(m.tests), func(i, j int) { m.tests[i], m.tests[j] = m.tests[j], m.tests[i] })
	random.Shuffle(len(m.benchmarks), func(i, j int) { m.benchmarks[i], m.benchmarks[j] = m.benchmarks[j], m.benchmarks[i] })
	return nil
}

// startAlarm ends the program when the tests take too long.
func (m *M) startAlarm() (stop func()) {
	if *timeout <= 0 {
		return func() {}
	}
	runDeadline = time.Now().Add(*timeout)
	timer := time.AfterFunc(*timeout, func() {
		setTraceback("all")
		panic(fmt.Sprintf("test timed out after %v%s", *timeout, running()))
	})
	return func() { timer.Stop() }
}

// panicOnExitZero makes os.Exit(0) panic, or not.
func panicOnExitZero(on bool)

// setTraceback says whose traces a report shows, as that of runtime/debug.
func setTraceback(level string)

// current holds since when the functions of tests run, for the report of a
// time-out.
var current = map[string]time.Time{}

func running() string {
	var lines string
	for _, name := range slices.Sorted(maps.Keys(current)) {
		lines += fmt.Sprintf("\n\t%s (%v)", name, time.Since(current[name]).Round(time.Second))
	}
	if lines == "" {
		return ""
	}
	return "\nrunning tests:" + lines
}

// RunTests runs tests that match the flags.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	_, ok = runTests(tests, nil)
	return ok
}

func runTests(tests []InternalTest, targets []InternalFuzzTarget) (ran, ok bool) {
	state := &runState{
		names: newMatcher(*runPattern, "test.run", *skipPattern, "test.skip"),
		slots: make(chan bool, *parallel),
	}
	root := &T{run: state}
	root.signal = make(chan bool, 1)
	root.barrier = make(chan bool)
	if verbose.on {
		root.chatty = stdout
	}
	root.start = time.Now()
	runAll := func(root *T) {
		for _, test := range tests {
			if root.Failed() && *failFast {
				return
			}
			root.Run(test.Name, test.F)
		}
		runFuzzTargets(root, targets)
	}
	runAll(root)
	close(root.barrier)
	for _, sub := range root.sub {
		<-sub.signal
	}
	return root.ran, !root.Failed()
}

var errNoCount = errors.New("invalid count")

// durationOrCount is the value of -test.benchtime: 1s or 100x.
type durationOrCount struct {
	d time.Duration
	n int
}

func (f *durationOrCount) String() string {
	if f.n > 0 {
		return strconv.Itoa(f.n) + "x"
	}
	return f.d.String()
}

func (f *durationOrCount) Set(text string) error {
	if digits, isCount := strings.CutSuffix(text, "x"); isCount {
		n, err := strconv.Atoi(digits)
		if err != nil || n <= 0 {
			return errNoCount
		}
		*f = durationOrCount{n: n}
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return errors.New("invalid duration")
	}
	*f = durationOrCount{d: d}
	return nil
}
