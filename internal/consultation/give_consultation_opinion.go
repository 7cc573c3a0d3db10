package consultation

import (
	"context"
	"slices"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultationopinion"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// notOurs is the stance that cites a clause; consultation_opinion_clause says the same.
const notOurs = "NOT_OURS"

// GiveConsultationOpinion says what a unit is to a matter, or changes what it has said.
func (s *Service) GiveConsultationOpinion(ctx context.Context, req *dispatchv1.GiveConsultationOpinionRequest) (*dispatchv1.ConsultationOpinion, error) {
	ids, err := name.Parse("consultations/*/opinions/*", req.GetName())
	if err != nil {
		return nil, err
	}
	stance := wire.Word(req.GetStance())
	if stance == notOurs && req.GetClause() == "" {
		return nil, ErrClause.On("clause")
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ConsultationOpinion, error) {
		row, err := find(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(row.Edges.Opinions, func(o *ent.ConsultationOpinion) bool { return o.ID == ids[1] })
		if at < 0 {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		before := row.Edges.Opinions[at]
		person := access.PersonOf(ctx)
		if person == nil || !access.ReachOf(ctx).On(factsOf(row).Matter).Covers(before.UnitID) { // a system has no opinion
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), before.Version); err != nil {
			return nil, err
		}
		now := tx.Now()
		change := tx.ConsultationOpinion.Update().Where(consultationopinion.ID(before.ID)).SetStance(stance).SetClause(req.GetClause()).
			SetText(req.GetText()).SetPersonID(*person)
		if before.GiveTime == nil {
			change.SetGiveTime(now).ClearAwaitTime()
		} else {
			change.SetChangeTime(now)
		}
		if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, Give, nil)
		if err != nil {
			return nil, err
		}
		return opinionProto(after, after.Edges.Opinions[at], now), nil
	})
}
