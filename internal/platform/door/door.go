// Package door is what every HTTP request passes before it reaches the contract, the documents or the probes, and what
// an answer passes on its way out.
//
// Order, outermost first: pace (a client that does not get on is cut off), origin (who may call from a web page), size of
// the address and the headers, caching, compression. Before the contract alone: media type, inflating, size of the body, and
// whether the caller has the answer already.
//
// Whatever is refused here is refused with the same problem document as by the contract.
package door

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzhttp"
)

// Config of the door.
type Config struct {
	Origins []string      // of web pages that may call, such as "https://example.cn"
	URL     int           // longest address, in bytes
	Header  int           // most bytes of all headers
	Body    int64         // most bytes of a body, as sent and inflated
	Receive time.Duration // longest time in which a request must have come in
	File    time.Duration // the same for a request that brings a file
	Send    time.Duration // longest time without progress of an answer
}

// worth is the size in bytes from which an answer is compressed.
const worth = 1 << 10

// New is the door before all routes.
func New(c Config, routes http.Handler) (http.Handler, error) {
	if err := checkOrigins(c.Origins); err != nil {
		return nil, err
	}
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(worth), gzhttp.CompressionLevel(4))
	if err != nil {
		return nil, fmt.Errorf("compression: %w", err)
	}
	return c.pace(c.origin(c.sizes(fresh(compress(routes))))), nil
}

// Contract is the door before the contract.
func Contract(c Config, gateway http.Handler) http.Handler {
	return c.content(conditional(gateway))
}

// File is the door before what takes and gives files: it has its own limits of type and size, and more time.
func File(c Config, files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			http.NewResponseController(w).SetReadDeadline(time.Now().Add(c.File))
		}
		files.ServeHTTP(w, r)
	})
}

// checkOrigins wants each origin spelled out: a pattern lets in pages that nobody has thought of.
func checkOrigins(origins []string) error {
	for _, origin := range origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Scheme+"://"+u.Host != origin || strings.Contains(origin, "*") {
			return fmt.Errorf("the origin %q is not of the form https://host or https://host:port", origin)
		}
	}
	return nil
}
