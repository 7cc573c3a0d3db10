package insight

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/exclusion"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// GetExclusion returns one exclusion.
func (s *Service) GetExclusion(ctx context.Context, req *insightv1.GetExclusionRequest) (*insightv1.Exclusion, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.Exclusion, error) {
		e, err := findExclusion(ctx, tx.Exclusion.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return exclusionToProto(e), nil
	})
}

// findExclusion reads an exclusion that the caller may see.
func findExclusion(ctx context.Context, query *ent.ExclusionQuery, called string) (*ent.Exclusion, error) {
	ids, err := name.Parse("exclusions/*", called)
	if err != nil {
		return nil, err
	}
	e, err := query.Where(exclusion.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitExclusions).Reaches(exclusionFacts(e)) {
		err = &ent.NotFoundError{}
	}
	return e, name.NotFound(err, called)
}

// exclusionFacts decide who reaches an exclusion: the unit that asks and the unit that decides.
func exclusionFacts(e *ent.Exclusion) access.Facts {
	return access.Facts{Permission: permitExclusions, Units: []uuid.UUID{e.UnitID, e.ReviewingUnitID}}
}

// ExclusionFacts decide who reaches an exclusion, as findExclusion reads them.
func ExclusionFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	e, err := tx.Exclusion.Query().Where(exclusion.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return exclusionFacts(e), nil
}

// act moves an exclusion for those whose grants cover the unit.
func (s *Service) act(ctx context.Context, called, tag string, do Verb, unit func(*ent.Exclusion) uuid.UUID,
	change func(*db.Tx, *ent.ExclusionUpdate)) (*insightv1.Exclusion, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.Exclusion, error) {
		e, err := findExclusion(ctx, tx.Exclusion.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(unit(e)) {
			return nil, fault.ErrDenied
		}
		if do != Withdraw && access.From(ctx).RecusedFrom(e.RequesterID) {
			return nil, ErrOwn
		}
		if err := etag.Check(tag, e.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(e.State), do)
		if err != nil {
			return nil, err
		}
		update := tx.Exclusion.Update().Where(exclusion.ID(e.ID), exclusion.State(string(step.From))).SetState(string(step.To))
		change(tx, update)
		if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.Exclusion.Query().Where(exclusion.ID(e.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		record(tx, step.Who, step.Emits, e, after)
		return exclusionToProto(after), nil
	})
}

// record tells of a change of an exclusion; before is nil for a new one.
func record(tx *db.Tx, action, emits string, before, after *ent.Exclusion) {
	called := name.Of("exclusions", after.ID)
	facts := map[string]any{"issue": name.Of("issues", after.IssueID), "reason": after.Reason, "state": after.State}
	audit := db.Audit{Action: action, Object: called, After: facts}
	if before != nil {
		audit.Before = map[string]any{"state": before.State}
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: emits, Subject: called, Units: []uuid.UUID{after.UnitID, after.ReviewingUnitID}, Data: facts})
}

func exclusionToProto(e *ent.Exclusion) *insightv1.Exclusion {
	return &insightv1.Exclusion{Name: name.Of("exclusions", e.ID), Issue: name.Of("issues", e.IssueID),
		Reason:      insightv1.Exclusion_Reason(insightv1.Exclusion_Reason_value["REASON_"+e.Reason]),
		Explanation: e.Explanation, State: insightv1.Exclusion_State(insightv1.Exclusion_State_value["STATE_"+e.State]),
		Unit: name.Of("units", e.UnitID), ReviewingUnit: name.Of("units", e.ReviewingUnitID), Requester: name.Of("persons", e.RequesterID),
		Reviewer: name.OrEmpty("persons", e.ReviewerID), ReviewTime: wire.Timestamp(e.ReviewTime), Decision: e.Decision,
		CreateTime: timestamppb.New(e.CreateTime), UpdateTime: timestamppb.New(e.UpdateTime), Etag: etag.Of(e.Version)}
}
