package door

import (
	"io"
	"net/http"
	"time"
)

// pace cuts off a client that takes too long to send its request, or that does not take its answer. A long answer
// that is taken piece by piece may last as long as it needs.
func (c Config) pace(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if r.ContentLength != 0 {
			control.SetReadDeadline(time.Now().Add(c.Receive))
			r.Body = &pacedBody{r.Body, control}
		}
		next.ServeHTTP(&pacedWriter{ResponseWriter: w, control: control, limit: c.Send}, r)
	})
}

// pacedBody is under time until its end has come: from then on the connection is read only to notice that the client
// goes away.
type pacedBody struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read some of the request.
func (b *pacedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == io.EOF {
		b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

type pacedWriter struct {
	http.ResponseWriter
	control *http.ResponseController
	limit   time.Duration
	armed   time.Time // when the limit last began
}

// arm begins the limit anew; within a hundredth of it, it goes on: an answer is mostly a header and one write right behind it.
func (w *pacedWriter) arm() {
	if now := time.Now(); now.Sub(w.armed) > w.limit/100 {
		w.armed = now
		w.control.SetWriteDeadline(now.Add(w.limit))
	}
}

// WriteHeader begins the answer.
func (w *pacedWriter) WriteHeader(code int) {
	w.arm()
	w.ResponseWriter.WriteHeader(code)
}

// Write some of the answer, in time.
func (w *pacedWriter) Write(p []byte) (int, error) {
	w.arm()
	return w.ResponseWriter.Write(p)
}

// Flush what was written, in time.
func (w *pacedWriter) Flush() {
	w.arm()
	w.control.Flush()
}

// Unwrap is for http.ResponseController.
func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
