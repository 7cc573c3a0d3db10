package app

import (
	"net/http"
	"net/http/pprof"

	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/swaggest/swgui/v5/static"
	"github.com/vearutop/statigz"

	"github.com/haolinju/haolinju/api"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/partner"
	"github.com/haolinju/haolinju/internal/platform/door"
	"github.com/haolinju/haolinju/internal/privacy"
)

// restHandler is the REST door: the contract under /v1, its documents, and the three probes without detail.
func (s *Server) restHandler() (http.Handler, error) {
	mux := http.NewServeMux()
	contract := door.Contract(s.cfg.door(), s.Gateway)
	files := door.File(s.cfg.door(), s.Files.Handler(contract))
	mux.Handle("/", contract)
	mux.Handle("POST /v1/attachments", files)
	mux.Handle("/v1/attachments/{attachment}/content", files)
	mux.Handle("PUT "+hotline.UploadPath, door.File(s.cfg.door(), s.Hotline))
	mux.Handle("GET "+privacy.ExportPath+"{link}", s.Privacy)
	document := statigz.FileServer(api.OpenAPI, statigz.FSPrefix("gen/openapi"))
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=300")
		document.ServeHTTP(w, r)
	})
	mux.Handle("GET /.well-known/jwks.json", s.TokenKeys)
	mux.Handle("POST /oauth2/token", partner.TokenEndpoint(contract))
	log, err := changelog()
	if err != nil {
		return nil, err
	}
	mux.HandleFunc("GET /changelog", log)
	mux.Handle("GET /docs/{$}", docs)
	mux.Handle("GET /docs/", http.StripPrefix("/docs", statigz.FileServer(static.FS)))
	mux.Handle("GET /docs", http.RedirectHandler("/docs/", http.StatusMovedPermanently))
	s.probes(mux, false)
	return door.New(s.cfg.door(), mux)
}

// newREST is the REST door with the limits of its connections.
func (s *Server) newREST() (*http.Server, error) {
	routes, err := s.restHandler()
	if err != nil {
		return nil, err
	}
	return &http.Server{Handler: routes, ReadHeaderTimeout: s.cfg.Limits.Begin, IdleTimeout: s.cfg.Limits.Idle,
		MaxHeaderBytes: s.cfg.Limits.Header + s.cfg.Limits.URL}, nil
}

// opsHandler is the operator's door: the probes with detail, the metrics, and profiles for `go tool pprof`.
func (s *Server) opsHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.Handle("GET /debug/pprof/heap", pprof.Handler("heap"))
	mux.Handle("GET /debug/pprof/goroutine", pprof.Handler("goroutine"))
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics, promhttp.HandlerOpts{}))
	s.probes(mux, true)
	return mux
}
