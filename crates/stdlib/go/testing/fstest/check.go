package fstest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing/iotest"
)

// TestFS walks a whole file system and checks that every file and directory behaves, and that the expected files are there.
func TestFS(fsys fs.FS, expected ...string) error {
	if err := checkTree(fsys, expected); err != nil {
		return err
	}
	for _, name := range expected {
		dir, _, ok := strings.Cut(name, "/")
		if !ok {
			continue
		}
		below := dir + "/"
		var inside []string
		for _, other := range expected {
			if rest, ok := strings.CutPrefix(other, below); ok {
				inside = append(inside, rest)
			}
		}
		sub, err := fs.Sub(fsys, dir)
		if err != nil {
			return err
		}
		if err := checkTree(sub, inside); err != nil {
			return fmt.Errorf("testing fs.Sub(fsys, %s): %w", dir, err)
		}
		break
	}
	return nil
}

func checkTree(fsys fs.FS, expected []string) error {
	c := checker{fsys: fsys}
	c.dir(".")
	c.open(".")
	found := map[string]bool{}
	for _, name := range c.dirs {
		found[name] = true
	}
	for _, name := range c.files {
		found[name] = true
	}
	delete(found, ".")
	if len(expected) == 0 && len(found) > 0 {
		var list []string
		for name := range found {
			list = append(list, name)
		}
		slices.Sort(list)
		if len(list) > 15 {
			list = append(list[:10], "...")
		}
		c.errorf("expected empty file system but found files:\n%s", strings.Join(list, "\n"))
	}
	for _, name := range expected {
		if !found[name] {
			c.errorf("expected but not found: %s", name)
		}
	}
	if len(c.errs) == 0 {
		return nil
	}
	return fmt.Errorf("TestFS found errors:\n%w", errors.Join(c.errs...))
}

type checker struct {
	fsys  fs.FS
	errs  []error
	dirs  []string
	files []string
}

func (c *checker) errorf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(format, args...))
}

// dir checks a directory and all below it.
func (c *checker) dir(dir string) {
	c.dirs = append(c.dirs, dir)
	list, ok := c.readDir(dir)
	if !ok {
		return
	}
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	for _, entry := range list {
		name := entry.Name()
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
			c.errorf("%s: ReadDir: child has invalid name: %#q", dir, name)
			continue
		}
		full := prefix + name
		c.stat(full, entry)
		c.open(full)
		switch entry.Type() {
		case fs.ModeDir:
			c.dir(full)
		case fs.ModeSymlink:
			c.files = append(c.files, full)
		default:
			c.file(full)
		}
	}
	if again, ok := c.readDir(dir); ok {
		c.sameList(dir, "first Open+ReadDir(-1) vs second Open+ReadDir(-1)", list, again)
	}
	c.readInParts(dir, list)
	if fsys, ok := c.fsys.(fs.ReadDirFS); ok {
		sorted, err := fsys.ReadDir(dir)
		if err != nil {
			c.errorf("%s: fsys.ReadDir: %w", dir, err)
			return
		}
		c.sameList(dir, "first Open+ReadDir(-1) vs fsys.ReadDir", list, sorted)
		c.sorted(dir, "fsys.ReadDir", sorted)
	}
	sorted, err := fs.ReadDir(c.fsys, dir)
	if err != nil {
		c.errorf("%s: fs.ReadDir: %w", dir, err)
		return
	}
	c.sameList(dir, "first Open+ReadDir(-1) vs fs.ReadDir", list, sorted)
	c.sorted(dir, "fs.ReadDir", sorted)
	c.glob(dir, list)
}

func (c *checker) openDir(dir string) fs.ReadDirFile {
	f, err := c.fsys.Open(dir)
	if err != nil {
		c.errorf("%s: Open: %w", dir, err)
		return nil
	}
	d, ok := f.(fs.ReadDirFile)
	if !ok {
		f.Close()
		c.errorf("%s: Open returned File type %T, not a fs.ReadDirFile", dir, f)
		return nil
	}
	return d
}

func (c *checker) readDir(dir string) ([]fs.DirEntry, bool) {
	d := c.openDir(dir)
	if d == nil {
		return nil, false
	}
	list, err := d.ReadDir(-1)
	if err != nil {
		c.errorf("%s: ReadDir(-1): %w", dir, err)
		d.Close()
		return nil, false
	}
	if rest, err := d.ReadDir(-1); len(rest) > 0 || err != nil {
		c.errorf("%s: ReadDir(-1) at EOF = %d entries, %w, wanted 0 entries, nil", dir, len(rest), err)
	}
	if rest, err := d.ReadDir(1); len(rest) > 0 || err != io.EOF {
		c.errorf("%s: ReadDir(1) at EOF = %d entries, %w, wanted 0 entries, EOF", dir, len(rest), err)
	}
	if err := d.Close(); err != nil {
		c.errorf("%s: Close: %w", dir, err)
	}
	d.Close()
	return list, true
}

