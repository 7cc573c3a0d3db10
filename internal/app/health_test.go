package app_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/test/bufconn"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// Readiness follows the database, by HTTP and by gRPC alike and without a restart; being alive does not.
//
// proves AP-20
func TestCase121ReadinessFollowsTheDatabaseAndLivenessDoesNot(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	direct, err := pgxpool.NewWithConfig(t.Context(), k.AppPool())
	if err != nil {
		t.Fatal(err)
	}
	defer direct.Close()
	rest, native, look := k.Health(direct)
	pipe := bufconn.Listen(1 << 16)
	go native.Serve(pipe)
	defer native.Stop()
	conn, err := grpc.NewClient("passthrough:///health", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return pipe.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	want := func(when string, ready int, serving healthv1.HealthCheckResponse_ServingStatus) {
		t.Helper()
		look(t.Context())
		for path, status := range map[string]int{"/readyz": ready, "/livez": http.StatusOK} {
			w := httptest.NewRecorder()
			rest.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
			if w.Code != status {
				t.Errorf("%s %s answers %d %s", when, path, w.Code, w.Body)
			}
		}
		if answer, err := healthv1.NewHealthClient(conn).Check(t.Context(), &healthv1.HealthCheckRequest{}); err != nil || answer.GetStatus() != serving {
			t.Errorf("%s gRPC says %v, %v", when, answer.GetStatus(), err)
		}
	}
	away := func(statement string) {
		t.Helper()
		if _, err := k.Owner().Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	want("with a database", http.StatusOK, healthv1.HealthCheckResponse_SERVING)
	away("update schema_migrations set dirty = true")
	want("after an interrupted migration", http.StatusServiceUnavailable, healthv1.HealthCheckResponse_NOT_SERVING)
	away("update schema_migrations set dirty = false")
	want("once it is mended", http.StatusOK, healthv1.HealthCheckResponse_SERVING)
	direct.Close()
	want("without a database", http.StatusServiceUnavailable, healthv1.HealthCheckResponse_NOT_SERVING)
}
