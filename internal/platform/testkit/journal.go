package testkit

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

// journal keeps all that a server logs.
type journal struct {
	mu      sync.Mutex
	written bytes.Buffer
}

// Write a line.
func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.written.Write(line)
}

// Log is all that the server has logged, at the level of debugging.
func (k *Kit) Log() string {
	k.journal.mu.Lock()
	defer k.journal.mu.Unlock()
	return k.journal.written.String()
}

// Metrics are the metrics of the server, as Prometheus reads them.
func (k *Kit) Metrics(t *testing.T) string {
	t.Helper()
	families, err := k.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, family := range families {
		if _, err := expfmt.MetricFamilyToText(&out, family); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func (k *Kit) registry() *prometheus.Registry {
	k.metrics = prometheus.NewRegistry()
	return k.metrics
}
