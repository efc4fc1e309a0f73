package testing

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// InternalExample names an example and what it should print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// RunExamples runs examples that match the flags.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(examples)
	return ok
}

func runExamples(examples []InternalExample) (ran, ok bool) {
	ok = true
	names := newMatcher(*runPattern, "test.run", *skipPattern, "test.skip")
	for _, e := range examples {
		if _, wanted, partial := names.full(nil, e.Name); !wanted || partial {
			continue
		}
		ran = true
		if !runExample(e) {
			ok = false
			if *failFast {
				break
			}
		}
	}
	return ran, ok
}

// runExample runs one example with os.Stdout captured.
func runExample(e InternalExample) (ok bool) {
	if verbose.on {
		stdout.text(verbose.mark() + "=== RUN   " + e.Name + "\n")
	}
	saved := os.Stdout
	r, w, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = w
	printed := make(chan string)
	go func() {
		var text bytes.Buffer
		_, err := io.Copy(&text, r)
		r.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		printed <- text.String()
	}()
	start := time.Now()
	finished := false
	defer func() {
		took := time.Since(start)
		w.Close()
		os.Stdout = saved
		got := <-printed
		problem := recover()
		ok = e.judge(got, took, finished, problem)
	}()
	e.F()
	finished = true
	return
}

// judge compares what an example printed and reports it.
func (e InternalExample) judge(got string, took time.Duration, finished bool, problem any) bool {
	var fail string
	printed := got
	got = strings.TrimSpace(got)
	want := strings.TrimSpace(e.Output)
	if e.Unordered {
		if sortedLines(got) != sortedLines(want) && problem == nil {
			fail = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n\n", printed, want)
		}
	} else if got != want && problem == nil {
		fail = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	if fail != "" || !finished || problem != nil {
		stdout.text(verbose.mark() + fmt.Sprintf("--- FAIL: %s (%s)\n%s", e.Name, seconds(took), fail))
	} else if verbose.on {
		stdout.text(verbose.mark() + fmt.Sprintf("--- PASS: %s (%s)\n", e.Name, seconds(took)))
	}
	if problem != nil {
		panic(problem)
	}
	if !finished && fail == "" {
		panic(errGoexit)
	}
	return fail == ""
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
