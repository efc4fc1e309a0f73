// Package slogtest checks implementations of log/slog.Handler: it logs a fixed
// series of records, and looks at what the handler made of each.
package slogtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"runtime"
	"testing"
	"time"
)

// A demand is something that the map of one record has to meet; it returns
// what is wrong, or "".
type demand func(m map[string]any) string

// A trial is one record and what is demanded of it.
type trial struct {
	name    string
	rule    string
	place   string // file:line of the trial, part of complaints
	log     func(l *slog.Logger)
	tweak   func(r *slog.Record) // changes the record before the handler sees it
	demands []demand
}

func here() string {
	_, file, line, _ := runtime.Caller(1)
	return fmt.Sprintf("%s:%d", file, line)
}

const withoutEmpty = "a Handler should not output groups if there are no attributes"

func trials() []trial {
	builtin := []demand{has(slog.TimeKey), has(slog.LevelKey), equals(slog.MessageKey, "msg")}
	deferred := func(text string) slog.LogValuer { return later{text} }
	return []trial{
		{
			name:    "built-ins",
			rule:    "this test expects slog.TimeKey, slog.LevelKey and slog.MessageKey",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("message") },
			demands: []demand{has(slog.TimeKey), has(slog.LevelKey), equals(slog.MessageKey, "message")},
		},
		{
			name:    "attrs",
			rule:    "a Handler should output attributes passed to the logging function",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("message", "k", "v") },
			demands: []demand{equals("k", "v")},
		},
		{
			name:    "empty-attr",
			rule:    "a Handler should ignore an empty Attr",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Attr{}, "c", "d") },
			demands: []demand{equals("a", "b"), lacks(""), equals("c", "d")},
		},
		{
			name:    "zero-time",
			rule:    "a Handler should ignore a zero Record.Time",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "k", "v") },
			tweak:   func(r *slog.Record) { r.Time = time.Time{} },
			demands: []demand{lacks(slog.TimeKey)},
		},
		{
			name:    "WithAttrs",
			rule:    "a Handler should include the attributes from the WithAttrs method",
			place:   here(),
			log:     func(l *slog.Logger) { l.With("a", "b").Info("msg", "k", "v") },
			demands: []demand{equals("a", "b"), equals("k", "v")},
		},
		{
			name:    "groups",
			rule:    "a Handler should handle Group attributes",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("G", slog.String("c", "d")), "e", "f") },
			demands: []demand{equals("a", "b"), within("G", equals("c", "d")), equals("e", "f")},
		},
		{
			name:    "empty-group",
			rule:    "a Handler should ignore an empty group",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("G"), "e", "f") },
			demands: []demand{equals("a", "b"), lacks("G"), equals("e", "f")},
		},
		{
			name:    "inline-group",
			rule:    "a Handler should inline the Attrs of a group with an empty key",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "a", "b", slog.Group("", slog.String("c", "d")), "e", "f") },
			demands: []demand{equals("a", "b"), equals("c", "d"), equals("e", "f")},
		},
		{
			name:    "WithGroup",
			rule:    "a Handler should handle the WithGroup method",
			place:   here(),
			log:     func(l *slog.Logger) { l.WithGroup("G").Info("msg", "a", "b") },
			demands: append(builtin[:3:3], lacks("a"), within("G", equals("a", "b"))),
		},
		{
			name:  "multi-With",
			rule:  "a Handler should handle multiple WithGroup and WithAttr calls",
			place: here(),
			log: func(l *slog.Logger) {
				l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H").Info("msg", "e", "f")
			},
			demands: append(builtin[:3:3], equals("a", "b"), within("G", equals("c", "d")), within("G", within("H", equals("e", "f")))),
		},
		{
			name:    "empty-group-record",
			rule:    withoutEmpty,
			place:   here(),
			log:     func(l *slog.Logger) { l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H").Info("msg") },
			demands: append(builtin[:3:3], equals("a", "b"), within("G", equals("c", "d")), within("G", lacks("H"))),
		},
		{
			name:  "nested-empty-group-record",
			rule:  "a Handler should not output nested groups if there are no attributes",
			place: here(),
			log: func(l *slog.Logger) {
				l.With("a", "b").WithGroup("G").With("c", "d").WithGroup("H").WithGroup("I").Info("msg")
			},
			demands: append(builtin[:3:3], equals("a", "b"), within("G", equals("c", "d")), within("G", lacks("H")), within("G", lacks("I"))),
		},
		{
			name:    "resolve",
			rule:    "a Handler should call Resolve on attribute values",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("msg", "k", deferred("replaced")) },
			demands: []demand{equals("k", "replaced")},
		},
		{
			name:  "resolve-groups",
			rule:  "a Handler should call Resolve on attribute values in groups",
			place: here(),
			log: func(l *slog.Logger) {
				l.Info("msg", slog.Group("G", slog.String("a", "v1"), slog.Any("b", deferred("v2"))))
			},
			demands: []demand{within("G", equals("a", "v1")), within("G", equals("b", "v2"))},
		},
		{
			name:    "resolve-WithAttrs",
			rule:    "a Handler should call Resolve on attribute values from WithAttrs",
			place:   here(),
			log:     func(l *slog.Logger) { l.With("k", deferred("replaced")).Info("msg") },
			demands: []demand{equals("k", "replaced")},
		},
		{
			name:  "resolve-WithAttrs-groups",
			rule:  "a Handler should call Resolve on attribute values in groups from WithAttrs",
			place: here(),
			log: func(l *slog.Logger) {
				l.With(slog.Group("G", slog.String("a", "v1"), slog.Any("b", deferred("v2")))).Info("msg")
			},
			demands: []demand{within("G", equals("a", "v1")), within("G", equals("b", "v2"))},
		},
		{
			name:    "empty-PC",
			rule:    "a Handler should not output SourceKey if the PC is zero",
			place:   here(),
			log:     func(l *slog.Logger) { l.Info("message") },
			tweak:   func(r *slog.Record) { r.PC = 0 },
			demands: []demand{lacks(slog.SourceKey)},
		},
	}
}

