// Package template fills texts in with data.
package template

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"sync"
	"text/template/parse"
)

// common is what associated templates share.
type common struct {
	tmpl       map[string]*Template
	mutex      sync.RWMutex
	missing    missingKey
	parseFuncs FuncMap
	execFuncs  map[string]reflect.Value
}

type missingKey int

const (
	missingInvalid missingKey = iota
	missingZero
	missingError
)

// A Template is a parsed template, and the way to those associated with it.
type Template struct {
	name string
	*parse.Tree
	*common
	left  string
	right string
}

// New makes an empty template.
func New(name string) *Template { return &Template{name: name} }

// Name returns the name.
func (t *Template) Name() string { return t.name }

// New makes an empty template associated with t.
func (t *Template) New(name string) *Template {
	t.init()
	return &Template{name: name, common: t.common, left: t.left, right: t.right}
}

func (t *Template) init() {
	if t.common == nil {
		t.common = &common{tmpl: map[string]*Template{}, parseFuncs: FuncMap{}, execFuncs: map[string]reflect.Value{}}
	}
}

// Clone copies t and all templates associated with it.
func (t *Template) Clone() (*Template, error) {
	c := t.copied(nil)
	c.init()
	if t.common == nil {
		return c, nil
	}
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	for name, u := range t.tmpl {
		if name == t.name {
			c.tmpl[t.name] = c
			continue
		}
		c.tmpl[name] = u.copied(c.common)
	}
	c.missing = t.missing
	maps.Copy(c.parseFuncs, t.parseFuncs)
	maps.Copy(c.execFuncs, t.execFuncs)
	return c, nil
}

func (t *Template) copied(c *common) *Template {
	return &Template{name: t.name, Tree: t.Tree, common: c, left: t.left, right: t.right}
}

// AddParseTree associates a tree with t under a name.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	t.init()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	n := t
	if name != t.name {
		n = t.New(name)
	}
	if t.associate(n, tree) || n.Tree == nil {
		n.Tree = tree
	}
	return n, nil
}

// associate puts n into the map, unless an empty tree would replace one that is not.
func (t *Template) associate(n *Template, tree *parse.Tree) bool {
	if old := t.tmpl[n.name]; old != nil && parse.IsEmptyTree(tree.Root) && old.Tree != nil {
		return false
	}
	t.tmpl[n.name] = n
	return true
}

// Templates returns all associated templates.
func (t *Template) Templates() []*Template {
	if t.common == nil {
		return nil
	}
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	m := make([]*Template, 0, len(t.tmpl))
	for _, v := range t.tmpl {
		m = append(m, v)
	}
	return m
}

// Delims sets the delimiters for later parsing.
func (t *Template) Delims(left, right string) *Template {
	t.init()
	t.left, t.right = left, right
	return t
}

// Funcs adds functions.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.init()
	t.mutex.Lock()
	defer t.mutex.Unlock()
	addFuncs(t.execFuncs, funcMap)
	maps.Copy(t.parseFuncs, funcMap)
	return t
}

// Lookup returns the associated template of a name, or nil.
func (t *Template) Lookup(name string) *Template {
	if t.common == nil {
		return nil
	}
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	return t.tmpl[name]
}

// Parse parses text as the body of t, and the templates that it defines.
func (t *Template) Parse(text string) (*Template, error) {
	t.init()
	t.mutex.RLock()
	trees, err := parse.Parse(t.name, text, t.left, t.right, t.parseFuncs, builtinNames)
	t.mutex.RUnlock()
	if err != nil {
		return nil, err
	}
	for name, tree := range trees {
		if _, err := t.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Option sets options: missingkey=default, invalid, zero or error.
func (t *Template) Option(opt ...string) *Template {
	t.init()
	for _, s := range opt {
		switch s {
		case "":
			panic("empty option string")
		case "missingkey=invalid", "missingkey=default":
			t.missing = missingInvalid
		case "missingkey=zero":
			t.missing = missingZero
		case "missingkey=error":
			t.missing = missingError
		default:
			panic("unrecognized option: " + s)
		}
	}
	return t
}

// Must returns t, or panics with err.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// ParseFiles makes a template from files, each named by its last element.
func ParseFiles(filenames ...string) (*Template, error) { return parseFiles(nil, readOS, filenames...) }

// ParseFiles adds templates from files.
func (t *Template) ParseFiles(filenames ...string) (*Template, error) {
	t.init()
	return parseFiles(t, readOS, filenames...)
}

func readOS(file string) (name string, b []byte, err error) {
	b, err = os.ReadFile(file)
	return filepath.Base(file), b, err
}

func readFS(fsys fs.FS) func(string) (string, []byte, error) {
	return func(file string) (name string, b []byte, err error) {
		b, err = fs.ReadFile(fsys, file)
		return path.Base(file), b, err
	}
}

func parseFiles(t *Template, read func(string) (string, []byte, error), filenames ...string) (*Template, error) {
	if len(filenames) == 0 {
		return nil, fmt.Errorf("template: no files named in call to ParseFiles")
	}
	for _, filename := range filenames {
		name, b, err := read(filename)
		if err != nil {
			return nil, err
		}
		if t == nil {
			t = New(name)
		}
		n := t
		if name != t.Name() {
			n = t.New(name)
		}
		if _, err = n.Parse(string(b)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// ParseGlob makes a template from the files that match a pattern.
func ParseGlob(pattern string) (*Template, error) { return parseGlob(nil, pattern) }

// ParseGlob adds templates from the files that match a pattern.
func (t *Template) ParseGlob(pattern string) (*Template, error) {
	t.init()
	return parseGlob(t, pattern)
}

func parseGlob(t *Template, pattern string) (*Template, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
	}
	return parseFiles(t, readOS, files...)
}

// ParseFS makes a template from the files of a file system that match patterns.
func ParseFS(fsys fs.FS, patterns ...string) (*Template, error) { return parseFS(nil, fsys, patterns) }

// ParseFS adds templates from the files of a file system that match patterns.
func (t *Template) ParseFS(fsys fs.FS, patterns ...string) (*Template, error) {
	t.init()
	return parseFS(t, fsys, patterns)
}

func parseFS(t *Template, fsys fs.FS, patterns []string) (*Template, error) {
	var files []string
	for _, pattern := range patterns {
		list, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return nil, fmt.Errorf("template: pattern matches no files: %#q", pattern)
		}
		files = append(files, list...)
	}
	return parseFiles(t, readFS(fsys), files...)
}
