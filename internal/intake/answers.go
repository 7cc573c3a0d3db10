package intake

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func answersOf(given []*intakev1.Answer) (list []schema.Answer) {
	for _, a := range given {
		list = append(list, schema.Answer{Code: a.GetCode(), Values: a.GetValues()})
	}
	return list
}

func answersToProto(answers []schema.Answer) (list []*intakev1.Answer) {
	for _, a := range answers {
		list = append(list, &intakev1.Answer{Code: a.Code, Values: a.Values, Prompt: a.Prompt})
	}
	return list
}

// drafted is nil where an issue was written now, or before and not too long ago.
func drafted(ctx context.Context, tx *db.Tx, given *timestamppb.Timestamp) error {
	at := wire.Time(given)
	if at == nil {
		return nil
	}
	days, err := draftDays.At(ctx, tx, tx.Now())
	if err == nil && (at.After(tx.Now()) || at.Before(tx.Now().AddDate(0, 0, -days))) {
		err = ErrDraftTime.On("issue.draft_time")
	}
	return err
}