// later resolves to its text.
type later struct{ text string }

func (v later) LogValue() slog.Value { return slog.StringValue(v.text) }
func (v later) String() string       { return "<replace(" + v.text + ")>" }

func has(key string) demand {
	return func(m map[string]any) string {
		if _, ok := m[key]; !ok {
			return fmt.Sprintf("missing key %q", key)
		}
		return ""
	}
}

func lacks(key string) demand {
	return func(m map[string]any) string {
		if _, ok := m[key]; ok {
			return fmt.Sprintf("unexpected key %q", key)
		}
		return ""
	}
}

func equals(key string, want any) demand {
	return func(m map[string]any) string {
		if problem := has(key)(m); problem != "" {
			return problem
		}
		if got := m[key]; !reflect.DeepEqual(got, want) {
			return fmt.Sprintf("%q: got %#v, want %#v", key, got, want)
		}
		return ""
	}
}

func within(group string, d demand) demand {
	return func(m map[string]any) string {
		v, ok := m[group]
		if !ok {
			return fmt.Sprintf("missing group %q", group)
		}
		inner, ok := v.(map[string]any)
		if !ok {
			return fmt.Sprintf("value for group %q is not map[string]any", group)
		}
		return d(inner)
	}
}

func (tr trial) complaint(problem string) string {
	return fmt.Sprintf("%s: %s (%s)", problem, tr.rule, tr.place)
}

// run logs the trial's record with h.
func (tr trial) run(h slog.Handler) {
	if tr.tweak != nil {
		h = &tweaker{h, tr.tweak}
	}
	tr.log(slog.New(h))
}

// tweaker changes records on their way to a handler.
type tweaker struct {
	slog.Handler
	tweak func(*slog.Record)
}

func (h *tweaker) Handle(ctx context.Context, r slog.Record) error {
	h.tweak(&r)
	return h.Handler.Handle(ctx, r)
}

// TestHandler logs with h, asks results for one map per record, and returns
// what is wrong with them, joined by errors.Join.
func TestHandler(h slog.Handler, results func() []map[string]any) error {
	all := trials()
	for _, tr := range all {
		tr.run(h)
	}
	maps := results()
	if len(maps) != len(all) {
		return fmt.Errorf("got %d results, want %d", len(maps), len(all))
	}
	var errs []error
	for i, tr := range all {
		for _, d := range tr.demands {
			if problem := d(maps[i]); problem != "" {
				errs = append(errs, errors.New(tr.complaint(problem)))
			}
		}
	}
	return errors.Join(errs...)
}

// Run checks a handler in subtests: for each, newHandler makes one, which logs
// one record, and result returns what it made of it.
func Run(t *testing.T, newHandler func(*testing.T) slog.Handler, result func(*testing.T) map[string]any) {
	for _, tr := range trials() {
		t.Run(tr.name, func(t *testing.T) {
			tr.run(newHandler(t))
			m := result(t)
			for _, d := range tr.demands {
				if problem := d(m); problem != "" {
					t.Error(tr.complaint(problem))
				}
			}
		})
	}
}
