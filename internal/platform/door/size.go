package door

import (
	"net/http"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

var (
	errURLTooLong = fault.New(fault.URLTooLong, "URL_TOO_LONG",
		"请求地址过长", "the address of the request is too long")
	errHeadersTooLarge = fault.New(fault.HeadersTooLarge, "HEADERS_TOO_LARGE",
		"请求头过大", "the headers of the request are too large")
)

// sizes refuses an address or headers beyond their limits.
func (c Config) sizes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case len(r.RequestURI) > c.URL:
			rpc.Refuse(w, r, errURLTooLong)
		case headerSize(r.Header) > c.Header:
			rpc.Refuse(w, r, errHeadersTooLarge)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// headerSize is the size of headers as they are sent, each as "Name: value\r\n".
func headerSize(h http.Header) (n int) {
	for name, values := range h {
		for _, value := range values {
			n += len(name) + len(value) + len(": \r\n")
		}
	}
	return n
}
