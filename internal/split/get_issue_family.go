package split

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// GetIssueFamily shows an issue that was split, and its children.
func (s *Service) GetIssueFamily(ctx context.Context, req *intakev1.GetIssueFamilyRequest) (*intakev1.IssueFamily, error) {
	ids, err := name.Parse("issues/*/family", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.IssueFamily, error) {
		if _, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false); err != nil {
			return nil, err
		}
		return s.family(ctx, tx, ids[0], wire.Time(req.GetChangedSince()))
	})
}

// family is the family of an issue as the caller may see it; since tells from when a member counts as changed, nil for never.
func (s *Service) family(ctx context.Context, tx *db.Tx, id uuid.UUID, since *time.Time) (*intakev1.IssueFamily, error) {
	family := &intakev1.IssueFamily{Name: name.Of("issues", id) + "/family"}
	ids, err := members(ctx, tx, id)
	if err != nil || len(ids) == 0 {
		return family, err
	}
	rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).Order(ent.Asc(issue.FieldCreateTime, issue.FieldID)).All(ctx)
	if err != nil {
		return nil, err
	}
	shown, err := s.Issues.ShowIssues(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	for _, i := range shown {
		m := &intakev1.IssueFamily_Member{Issue: i.GetName(), Number: i.GetNumber(), Title: i.GetTitle(), State: i.GetState(), Category: i.GetCategory(),
			LeadUnit: i.GetLeadUnit(), UpdateTime: i.GetUpdateTime(), Changed: since != nil && i.GetUpdateTime().AsTime().After(*since)}
		if i.GetName() == name.Of("issues", ids[0]) {
			family.Parent = m
		} else {
			family.Children = append(family.Children, m)
		}
	}
	return family, nil
}

// members are the family of an issue, the parent first; none of an issue that was not split.
func members(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, `select m.issue_id from issue_family f join issue_family m on m.tenant_id = $1 and m.parent_id = f.parent_id
		where f.tenant_id = $1 and f.issue_id = $2 order by m.issue_id <> m.parent_id, m.issue_id`, tx.Tenant(), id)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// Over refuses to let go of an issue that has children which are not over.
func Over(ctx context.Context, tx *db.Tx, row *ent.Issue) error {
	var open bool
	err := tx.QueryRow(ctx, `select exists (select from issue_family f join issue i on i.tenant_id = $1 and i.id = f.issue_id
		where f.tenant_id = $1 and f.parent_id = $2 and f.issue_id <> $2 and i.closed_time is null and i.state <> 'ANSWERED')`,
		tx.Tenant(), row.ID).Scan(&open)
	if err == nil && open {
		err = ErrChildrenOpen
	}
	return err
}
