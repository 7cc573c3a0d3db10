package door

import (
	"net/http"
	"slices"

	"github.com/rs/cors"
)

// preflight is how long, in seconds, a browser may remember what it was allowed.
const preflight = 2 * 60 * 60

// origin lets the web pages of the listed origins call. There are no cookies: who calls is told by a header that a page
// sets itself, so no origin is allowed to send credentials.
func (c Config) origin(next http.Handler) http.Handler {
	return cors.New(cors.Options{
		AllowOriginFunc: func(origin string) bool { return slices.Contains(c.Origins, origin) },
		AllowedMethods:  []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete},
		AllowedHeaders: []string{"Accept-Language", "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match",
			"Traceparent", "X-Acting-For", "X-Consistency-Token", "X-Device-Id", "X-Request-Id", "X-Tenant"},
		ExposedHeaders: []string{"Deprecation", "ETag", "Idempotency-Replayed", "Link", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset",
			"Retry-After", "Sunset", "X-Consistency-Token", "X-Request-Id", "X-Server-Time"},
		MaxAge: preflight,
	}).Handler(next)
}
