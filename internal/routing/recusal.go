package routing

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/recusal"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetRecusal returns which units must not handle an issue.
func (s *Service) GetRecusal(ctx context.Context, req *dispatchv1.GetRecusalRequest) (*dispatchv1.Recusal, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Recusal, error) {
		of, err := issueOf(ctx, tx.Issue.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		r, err := recusalOf(ctx, tx.Recusal.Query(), of.ID)
		if err != nil {
			return nil, err
		}
		return recusalToProto(req.GetName(), r), nil
	})
}

// issueOf is the issue of a recusal that the caller reaches.
func issueOf(ctx context.Context, q *ent.IssueQuery, called string) (*ent.Issue, error) {
	ids, err := name.Parse("issues/*/recusal", called)
	if err != nil {
		return nil, err
	}
	row, err := q.Where(issue.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachOf(ctx).Reaches(recusalFacts(row)) {
		err = &ent.NotFoundError{}
	}
	return row, name.NotFound(err, called)
}

// recusalOf is the recusal of an issue; nil where nobody has said anything.
func recusalOf(ctx context.Context, q *ent.RecusalQuery, issue uuid.UUID) (*ent.Recusal, error) {
	r, err := q.Where(recusal.IssueID(issue)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return r, err
}

// recusals are the units that must not handle some issues.
func recusals(ctx context.Context, tx *db.Tx, issues ...uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	rows, err := tx.Recusal.Query().Where(recusal.IssueIDIn(issues...)).All(ctx)
	found := map[uuid.UUID][]uuid.UUID{}
	for _, r := range rows {
		found[r.IssueID] = r.Units
	}
	return found, err
}

// RecusalFacts decide who reaches the recusal of an issue: the staff of its territory.
func RecusalFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Issue.Query().Where(issue.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return recusalFacts(row), nil
}

func recusalFacts(row *ent.Issue) access.Facts {
	return access.Facts{Permission: permitRecusal, Units: []uuid.UUID{row.UnitID}, Matter: disclosure.Matter(row)}
}
