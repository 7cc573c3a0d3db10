package app

import (
	"google.golang.org/grpc"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/closing"
	"github.com/haolinju/haolinju/internal/heatmap"
	"github.com/haolinju/haolinju/internal/insight"
	"github.com/haolinju/haolinju/internal/performance"
)

type (
	measurements = insight.Service
	heatMaps     = heatmap.Service
	performances = performance.Service
	closings     = closing.Service
)

// insightServer answers InsightService out of the capabilities behind it, each with its own RPCs.
type insightServer struct {
	insightv1.UnsafeInsightServiceServer
	*measurements
	*heatMaps
	*performances
	*closings
}

// Register offers the service to callers.
func (i *insightServer) Register(r grpc.ServiceRegistrar) {
	insightv1.RegisterInsightServiceServer(r, i)
}
