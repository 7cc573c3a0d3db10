package app

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/codes"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/limit"
)

func observer(r prometheus.Registerer) func(string, codes.Code, time.Duration) {
	calls := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "haolinju_call_duration_seconds",
		Help: "Time of calls by method and gRPC code, both doors.", Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}},
		[]string{"method", "code"})
	r.MustRegister(calls)
	var done sync.Map // of method to prometheus.Observer of those that end well, nearly all: to find it by its labels takes longer than to count
	return func(method string, code codes.Code, took time.Duration) {
		if code != codes.OK {
			calls.WithLabelValues(method, code.String()).Observe(took.Seconds())
			return
		}
		observer, ok := done.Load(method)
		if !ok {
			observer, _ = done.LoadOrStore(method, calls.WithLabelValues(method, code.String()))
		}
		observer.(prometheus.Observer).Observe(took.Seconds())
	}
}

func limited(r prometheus.Registerer) func(limit.Class) {
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "haolinju_calls_limited_total",
		Help: "Calls refused because the caller's budget of a class was spent."}, []string{"class"})
	r.MustRegister(calls)
	return func(class limit.Class) { calls.WithLabelValues(class.String()).Inc() }
}

func shed(r prometheus.Registerer, gate *limit.Gate) func(limit.Priority) {
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "haolinju_calls_shed_total",
		Help: "Calls refused because the server had no time for them."}, []string{"priority"})
	r.MustRegister(calls)
	gauge(r, "haolinju_calls_working", "Calls that work.", func() float64 { working, _ := gate.Load(); return float64(working) })
	gauge(r, "haolinju_calls_waiting", "Calls that wait for their turn.", func() float64 { _, waiting := gate.Load(); return float64(waiting) })
	return func(priority limit.Priority) { calls.WithLabelValues(priority.String()).Inc() }
}

func gauge(r prometheus.Registerer, name, help string, value func() float64) {
	r.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
}

// registerReplica counts the reads at a replica, where there is one.
func registerReplica(r prometheus.Registerer, d *db.DB) {
	if !d.HasReplica() {
		return
	}
	for outcome, count := range map[string]func() uint64{"answered": func() uint64 { n, _ := d.ReplicaReads(); return n },
		"repeated": func() uint64 { _, n := d.ReplicaReads(); return n }} {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "haolinju_replica_reads_total",
			Help: "Reads at the replica: answered, or repeated on the database.", ConstLabels: prometheus.Labels{"outcome": outcome}},
			func() float64 { return float64(count()) }))
	}
}

func registerPool(r prometheus.Registerer, d *db.DB) {
	gauge(r, "haolinju_database_connections", "Connections of the pool.", func() float64 { return float64(d.Stat().TotalConns()) })
	gauge(r, "haolinju_database_connections_in_use", "Connections in use.", func() float64 { return float64(d.Stat().AcquiredConns()) })
	gauge(r, "haolinju_database_connections_max", "Most connections allowed.", func() float64 { return float64(d.Stat().MaxConns()) })
}
