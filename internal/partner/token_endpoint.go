package partner

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
)

// largestForm is the most that a token request may hold, in bytes.
const largestForm = 16 << 10

// exchangePath is where the contract exchanges a secret.
const exchangePath = "/v1/auth:clientToken"

// TokenEndpoint is ExchangeClientCredentials in the form that libraries for OAuth 2.0 speak (RFC 6749, 4.4 and 5). It decides
// nothing: the call goes through the contract, and its answer is put in other words.
func TokenEndpoint(contract http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, largestForm)
		asked, refusal := readTokenRequest(r)
		if refusal != "" {
			tell(w, http.StatusBadRequest, tokenError{Error: refusal})
			return
		}
		content, err := json.Marshal(asked)
		if err != nil {
			tell(w, http.StatusBadRequest, tokenError{Error: "invalid_request"})
			return
		}
		call := r.Clone(r.Context())
		call.URL, call.Body, call.ContentLength = &url.URL{Path: exchangePath}, io.NopCloser(bytes.NewReader(content)), int64(len(content))
		call.RequestURI = exchangePath
		call.Header.Set("Content-Type", "application/json")
		for _, name := range []string{"Authorization", "Accept-Encoding", "Content-Length"} {
			call.Header.Del(name)
		}
		answer := &kept{header: w.Header(), status: http.StatusOK}
		contract.ServeHTTP(answer, call)
		retell(w, answer)
	})
}

// tokenRequest is the request of the contract.
type tokenRequest struct {
	ClientID     string `json:"clientId"`
	ClientSecret string `json:"clientSecret"`
	Scope        string `json:"scope,omitempty"`
}

// readTokenRequest reads the form. The client names itself there or in the header, but not in both.
func readTokenRequest(r *http.Request) (asked tokenRequest, refusal string) {
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/x-www-form-urlencoded" || r.ParseForm() != nil {
		return asked, "invalid_request"
	}
	for _, given := range r.PostForm {
		if len(given) > 1 {
			return asked, "invalid_request"
		}
	}
	if grant := r.PostForm.Get("grant_type"); grant == "" {
		return asked, "invalid_request"
	} else if grant != "client_credentials" {
		return asked, "unsupported_grant_type"
	}
	asked = tokenRequest{r.PostForm.Get("client_id"), r.PostForm.Get("client_secret"), r.PostForm.Get("scope")}
	id, secret, named := r.BasicAuth()
	if !named {
		return asked, ""
	}
	if asked.ClientSecret != "" {
		return asked, "invalid_request"
	}
	var err error
	if asked.ClientID, err = url.QueryUnescape(id); err == nil {
		asked.ClientSecret, err = url.QueryUnescape(secret)
	}
	if err != nil {
		return asked, "invalid_request"
	}
	return asked, ""
}

type tokenAnswer struct {
	AccessToken string `json:"access_token"`
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
	Scope       string `json:"scope"`
}

type tokenError struct {
	Error       string `json:"error"`
	Description string `json:"error_description,omitempty"`
}

// retell puts the answer of the contract in the words of OAuth 2.0.
func retell(w http.ResponseWriter, a *kept) {
	var said struct {
		AccessToken, Scope, Reason, Detail string
		ExpiresIn                          int
	}
	if err := json.Unmarshal(a.body.Bytes(), &said); err != nil {
		tell(w, http.StatusBadGateway, tokenError{Error: "server_error"})
		return
	}
	switch {
	case a.status == http.StatusOK:
		tell(w, a.status, tokenAnswer{said.AccessToken, "Bearer", said.ExpiresIn, said.Scope})
	case said.Reason == "SCOPE_INVALID":
		tell(w, a.status, tokenError{"invalid_scope", said.Detail})
	case a.status == http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", "Basic")
		tell(w, a.status, tokenError{"invalid_client", said.Detail})
	case a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable:
		tell(w, a.status, tokenError{"temporarily_unavailable", said.Detail})
	case a.status < http.StatusInternalServerError:
		tell(w, http.StatusBadRequest, tokenError{"invalid_request", said.Detail})
	default:
		tell(w, a.status, tokenError{"server_error", said.Detail})
	}
}

func tell(w http.ResponseWriter, status int, body any) {
	for _, name := range []string{"Content-Length", "Content-Encoding", "Etag"} {
		w.Header().Del(name)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// kept is an answer before it is told.
type kept struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *kept) Header() http.Header               { return k.header }
func (k *kept) WriteHeader(status int)            { k.status = status }
func (k *kept) Write(content []byte) (int, error) { return k.body.Write(content) }
