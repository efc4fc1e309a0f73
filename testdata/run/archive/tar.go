// run

package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
)

func main() {
	t := time.Date(2022, 5, 6, 7, 8, 9, 123456789, time.UTC)
	hs := []*tar.Header{
		{Name: "readme.txt", Mode: 0600, Size: 5, ModTime: t},
		{Name: "dir/", Mode: 0755},
		{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "readme.txt"},
		{Name: strings.Repeat("long/", 30) + "name", Size: 3, Uname: "user", Gname: "group", Uid: 1000, Gid: 100},
		{Name: strings.Repeat("x", 150), Size: 1},
		{Name: "unié.txt", Size: 2},
		{Name: "pax", Size: 2, Format: tar.FormatPAX, ModTime: t, AccessTime: t.Add(time.Second), ChangeTime: t.Add(2 * time.Second)},
		{Name: "gnu", Size: 2, Format: tar.FormatGNU, ModTime: t, AccessTime: t},
		{Name: strings.Repeat("g", 200), Size: 2, Format: tar.FormatGNU},
		{Name: "ustar", Size: 2, Format: tar.FormatUSTAR, ModTime: t},
		{Name: "rec", Size: 0, PAXRecords: map[string]string{"VENDOR.key": "value", "A.b": "c"}},
		{Name: "big", Size: 0, Uid: 1 << 30},
		{Name: "xattr", Xattrs: map[string]string{"user.k": "v"}},
		{Name: "dev", Typeflag: tar.TypeChar, Devmajor: 1, Devminor: 3},
		{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "global"}},
		{Name: "setuid", Mode: 04755, ModTime: time.Unix(-5, 0)},
	}
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, h := range hs {
		err := w.WriteHeader(h)
		fmt.Printf("%.20q %v\n", h.Name, err)
		if err == nil && h.Size > 0 {
			n, err := w.Write(bytes.Repeat([]byte("z"), int(h.Size)))
			fmt.Println(n, err)
		}
	}
	n, err := w.Write([]byte("more"))
	fmt.Println(n, err)
	fmt.Println(w.Flush(), w.Close(), w.Close(), w.WriteHeader(hs[0]))
	fmt.Println(b.Len())
	hash := uint32(0)
	for _, c := range b.Bytes() {
		hash = hash*31 + uint32(c)
	}
	fmt.Println(hash)
	r := tar.NewReader(bytes.NewReader(b.Bytes()))
	for {
		h, err := r.Next()
		if err != nil {
			fmt.Println(err)
			break
		}
		data, err := io.ReadAll(r)
		fmt.Printf("%.30q %q %d %o %d %d %q %q %v %v %v %d %d %v %v %c %q %v\n", h.Name, h.Linkname, h.Size, h.Mode, h.Uid, h.Gid, h.Uname, h.Gname, h.ModTime.UTC(), h.AccessTime.UTC(), h.ChangeTime.UTC(), h.Devmajor, h.Devminor, h.Xattrs, h.PAXRecords["VENDOR.key"], h.Typeflag, data, err)
		fmt.Println(h.Format, len(h.PAXRecords), h.FileInfo().Mode(), len(h.FileInfo().Name()), h.FileInfo().IsDir())
		h2, err := tar.FileInfoHeader(h.FileInfo(), "target")
		if err == nil {
			fmt.Println(len(h2.Name), h2.Linkname, h2.Typeflag, h2.Mode, h2.Size, h2.Uid)
		} else {
			fmt.Println(err)
		}
	}
	w = tar.NewWriter(io.Discard)
	fmt.Println(w.WriteHeader(&tar.Header{Name: "a", Size: 10}))
	fmt.Println(w.WriteHeader(&tar.Header{Name: "b", Size: 10}))
	fmt.Println(w.Close())
	for _, h := range []*tar.Header{
		{Name: "a\x00b"}, {Name: "d", Typeflag: tar.TypeDir, Size: 4}, {Name: "x", Typeflag: tar.TypeXHeader}, {Name: strings.Repeat("q", 300), Format: tar.FormatUSTAR},
		{Name: "m", Mode: 1 << 40}, {Name: "p", PAXRecords: map[string]string{"k=": "v"}}, {Name: "é", Format: tar.FormatUSTAR}, {Name: "u", Uname: strings.Repeat("u", 40), Format: tar.FormatGNU}, {Name: "neg", Size: -1},
	} {
		w := tar.NewWriter(io.Discard)
		fmt.Println(w.WriteHeader(h))
	}
	good := b.Bytes()
	for _, cut := range []int{0, 1, 511, 512, 513, 1024, 1030, 5000} {
		r := tar.NewReader(bytes.NewReader(good[:cut]))
		for {
			_, err := r.Next()
			if err != nil {
				fmt.Println(cut, err)
				break
			}
			_, err = io.ReadAll(r)
			if err != nil {
				fmt.Println(cut, "read", err)
			}
		}
	}
	bad := bytes.Clone(good)
	bad[10] = 'X'
	_, err = tar.NewReader(bytes.NewReader(bad)).Next()
	fmt.Println(err)
	for f := tar.Format(0); f < 20; f++ {
		fmt.Print(f, " ")
	}
	fmt.Println()
}
