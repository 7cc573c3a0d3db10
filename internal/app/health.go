package app

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/migrate"
)

const (
	lookEvery = time.Second     // how old what the probes say may be
	lookTime  = 2 * time.Second // after which a database that does not answer counts as away
	warnEvery = time.Minute     // how old a warning may be
)

// keepLooking looks after the parts that readiness stands on until the context ends. The probes answer from what was seen
// last, so they answer at once however much there is to do.
func (s *Server) keepLooking(ctx context.Context, direct *pgxpool.Pool) {
	every(ctx, lookEvery, func() { s.look(ctx, direct) })
}

// look whether the database takes writes, its schema is that of this binary or newer, and the queue of jobs is there.
func (s *Server) look(ctx context.Context, direct *pgxpool.Pool) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	var writable, schema, queue bool
	err := direct.QueryRow(ctx, `select pg_current_xact_id() is not null,
		(select version >= $1 and not dirty from schema_migrations), to_regclass('river_job') is not null`, migrate.Version()).
		Scan(&writable, &schema, &queue)
	seen := map[string]string{"database": word(err == nil && writable), "schema": word(err == nil && schema), "queue": word(err == nil && queue)}
	s.seen.Store(&seen)
	s.tell()
}

// keepWarning looks for what an operator should see to until the context ends.
func (s *Server) keepWarning(ctx context.Context) {
	s.warn(ctx)
	every(ctx, warnEvery, func() { s.warn(ctx) })
}

// warn of districts that have no working calendar of the next year though it is time: they are served nevertheless.
func (s *Server) warn(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	missing, err := db.Statistic(ctx, s.DB, "work_calendars_missing")
	if err != nil {
		return // readiness says what is wrong
	}
	warnings := map[string]string{}
	if missing > 0 {
		warnings["work_calendar"] = "missing"
	}
	s.warned.Store(&warnings)
}

// warnings are what was found last.
func (s *Server) warnings() map[string]string {
	if found := s.warned.Load(); found != nil {
		return *found
	}
	return nil
}

// readiness is what was seen last, and whether the doors are open.
func (s *Server) readiness() map[string]string {
	state := map[string]string{"serving": word(s.ready.Load())}
	if seen := s.seen.Load(); seen != nil {
		maps.Copy(state, *seen)
	}
	return state
}

// tell the callers of grpc.health.v1 the same as /readyz.
func (s *Server) tell() {
	status := healthv1.HealthCheckResponse_SERVING
	if !allWell(s.readiness()) {
		status = healthv1.HealthCheckResponse_NOT_SERVING
	}
	s.health.SetServingStatus("", status)
}

func allWell(state map[string]string) bool {
	for _, v := range state {
		if v != well {
			return false
		}
	}
	return true
}

// probes: alive is that the process answers, started that it has opened its doors once, ready that it may be sent calls.
func (s *Server) probes(mux *http.ServeMux, detail bool) {
	answer := func(check, warnings func() map[string]string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			state := check()
			code, overall := http.StatusOK, well
			if !allWell(state) {
				code, overall = http.StatusServiceUnavailable, unavailable
			}
			body := map[string]any{"status": overall}
			if detail {
				body["checks"] = state
				if found := warnings(); len(found) > 0 {
					body["warnings"] = found
				}
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(code)
			json.NewEncoder(w).Encode(body)
		}
	}
	none := func() map[string]string { return nil }
	mux.HandleFunc("GET /livez", answer(none, none))
	mux.HandleFunc("GET /startupz", answer(func() map[string]string {
		return map[string]string{"started": word(s.started.Load())}
	}, none))
	mux.HandleFunc("GET /readyz", answer(s.readiness, s.warnings))
}

// The words of the probes.
const (
	well        = "ok"
	unavailable = "unavailable"
)

func word(ok bool) string {
	if ok {
		return well
	}
	return unavailable
}
