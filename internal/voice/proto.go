package voice

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// shown are voices as their person sees them.
func shown(ctx context.Context, tx *db.Tx, rows ...*ent.Voice) ([]*intakev1.Voice, error) {
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.IssueID
	}
	var issues []*ent.Issue
	var counts map[uuid.UUID]int32
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			issues, err = tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			counts, err = count(ctx, tx, ids...)
			return err
		})
	if err != nil {
		return nil, err
	}
	of := map[uuid.UUID]*ent.Issue{}
	for _, row := range issues {
		of[row.ID] = row
	}
	voices := make([]*intakev1.Voice, len(rows))
	for i, row := range rows {
		voices[i] = toProto(row, of[row.IssueID], counts[row.IssueID])
	}
	return voices, nil
}

func toProto(row *ent.Voice, about *ent.Issue, voices int32) *intakev1.Voice {
	return &intakev1.Voice{Name: name.Of("voices", row.ID), Issue: name.Of("issues", about.ID), State: state(about.State),
		Category: name.Of("categories", about.CategoryID), ExpectedDate: wire.Date(about.DueTime), VoiceCount: voices, CreateTime: timestamppb.New(row.CreateTime)}
}

// count is how many voices each of some issues has.
func count(ctx context.Context, tx *db.Tx, issues ...uuid.UUID) (map[uuid.UUID]int32, error) {
	rows, err := tx.Query(ctx, "select issue_id, count(*) from voice where tenant_id = $1 and issue_id = any($2) group by issue_id", tx.Tenant(), issues)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	counts := map[uuid.UUID]int32{}
	for rows.Next() {
		var id uuid.UUID
		var n int32
		if err := rows.Scan(&id, &n); err != nil {
			return nil, err
		}
		counts[id] = n
	}
	return counts, rows.Err()
}

func state(code string) intakev1.Issue_State {
	return intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+code])
}
