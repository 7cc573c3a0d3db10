package rpc

import (
	"strings"
	"testing"

	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
)

func TestCase3AMethodWithoutARuleStopsTheServerFromStarting(t *testing.T) {
	t.Parallel()
	check := healthv1.File_grpc_health_v1_health_proto.Services().ByName("Health").Methods().ByName("Check")
	if _, err := method(check); err == nil || !strings.Contains(err.Error(), "declares no access rule") {
		t.Errorf("got %v", err)
	}
}
