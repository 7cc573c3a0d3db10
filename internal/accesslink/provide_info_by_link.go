package accesslink

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ProvideInfoByLink says what the reporter was asked.
func (s *Service) ProvideInfoByLink(ctx context.Context, req *intakev1.ProvideInfoByLinkRequest) (*intakev1.OpenAccessLinkResponse, error) {
	return s.follow(ctx, req.GetToken(), func(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
		tx.Audit(db.Audit{Action: "intake.access_link.provide_info", Object: name.Of("issues", id), After: map[string]any{"answer_time": tx.Now()}})
		_, err := s.Issues.MoveIssue(access.AsSystem(ctx, tx.Tenant()), tx, "provideInfo", id, "", func(context.Context, *db.Tx, *ent.Issue) (change, error) {
			return change{Entries: []lifecycle.Entry{{Kind: "INFO_PROVIDED", Public: true, Text: req.GetText()}}}, nil
		})
		return err
	})
}
