package app

import (
	"google.golang.org/grpc"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/accesslink"
	"github.com/haolinju/haolinju/internal/callback"
	"github.com/haolinju/haolinju/internal/chain"
	"github.com/haolinju/haolinju/internal/comment"
	"github.com/haolinju/haolinju/internal/confirmation"
	"github.com/haolinju/haolinju/internal/contact"
	"github.com/haolinju/haolinju/internal/diversion"
	"github.com/haolinju/haolinju/internal/finding"
	"github.com/haolinju/haolinju/internal/following"
	"github.com/haolinju/haolinju/internal/hold"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/incident"
	"github.com/haolinju/haolinju/internal/inquiry"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/reply"
	"github.com/haolinju/haolinju/internal/savedfilter"
	"github.com/haolinju/haolinju/internal/split"
	"github.com/haolinju/haolinju/internal/suggestion"
	"github.com/haolinju/haolinju/internal/task"
	"github.com/haolinju/haolinju/internal/voice"
)

// intakeServer answers IntakeService out of the capabilities behind it, each with its own RPCs.
type intakeServer struct {
	intakev1.UnsafeIntakeServiceServer
	*issues
	*links
	*callbacks
	*chains
	*diversions
	*inquiries
	*holds
	*comments
	*filters
	*voices
	*findings
	*followings
	*orderExchange
	*contacts
	*confirmations
	*suggestions
	*splits
	*incidents
	*tasks
	*replies
}

type (
	issues     = intake.Service
	links      = accesslink.Service
	callbacks  = callback.Service
	chains     = chain.Service
	diversions = diversion.Service
	inquiries  = inquiry.Service
	holds      = hold.Service
	comments   = comment.Service
	filters    = savedfilter.Service
	voices     = voice.Service
	findings   = finding.Service
	followings = following.Service

	orderExchange = hotline.Service
	contacts      = contact.Service
	splits        = split.Service
	incidents     = incident.Service
	tasks         = task.Service
	replies       = reply.Service
	confirmations = confirmation.Service
	suggestions   = suggestion.Service
)

// Register offers the service to callers.
func (i *intakeServer) Register(r grpc.ServiceRegistrar) { intakev1.RegisterIntakeServiceServer(r, i) }
