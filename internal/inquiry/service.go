package inquiry

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// change is what an inquiry does to an issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues moves an issue by a verb of its table of states, and tells for which unit the caller speaks: for none as the reporter.
type Issues interface {
	ActOnIssue(ctx context.Context, verb, name, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
}

// Deps is what inquiries need from the house.
type Deps struct{ Issues Issues }

// Service answers the calls of IntakeService that are inquiries.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// say does a verb by which somebody says something to whom the issue concerns.
func (s *Service) say(ctx context.Context, verb string, req interface {
	GetName() string
	GetEtag() string
	GetText() string
}, kind string,
	also func(*db.Tx, *ent.Issue, *change)) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, verb, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		unit, _ := s.Issues.SpeakerOn(ctx, row)
		c := change{Entries: []lifecycle.Entry{{Kind: kind, Public: true, Text: req.GetText(), Actor: unit}}}
		if also != nil {
			also(tx, row, &c)
		}
		return c, nil
	})
}
