// run

package main

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sort"
	"strings"
	"time"
)

func show(w *httptest.ResponseRecorder) {
	res := w.Result()
	b, _ := io.ReadAll(res.Body)
	fmt.Println(res.Status, res.ContentLength)
	var keys []string
	for k := range res.Header {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Printf("  %s: %q\n", k, res.Header[k])
	}
	fmt.Printf("  body %q\n", b)
}

func main() {
	// recorder
	serve := func(h http.Handler, method, target string, body io.Reader, hdr ...string) {
		r := httptest.NewRequest(method, target, body)
		for i := 0; i+1 < len(hdr); i += 2 {
			r.Header.Add(hdr[i], hdr[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		show(w)
	}
	serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html><body>x") }), "GET", "/", nil)
	serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "bad", 418) }), "GET", "/", nil)
	serve(http.RedirectHandler("/x y?z", 302), "GET", "/a/b", nil)
	serve(http.RedirectHandler("../up", 301), "POST", "/a/b/c", nil)
	serve(http.RedirectHandler("http://other/é", 303), "HEAD", "/a/b/c", nil)
	serve(http.StripPrefix("/p", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.Path) })), "GET", "/p/q", nil)
	serve(http.StripPrefix("/p", http.NotFoundHandler()), "GET", "/x/q", nil)
	serve(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		time.Sleep(50 * time.Millisecond)
		fmt.Fprint(w, "late")
	}), 10*time.Millisecond, "too slow"), "GET", "/", nil)
	serve(http.TimeoutHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-A", "b")
		w.WriteHeader(203)
		fmt.Fprint(w, "quick")
	}), time.Second, "too slow"), "GET", "/", nil)
	serve(http.MaxBytesHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%q %v %T", b, err, err)
	}), 5), "POST", "/", strings.NewReader("123456789"))
	// cookies
	w := httptest.NewRecorder()
	http.SetCookie(w, &http.Cookie{Name: "a", Value: "b c", Path: "/", HttpOnly: true, MaxAge: 60, SameSite: http.SameSiteLaxMode})
	http.SetCookie(w, &http.Cookie{Name: "x", Value: "y,z", Domain: "example.com", Secure: true, Expires: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)})
	http.SetCookie(w, &http.Cookie{Name: "bad name", Value: "y"})
	show(w)
	for _, c := range w.Result().Cookies() {
		fmt.Println(c.Name, c.Value, c.Quoted, c.Path, c.Domain, c.MaxAge, c.Expires, c.HttpOnly, c.Secure, c.SameSite, c)
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.AddCookie(&http.Cookie{Name: "one", Value: "1"})
	r.AddCookie(&http.Cookie{Name: "two", Value: "2 3"})
	fmt.Println(r.Header, r.Cookies())
	_, err := r.Cookie("none")
	fmt.Println(err)
	// forms
	r = httptest.NewRequest("POST", "/form?q=1&a=url", strings.NewReader(url.Values{"a": {"body"}, "z": {"é&"}}.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	fmt.Println(r.FormValue("a"), r.FormValue("q"), r.PostFormValue("q"), r.PostFormValue("z"), r.Form, r.PostForm)
	var buf bytes.Buffer
	mw := multipart.NewWriter(&buf)
	mw.SetBoundary("BOUND")
	mw.WriteField("name", "gopher \"x\"")
	fw, _ := mw.CreateFormFile("up", "dir/file\".txt")
	io.WriteString(fw, "content of\r\nthe file\r\n--BOUN not the end\n")
	mw.Close()
	fmt.Printf("%q\n", buf.String())
	r = httptest.NewRequest("POST", "/up", &buf)
	r.Header.Set("Content-Type", mw.FormDataContentType())
	f, fh, err := r.FormFile("up")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, _ := io.ReadAll(f)
	fmt.Printf("%q %q %d %v %q\n", b, fh.Filename, fh.Size, fh.Header, r.FormValue("name"))
	// files
	dir, _ := os.MkdirTemp("", "fs")
	defer os.RemoveAll(dir)
	os.WriteFile(dir+"/a.txt", []byte("0123456789abcdefghij"), 0644)
	os.Mkdir(dir+"/sub", 0755)
	os.WriteFile(dir+"/sub/index.html", []byte("<h1>index</h1>"), 0644)
	os.WriteFile(dir+"/<x>.html", []byte("x"), 0644)
	t := time.Date(2020, 5, 6, 7, 8, 9, 0, time.UTC)
	for _, n := range []string{"/a.txt", "/sub/index.html", "/<x>.html", "/sub", ""} {
		os.Chtimes(dir+n, t, t)
	}
	fs := http.FileServer(http.Dir(dir))
	serve(fs, "GET", "/", nil)
	serve(fs, "GET", "/a.txt", nil)
	serve(fs, "HEAD", "/a.txt", nil)
	serve(fs, "GET", "/a.txt", nil, "Range", "bytes=2-5")
	serve(fs, "GET", "/a.txt", nil, "Range", "bytes=-3")
	serve(fs, "GET", "/a.txt", nil, "Range", "bytes=18-")
	serve(fs, "GET", "/a.txt", nil, "Range", "bytes=100-")
	serve(fs, "GET", "/a.txt", nil, "Range", "bytes=x")
	serve(fs, "GET", "/a.txt", nil, "If-Modified-Since", "Wed, 06 May 2020 07:08:09 GMT")
	serve(fs, "GET", "/a.txt", nil, "If-Modified-Since", "Wed, 06 May 2019 07:08:09 GMT")
	serve(fs, "GET", "/a.txt/", nil)
	serve(fs, "GET", "/sub", nil)
	serve(fs, "GET", "/sub/", nil)
	serve(fs, "GET", "/sub/index.html", nil)
	serve(fs, "GET", "/none", nil)
	serve(fs, "GET", "/a.txt/x", nil)
	serve(fs, "GET", "/../a.txt", nil)
	serve(http.FileServerFS(os.DirFS(dir)), "GET", "/a.txt", nil)
	serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"v1"`)
		http.ServeContent(w, r, "n.json", time.Time{}, strings.NewReader("{}"))
	}), "GET", "/", nil, "If-None-Match", `"v0", W/"v1"`)
	for _, d := range []string{"", "hello", "<html>", " <!DOCTYPE html>", "<?xml", "%PDF-1", "\x89PNG\r\n\x1a\n", "GIF89a", "\xff\xd8\xff\xe0", "PK\x03\x04", "\x1f\x8b\x08", "\x00\x01\x02", "RIFFxxxxWEBPVP", "ID3", "{\"a\":1}", "\xef\xbb\xbfx", "OggS\x00", "wOF2", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "\x1a\x45\xdf\xa3"} {
		fmt.Printf("%q %s\n", d, http.DetectContentType([]byte(d)))
	}
	fmt.Println(http.StatusText(404), http.StatusText(0), http.CanonicalHeaderKey("content-TYPE"), http.CanonicalHeaderKey("a b"))
	h := http.Header{"B": {"2", "3"}, "A": {"1\r\n x"}}
	h.Write(os.Stdout)
	tt, err := http.ParseTime("Sunday, 06-Nov-94 08:49:37 GMT")
	fmt.Println(tt, err)
	fmt.Println(http.ParseHTTPVersion("HTTP/1.0"))
	_, err = http.NewRequest("BAD METHOD", "/", nil)
	fmt.Println(err)
	_, err = http.NewRequest("GET", "http://[", nil)
	fmt.Println(err)
	for _, u := range []string{"foo://x", "http://", "", "http://127.0.0.1:1/", "/rel"} {
		_, err = http.Get(u)
		fmt.Println(err)
	}
}
