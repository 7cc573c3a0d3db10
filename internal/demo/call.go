package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// answer is the JSON of an answer by REST.
type answer map[string]any

// text is the string under a key; empty without one.
func (a answer) text(key string) string {
	s, _ := a[key].(string)
	return s
}

// list is the objects under a key.
func (a answer) list(key string) []answer {
	items, _ := a[key].([]any)
	var list []answer
	for _, item := range items {
		object, _ := item.(map[string]any)
		list = append(list, object)
	}
	return list
}

// rest does a step by the REST door.
func (t *telling) rest(ctx context.Context, s step) answer {
	if t.err != nil {
		return nil
	}
	body, status, replayed, err := t.call(ctx, s)
	if err != nil {
		t.err = fmt.Errorf("step %q (%s): %w", s.title, s.do, err)
		return nil
	}
	got := fmt.Sprint(status)
	if status >= http.StatusBadRequest {
		got += " " + body.text("reason")
	} else if state := body.text("state"); state != "" {
		got += " " + state
	}
	t.check(s, got, replayed)
	return body
}

func (t *telling) call(ctx context.Context, s step) (body answer, status int, replayed bool, err error) {
	var content []byte
	if s.body != nil {
		if content, err = json.Marshal(s.body); err != nil {
			return nil, 0, false, err
		}
	}
	method, path, _ := strings.Cut(s.do, " ")
	r, err := http.NewRequestWithContext(ctx, method, t.REST+path, bytes.NewReader(content))
	if err != nil {
		return nil, 0, false, err
	}
	for header, value := range t.headers(s) {
		r.Header.Set(header, value)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, 0, false, err
	}
	defer w.Body.Close()
	if content, err = io.ReadAll(w.Body); err != nil {
		return nil, 0, false, err
	}
	if err = json.Unmarshal(content, &body); err != nil {
		return nil, 0, false, fmt.Errorf("status %d without a JSON object: %w", w.StatusCode, err)
	}
	return body, w.StatusCode, w.Header.Get(replayedHeader) != "", nil
}

const replayedHeader = "idempotency-replayed"

// headers of a step, the same by both doors.
func (t *telling) headers(s step) map[string]string {
	headers := map[string]string{}
	if token := t.Token(s.who); token != "" {
		headers["authorization"] = "Bearer " + token
	}
	if s.key != "" {
		headers["idempotency-key"] = t.key("demo", s.key)
	}
	return headers
}

// invoke does a step by the gRPC door.
func invoke[Q, A proto.Message](ctx context.Context, t *telling, s step,
	call func(context.Context, Q, ...grpc.CallOption) (A, error), request Q,
) A {
	var none A
	if t.err != nil {
		return none
	}
	var header metadata.MD
	a, err := call(metadata.NewOutgoingContext(ctx, metadata.New(t.headers(s))), request, grpc.Header(&header))
	st := status.Convert(err)
	got := code.Code(st.Code()).String()
	if err != nil {
		got += " " + fault.Reason(st)
	} else if state := stateOf(a); state != "" {
		got += " " + state
	}
	t.check(s, got, len(header.Get(replayedHeader)) > 0)
	return a
}

// stateOf is the name of the state of a resource; empty for a message without one.
func stateOf(message proto.Message) string {
	m := message.ProtoReflect()
	field := m.Descriptor().Fields().ByName("state")
	if field == nil || field.Enum() == nil {
		return ""
	}
	return string(field.Enum().Values().ByNumber(m.Get(field).Enum()).Name())
}

// unit is the resource name of the unit with a code.
func (t *telling) unit(ctx context.Context, code string) string {
	units := t.rest(ctx, step{who: Anonymous, do: "GET /v1/units?code=" + code, want: "200"}).list("units")
	if len(units) != 1 {
		t.expect("units with the code "+code, "1", fmt.Sprint(len(units)))
		return ""
	}
	return units[0].text("name")
}
