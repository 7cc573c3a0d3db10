package door

import (
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

var (
	errMediaType = fault.New(fault.UnsupportedMedia, "MEDIA_TYPE_UNSUPPORTED",
		"请求内容须为 application/json（UTF-8）", "the content must be application/json in UTF-8")
	errEncoding = fault.New(fault.UnsupportedMedia, "CONTENT_ENCODING_UNSUPPORTED",
		"仅支持 gzip 压缩的请求", "of compressed requests only gzip is read")
)

// content lets JSON in, plain or compressed once by gzip, and no more of it than allowed. A form is what a page of any
// origin may send without being asked, so it is no request of the contract.
func (c Config) content(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isJSON(r.Header.Get("Content-Type")) {
			rpc.Refuse(w, r, errMediaType)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, c.Body)
		switch encoding := strings.ToLower(strings.Join(r.Header.Values("Content-Encoding"), ",")); encoding {
		case "", "identity":
		case "gzip":
			r.Body = &inflated{compressed: r.Body, left: c.Body}
			r.Header.Del("Content-Encoding")
			r.ContentLength = -1
		default:
			rpc.Refuse(w, r, errEncoding)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isJSON accepts a request that does not say what it holds.
func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	media, params, err := mime.ParseMediaType(contentType)
	charset, given := params["charset"]
	return err == nil && media == "application/json" && (!given || strings.EqualFold(charset, "utf-8"))
}

// inflated reads what gzip compressed, and fails as soon as it is more than allowed.
type inflated struct {
	compressed io.ReadCloser
	left       int64
	plain      *gzip.Reader
}

// Read some of the plain content.
func (i *inflated) Read(p []byte) (int, error) {
	if i.plain == nil {
		var err error
		if i.plain, err = gzip.NewReader(i.compressed); err != nil {
			return 0, err
		}
	}
	if int64(len(p)) > i.left+1 {
		p = p[:i.left+1]
	}
	n, err := i.plain.Read(p)
	if i.left -= int64(n); i.left < 0 {
		return 0, &http.MaxBytesError{}
	}
	return n, err
}

// Close the request.
func (i *inflated) Close() error { return i.compressed.Close() }
