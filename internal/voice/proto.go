package voice

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
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
	var joined map[uuid.UUID]chorus
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			issues, err = tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			joined, err = choruses(ctx, tx, ids...)
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
		voices[i] = toProto(row, of[row.IssueID], joined[row.IssueID].Voices)
	}
	return voices, nil
}

func toProto(row *ent.Voice, about *ent.Issue, voices int32) *intakev1.Voice {
	return &intakev1.Voice{Name: name.Of("voices", row.ID), Issue: name.Of("issues", about.ID), State: state(about.State),
		Category: name.Of("categories", about.CategoryID), ExpectedDate: wire.Date(about.DueTime), VoiceCount: voices, CreateTime: timestamppb.New(row.CreateTime)}
}

// chorus is who has joined an issue.
type chorus struct {
	Issue  uuid.UUID
	Voices int32
	Own    bool // whether one of them is the caller's
}

// choruses are those of some issues: one descent of the index for each, however many voices there are.
func choruses(ctx context.Context, tx *db.Tx, issues ...uuid.UUID) (map[uuid.UUID]chorus, error) {
	rows, err := tx.Query(ctx, `select i.id, v.voices, v.own from unnest($2::uuid[]) i (id) cross join lateral (select count(*) voices,
		coalesce(bool_or(person_id = any($3)), false) own from voice where tenant_id = $1 and issue_id = i.id) v`, tx.Tenant(), issues, access.ReachOf(ctx).Self)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[chorus])
	of := map[uuid.UUID]chorus{}
	for _, c := range all {
		of[c.Issue] = c
	}
	return of, err
}

func state(code string) intakev1.Issue_State {
	return intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+code])
}
