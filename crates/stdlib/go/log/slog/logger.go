// Package slog is logging with attributes.
package slog

import (
	"context"
	"errors"
	"log"
	"runtime"
	"slices"
	"sync/atomic"
	"time"
)

// Keys of what every record has.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// A Handler writes records.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// A Record is a message with its attributes.
type Record struct {
	Time    time.Time
	Message string
	Level   Level
	PC      uintptr
	attrs   []Attr
}

// NewRecord makes a Record.
func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

// Clone copies r so that the copies may be changed apart from each other.
func (r Record) Clone() Record {
	r.attrs = slices.Clip(r.attrs)
	return r
}

// NumAttrs returns the number of attributes.
func (r Record) NumAttrs() int { return len(r.attrs) }

// Attrs calls f for each attribute until it returns false.
func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.attrs {
		if !f(a) {
			return
		}
	}
}

// AddAttrs adds attributes; empty groups are left out.
func (r *Record) AddAttrs(attrs ...Attr) {
	for _, a := range attrs {
		if !isEmptyGroup(a) {
			r.attrs = append(r.attrs, a)
		}
	}
}

// Add adds attributes given as keys and values.
func (r *Record) Add(args ...any) {
	for len(args) > 0 {
		var a Attr
		a, args = nextAttr(args)
		if !isEmptyGroup(a) {
			r.attrs = append(r.attrs, a)
		}
	}
}

// A Source is a place in the program.
type Source struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

func (s *Source) group() Value {
	var as []Attr
	if s.Function != "" {
		as = append(as, String("function", s.Function))
	}
	if s.File != "" {
		as = append(as, String("file", s.File))
	}
	if s.Line != 0 {
		as = append(as, Int("line", s.Line))
	}
	return GroupValue(as...)
}

// Source returns where the record was made; nil if that is not known.
func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{Function: f.Function, File: f.File, Line: f.Line}
}

// A Logger makes records and hands them to its Handler.
type Logger struct {
	handler Handler
}

// New makes a Logger.
func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

var (
	defaultLogger  atomic.Pointer[Logger]
	logLoggerLevel LevelVar
)

func init() { defaultLogger.Store(New(&defaultHandler{})) }

// Default returns the logger of the package's functions.
func Default() *Logger { return defaultLogger.Load() }

// SetLogLoggerLevel sets the level of what goes between this package and package log, and returns the one before.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	oldLevel = logLoggerLevel.Level()
	logLoggerLevel.Set(level)
	return
}

// SetDefault makes l the logger of the package's functions, and of package log's.
func SetDefault(l *Logger) {
	defaultLogger.Store(l)
	if _, ok := l.Handler().(*defaultHandler); !ok {
		log.SetOutput(&handlerWriter{l.Handler(), &logLoggerLevel, log.Flags()&(log.Lshortfile|log.Llongfile) != 0})
		log.SetFlags(0)
	}
}

// handlerWriter makes records of what package log writes.
type handlerWriter struct {
	h       Handler
	level   Leveler
	capture bool
}

func (w *handlerWriter) Write(buf []byte) (int, error) {
	level := w.level.Level()
	if !w.h.Enabled(context.Background(), level) {
		return 0, nil
	}
	var pc uintptr
	if w.capture {
		var pcs [1]uintptr
		runtime.Callers(4, pcs[:])
		pc = pcs[0]
	}
	n := len(buf)
	buf = buf[:len(buf)]
	if len(buf) > 0 && buf[len(buf)-1] == '\n' {
		buf = buf[:len(buf)-1]
	}
	return n, w.h.Handle(context.Background(), NewRecord(time.Now(), level, string(buf), pc))
}

// NewLogLogger returns a logger of package log whose lines become records.
func NewLogLogger(h Handler, level Level) *log.Logger {
	return log.New(&handlerWriter{h, level, true}, "", 0)
}

// Handler returns the handler.
func (l *Logger) Handler() Handler { return l.handler }

// With returns a logger that adds attributes to every record.
func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrs(args))}
}

// WithGroup returns a logger whose further attributes are in a group.
func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

// With adds attributes to the default logger.
func With(args ...any) *Logger { return Default().With(args...) }

// Enabled reports whether records of a level are written.
func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.Handler().Enabled(ctx, level)
}

// Log logs at a level.
func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, args)
}

// LogAttrs logs at a level.
func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	l.logAttrs(ctx, level, msg, attrs)
}

// Debug logs at LevelDebug.
func (l *Logger) Debug(msg string, args ...any) {
	l.log(context.Background(), LevelDebug, msg, args)
}

// DebugContext logs at LevelDebug.
func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, args)
}

// Info logs at LevelInfo.
func (l *Logger) Info(msg string, args ...any) { l.log(context.Background(), LevelInfo, msg, args) }

