package testing

import (
	"errors"
	"fmt"
	"runtime"
	"time"
)

// InternalTest names a test function.
type InternalTest struct {
	Name string
	F    func(*T)
}

// T runs one test.
type T struct {
	common
	run *runState
}

// runState is shared by all tests of one round.
type runState struct {
	names *matcher
	slots chan bool // one element for each parallel test that runs
}

var errGoexit = errors.New("test executed panic(nil) or runtime.Goexit")

// Parallel lets the test run together with other parallel tests, once its
// parent's function has returned.
func (t *T) Parallel() {
	t.notInBubble("t.Parallel")
	if t.isParallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.isEnvChanged {
		panic(parallelConflict)
	}
	t.isParallel = true
	if t.parent == nil {
		return
	}
	t.duration += time.Since(t.start)
	t.parent.mu.Lock()
	t.parent.sub = append(t.parent.sub, t)
	t.parent.mu.Unlock()
	if t.chatty != nil {
		t.chatty.update(t.name, verbose.mark()+"=== PAUSE "+t.name+"\n")
	}
	delete(current, t.name)
	t.signal <- true
	<-t.parent.barrier
	t.run.slots <- true
	if t.chatty != nil {
		t.chatty.update(t.name, verbose.mark()+"=== CONT  "+t.name+"\n")
	}
	t.start = time.Now()
	current[t.name] = t.start
}

// VoleNotParallel notes that t changes what the whole process shares, for testing/cryptotest.
func VoleNotParallel(t *T) { t.changeEnv("") }

// Setenv sets an environment variable until the test is over.
func (t *T) Setenv(key, value string) { t.common.Setenv(key, value) }

// Chdir changes the working directory until the test is over.
func (t *T) Chdir(dir string) { t.common.Chdir(dir) }

// Deadline reports when the run's time will be up.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	t.notInBubble("t.Deadline")
	return runDeadline, !runDeadline.IsZero()
}

// Run runs f as a subtest and reports whether it succeeded (so far, if it is
// parallel).
func (t *T) Run(name string, f func(t *T)) bool {
	t.notInBubble("t.Run")
	if t.cleaning {
		panic("testing: t.Run called during t.Cleanup")
	}
	full, ok, _ := t.run.names.full(&t.common, name)
	if !ok {
		return true
	}
	sub := &T{run: t.run}
	sub.common = common{
		parent:  &t.common,
		level:   t.level + 1,
		name:    full,
		chatty:  t.chatty,
		signal:  make(chan bool, 1),
		barrier: make(chan bool),

		creators: callers(),
	}
	if t.chatty != nil {
		t.chatty.update(full, verbose.mark()+"=== RUN   "+full+"\n")
	}
	for p := &t.common; p != nil; p = p.parent {
		p.ran = true
	}
	go runTest(sub, f)
	if !<-sub.signal {
		// the subtest ended its parent: this goroutine goes too
		runtime.Goexit()
	}
	return !sub.Failed()
}

// notInBubble panics in a test of testing/synctest.
func (t *T) notInBubble(what string) {
	if t.inBubble {
		panic("testing: " + what + " called inside synctest bubble")
	}
}

// VoleBubble runs f, in the bubble of the current goroutine, with a T that
// hands what it records to t; it reports whether f succeeded.
func VoleBubble(t *T, f func(*T)) (ok bool) {
	inner := &T{run: t.run}
	inner.common = common{
		parent:   &t.common,
		level:    t.level,
		name:     t.name,
		chatty:   t.chatty,
		inBubble: true,
		signal:   make(chan bool, 1),
		barrier:  make(chan bool),
	}
	go runTest(inner, f)
	return <-inner.signal && !inner.Failed()
}

// runTest runs a test's function on its own goroutine and reports how it went.
func runTest(t *T, f func(*T)) {
	t.start = time.Now()
	if !t.inBubble {
		current[t.name] = t.start
	}
	defer func() {
		problem := recover()
		goOn := true
		t.mu.Lock()
		finished := t.finished
		t.mu.Unlock()
		if !finished && problem == nil {
			problem = errGoexit
			for p := t.parent; p != nil; p = p.parent {
				p.mu.Lock()
				over := p.finished
				p.mu.Unlock()
				if over {
					if !t.isParallel {
						t.logAt("testing.go:2064", problem.(error).Error()+": subtest may have called FailNow on a parent test")
						t.Fail()
						problem = nil
						goOn = false
					}
					break
				}
			}
		}
		if problem != nil {
			t.die(problem)
		}
		defer func() {
			if problem := recover(); problem != nil {
				t.die(problem)
			}
			t.end()
			t.signal <- goOn
		}()
		t.duration += time.Since(t.start)
		if !t.inBubble {
			delete(current, t.name)
		}
		if len(t.sub) > 0 {
			t.runParallel()
			clean := time.Now()
			if !t.inBubble {
				current[t.name] = clean
				defer delete(current, t.name)
			}
			t.runCleanups()
			t.duration += time.Since(clean)
		}
	}()
	// a panic is still under way then
	defer func() {
		if len(t.sub) == 0 {
			t.runCleanups()
		}
	}()
	f(t)
	t.mu.Lock()
	t.finished = true
	t.mu.Unlock()
}

// runParallel runs the children that called Parallel, and waits for them.
func (t *T) runParallel() {
	wait := time.Now()
	if t.isParallel {
		<-t.run.slots
	}
	close(t.barrier)
	for _, sub := range t.sub {
		<-sub.signal
	}
	if t.isParallel {
		t.run.slots <- true
	}
	t.duration += time.Since(wait)
}

// end reports the test to its parent.
func (t *T) end() {
	if t.isParallel {
		<-t.run.slots
	}
	t.flushPartial()
	for p := t.parent; p != nil && t.failed; p = p.parent {
		p.mu.Lock()
		p.failed = true
		p.mu.Unlock()
	}
	t.tell()
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
}

// tell hands the test's report on, if it is to be seen.
func (t *T) tell() {
	if t.parent == nil {
		return
	}
	if t.inBubble {
		t.mu.Lock()
		kept := t.kept
		t.kept = nil
		t.mu.Unlock()
		t.parent.mu.Lock()
		t.parent.kept = append(t.parent.kept, kept...)
		t.parent.mu.Unlock()
		return
	}
	header := func(word string) string {
		return verbose.mark() + fmt.Sprintf("--- %s: %s (%s)\n", word, t.name, seconds(t.duration))
	}
	switch {
	case t.failed:
		t.report(header("FAIL"))
	case t.chatty == nil:
	case t.skipped:
		t.report(header("SKIP"))
	default:
		t.report(header("PASS"))
	}
}

// die reports a test that panicked, and those around it after their cleanups,
// and panics again.
func (t *T) die(problem any) {
	t.Fail()
	if again := t.rescueCleanups(); again != nil {
		t.Logf("cleanup panicked with %v", again)
	}
	t.flushPartial()
	for c := &t.common; c.parent != nil && !t.inBubble; c = c.parent {
		d := c.duration
		if !c.start.IsZero() {
			d += time.Since(c.start)
		}
		c.parent.flushPartial()
		c.report(verbose.mark() + fmt.Sprintf("--- FAIL: %s (%s)\n", c.name, seconds(d)))
		if again := c.parent.rescueCleanups(); again != nil && c.parent.parent != nil {
			c.parent.write(fmt.Sprintf("cleanup panicked with %v", again))
		}
	}
	panic(problem)
}

// rescueCleanups is runCleanups; it returns what one of them panicked with.
func (c *common) rescueCleanups() (problem any) {
	defer func() { problem = recover() }()
	c.runCleanups()
	return nil
}
