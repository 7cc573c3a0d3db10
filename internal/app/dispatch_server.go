package app

import (
	"google.golang.org/grpc"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/consultation"
	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/docket"
	"github.com/haolinju/haolinju/internal/duty"
	"github.com/haolinju/haolinju/internal/escalation"
	"github.com/haolinju/haolinju/internal/extension"
	"github.com/haolinju/haolinju/internal/handover"
	"github.com/haolinju/haolinju/internal/objection"
	"github.com/haolinju/haolinju/internal/rating"
	"github.com/haolinju/haolinju/internal/retrospective"
	"github.com/haolinju/haolinju/internal/rework"
	"github.com/haolinju/haolinju/internal/roster"
	"github.com/haolinju/haolinju/internal/routing"
	"github.com/haolinju/haolinju/internal/supervision"
	"github.com/haolinju/haolinju/internal/timeline"
	"github.com/haolinju/haolinju/internal/timing"
	"github.com/haolinju/haolinju/internal/visit"
	"github.com/haolinju/haolinju/internal/workload"
)

// dispatchServer answers DispatchService out of the capabilities behind it, each with its own RPCs.
type dispatchServer struct {
	dispatchv1.UnsafeDispatchServiceServer
	*dispatches
	*dockets
	*escalations
	*duties
	*routes
	*clocks
	*consultations
	*retrospectives
	*extensions
	*handOvers
	*objections
	*ratings
	*reworks
	*supervisions
	*dutyRosters
	*agencies
	*timelines
	*visits
	*workloads
}

type (
	consultations  = consultation.Service
	retrospectives = retrospective.Service

	dispatches   = dispatch.Service
	dockets      = docket.Service
	escalations  = escalation.Service
	duties       = duty.Service
	routes       = routing.Service
	clocks       = timing.Service
	extensions   = extension.Service
	handOvers    = handover.Service
	objections   = objection.Service
	ratings      = rating.Service
	reworks      = rework.Service
	supervisions = supervision.Service
	dutyRosters  = roster.Service
	agencies     = agency.Service
	timelines    = timeline.Service
	visits       = visit.Service
	workloads    = workload.Service
)

// Register offers the service to callers.
func (d *dispatchServer) Register(r grpc.ServiceRegistrar) {
	dispatchv1.RegisterDispatchServiceServer(r, d)
}
