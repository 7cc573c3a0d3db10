package app

import (
	"google.golang.org/grpc"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/heatmap"
	"github.com/haolinju/haolinju/internal/insight"
)

type (
	measurements = insight.Service
	heatMaps     = heatmap.Service
)

// insightServer answers InsightService out of the two capabilities behind it, each with its own RPCs.
type insightServer struct {
	insightv1.UnsafeInsightServiceServer
	*measurements
	*heatMaps
}

// Register offers the service to callers.
func (i *insightServer) Register(r grpc.ServiceRegistrar) {
	insightv1.RegisterInsightServiceServer(r, i)
}
