package suggestion

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RecordCategoryChoice keeps which category an issue was given after some were suggested.
func (s *Service) RecordCategoryChoice(ctx context.Context, req *intakev1.RecordCategoryChoiceRequest) (*intakev1.CategoryChoice, error) {
	ids, err := name.ParseField("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.CategoryChoice, error) {
		suggested, err := s.suggested(tx.Tenant(), req.GetReceipt())
		if err != nil {
			return nil, err
		}
		row, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		stage, err := s.stage(ctx, row)
		if err != nil {
			return nil, err
		}
		rank := slices.Index(suggested, row.CategoryID) + 1
		if err := record(ctx, tx, row, wire.Word(stage), suggested, rank); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "intake.category_choice.record", Object: req.GetIssue(), After: map[string]any{"stage": wire.Word(stage), "rank": rank}})
		return &intakev1.CategoryChoice{Issue: req.GetIssue(), Stage: stage, Category: name.Of("categories", row.CategoryID), Rank: int32(rank),
			CreateTime: timestamppb.New(tx.Now())}, nil
	})
}

// stage is at which the category that an issue has now was chosen.
func (s *Service) stage(ctx context.Context, row *ent.Issue) (intakev1.CategoryChoice_Stage, error) {
	if row.State == "RECEIVED" {
		return intakev1.CategoryChoice_STAGE_FILING, nil
	}
	if unit, _ := s.Issues.SpeakerOn(ctx, row); unit == nil {
		return 0, ErrLate.On("issue")
	}
	return intakev1.CategoryChoice_STAGE_TRIAGE, nil
}

// record keeps a choice and counts it in its month.
func record(ctx context.Context, tx *db.Tx, row *ent.Issue, stage string, suggested []uuid.UUID, rank int) error {
	added, err := tx.Exec(ctx, `with choice as (
			insert into category_choice (tenant_id, issue_id, stage, suggested, category_id, rank, create_time)
			values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning stage, rank)
		insert into suggestion_tally as t (tenant_id, month, stage, choices, firsts, listed)
		select $1, $8, stage, 1, (rank = 1)::int, (rank > 0)::int from choice
		on conflict (tenant_id, month, stage) do update set choices = t.choices + 1, firsts = t.firsts + excluded.firsts, listed = t.listed + excluded.listed
		where t.tenant_id = $1`, tx.Tenant(), row.ID, stage, suggested, row.CategoryID, rank, tx.Now(), tx.Now().In(calendar.Zone).Format("2006-01"))
	if err == nil && added == 0 {
		return ErrExists.On("issue")
	}
	return err
}
