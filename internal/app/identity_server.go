package app

import (
	"google.golang.org/grpc"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/explain"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/partner"
)

type (
	signIns      = identity.Service
	clients      = partner.Service
	explanations = explain.Service
)

// identityServer is IdentityService, which three capabilities answer: one for persons, one for the systems of partners, one that explains access.
type identityServer struct {
	identityv1.UnsafeIdentityServiceServer
	*signIns
	*clients
	*explanations
}

// Register offers the service to callers.
func (s identityServer) Register(r grpc.ServiceRegistrar) {
	identityv1.RegisterIdentityServiceServer(r, s)
}
