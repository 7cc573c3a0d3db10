package app

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	swgui "github.com/swaggest/swgui/v5emb"

	"github.com/haolinju/haolinju/api"
	"github.com/haolinju/haolinju/internal/platform/door"
)

// restHandler is the REST door: the contract under /v1, its documents, and the three probes without detail.
func (s *Server) restHandler() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.Handle("/", door.Contract(s.cfg.door(), s.Gateway))
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "public, max-age=300")
		w.Write(api.OpenAPI)
	})
	mux.Handle("GET /docs/", swgui.New("好邻居 haolinju", "/openapi.json", "/docs/"))
	mux.Handle("GET /docs", http.RedirectHandler("/docs/", http.StatusMovedPermanently))
	s.probes(mux, false)
	return door.New(s.cfg.door(), mux)
}

// opsHandler is the operator's door: the probes with detail, and the metrics.
func (s *Server) opsHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics, promhttp.HandlerOpts{}))
	s.probes(mux, true)
	return mux
}

// probes: alive is that the process answers, started that it has opened its doors once, ready that it may be sent calls.
func (s *Server) probes(mux *http.ServeMux, detail bool) {
	answer := func(check func(context.Context) map[string]string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), time.Second)
			defer cancel()
			state := check(ctx)
			code, overall := http.StatusOK, "ok"
			for _, v := range state {
				if v != "ok" {
					code, overall = http.StatusServiceUnavailable, "unavailable"
				}
			}
			body := map[string]any{"status": overall}
			if detail {
				body["checks"] = state
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(code)
			json.NewEncoder(w).Encode(body)
		}
	}
	mux.HandleFunc("GET /livez", answer(func(context.Context) map[string]string { return nil }))
	mux.HandleFunc("GET /startupz", answer(func(context.Context) map[string]string {
		return map[string]string{"started": word(s.started.Load())}
	}))
	mux.HandleFunc("GET /readyz", answer(func(ctx context.Context) map[string]string {
		return map[string]string{"serving": word(s.ready.Load()), "database": word(s.DB.Ping(ctx) == nil)}
	}))
}

func word(ok bool) string {
	if ok {
		return "ok"
	}
	return "unavailable"
}
