package hold

import (
	"context"
	"strconv"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hold"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// HoldIssue puts an issue on hold that cannot be solved now.
func (s *Service) HoldIssue(ctx context.Context, req *intakev1.HoldIssueRequest) (*intakev1.Issue, error) {
	in := req.GetHold()
	owner, err := name.ParseField("hold.owner_unit", "units/*", in.GetOwnerUnit())
	if err != nil {
		return nil, err
	}
	return s.Issues.ActOnIssue(ctx, "hold", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		days, err := reviewDays.At(ctx, tx, tx.Now())
		if err != nil {
			return change{}, err
		}
		review, ok := reviewAt(in.GetReviewDate(), tx.Now(), days)
		if !ok {
			return change{}, ErrReviewDate.On("hold.review_date").With("days", strconv.Itoa(days))
		}
		if known, err := tx.Unit.Query().Where(unit.ID(owner[0])).Exist(ctx); err != nil {
			return change{}, err
		} else if !known {
			return change{}, ErrUnitUnknown.On("hold.owner_unit")
		}
		if err := end(ctx, tx, row.ID); err != nil {
			return change{}, err
		}
		id := tx.NewID()
		err = tx.Hold.Create().SetID(id).SetIssueID(row.ID).SetCause(in.GetCause()).SetUnlockCondition(in.GetUnlockCondition()).
			SetOwnerUnitID(owner[0]).SetReviewTime(review).SetApproverID(access.From(ctx).Person).Exec(tx.Later(ctx, nil))
		return change{
			Entries: []lifecycle.Entry{{Kind: "HELD", Public: true, Actor: row.SubDistrictID,
				Text: in.GetCause() + "\n" + in.GetUnlockCondition()}},
			Facts: map[string]any{"hold": id, "owner_unit": owner[0], "review_time": review},
		}, err
	})
}

// end ends the hold of an issue that lasts, if one does.
func end(ctx context.Context, tx *db.Tx, issue uuid.UUID) error {
	return tx.Hold.Update().Where(hold.IssueID(issue), hold.EndTimeIsNil()).SetEndTime(tx.Now()).Exec(tx.Later(ctx, nil))
}
