package slog

import (
	"context"
	"encoding"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// HandlerOptions are options of TextHandler and JSONHandler.
type HandlerOptions struct {
	AddSource   bool
	Level       Leveler
	ReplaceAttr func(groups []string, a Attr) Attr
}

// common is what the handlers of this package share.
type common struct {
	json      bool
	opts      HandlerOptions
	formatted []byte   // of WithAttrs
	prefix    string   // of groups, for text
	groups    []string // all that were opened
	open      int      // how many of them are in formatted
	mu        *sync.Mutex
	w         io.Writer
}

// A state is a record being formatted.
type state struct {
	h      *common
	buf    []byte
	sep    string
	prefix string
	groups []string
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) common {
	if opts == nil {
		opts = &HandlerOptions{}
	}
	return common{json: json, opts: *opts, w: w, mu: new(sync.Mutex)}
}

func (h *common) enabled(l Level) bool {
	least := LevelInfo
	if h.opts.Level != nil {
		least = h.opts.Level.Level()
	}
	return l >= least
}

func (h *common) state(buf []byte, sep string) *state {
	s := &state{h: h, buf: buf, sep: sep}
	if h.opts.ReplaceAttr != nil {
		s.groups = append(s.groups, h.groups[:h.open]...)
	}
	return s
}

func (h *common) between() string {
	if h.json {
		return ","
	}
	return " "
}

func (h common) withAttrs(as []Attr) common {
	if !slices.ContainsFunc(as, func(a Attr) bool { return !isEmptyGroup(a) }) {
		return h
	}
	s := h.state(slices.Clip(slices.Clone(h.formatted)), "")
	s.prefix = h.prefix
	if len(s.buf) > 0 {
		s.sep = h.between()
	}
	before := len(s.buf)
	s.openGroups()
	if !s.attrs(as) {
		s.buf = s.buf[:before]
	} else {
		h.prefix = s.prefix
		h.open = len(h.groups)
	}
	h.formatted = s.buf
	return h
}

func (h common) withGroup(name string) common {
	h.groups = append(slices.Clip(h.groups), name)
	return h
}

func (h *common) handle(r Record) error {
	s := h.state(make([]byte, 0, 256), "")
	if h.json {
		s.buf = append(s.buf, '{')
	}
	groups := s.groups
	s.groups = nil
	rep := h.opts.ReplaceAttr
	if !r.Time.IsZero() {
		t := r.Time.Round(0)
		if rep == nil {
			s.key(TimeKey)
			s.time(t)
		} else {
			s.attr(Time(TimeKey, t))
		}
	}
	if rep == nil {
		s.key(LevelKey)
		s.str(r.Level.String())
	} else {
		s.attr(Any(LevelKey, r.Level))
	}
	if h.opts.AddSource {
		if src := r.Source(); src != nil {
			s.attr(Any(SourceKey, src))
		}
	}
	if rep == nil {
		s.key(MessageKey)
		s.str(r.Message)
	} else {
		s.attr(String(MessageKey, r.Message))
	}
	s.groups = groups
	s.attributes(r)
	s.buf = append(s.buf, '\n')
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := h.w.Write(s.buf)
	return err
}

// attributes writes those of the handler and of the record, and closes what is open.
func (s *state) attributes(r Record) {
	h := s.h
	if len(h.formatted) > 0 {
		s.buf = append(s.buf, s.sep...)
		s.buf = append(s.buf, h.formatted...)
		s.sep = h.between()
		if h.json && h.formatted[len(h.formatted)-1] == '{' {
			s.sep = ""
		}
	}
	open := h.open
	if r.NumAttrs() > 0 {
		s.prefix = h.prefix
		before, sep := len(s.buf), s.sep
		s.openGroups()
		open = len(h.groups)
		empty := true
		r.Attrs(func(a Attr) bool {
			if s.attr(a) {
				empty = false
			}
			return true
		})
		if empty {
			s.buf = s.buf[:before]
			s.sep = sep
			open = h.open
		}
	}
	if h.json {
		for range h.groups[:open] {
			s.buf = append(s.buf, '}')
		}
		s.buf = append(s.buf, '}')
	}
}

func (s *state) openGroups() {
	for _, name := range s.h.groups[s.h.open:] {
		s.open(name)
	}
}

func (s *state) open(name string) {
	if s.h.json {
		s.key(name)
		s.buf = append(s.buf, '{')
		s.sep = ""
	} else {
		s.prefix += name + "."
	}
	if s.h.opts.ReplaceAttr != nil {
		s.groups = append(s.groups, name)
	}
}

func (s *state) close(name string) {
	if s.h.json {
		s.buf = append(s.buf, '}')
	} else {
		s.prefix = s.prefix[:len(s.prefix)-len(name)-1]
	}
	s.sep = s.h.between()
	if s.h.opts.ReplaceAttr != nil {
		s.groups = s.groups[:len(s.groups)-1]
	}
}

func (s *state) attrs(as []Attr) bool {
	some := false
	for _, a := range as {
		if s.attr(a) {
			some = true
		}
	}
	return some
}

// attr writes an attribute; false if there is nothing to write.
func (s *state) attr(a Attr) bool {
	a.Value = a.Value.Resolve()
	if rep := s.h.opts.ReplaceAttr; rep != nil && a.Value.Kind() != KindGroup {
		var groups []string
		if len(s.groups) > 0 {
			groups = s.groups
		}
		a = rep(groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.isEmpty() {
		return false
	}
	if src, ok := a.Value.any.(*Source); ok {
		if s.h.json {
			a.Value = src.group()
		} else {
			a.Value = StringValue(fmt.Sprintf("%s:%d", src.File, src.Line))
		}
	}
	if a.Value.Kind() != KindGroup {
		s.key(a.Key)
		s.value(a.Value)
		return true
	}
	list := a.Value.Group()
	if len(list) == 0 {
		return false
	}
	before, sep := len(s.buf), s.sep
	if a.Key != "" {
		s.open(a.Key)
	}
	some := s.attrs(list)
	if a.Key != "" {
		s.close(a.Key)
	}
	if !some {
		s.buf = s.buf[:before]
		s.sep = sep
	}
	return some
}

func (s *state) key(key string) {
	s.buf = append(s.buf, s.sep...)
	s.str(s.prefix + key)
	if s.h.json {
		s.buf = append(s.buf, ':')
	} else {
		s.buf = append(s.buf, '=')
	}
	s.sep = s.h.between()
}

func (s *state) str(t string) {
	switch {
	case s.h.json:
		s.buf = append(s.buf, '"')
		s.buf = appendEscaped(s.buf, t)
		s.buf = append(s.buf, '"')
	case needsQuoting(t):
		s.buf = strconv.AppendQuote(s.buf, t)
	default:
		s.buf = append(s.buf, t...)
	}
}

func (s *state) time(t time.Time) {
	if s.h.json {
		s.jsonTime(t)
		return
	}
	s.buf = t.AppendFormat(s.buf, "2006-01-02T15:04:05.000Z07:00")
}

func (s *state) fault(err error) { s.str(fmt.Sprintf("!ERROR:%v", err)) }

func (s *state) value(v Value) {
	defer func() {
		if r := recover(); r != nil {
			if isNilPointer(v.any) {
				s.str("<nil>")
				return
			}
			s.str(fmt.Sprintf("!PANIC: %v", r))
		}
	}()
	var err error
	if s.h.json {
		err = s.jsonValue(v)
	} else {
		err = s.textValue(v)
	}
	if err != nil {
		s.fault(err)
	}
}

func (s *state) textValue(v Value) error {
	switch v.Kind() {
	case KindString:
		s.str(v.str())
	case KindTime:
		s.time(v.time())
	case KindAny, KindLogValuer:
		if ta, ok := v.any.(encoding.TextAppender); ok {
			data, err := ta.AppendText(nil)
			if err != nil {
				return err
			}
			s.str(string(data))
			return nil
		}
		if tm, ok := v.any.(encoding.TextMarshaler); ok {
			data, err := tm.MarshalText()
			if err != nil {
				return err
			}
			s.str(string(data))
			return nil
		}
		if b, ok := bytesOf(v.any); ok {
			s.buf = strconv.AppendQuote(s.buf, string(b))
			return nil
		}
		s.str(fmt.Sprintf("%+v", v.Any()))
	default:
		s.buf = v.append(s.buf)
	}
	return nil
}

func needsQuoting(s string) bool {
	if s == "" {
		return true
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c == ' ' || c == '=' || c == '"' || c < ' ' || c == 0x7f {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return true
		}
		i += n
	}
	return false
}

// A TextHandler writes records as lines of key=value.
type TextHandler struct {
	common
}

// NewTextHandler makes a TextHandler.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

// Enabled reports whether records of a level are written.
func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// WithAttrs returns a handler that adds attributes.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler { return &TextHandler{h.withAttrs(attrs)} }

// WithGroup returns a handler that puts further attributes into a group.
func (h *TextHandler) WithGroup(name string) Handler { return &TextHandler{h.withGroup(name)} }

// Handle writes a record.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// A JSONHandler writes records as lines of JSON.
type JSONHandler struct {
	common
}

// NewJSONHandler makes a JSONHandler.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

// Enabled reports whether records of a level are written.
func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// WithAttrs returns a handler that adds attributes.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler { return &JSONHandler{h.withAttrs(attrs)} }

// WithGroup returns a handler that puts further attributes into a group.
func (h *JSONHandler) WithGroup(name string) Handler { return &JSONHandler{h.withGroup(name)} }

// Handle writes a record.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }
