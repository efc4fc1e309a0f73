// run

package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing/fstest"
	"time"
)

func dump(b []byte) {
	tr := tar.NewReader(bytes.NewReader(b))
	for {
		h, err := tr.Next()
		if err != nil {
			fmt.Println("end:", err)
			return
		}
		d, err := io.ReadAll(tr)
		h.ModTime, h.AccessTime, h.ChangeTime = h.ModTime.UTC(), h.AccessTime.UTC(), h.ChangeTime.UTC()
		fmt.Printf("%c %q %q %d %o %d %d %q %q %v %v %v %d %d %v %v | %d %.20q %v\n", h.Typeflag, h.Name, h.Linkname, h.Size, h.Mode, h.Uid, h.Gid, h.Uname, h.Gname,
			h.ModTime, h.AccessTime, h.ChangeTime, h.Devmajor, h.Devminor, h.PAXRecords, h.Format, len(d), d, err)
		fmt.Println(h.FileInfo(), h.FileInfo().Mode())
	}
}

func main() {
	long := strings.Repeat("d/", 70) + "file"
	verylong := strings.Repeat("x", 150)
	mt := time.Unix(1700000000, 0)
	hs := []*tar.Header{
		{Name: "a.txt", Mode: 0o644, Size: 5, ModTime: mt, Uid: 1000, Gid: 100, Uname: "u", Gname: "g"},
		{Name: "dir/", Mode: 0o755},
		{Name: long, Size: 3},
		{Name: verylong, Size: 1},
		{Name: "é.txt", Size: 2, ModTime: mt.Add(123456789), Format: tar.FormatPAX},
		{Name: "gnu" + verylong, Linkname: verylong, Format: tar.FormatGNU, AccessTime: mt, ModTime: mt},
		{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "a.txt"},
		{Name: "hard", Typeflag: tar.TypeLink, Linkname: "a.txt", Size: 9},
		{Name: "dev", Typeflag: tar.TypeChar, Devmajor: 1, Devminor: 5, Mode: 0o4600},
		{Name: "pax", Size: 4, PAXRecords: map[string]string{"VENDOR.k": "v", "comment": "c"}},
		{Name: "bigid", Uid: 1 << 22, Mode: 1 << 22},
		{Name: "bigid", Uid: 1 << 22},
		{Name: "rounded", ModTime: mt.Add(600 * time.Millisecond), AccessTime: mt},
		{Name: "u", Format: tar.FormatUSTAR, Uname: verylong},
		{Name: "bad/", Typeflag: tar.TypeReg},
		{Name: "x", Typeflag: tar.TypeXHeader},
		{Name: "n\x00ul"},
		{Name: "neg", Size: -1},
		{Name: "g", Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"path": "p", "k": "v"}},
		{Name: "g", Typeflag: tar.TypeXGlobalHeader, Size: 1},
		{Name: "pr", PAXRecords: map[string]string{"a=b": "v"}},
		{Name: "old", ModTime: time.Unix(-5, 5)},
		{Name: "old", ModTime: time.Unix(-5, 500000000), Format: tar.FormatPAX},
		{Name: "old", ModTime: time.Unix(-5, 0), Format: tar.FormatGNU},
	}
	var all bytes.Buffer
	tw := tar.NewWriter(&all)
	for _, h := range hs {
		at := all.Len()
		err := tw.WriteHeader(h)
		fmt.Printf("%.20s %v", h.Name, err)
		if err == nil {
			n, err := tw.Write([]byte("hello, world")[:max(0, min(h.Size, 12))])
			fmt.Print(" ", n, err)
			fmt.Print(tw.Flush())
		}
		fmt.Println()
		for _, line := range bytes.SplitAfter(bytes.ReplaceAll(all.Bytes()[at:], make([]byte, 8), []byte{'0'}), nil)[:0] {
			_ = line
		}
		fmt.Printf("%x\n", bytes.TrimRight(bytes.ReplaceAll(all.Bytes()[at:], make([]byte, 16), nil), "\x00"))
	}
	fmt.Println(tw.Write([]byte("x")))
	fmt.Println(tw.Close(), tw.Close(), tw.WriteHeader(hs[0]))
	dump(all.Bytes())
	tw = tar.NewWriter(io.Discard)
	tw.WriteHeader(&tar.Header{Name: "a", Size: 10})
	fmt.Println(tw.Write([]byte("abc")))
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "b"}), tw.Flush(), tw.Close())
	tw = tar.NewWriter(io.Discard)
	tw.WriteHeader(&tar.Header{Name: "a", Size: 2})
	fmt.Println(tw.Write([]byte("abc")))
	bad := bytes.Clone(all.Bytes())
	bad[3] ^= 1
	dump(bad)
	dump(all.Bytes()[:700])
	dump(all.Bytes()[:1500])
	dump(nil)
	dump(make([]byte, 512))
	dump(make([]byte, 1024))
	var b2 bytes.Buffer
	tw = tar.NewWriter(&b2)
	fmt.Println(tw.AddFS(fstest.MapFS{"q/w.txt": {Data: []byte("w"), ModTime: mt}, "e": {Data: []byte("e"), Mode: 0o600, ModTime: mt}, "l": {Data: []byte("e"), Mode: fs.ModeSymlink | 0o777, ModTime: mt}}))
	tw.Close()
	dump(b2.Bytes())
	// a sparse file, form 1.0
	var b3 bytes.Buffer
	tw = tar.NewWriter(&b3)
	body := "2\n10\n3\n20\n2\n"
	body += strings.Repeat("\x00", 512-len(body)) + "abcde"
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "GNUSparseFile.0/s", Size: int64(len(body)), PAXRecords: map[string]string{"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "s", "GNU.sparse.realsize": "30"}}))
	tw.Write([]byte(body))
	tw.Close()
	dump(b3.Bytes())
	for _, f := range []tar.Format{0, tar.FormatGNU, tar.FormatPAX | tar.FormatUSTAR, 255} {
		fmt.Println(f)
	}
	h, err := tar.FileInfoHeader(hs[6].FileInfo(), "tgt")
	fmt.Println(h.Name, h.Linkname, string(h.Typeflag), err)
	_, err = tar.FileInfoHeader(nil, "")
	fmt.Println(err)
}