func (c *checker) readInParts(dir string, want []fs.DirEntry) {
	d := c.openDir(dir)
	if d == nil {
		return
	}
	defer d.Close()
	var list []fs.DirEntry
	for {
		n := 1 + len(list)%2
		part, err := d.ReadDir(n)
		if len(part) > n {
			c.errorf("%s: ReadDir(%d) returned %d entries", dir, n, len(part))
			return
		}
		if len(part) == 0 && err == nil {
			c.errorf("%s: ReadDir(%d) returned no entries and no error", dir, n)
			return
		}
		list = append(list, part...)
		if err == io.EOF {
			break
		}
		if err != nil {
			c.errorf("%s: ReadDir(%d): %w", dir, n, err)
			return
		}
	}
	c.sameList(dir, "first Open+ReadDir(-1) vs third Open+ReadDir(1,2) loop", want, list)
}

func (c *checker) sorted(dir, what string, list []fs.DirEntry) {
	for i := 1; i < len(list); i++ {
		if list[i-1].Name() >= list[i].Name() {
			c.errorf("%s: %s: list not sorted: %s before %s", dir, what, list[i-1].Name(), list[i].Name())
		}
	}
}

func (c *checker) sameList(dir, what string, a, b []fs.DirEntry) {
	texts := func(list []fs.DirEntry) map[string]string {
		m := map[string]string{}
		for _, e := range list {
			m[e.Name()] = describeEntry(e)
		}
		return m
	}
	old, now := texts(a), texts(b)
	var differ []string
	for name, text := range old {
		if now[name] == "" {
			differ = append(differ, "-"+text)
		} else if now[name] != text {
			differ = append(differ, "-"+text, "+"+now[name])
		}
	}
	for name, text := range now {
		if old[name] == "" {
			differ = append(differ, "+"+text)
		}
	}
	if len(differ) > 0 {
		slices.Sort(differ)
		c.errorf("%s: diff %s:\n\t%s", dir, what, strings.Join(differ, "\n\t"))
	}
}

func describeEntry(e fs.DirEntry) string {
	return fmt.Sprintf("%s IsDir=%v Type=%v", e.Name(), e.IsDir(), e.Type())
}

func describeInfo(i fs.FileInfo) string {
	return fmt.Sprintf("%s IsDir=%v Mode=%v Size=%d ModTime=%v", i.Name(), i.IsDir(), i.Mode(), i.Size(), i.ModTime())
}

// stat compares what the entry, the open file and the file system say of a file.
func (c *checker) stat(name string, entry fs.DirEntry) {
	f, err := c.fsys.Open(name)
	if err != nil {
		if entry.Type() != fs.ModeSymlink {
			c.errorf("%s: Open: %w", name, err)
		}
		return
	}
	info, err := f.Stat()
	f.Close()
	if err != nil {
		c.errorf("%s: Stat: %w", name, err)
		return
	}
	entryInfo, err := entry.Info()
	if err != nil {
		c.errorf("%s: entry.Info: %w", name, err)
		return
	}
	if entry.Type() != fs.ModeSymlink {
		if got, want := describeInfo(entryInfo), describeInfo(info); got != want {
			c.errorf("%s: mismatch:\n\tentry.Info() = %s\n\tfile.Stat() = %s\n", name, got, want)
		}
		if entry.Type() != info.Mode().Type() || entry.IsDir() != info.IsDir() || entry.Name() != info.Name() {
			c.errorf("%s: mismatch:\n\tentry = %s\n\tfile.Stat() = %s", name, describeEntry(entry), describeInfo(info))
		}
	}
	again, err := fs.Stat(c.fsys, name)
	if err != nil {
		c.errorf("%s: fs.Stat: %w", name, err)
		return
	}
	if got, want := describeInfo(again), describeInfo(info); got != want {
		c.errorf("%s: fs.Stat(...) = %s\n\twant %s", name, got, want)
	}
	if fsys, ok := c.fsys.(fs.ReadLinkFS); ok {
		own, err := fsys.Lstat(name)
		if err != nil {
			c.errorf("%s: fsys.Lstat: %v", name, err)
		} else if own.Mode().Type() != entry.Type() {
			c.errorf("%s: fsys.Lstat(...) has type %v, want %v", name, own.Mode().Type(), entry.Type())
		}
	}
}

