// Package pprof serves the profiles of runtime/pprof below /debug/pprof/ of the default mux.
package pprof

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"
)

func init() {
	http.HandleFunc("GET /debug/pprof/", Index)
	http.HandleFunc("GET /debug/pprof/cmdline", Cmdline)
	http.HandleFunc("GET /debug/pprof/profile", Profile)
	http.HandleFunc("GET /debug/pprof/symbol", Symbol)
	http.HandleFunc("POST /debug/pprof/symbol", Symbol)
	http.HandleFunc("GET /debug/pprof/trace", Trace)
}

// Cmdline answers the program's command line, NUL bytes between the arguments.
func Cmdline(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprint(w, strings.Join(os.Args, "\x00"))
}

// pause waits, or until the client has gone.
func pause(r *http.Request, d time.Duration) {
	select {
	case <-time.After(d):
	case <-r.Context().Done():
	}
}

// tooLong reports whether an answer would come after the server's limit.
func tooLong(r *http.Request, seconds float64) bool {
	s, ok := r.Context().Value(http.ServerContextKey).(*http.Server)
	return ok && s.WriteTimeout != 0 && seconds >= s.WriteTimeout.Seconds()
}

func fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Go-Pprof", "1")
	w.Header().Del("Content-Disposition")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}

// Profile answers a CPU profile of as many seconds as asked for.
func Profile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	sec, err := strconv.ParseInt(r.FormValue("seconds"), 10, 64)
	if sec <= 0 || err != nil {
		sec = 30
	}
	if tooLong(r, float64(sec)) {
		fail(w, http.StatusBadRequest, "profile duration exceeds server's WriteTimeout")
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", `attachment; filename="profile"`)
	if err := pprof.StartCPUProfile(w); err != nil {
		fail(w, http.StatusInternalServerError, fmt.Sprintf("Could not enable CPU profiling: %s", err))
		return
	}
	pause(r, time.Duration(sec)*time.Second)
	pprof.StopCPUProfile()
}

// Trace answers that there is no execution trace.
func Trace(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	fail(w, http.StatusInternalServerError, "Could not enable tracing: not supported")
}

// Symbol answers the names of functions by addresses.
func Symbol(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "num_symbols: 1\n")
	text := r.URL.RawQuery
	if r.Method == "POST" {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			fmt.Fprintf(&buf, "reading request: %v\n", err)
		}
		text = string(b)
	}
	for word := range strings.SplitSeq(text, "+") {
		pc, _ := strconv.ParseUint(strings.TrimSpace(word), 0, 64)
		if pc != 0 {
			if f := runtime.FuncForPC(uintptr(pc)); f != nil {
				fmt.Fprintf(&buf, "%#x %s\n", pc, f.Name())
			}
		}
	}
	w.Write(buf.Bytes())
}

// Handler returns a handler for one profile.
func Handler(name string) http.Handler { return handler(name) }

type handler string

func (name handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	p := pprof.Lookup(string(name))
	if p == nil {
		fail(w, http.StatusNotFound, "Unknown profile")
		return
	}
	if s := r.FormValue("seconds"); s != "" {
		sec, err := strconv.ParseInt(s, 10, 64)
		if err != nil || sec <= 0 {
			fail(w, http.StatusBadRequest, `invalid value for "seconds" - must be a positive integer`)
			return
		}
		if tooLong(r, float64(sec)) {
			fail(w, http.StatusBadRequest, "profile duration exceeds server's WriteTimeout")
			return
		}
		fail(w, http.StatusBadRequest, `"seconds" parameter is not supported for this profile type`)
		return
	}
	if gc, _ := strconv.Atoi(r.FormValue("gc")); name == "heap" && gc > 0 {
		runtime.GC()
	}
	debug, _ := strconv.Atoi(r.FormValue("debug"))
	if debug != 0 {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	} else {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, name))
	}
	p.WriteTo(w, debug)
}

var about = map[string]string{
	"allocs":        "A sampling of all past memory allocations",
	"block":         "Stack traces that led to blocking on synchronization primitives",
	"cmdline":       "The command line invocation of the current program",
	"goroutine":     "Stack traces of all current goroutines. Use debug=2 as a query parameter to export in the same format as an unrecovered panic.",
	"goroutineleak": "Stack traces of all leaked goroutines. Use debug=2 as a query parameter to export in the same format as an unrecovered panic.",
	"heap":          "A sampling of memory allocations of live objects. You can specify the gc GET parameter to run GC before taking the heap sample.",
	"mutex":         "Stack traces of holders of contended mutexes",
	"profile":       "CPU profile. You can specify the duration in the seconds GET parameter.",
	"symbol":        "Maps given program counters to function names. Counters can be specified in a GET raw query or POST body, multiple counters are separated by '+'.",
	"threadcreate":  "Stack traces that led to the creation of new OS threads",
	"trace":         "A trace of execution of the current program.",
}

type profile struct {
	name, href, about string
	count             int
}

// Index answers the profile that the path names, or a page with all of them.
func Index(w http.ResponseWriter, r *http.Request) {
	if name, found := strings.CutPrefix(r.URL.Path, "/debug/pprof/"); found && name != "" {
		handler(name).ServeHTTP(w, r)
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	var list []profile
	for _, p := range pprof.Profiles() {
		list = append(list, profile{p.Name(), p.Name(), about[p.Name()], p.Count()})
	}
	for _, p := range []string{"cmdline", "profile", "symbol", "trace"} {
		list = append(list, profile{name: p, href: p, about: about[p]})
	}
	slices.SortFunc(list, func(a, b profile) int { return strings.Compare(a.name, b.name) })
	var b bytes.Buffer
	b.WriteString("<html>\n<head>\n<title>/debug/pprof/</title>\n</head>\n<body>\n/debug/pprof/\n<p>Types of profiles available:</p>\n" +
		"<table>\n<thead><td>Count</td><td>Profile</td></thead>\n")
	for _, p := range list {
		link := &url.URL{Path: p.href, RawQuery: "debug=1"}
		fmt.Fprintf(&b, "<tr><td>%d</td><td><a href='%s'>%s</a></td></tr>\n", p.count, link, html.EscapeString(p.name))
	}
	b.WriteString("</table>\n<a href=\"goroutine?debug=2\">full goroutine stack dump</a>\n<p>\nProfile Descriptions:\n<ul>\n")
	for _, p := range list {
		fmt.Fprintf(&b, "<li>%s: %s</li>\n", html.EscapeString(p.name), html.EscapeString(p.about))
	}
	b.WriteString("</ul>\n</p>\n</body>\n</html>")
	w.Write(b.Bytes())
}
