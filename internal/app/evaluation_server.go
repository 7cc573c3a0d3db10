package app

import (
	"google.golang.org/grpc"

	evaluationv1 "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/scoring"
)

// evaluationServer answers EvaluationService out of the two capabilities behind it, each with its own RPCs.
type evaluationServer struct {
	evaluationv1.UnsafeEvaluationServiceServer
	*campaigns
	*scores
}

type (
	campaigns = evaluation.Service
	scores    = scoring.Service
)

// Register offers the service to callers.
func (e *evaluationServer) Register(r grpc.ServiceRegistrar) {
	evaluationv1.RegisterEvaluationServiceServer(r, e)
}
