package split

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// SplitIssue makes an issue of each of several matters.
func (s *Service) SplitIssue(ctx context.Context, req *intakev1.SplitIssueRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "split", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		if err := found(ctx, tx, row.ID, len(req.GetMatters())); err != nil {
			return change{}, err
		}
		children, err := s.fileParts(ctx, tx, row, req.GetMatters())
		return change{
			Entries: []lifecycle.Entry{{Kind: "SPLIT", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"children": children},
		}, err
	})
}

// found makes an issue, which is held, the parent of a family that may have so many more children.
func found(ctx context.Context, tx *db.Tx, id uuid.UUID, more int) error {
	limit, err := childLimit.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	var child bool
	var members int
	err = tx.QueryRow(ctx, `select coalesce(bool_or(parent_id <> $2), false), count(*) from issue_family
		where tenant_id = $1 and (issue_id = $2 or parent_id = $2)`, tx.Tenant(), id).Scan(&child, &members)
	switch {
	case err != nil:
		return err
	case child:
		return ErrChildIssue.On("name")
	case max(members-1, 0)+more > limit:
		return ErrTooManyChildren.On("matters").With("limit", strconv.Itoa(limit))
	case members > 0:
		return nil
	}
	return join(ctx, tx, id, id)
}

// join makes an issue a member of the family of a parent; the parent is one itself.
func join(ctx context.Context, tx *db.Tx, id, parent uuid.UUID) error {
	_, err := tx.Exec(tx.Later(ctx, nil), "insert into issue_family (tenant_id, issue_id, parent_id) values ($1, $2, $3)", tx.Tenant(), id, parent)
	return err
}

// fileParts files matters as children of an issue.
func (s *Service) fileParts(ctx context.Context, tx *db.Tx, of *ent.Issue, matters []*intakev1.SplitIssueRequest_Matter) ([]uuid.UUID, error) {
	var children []uuid.UUID
	for i, m := range matters {
		child, err := s.Issues.FilePart(ctx, tx, of, &intakev1.Issue{Title: m.GetTitle(), Description: m.GetDescription(), Category: m.GetCategory(),
			Place: m.GetPlace(), Coordinates: m.GetCoordinates(), Address: m.GetAddress(), Community: m.GetCommunity()})
		if err != nil {
			return nil, fault.Rooted(err, "issue", fault.Item("matters", i))
		}
		if err := join(ctx, tx, child.ID, of.ID); err != nil {
			return nil, err
		}
		children = append(children, child.ID)
	}
	return children, nil
}
