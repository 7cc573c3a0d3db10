package accesslink

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// latestEntries is how many entries of a timeline a link shows at most.
const latestEntries = 100

// OpenAccessLink shows the issue of a link as its reporter sees it.
func (s *Service) OpenAccessLink(ctx context.Context, req *intakev1.OpenAccessLinkRequest) (*intakev1.OpenAccessLinkResponse, error) {
	return s.follow(ctx, req.GetToken(), func(_ context.Context, tx *db.Tx, id uuid.UUID) error {
		tx.Audit(db.Audit{Action: "intake.access_link.open", Object: name.Of("issues", id), After: map[string]any{"open_time": tx.Now()}})
		return nil
	})
}

// follow does something to the issue that a token leads to, and then shows it as its reporter sees it.
func (s *Service) follow(ctx context.Context, given string, do func(context.Context, *db.Tx, uuid.UUID) error) (*intakev1.OpenAccessLinkResponse, error) {
	tenant, digest, ok := token.ReadOpaque(given)
	if !ok {
		return nil, ErrLink
	}
	ctx = access.With(ctx, access.Principal{Tenant: tenant}) // of the link, whatever a header or a sign-in says
	opened := &intakev1.OpenAccessLinkResponse{}
	err := s.Attempts.Attempt(ctx, func(ctx context.Context, tx *db.Tx) (*fault.Fault, error) {
		var id uuid.UUID
		err := tx.QueryRow(ctx, "select issue_id from access_link where tenant_id = $1 and digest = $2 and expire_time > $3",
			tx.Tenant(), digest, tx.Now()).Scan(&id)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrLink, nil
		}
		if err != nil {
			return nil, err
		}
		if err := do(ctx, tx, id); err != nil {
			return nil, err
		}
		opened.Issue, opened.Entries, err = s.Issues.IssueOfReporter(ctx, tx, id, latestEntries)
		return nil, err
	})
	return opened, err
}
