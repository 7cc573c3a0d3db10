package demo

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// step is one call and what it must answer.
type step struct {
	title string // what happens, as it is printed; empty: nothing is printed
	who   Who
	do    string // method and path, or "gRPC" and the name of the call
	key   string // idempotency key within the edition; empty for a call that changes nothing
	body  object // of a call by REST
	want  string // code, and the state or the reason behind it, such as "200 STATE_SENT" or "409 SLOT_TAKEN"
	or    string // what is also right when an earlier edition has done the step
}

// telling is one telling of the stories. After the first difference its steps do nothing.
type telling struct {
	Doors
	edition time.Time
	fresh   bool                  // a step has changed something
	renewed func(context.Context) // tells how the renewal ends
	err     error
}

// key is the idempotency key of a step of the edition.
func (t *telling) key(parts ...string) string {
	return strings.Join(append([]string{t.edition.Format("20060102")}, parts...), "-")
}

func (t *telling) say(format string, args ...any) { fmt.Fprintf(t.Out, format+"\n", args...) }

// expect compares a fact with the expected one.
func (t *telling) expect(what, want, got string) {
	if t.err == nil && got != want {
		t.err = fmt.Errorf("%s: expected %s, got %s", what, want, got)
	}
}

// check compares what a step gave with what it must give, and prints it. A step that was done before cannot follow one
// that was not: then the stored answers are not those of this story.
func (t *telling) check(s step, got string, replayed bool) {
	expected := s.want
	if s.or != "" {
		expected += " or " + s.or
	}
	switch {
	case got != s.want && (s.or == "" || got != s.or):
		t.err = fmt.Errorf("step %q (%s): expected %s, got %s", s.title, s.do, expected, got)
	case replayed && t.fresh:
		t.err = fmt.Errorf("step %q (%s): expected a new effect after new steps, got a replayed answer", s.title, s.do)
	case s.title != "":
		t.say("  %s：%s [%s] %s", s.who.name(), s.title, s.do, got)
	}
	t.fresh = t.fresh || s.key != "" && !replayed && (strings.HasPrefix(got, "200") || strings.HasPrefix(got, "OK"))
}

// name of the person, fit to be printed.
func (w Who) name() string {
	for _, p := range People {
		if p.Who == w {
			return p.Name
		}
	}
	return "未登录的访客"
}
