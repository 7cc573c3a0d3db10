package testkit

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
)

// Serve a request at a REST door. Of a stream the first message is read, and stands as the answer.
func Serve(door http.Handler, r *http.Request) *httptest.ResponseRecorder {
	ctx, leave := context.WithCancel(r.Context())
	defer leave()
	w := &firstLine{httptest.NewRecorder(), leave}
	door.ServeHTTP(w, r.WithContext(ctx))
	if w.streams() {
		line, _, _ := bytes.Cut(w.Body.Bytes(), []byte("\n"))
		var message struct{ Result, Error json.RawMessage }
		if json.Unmarshal(line, &message) == nil {
			w.Body = bytes.NewBuffer(append(message.Result, message.Error...))
		}
	}
	return w.ResponseRecorder
}

// firstLine leaves as soon as a stream has answered.
type firstLine struct {
	*httptest.ResponseRecorder
	leave context.CancelFunc
}

func (w *firstLine) streams() bool { return w.Header().Get("Content-Type") == "application/x-ndjson" }

// Flush what was written.
func (w *firstLine) Flush() {
	w.ResponseRecorder.Flush()
	if w.streams() {
		w.leave()
	}
}