// InfoContext logs at LevelInfo.
func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, args)
}

// Warn logs at LevelWarn.
func (l *Logger) Warn(msg string, args ...any) { l.log(context.Background(), LevelWarn, msg, args) }

// WarnContext logs at LevelWarn.
func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, args)
}

// Error logs at LevelError.
func (l *Logger) Error(msg string, args ...any) {
	l.log(context.Background(), LevelError, msg, args)
}

// ErrorContext logs at LevelError.
func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, args)
}

// record makes a record for the caller's caller's caller.
func record(level Level, msg string) Record {
	var pcs [1]uintptr
	runtime.Callers(4, pcs[:])
	return NewRecord(time.Now(), level, msg, pcs[0])
}

func (l *Logger) log(ctx context.Context, level Level, msg string, args []any) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.Handler().Enabled(ctx, level) {
		return
	}
	r := record(level, msg)
	r.Add(args...)
	_ = l.Handler().Handle(ctx, r)
}

func (l *Logger) logAttrs(ctx context.Context, level Level, msg string, attrs []Attr) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.Handler().Enabled(ctx, level) {
		return
	}
	r := record(level, msg)
	r.AddAttrs(attrs...)
	_ = l.Handler().Handle(ctx, r)
}

// Debug logs with the default logger.
func Debug(msg string, args ...any) { Default().log(context.Background(), LevelDebug, msg, args) }

// DebugContext logs with the default logger.
func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelDebug, msg, args)
}

// Info logs with the default logger.
func Info(msg string, args ...any) { Default().log(context.Background(), LevelInfo, msg, args) }

// InfoContext logs with the default logger.
func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelInfo, msg, args)
}

// Warn logs with the default logger.
func Warn(msg string, args ...any) { Default().log(context.Background(), LevelWarn, msg, args) }

// WarnContext logs with the default logger.
func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelWarn, msg, args)
}

// Error logs with the default logger.
func Error(msg string, args ...any) { Default().log(context.Background(), LevelError, msg, args) }

// ErrorContext logs with the default logger.
func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelError, msg, args)
}

// Log logs with the default logger.
func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().log(ctx, level, msg, args)
}

// LogAttrs logs with the default logger.
func LogAttrs(ctx context.Context, level Level, msg string, attrs ...Attr) {
	Default().logAttrs(ctx, level, msg, attrs)
}

// defaultHandler writes through package log.
type defaultHandler struct {
	ch common
}

func (*defaultHandler) Enabled(_ context.Context, l Level) bool { return l >= logLoggerLevel.Level() }

func (h *defaultHandler) Handle(ctx context.Context, r Record) error {
	s := h.ch.state(nil, " ")
	s.buf = append(s.buf, r.Level.String()...)
	s.buf = append(s.buf, ' ')
	s.buf = append(s.buf, r.Message...)
	s.attributes(r)
	return log.Output(4, string(s.buf))
}

func (h *defaultHandler) WithAttrs(as []Attr) Handler { return &defaultHandler{h.ch.withAttrs(as)} }

func (h *defaultHandler) WithGroup(name string) Handler {
	return &defaultHandler{h.ch.withGroup(name)}
}

// DiscardHandler writes nothing.
var DiscardHandler Handler = discardHandler{}

type discardHandler struct{}

func (discardHandler) Enabled(context.Context, Level) bool  { return false }
func (discardHandler) Handle(context.Context, Record) error { return nil }
func (d discardHandler) WithAttrs([]Attr) Handler           { return d }
func (d discardHandler) WithGroup(string) Handler           { return d }

// A MultiHandler hands records to several handlers.
type MultiHandler struct {
	multi []Handler
}

// NewMultiHandler makes a MultiHandler.
func NewMultiHandler(handlers ...Handler) *MultiHandler {
	return &MultiHandler{slices.Clone(handlers)}
}

// Enabled reports whether any handler is.
func (h *MultiHandler) Enabled(ctx context.Context, l Level) bool {
	for _, m := range h.multi {
		if m.Enabled(ctx, l) {
			return true
		}
	}
	return false
}

// Handle hands r to all handlers that are enabled.
func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, m := range h.multi {
		if m.Enabled(ctx, r.Level) {
			if err := m.Handle(ctx, r.Clone()); err != nil {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

// WithAttrs adds attributes to all handlers.
func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	c := &MultiHandler{}
	for _, m := range h.multi {
		c.multi = append(c.multi, m.WithAttrs(slices.Clone(attrs)))
	}
	return c
}

// WithGroup opens a group in all handlers.
func (h *MultiHandler) WithGroup(name string) Handler {
	c := &MultiHandler{}
	for _, m := range h.multi {
		c.multi = append(c.multi, m.WithGroup(name))
	}
	return c
}
