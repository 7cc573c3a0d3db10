package confirmation

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/jointconfirmation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// GetJointConfirmation returns one.
func (s *Service) GetJointConfirmation(ctx context.Context, req *intakev1.GetJointConfirmationRequest) (*intakev1.JointConfirmation, error) {
	ids, err := name.Parse("jointConfirmations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.JointConfirmation, error) {
		row, err := tx.JointConfirmation.Query().Where(jointconfirmation.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		asked, err := Voters(ctx, tx, row.ID)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(asked, access.ReachOf(ctx).Owns) {
			if _, err := s.Issues.VisibleIssue(ctx, tx, row.IssueID, false); err != nil {
				return nil, hidden(err, req.GetName())
			}
		}
		return toProto(row), nil
	})
}

// hidden names what was asked for where its issue is hidden.
func hidden(err error, called string) error {
	if errors.Is(err, fault.ErrNotFound) {
		return fault.ErrNotFound.With("name", called)
	}
	return err
}

// Voters are who was asked, and so who is told of what happens to a confirmation.
func Voters(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, "select person_id from joint_voter where tenant_id = $1 and confirmation_id = $2 order by 1", tx.Tenant(), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// Facts decide who reaches a confirmation, as GetJointConfirmation reads them: who was asked, and who reaches the issue.
func Facts(issues records.Book) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.JointConfirmation.Query().Where(jointconfirmation.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := issues.Facts(ctx, tx, "name", name.Of("issues", row.IssueID))
		if err != nil {
			return f, err
		}
		asked, err := Voters(ctx, tx, row.ID)
		f.Permission, f.Owners = permitGet, append(f.Owners, asked...)
		return f, err
	}
}
