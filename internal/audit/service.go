package audit

import (
	"google.golang.org/grpc"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of AuditService.
type Service struct {
	auditv1.UnsafeAuditServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { auditv1.RegisterAuditServiceServer(r, s) }

const (
	permitRead   = "audit.entry.read"
	permitVerify = "audit.entry.verify"
)

// Grants are what the seeded roles may do: auditors, nobody else.
var Grants = []access.Grant{
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitVerify, Scope: accessv1.Scope_SCOPE_TENANT},
}
