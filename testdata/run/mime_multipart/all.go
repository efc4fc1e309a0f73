// run

// Package mime/multipart: writing and reading, forms.
package main

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
	"sort"
	"strings"
)

func read(body, boundary string, raw bool) {
	r := multipart.NewReader(strings.NewReader(body), boundary)
	for {
		var p *multipart.Part
		var err error
		if raw {
			p, err = r.NextRawPart()
		} else {
			p, err = r.NextPart()
		}
		if err != nil {
			fmt.Println("  end:", err)
			return
		}
		b, err := io.ReadAll(p)
		s := string(b)
		if len(s) > 60 {
			s = fmt.Sprint(s[:20], "...", len(s))
		}
		fmt.Printf("  %q %q %v %q %v\n", p.FormName(), p.FileName(), p.Header, s, err)
	}
}

func main() {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	fmt.Println(len(w.Boundary()), w.SetBoundary("my boundary:1"), w.FormDataContentType(), w.SetBoundary(""), w.SetBoundary("a\x00"), w.SetBoundary("x "))
	w.SetBoundary("xXx")
	w.WriteField("name", "value 1")
	f, _ := w.CreateFormFile("fi\"eld", "dir/na\\me.txt")
	f.Write([]byte("file\r\ncontent"))
	p, _ := w.CreatePart(textproto.MIMEHeader{"X-B": {"2"}, "X-A": {"1", "3"}})
	io.WriteString(p, "part")
	_, err := f.Write([]byte("late"))
	fmt.Println(err, w.Close(), w.SetBoundary("y"))
	fmt.Printf("%q\n", b.String())
	read(b.String(), "xXx", false)
	for _, s := range []string{
		"--b\r\n\r\nbody\r\n--b--\r\n", "preamble\r\n--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue", "--b\n\nunix\n--b--\n", "--b\r\n\r\nno end", "--b\r\n\r\n--b--", "--b\r\n\r\n\r\n--b--", "--b--\r\n", "", "nothing", "--b\r\nbad header\r\n\r\nx\r\n--b--", "--b  \r\n\r\nspaces\r\n--b \t\r\n\r\nx\r\n--b-- \r\n", "--b\r\n\r\n--bx\r\n--b-\r\nnot\r\n--b--\r\n", "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=\r\nc\r\n--b--\r\n", "--b\r\nContent-Disposition: form-data; name=\"x\"; filename=\"a/b.txt\"\r\n\r\n" + strings.Repeat("0123456789\r\n-", 1000) + "\r\n--b--\r\n", "--b\r\n\r\nx\r\n--b\r\njunk", "--b\r\n\r\n" + strings.Repeat("x", 4090) + "\r\n--b\r\n\r\ny\r\n--b--",
	} {
		t := s
		if len(t) > 70 {
			t = t[:70]
		}
		fmt.Printf("%q\n", t)
		read(s, "b", false)
		read(s, "b", true)
	}
	read("x", "", false)
	for _, max := range []int64{1 << 20, 5, 0} {
		form, err := multipart.NewReader(bytes.NewReader(b.Bytes()), "xXx").ReadForm(max)
		if err != nil {
			fmt.Println(err)
			continue
		}
		var names []string
		for k, v := range form.Value {
			names = append(names, fmt.Sprint(k, v))
		}
		for k, list := range form.File {
			for _, fh := range list {
				file, err := fh.Open()
				data, _ := io.ReadAll(file)
				file.Seek(2, io.SeekStart)
				two := make([]byte, 2)
				file.ReadAt(two, 1)
				file.Close()
				names = append(names, fmt.Sprint(k, fh.Filename, fh.Size, fh.Header, string(data), err, string(two)))
			}
		}
		sort.Strings(names)
		fmt.Printf("%q %v\n", names, form.RemoveAll())
	}
	fmt.Println(multipart.FileContentDisposition("a\"b", "c\r\nd"))
}
