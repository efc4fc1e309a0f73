package http

import (
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Dir is a FileSystem of the files below a directory.
type Dir string

// A FileSystem has files by slash-separated names.
type FileSystem interface {
	Open(name string) (File, error)
}

// A File is one that a FileServer serves.
type File interface {
	io.Closer
	io.Reader
	io.Seeker
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

func (d Dir) Open(name string) (File, error) {
	p := path.Clean("/" + name)[1:]
	if p == "" {
		p = "."
	}
	if strings.ContainsRune(p, 0) {
		return nil, errUnsafePath
	}
	dir := string(d)
	if dir == "" {
		dir = "."
	}
	full := filepath.Join(dir, p)
	f, err := os.Open(full)
	if err != nil {
		return nil, whereMissing(err, full, os.Stat)
	}
	return f, nil
}

var errUnsafePath = errors.New("http: invalid or unsafe file path")

// whereMissing makes an error of a file below a file one of a file that is not there.
func whereMissing(err error, name string, stat func(string) (fs.FileInfo, error)) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return err
	}
	parts := strings.Split(name, "/")
	for i := range parts {
		if parts[i] == "" {
			continue
		}
		fi, e := stat(strings.Join(parts[:i+1], "/"))
		if e != nil {
			return err
		}
		if !fi.IsDir() {
			return fs.ErrNotExist
		}
	}
	return err
}

type ioFS struct {
	fsys fs.FS
}

type ioFile struct {
	file fs.File
}

// FS makes a FileSystem of an fs.FS.
func FS(fsys fs.FS) FileSystem { return ioFS{fsys} }

func (f ioFS) Open(name string) (File, error) {
	if name == "/" {
		name = "."
	} else {
		name = strings.TrimPrefix(name, "/")
	}
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, whereMissing(err, name, func(name string) (fs.FileInfo, error) { return fs.Stat(f.fsys, name) })
	}
	return ioFile{file}, nil
}

func (f ioFile) Close() error               { return f.file.Close() }
func (f ioFile) Read(b []byte) (int, error) { return f.file.Read(b) }
func (f ioFile) Stat() (fs.FileInfo, error) { return f.file.Stat() }

func (f ioFile) Seek(offset int64, whence int) (int64, error) {
	s, ok := f.file.(io.Seeker)
	if !ok {
		return 0, errors.New("io.File missing Seek method")
	}
	return s.Seek(offset, whence)
}

func (f ioFile) ReadDir(count int) ([]fs.DirEntry, error) {
	d, ok := f.file.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("io.File directory missing ReadDir method")
	}
	return d.ReadDir(count)
}

func (f ioFile) Readdir(count int) ([]fs.FileInfo, error) {
	list, err := f.ReadDir(count)
	var out []fs.FileInfo
	for _, e := range list {
		fi, err := e.Info()
		if err != nil {
			return out, err
		}
		out = append(out, fi)
	}
	return out, err
}

type fileHandler struct {
	root FileSystem
}

// FileServer returns a handler that serves the files of root.
func FileServer(root FileSystem) Handler { return &fileHandler{root} }

// FileServerFS returns a handler that serves the files of root.
func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

func (f *fileHandler) ServeHTTP(w ResponseWriter, r *Request) {
	p := r.URL.Path
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
		r.URL.Path = p
	}
	serveFile(w, r, f.root, path.Clean(p), true)
}

func hasDotDot(p string) bool {
	for part := range strings.FieldsFuncSeq(p, func(c rune) bool { return c == '/' || c == '\\' }) {
		if part == ".." {
			return true
		}
	}
	return false
}

// ServeFile serves a file or directory.
func ServeFile(w ResponseWriter, r *Request, name string) {
	if hasDotDot(r.URL.Path) {
		serveError(w, "invalid URL path", StatusBadRequest)
		return
	}
	dir, file := filepath.Split(name)
	serveFile(w, r, Dir(dir), file, false)
}

