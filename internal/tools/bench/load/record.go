//go:build unix

package load

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// statement is one that the product sent, with its arguments as texts.
type statement struct {
	SQL  string
	Args []argument
}

// argument of a statement. Kind says where the floor takes its value from.
type argument struct {
	Kind kind
	Text string // of a fixed one its value; of a value of the request its name; else which of the request's own it is
	Of   string // of the name of a fresh id what stands before the id
}

type kind int

const (
	fixed  kind = iota // the same for all requests
	null               // SQL null
	given              // a value of the request
	fresh              // an id of the request's own
	unique             // a text of the request's own
	number             // an integer of the request's own
)

// Recorder keeps what is sent while it is on.
type Recorder struct {
	mu   sync.Mutex
	on   bool
	sent []Sent
}

// Sent is a statement with its arguments.
type Sent struct {
	SQL  string
	Args []any
}

var (
	_ pgx.QueryTracer = (*Recorder)(nil)
	_ pgx.BatchTracer = (*Recorder)(nil)
)

// TraceQueryStart keeps a statement that is sent alone.
func (r *Recorder) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	r.keep(q.SQL, q.Args)
	return ctx
}

// TraceQueryEnd has nothing to do.
func (r *Recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart has nothing to do.
func (r *Recorder) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return ctx
}

// TraceBatchQuery keeps a statement of a batch.
func (r *Recorder) TraceBatchQuery(_ context.Context, _ *pgx.Conn, q pgx.TraceBatchQueryData) {
	r.keep(q.SQL, q.Args)
}

// TraceBatchEnd has nothing to do.
func (r *Recorder) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func (r *Recorder) keep(sql string, args []any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on {
		r.sent = append(r.sent, Sent{sql, args})
	}
}

// During gives what is sent while a call is made.
func (r *Recorder) During(call func() error) ([]Sent, error) {
	r.mu.Lock()
	r.on, r.sent = true, nil
	r.mu.Unlock()
	err := call()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return r.sent, err
}

// template compares what two requests of one work sent: what is equal is fixed, what is a value of the request is taken from
// it, what else differs is the request's own, except for times and documents, which may as well be those of the first.
func template(first, second []Sent, v, w map[string]string) ([]statement, error) {
	if len(first) != len(second) {
		return nil, fmt.Errorf("one request sent %d statements, the next %d", len(first), len(second))
	}
	own := map[string]int{}
	var list []statement
	for i, one := range first {
		other := second[i]
		if one.SQL != other.SQL || len(one.Args) != len(other.Args) {
			return nil, fmt.Errorf("two requests differ:\n%s\n%s", one.SQL, other.SQL)
		}
		s := statement{SQL: one.SQL}
		for j, a := range one.Args {
			s.Args = append(s.Args, argumentOf(a, other.Args[j], v, w, own))
		}
		list = append(list, s)
	}
	return list, nil
}

func argumentOf(a, b any, v, w map[string]string, own map[string]int) argument {
	text, isNull := textOf(a)
	otherText, _ := textOf(b)
	if isNull {
		return argument{Kind: null}
	}
	for name, value := range v {
		if sameValue(text, value) && sameValue(otherText, w[name]) {
			return argument{Kind: given, Text: name}
		}
	}
	if text == otherText {
		return argument{Text: text}
	}
	if of, id := path.Split(text); of != "" && strings.HasPrefix(otherText, of) {
		if at, known := own[id]; known {
			return argument{fresh, strconv.Itoa(at), of}
		}
	}
	k := fixed
	switch reflect.Indirect(reflect.ValueOf(a)).Interface().(type) {
	case uuid.UUID:
		k = fresh
	case string:
		k = unique
	case int64:
		k = number
	default:
		return argument{Text: text}
	}
	if _, known := own[text]; !known {
		own[text] = len(own)
	}
	return argument{Kind: k, Text: strconv.Itoa(own[text])}
}

// sameValue compares an argument with a value of a request; times may be written in two ways.
func sameValue(argument, value string) bool {
	if argument == value {
		return true
	}
	a, errA := time.Parse(time.RFC3339Nano, argument)
	b, errB := time.Parse(time.RFC3339Nano, value)
	return errA == nil && errB == nil && a.Equal(b)
}

// textOf is an argument as PostgreSQL reads it.
func textOf(a any) (text string, isNull bool) {
	value := reflect.ValueOf(a)
	if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return "", true
	}
	switch a := reflect.Indirect(value).Interface().(type) {
	case time.Time:
		return a.UTC().Format(time.RFC3339Nano), false
	case uuid.UUID:
		return a.String(), false
	case driver.Valuer:
		v, err := a.Value()
		if err != nil || v == nil {
			return "", true
		}
		return fmt.Sprint(v), false
	case []uuid.UUID:
		texts := make([]string, len(a))
		for i, id := range a {
			texts[i] = id.String()
		}
		return "{" + strings.Join(texts, ",") + "}", false
	case []string:
		return "{" + strings.Join(a, ",") + "}", false
	case []byte:
		if json.Valid(a) && bytes.ContainsAny(a, "{[") {
			return string(a), false
		}
		return `\x` + hex.EncodeToString(a), false
	case json.RawMessage:
		return string(a), false
	default:
		return fmt.Sprint(a), false
	}
}
