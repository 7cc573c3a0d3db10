package door

import (
	"net/http"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

// fresh tells caches what they may keep: nothing, unless the answer says otherwise.
func fresh(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// conditional answers 304 to a reader that has the current answer already, and lets such a reader keep it. The version of the row that an
// answer is about does not tell one answer from another: what it shows of other rows, of the time and to whom may differ. So the tag names the
// bytes too, and a change is asked for by the version in it (rpc).
func conditional(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			w = &conditionalWriter{ResponseWriter: w, known: r.Header.Values("If-None-Match")}
		}
		next.ServeHTTP(w, r)
	})
}

type conditionalWriter struct {
	http.ResponseWriter
	known   []string
	decided bool
	drop    bool
}

// varies are the headers of a request that an answer of the contract depends on.
const varies = "Accept-Language, Authorization, X-Acting-For, X-Tenant"

// WriteHeader is of an answer that nobody keeps, such as a refusal.
func (w *conditionalWriter) WriteHeader(code int) {
	if w.decided {
		return
	}
	w.decided = true
	w.ResponseWriter.WriteHeader(code)
}

// Write the body, which comes as one, if the reader needs it.
func (w *conditionalWriter) Write(p []byte) (int, error) {
	if !w.decided {
		w.decide(p)
	}
	if w.drop {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}

func (w *conditionalWriter) decide(body []byte) {
	h, code := w.Header(), http.StatusOK
	if version := h.Get("ETag"); version != "" && !rpc.Secret(h) {
		tag := etag.OfBytes(version, body)
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, no-cache")
		h.Add("Vary", varies)
		if w.drop = anyTag(w.known, tag); w.drop {
			code = http.StatusNotModified
			h.Del("Content-Type")
		}
	}
	w.WriteHeader(code)
}

// Unwrap is for http.ResponseController.
func (w *conditionalWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// anyTag compares weakly (RFC 9110, 13.1.2).
func anyTag(known []string, tag string) bool {
	for tags := range strings.SplitSeq(strings.Join(known, ","), ",") {
		if tags = strings.TrimSpace(tags); tags == "*" || strings.TrimPrefix(tags, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
