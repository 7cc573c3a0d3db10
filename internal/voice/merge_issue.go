package voice

import (
	"context"
	"slices"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// MergeIssue marks an issue as a duplicate of another.
func (s *Service) MergeIssue(ctx context.Context, req *intakev1.MergeIssueRequest) (*intakev1.Issue, error) {
	ids, err := name.ParseField("original", "issues/*", req.GetOriginal())
	if err != nil {
		return nil, err
	}
	return s.Issues.ActOnIssue(ctx, "merge", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		original, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
		if err != nil {
			return change{}, err
		}
		if !fit(row, original) || !access.ReachOf(ctx).On(disclosure.Matter(original)).Covers(original.UnitID) {
			return change{}, ErrOriginalUnfit.On("original")
		}
		if err := move(ctx, tx, row, original); err != nil {
			return change{}, err
		}
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetDuplicateOfID(original.ID) },
			Entries: []lifecycle.Entry{{Kind: "MERGED", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"duplicate_of": original.ID},
		}, nil
	})
}

// fit says whether an issue may be merged into another.
func fit(row, original *ent.Issue) bool {
	return row.ID != original.ID && row.SubDistrictID != nil && original.SubDistrictID != nil && *row.SubDistrictID == *original.SubDistrictID &&
		!slices.Contains(over, original.State)
}

// move gives the original the voices of an issue, and one to its reporter, but for whoever has one there already or reported the original.
func move(ctx context.Context, tx *db.Tx, row, original *ent.Issue) error {
	var heard uuid.UUID
	if original.ReporterID != nil {
		heard = *original.ReporterID
	}
	_, err := tx.Exec(tx.Later(ctx, nil), `update voice v set issue_id = $3, update_time = $4, version = version + 1
		where tenant_id = $1 and issue_id = $2 and person_id <> $5
			and not exists (select from voice o where o.tenant_id = $1 and o.issue_id = $3 and o.person_id = v.person_id)`,
		tx.Tenant(), row.ID, original.ID, tx.Now(), heard)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(tx.Later(ctx, nil), "delete from voice where tenant_id = $1 and issue_id = $2", tx.Tenant(), row.ID); err != nil {
		return err
	}
	if row.ReporterID == nil || *row.ReporterID == heard {
		return nil
	}
	_, err = tx.Exec(tx.Later(ctx, nil), `insert into voice (tenant_id, id, create_time, update_time, version, issue_id, person_id)
		values ($1, $2, $3, $3, 1, $4, $5) on conflict (tenant_id, issue_id, person_id) do nothing`, tx.Tenant(), tx.NewID(), tx.Now(), original.ID, *row.ReporterID)
	return err
}