// file checks a regular file's content.
func (c *checker) file(name string) {
	c.files = append(c.files, name)
	f, err := c.fsys.Open(name)
	if err != nil {
		c.errorf("%s: Open: %w", name, err)
		return
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		c.errorf("%s: Open+ReadAll: %w", name, err)
		return
	}
	if err := f.Close(); err != nil {
		c.errorf("%s: Close: %w", name, err)
	}
	f.Close()
	if fsys, ok := c.fsys.(fs.ReadFileFS); ok {
		own, err := fsys.ReadFile(name)
		if err != nil {
			c.errorf("%s: fsys.ReadFile: %w", name, err)
			return
		}
		c.sameContent(name, "ReadAll vs fsys.ReadFile", data, own)
		// The caller may change what it got.
		for i := range own {
			own[i]++
		}
		if own, err = fsys.ReadFile(name); err != nil {
			c.errorf("%s: second call to fsys.ReadFile: %w", name, err)
			return
		}
		c.sameContent(name, "Readall vs second fsys.ReadFile", data, own)
		c.bad(name, "ReadFile", func(bad string) error { _, err := fsys.ReadFile(bad); return err })
	}
	whole, err := fs.ReadFile(c.fsys, name)
	if err != nil {
		c.errorf("%s: fs.ReadFile: %w", name, err)
		return
	}
	c.sameContent(name, "ReadAll vs fs.ReadFile", data, whole)
	if f, err = c.fsys.Open(name); err != nil {
		c.errorf("%s: second Open: %w", name, err)
		return
	}
	defer f.Close()
	if err := iotest.TestReader(f, data); err != nil {
		c.errorf("%s: failed TestReader:\n\t%s", name, strings.ReplaceAll(err.Error(), "\n", "\n\t"))
	}
}

func (c *checker) sameContent(name, what string, a, b []byte) {
	if !bytes.Equal(a, b) {
		c.errorf("%s: %s: different data returned\n\t%q\n\t%q", name, what, a, b)
	}
}

// open checks that paths which are not valid are refused.
func (c *checker) open(name string) {
	c.bad(name, "Open", func(bad string) error {
		f, err := c.fsys.Open(bad)
		if err == nil {
			f.Close()
		}
		return err
	})
}

func (c *checker) bad(name, what string, open func(string) error) {
	list := []string{"/" + name, name + "/."}
	if name == "." {
		list = append(list, "/")
	}
	if i := strings.Index(name, "/"); i >= 0 {
		list = append(list, name[:i]+"//"+name[i+1:], name[:i]+"/./"+name[i+1:], name[:i]+"/../"+name)
	}
	if i := strings.LastIndex(name, "/"); i >= 0 {
		list = append(list, name[:i]+"//"+name[i+1:], name+"/")
	}
	for _, bad := range list {
		if err := open(bad); err == nil {
			c.errorf("%s: %s(%s) succeeded, want error", name, what, bad)
		}
	}
}

// glob compares Glob with the directory's list.
func (c *checker) glob(dir string, list []fs.DirEntry) {
	fsys, ok := c.fsys.(fs.GlobFS)
	if !ok {
		return
	}
	prefix := ""
	if dir != "." {
		for element := range strings.SplitSeq(dir, "/") {
			// Quoted, so that no character is special.
			for _, r := range element {
				prefix += `\` + string(r)
			}
			prefix += "/"
		}
	}
	if _, err := fsys.Glob(prefix + "nonexist/[]"); err == nil {
		c.errorf("%s: Glob(%#q): bad pattern not detected", dir, prefix+"nonexist/[]")
	}
	names, err := fsys.Glob(prefix + "*")
	if err != nil {
		c.errorf("%s: Glob(%#q): %w", dir, prefix+"*", err)
		return
	}
	var want []string
	for _, e := range list {
		want = append(want, path.Join(dir, e.Name()))
	}
	slices.Sort(want)
	if !slices.IsSorted(names) {
		c.errorf("%s: Glob(%#q): unsorted output", dir, prefix+"*")
		slices.Sort(names)
	}
	if !slices.Equal(names, want) {
		c.errorf("%s: Glob(%#q): wrong output\n\tgot %q\n\twant %q", dir, prefix+"*", names, want)
	}
}
