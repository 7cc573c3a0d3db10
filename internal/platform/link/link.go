// Package link signs addresses that open without signing in: whoever holds one may use it, for one purpose, until it
// lapses. The signature covers the HTTP method, the path and every parameter, the tenant and the moment of lapse among
// them, so that nothing of it can be exchanged.
package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"strconv"
	"time"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// What a request by a link may fail with.
var (
	ErrForged = fault.New(fault.Denied, "LINK_NOT_VALID",
		"链接无效", "the link is not valid")
	ErrLapsed = fault.New(fault.Denied, "LINK_LAPSED",
		"链接已过期，请重新获取", "the link has lapsed; ask for a new one")
)

// The parameters that a link carries beside those of its purpose.
const (
	tenant    = "tenant"
	expires   = "expires"
	signature = "signature"
)

// Signer makes and checks links. All servers of an installation share its key.
type Signer struct{ key []byte }

// NewSigner signs with a key of its own purpose.
func NewSigner(key []byte) *Signer { return &Signer{key} }

// Sign is the path and query under which a method may be used in a tenant until a moment.
func (s *Signer) Sign(method, path string, parameters url.Values, of int, until time.Time) string {
	query := url.Values{tenant: {strconv.Itoa(of)}, expires: {strconv.FormatInt(until.Unix(), 10)}}
	for name, values := range parameters {
		query[name] = values
	}
	query.Set(signature, s.sum(method, path, query))
	return path + "?" + query.Encode()
}

// Open gives the tenant and the parameters of a link that was signed here for this method. Whether it has lapsed is told
// by the clock of its tenant.
func (s *Signer) Open(method string, address *url.URL, now func(tenant int) time.Time) (of int, parameters url.Values, err error) {
	query := address.Query()
	given := query.Get(signature)
	query.Del(signature)
	if !hmac.Equal([]byte(given), []byte(s.sum(method, address.Path, query))) {
		return 0, nil, ErrForged
	}
	of, err = strconv.Atoi(query.Get(tenant))
	if err != nil {
		return 0, nil, ErrForged.Because(err)
	}
	until, err := strconv.ParseInt(query.Get(expires), 10, 64)
	if err != nil {
		return 0, nil, ErrForged.Because(err)
	}
	if !now(of).Before(time.Unix(until, 0)) {
		return 0, nil, ErrLapsed
	}
	return of, query, nil
}

// sum is the signature of a request without its signature. Each part is written after its length.
func (s *Signer) sum(method, path string, query url.Values) string {
	mac := hmac.New(sha256.New, s.key)
	for _, part := range []string{method, path, query.Encode()} {
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		mac.Write([]byte(part))
	}
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