// ServeFileFS serves a file or directory of fsys.
func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	if hasDotDot(r.URL.Path) {
		serveError(w, "invalid URL path", StatusBadRequest)
		return
	}
	serveFile(w, r, FS(fsys), name, false)
}

// keepHeaders lets errors have the fields that were meant for the content.
var keepHeaders = godebug.New("httpservecontentkeepheaders")

// serveError is Error without the fields that were meant for the content.
func serveError(w ResponseWriter, text string, code int) {
	h := w.Header()
	if keepHeaders.Value() == "1" {
		keepHeaders.IncNonDefault()
		Error(w, text, code)
		return
	}
	for _, k := range []string{"Cache-Control", "Content-Encoding", "Etag", "Last-Modified"} {
		h.Del(k)
	}
	Error(w, text, code)
}

func serveFileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist), err == errUnsafePath:
		serveError(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		serveError(w, "403 Forbidden", StatusForbidden)
	default:
		serveError(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

func localRedirect(w ResponseWriter, r *Request, to string) {
	if q := r.URL.RawQuery; q != "" {
		to += "?" + q
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

func serveFile(w ResponseWriter, r *Request, root FileSystem, name string, redirect bool) {
	const index = "/index.html"
	redirect301 := func(to string) {
		if strings.Contains(strings.ToLower(r.URL.EscapedPath()), "%2f") {
			// What is a name to others may be a path here.
			serveFileError(w, fs.ErrNotExist)
			return
		}
		localRedirect(w, r, to)
	}
	if strings.HasSuffix(r.URL.Path, index) {
		redirect301("./")
		return
	}
	f, err := root.Open(name)
	if err != nil {
		serveFileError(w, err)
		return
	}
	defer f.Close()
	d, err := f.Stat()
	if err != nil {
		serveFileError(w, err)
		return
	}
	if redirect {
		p := r.URL.Path
		if d.IsDir() && p[len(p)-1] != '/' {
			redirect301(path.Base(p) + "/")
			return
		}
		if !d.IsDir() && p[len(p)-1] == '/' {
			base := path.Base(p)
			if base == "/" || base == "." {
				serveError(w, "http: attempting to traverse a non-directory", StatusInternalServerError)
				return
			}
			redirect301("../" + base)
			return
		}
	}
	if d.IsDir() {
		p := r.URL.Path
		if p == "" || p[len(p)-1] != '/' {
			redirect301(path.Base(p) + "/")
			return
		}
		if ff, err := root.Open(strings.TrimSuffix(name, "/") + index); err == nil {
			defer ff.Close()
			if dd, err := ff.Stat(); err == nil {
				d, f = dd, ff
			}
		}
	}
	if d.IsDir() {
		if notModifiedSince(r, d.ModTime()) == no {
			writeNotModified(w)
			return
		}
		setModified(w, d.ModTime())
		listDir(w, r, f)
		return
	}
	serveContent(w, r, d.Name(), d.ModTime(), func() (int64, error) { return d.Size(), nil }, f)
}

// entryNames returns the names of a directory's entries, those of directories with a slash.
func entryNames[E interface {
	Name() string
	IsDir() bool
}](list []E) (names []string) {
	for _, e := range list {
		name := e.Name()
		if e.IsDir() {
			name += "/"
		}
		names = append(names, name)
	}
	return names
}

func listDir(w ResponseWriter, r *Request, f File) {
	var names []string
	var err error
	if d, ok := f.(fs.ReadDirFile); ok {
		var list []fs.DirEntry
		list, err = d.ReadDir(-1)
		names = entryNames(list)
	} else {
		var list []fs.FileInfo
		list, err = f.Readdir(-1)
		names = entryNames(list)
	}
	if err != nil {
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	slices.SortFunc(names, func(a, b string) int {
		return strings.Compare(strings.TrimSuffix(a, "/"), strings.TrimSuffix(b, "/"))
	})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, name := range names {
		u := url.URL{Path: name}
		fmt.Fprintf(w, "<a href=\"%s\">%s</a>\n", u.String(), htmlText.Replace(name))
	}
	fmt.Fprintf(w, "</pre>\n")
}

// ServeContent serves content with ranges and conditions; the name tells the type.
func ServeContent(w ResponseWriter, r *Request, name string, modtime time.Time, content io.ReadSeeker) {
	size := func() (int64, error) {
		n, err := content.Seek(0, io.SeekEnd)
		if err != nil {
			return 0, errSeeker
		}
		if _, err = content.Seek(0, io.SeekStart); err != nil {
			return 0, errSeeker
		}
		return n, nil
	}
	serveContent(w, r, name, modtime, size, content)
}

var (
	errSeeker    = errors.New("seeker can't seek")
	errNoOverlap = errors.New("invalid range: failed to overlap")
)

func serveContent(w ResponseWriter, r *Request, name string, modtime time.Time, size func() (int64, error), content io.ReadSeeker) {
	setModified(w, modtime)
	done, want := checkConditions(w, r, modtime)
	if done {
		return
	}
	code := StatusOK
	h := w.Header()
	kinds, typed := h["Content-Type"]
	kind := ""
	if !typed {
		if kind = mime.TypeByExtension(filepath.Ext(name)); kind == "" {
			var buf [512]byte
			n, _ := io.ReadFull(content, buf[:])
			kind = DetectContentType(buf[:n])
			if _, err := content.Seek(0, io.SeekStart); err != nil {
				serveError(w, "seeker can't seek", StatusInternalServerError)
				return
			}
		}
		h.Set("Content-Type", kind)
	} else if len(kinds) > 0 {
		kind = kinds[0]
	}
	total, err := size()
	if err != nil {
		serveError(w, err.Error(), StatusInternalServerError)
		return
	}
	if total < 0 {
		serveError(w, "negative content size computed", StatusInternalServerError)
		return
	}
	ranges, err := parseRange(want, total)
	switch {
	case err == nil:
	case err == errNoOverlap && total == 0:
		ranges = nil
	case err == errNoOverlap:
		h.Set("Content-Range", fmt.Sprintf("bytes */%d", total))
		fallthrough
	default:
		serveError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
		return
	}
	sum := int64(0)
	for _, x := range ranges {
		sum += x.length
	}
	if sum > total {
		ranges = nil
	}
	send := total
	var from io.Reader = content
	switch {
	case len(ranges) == 1:
		x := ranges[0]
		if _, err := content.Seek(x.start, io.SeekStart); err != nil {
			serveError(w, err.Error(), StatusRequestedRangeNotSatisfiable)
			return
		}
		send, code = x.length, StatusPartialContent
		h.Set("Content-Range", x.text(total))
	case len(ranges) > 1:
		send = multiSize(ranges, kind, total)
		code = StatusPartialContent
		pr, pw := io.Pipe()
		mw := multipart.NewWriter(pw)
		h.Set("Content-Type", "multipart/byteranges; boundary="+mw.Boundary())
		from = pr
		defer pr.Close()
		go func() {
			for _, x := range ranges {
				part, err := mw.CreatePart(x.head(kind, total))
				if err == nil {
					_, err = content.Seek(x.start, io.SeekStart)
				}
				if err == nil {
					_, err = io.CopyN(part, content, x.length)
				}
				if err != nil {
					pw.CloseWithError(err)
					return
				}
			}
			mw.Close()
			pw.Close()
		}()
	}
	h.Set("Accept-Ranges", "bytes")
	if len(ranges) > 0 || h.Get("Content-Encoding") == "" {
		h.Set("Content-Length", strconv.FormatInt(send, 10))
	}
	w.WriteHeader(code)
	if r.Method != "HEAD" {
		io.CopyN(w, from, send)
	}
}

// What a condition of a request comes to.
const (
	none = iota
	yes
	no
)

// scanETag splits an entity tag off the beginning of a text.
func scanETag(s string) (tag, rest string) {
	s = textproto.TrimString(s)
	start := 0
	if strings.HasPrefix(s, "W/") {
		start = 2
	}
	if len(s[start:]) < 2 || s[start] != '"' {
		return "", ""
	}
	for i := start + 1; i < len(s); i++ {
		c := s[i]
		switch {
		case c == 0x21 || c >= 0x23 && c <= 0x7e || c >= 0x80:
		case c == '"':
			return s[:i+1], s[i+1:]
		default:
			return "", ""
		}
	}
	return "", ""
}

// matchTags looks for an entity tag in a list.
func matchTags(list, tag string, weak bool) bool {
	for {
		list = textproto.TrimString(list)
		if list == "" {
			return false
		}
		if list[0] == ',' {
			list = list[1:]
			continue
		}
		if list[0] == '*' {
			return true
		}
		one, rest := scanETag(list)
		if one == "" {
			return false
		}
		if weak && strings.TrimPrefix(one, "W/") == strings.TrimPrefix(tag, "W/") || !weak && one == tag && one[0] == '"' {
			return true
		}
		list = rest
	}
}

func isZeroTime(t time.Time) bool { return t.IsZero() || t.Equal(time.Unix(0, 0)) }

func notModifiedSince(r *Request, modtime time.Time) int {
	if r.Method != "GET" && r.Method != "HEAD" {
		return none
	}
	s := r.Header.Get("If-Modified-Since")
	if s == "" || isZeroTime(modtime) {
		return none
	}
	t, err := ParseTime(s)
	if err != nil {
		return none
	}
	if modtime.Truncate(time.Second).Compare(t) <= 0 {
		return no
	}
	return yes
}

func setModified(w ResponseWriter, modtime time.Time) {
	if !isZeroTime(modtime) {
		w.Header().Set("Last-Modified", modtime.UTC().Format(TimeFormat))
	}
}

func writeNotModified(w ResponseWriter) {
	h := w.Header()
	delete(h, "Content-Type")
	delete(h, "Content-Length")
	delete(h, "Content-Encoding")
	if h.Get("Etag") != "" {
		delete(h, "Last-Modified")
	}
	w.WriteHeader(StatusNotModified)
}

// checkConditions answers a request whose conditions are not met; otherwise it says which range is wanted.
func checkConditions(w ResponseWriter, r *Request, modtime time.Time) (done bool, ranges string) {
	tag := w.Header().Get("Etag")
	met := none
	if im := r.Header.Get("If-Match"); im != "" {
		met = no
		if matchTags(im, tag, false) {
			met = yes
		}
	}
	if met == none {
		if s := r.Header.Get("If-Unmodified-Since"); s != "" && !isZeroTime(modtime) {
			if t, err := ParseTime(s); err == nil {
				met = no
				if modtime.Truncate(time.Second).Compare(t) <= 0 {
					met = yes
				}
			}
		}
	}
	if met == no {
		w.WriteHeader(StatusPreconditionFailed)
		return true, ""
	}
	if inm := r.Header.Get("If-None-Match"); inm != "" {
		if matchTags(inm, tag, true) {
			if r.Method == "GET" || r.Method == "HEAD" {
				writeNotModified(w)
			} else {
				w.WriteHeader(StatusPreconditionFailed)
			}
			return true, ""
		}
	} else if notModifiedSince(r, modtime) == no {
		writeNotModified(w)
		return true, ""
	}
	ranges = r.Header.Get("Range")
	if ir := r.Header.Get("If-Range"); ranges != "" && ir != "" && (r.Method == "GET" || r.Method == "HEAD") {
		fresh := false
		if one, _ := scanETag(ir); one != "" {
			fresh = one == tag && one[0] == '"'
		} else if t, err := ParseTime(ir); err == nil && !modtime.IsZero() {
			fresh = t.Unix() == modtime.Unix()
		}
		if !fresh {
			ranges = ""
		}
	}
	return false, ranges
}

// httpRange is a piece of the content.
type httpRange struct {
	start, length int64
}

func (r httpRange) text(size int64) string {
	return fmt.Sprintf("bytes %d-%d/%d", r.start, r.start+r.length-1, size)
}

func (r httpRange) head(kind string, size int64) textproto.MIMEHeader {
	return textproto.MIMEHeader{"Content-Range": {r.text(size)}, "Content-Type": {kind}}
}

func parseRange(s string, size int64) ([]httpRange, error) {
	if s == "" {
		return nil, nil
	}
	list, found := strings.CutPrefix(s, "bytes=")
	bad := errors.New("invalid range")
	if !found {
		return nil, bad
	}
	var out []httpRange
	outside := false
	for part := range strings.SplitSeq(list, ",") {
		part = textproto.TrimString(part)
		if part == "" {
			continue
		}
		from, to, found := strings.Cut(part, "-")
		if !found {
			return nil, bad
		}
		from, to = textproto.TrimString(from), textproto.TrimString(to)
		var r httpRange
		if from == "" {
			// The last bytes.
			if to == "" || to[0] == '-' {
				return nil, bad
			}
			n, err := strconv.ParseInt(to, 10, 64)
			if n < 0 || err != nil {
				return nil, bad
			}
			n = min(n, size)
			r = httpRange{size - n, n}
		} else {
			start, err := strconv.ParseInt(from, 10, 64)
			if err != nil || start < 0 {
				return nil, bad
			}
			if start >= size {
				outside = true
				continue
			}
			r = httpRange{start, size - start}
			if to != "" {
				end, err := strconv.ParseInt(to, 10, 64)
				if err != nil || start > end {
					return nil, bad
				}
				r.length = min(end, size-1) - start + 1
			}
		}
		out = append(out, r)
	}
	if outside && len(out) == 0 {
		return nil, errNoOverlap
	}
	return out, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// multiSize returns the length of a body of several ranges.
func multiSize(ranges []httpRange, kind string, size int64) int64 {
	var c counter
	mw := multipart.NewWriter(&c)
	n := int64(0)
	for _, r := range ranges {
		mw.CreatePart(r.head(kind, size))
		n += r.length
	}
	mw.Close()
	return n + int64(c)
}

// fileTransport makes requests of files.
type fileTransport struct {
	h fileHandler
}

// NewFileTransport returns a RoundTripper that serves files of a FileSystem.
func NewFileTransport(fsys FileSystem) RoundTripper { return fileTransport{fileHandler{fsys}} }

// NewFileTransportFS returns a RoundTripper that serves files of an fs.FS.
func NewFileTransportFS(fsys fs.FS) RoundTripper { return NewFileTransport(FS(fsys)) }

func (t fileTransport) RoundTrip(r *Request) (*Response, error) {
	pr, pw := io.Pipe()
	p := &populate{w: pw, ready: make(chan *Response, 1), header: make(Header)}
	p.resp = &Response{Proto: "HTTP/1.0", ProtoMajor: 1, Header: p.header, Close: true, Body: pr, Request: r}
	go func() {
		t.h.ServeHTTP(p, r)
		p.WriteHeader(StatusOK)
		pw.Close()
	}()
	return <-p.ready, nil
}

// populate makes a Response of what a handler answers.
type populate struct {
	w      *io.PipeWriter
	resp   *Response
	ready  chan *Response
	header Header
	sent   bool
}

func (p *populate) Header() Header { return p.header }

func (p *populate) WriteHeader(code int) {
	if p.sent {
		return
	}
	p.sent = true
	p.resp.StatusCode = code
	p.resp.Status = fmt.Sprintf("%d %s", code, StatusText(code))
	p.resp.ContentLength = -1
	p.ready <- p.resp
}

func (p *populate) Write(b []byte) (int, error) {
	p.WriteHeader(StatusOK)
	return p.w.Write(b)
}
