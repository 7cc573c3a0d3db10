package retrospective

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/retrospective"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The most that a retrospective has, which is what the contract shows.
const mostFindings, mostFollowUps = 100, 50

// The kinds of findings on which closing depends.
const cause, mustChange = "CAUSE", "MUST_CHANGE"

// AddFinding says what was found.
func (s *Service) AddFinding(ctx context.Context, req *dispatchv1.AddFindingRequest) (*dispatchv1.Retrospective, error) {
	in := req.GetFinding()
	concerned, err := name.ParseOptional("finding.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	return s.act(ctx, req, Find, func(ctx context.Context, tx *db.Tx, row *ent.Retrospective, _ *ent.RetrospectiveUpdate) error {
		create := tx.Finding.Create().SetID(tx.NewID()).SetRetrospectiveID(row.ID).SetKind(wire.Word(in.GetKind())).SetText(in.GetText()).
			SetPersonID(access.From(ctx).Person)
		if concerned != uuid.Nil {
			if err := checkTakesPart(row, concerned, "finding.unit"); err != nil {
				return err
			}
			create.SetUnitID(concerned)
		}
		if len(row.Edges.Findings) >= mostFindings {
			return ErrTooManyFindings
		}
		return create.Exec(tx.Later(ctx, nil))
	})
}

// CloseRetrospective ends looking back.
func (s *Service) CloseRetrospective(ctx context.Context, req *dispatchv1.CloseRetrospectiveRequest) (*dispatchv1.Retrospective, error) {
	return s.act(ctx, req, Close, func(ctx context.Context, tx *db.Tx, row *ent.Retrospective, change *ent.RetrospectiveUpdate) error {
		found := func(kind string) bool {
			return slices.ContainsFunc(row.Edges.Findings, func(f *ent.Finding) bool { return f.Kind == kind })
		}
		switch {
		case !found(cause):
			return ErrNoCause
		case found(mustChange) && len(row.Edges.FollowUps) == 0:
			return ErrNoFollowUp
		}
		change.SetCloserID(access.From(ctx).Person).SetCloseTime(tx.Now())
		return nil
	})
}

// checkTakesPart refuses a unit that is neither the sub-district nor one that takes part.
func checkTakesPart(row *ent.Retrospective, unit uuid.UUID, field string) error {
	if unit != row.UnitID && !slices.Contains(participants(row), unit) {
		return ErrUnit.On(field)
	}
	return nil
}

// extra is what a verb does beside the step.
type extra func(context.Context, *db.Tx, *ent.Retrospective, *ent.RetrospectiveUpdate) error

// act does one verb to a retrospective: all who take part find, the sub-district does the rest.
func (s *Service) act(ctx context.Context, req interface {
	GetName() string
	GetEtag() string
}, do Verb, then extra) (*dispatchv1.Retrospective, error) {
	ids, err := name.Parse("retrospectives/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Retrospective, error) {
		row, err := find(ctx, tx, ids[0], req.GetName(), true)
		if err != nil {
			return nil, err
		}
		step, err := permit(ctx, row, do, req.GetEtag())
		if err != nil {
			return nil, err
		}
		change := tx.Retrospective.Update().Where(retrospective.ID(row.ID), retrospective.State(row.State)).SetState(string(step.To))
		if err := then(ctx, tx, row, change); err != nil {
			return nil, err
		}
		if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := whole(ctx, tx, tx.Retrospective.Query(), row.ID)
		if err != nil {
			return nil, err
		}
		record(tx, step.Who, step.Emits, row, after)
		return toProto(after, true), nil
	})
}

// permit is the step that a verb of the caller makes of a retrospective that is held.
func permit(ctx context.Context, row *ent.Retrospective, do Verb, version string) (step, error) {
	f := factsOf(row)
	if do != Find {
		f.Units = []uuid.UUID{row.UnitID}
	}
	if access.PersonOf(ctx) == nil || !access.ReachOf(ctx).Reaches(f) { // a system finds nothing
		return step{}, fault.ErrDenied
	}
	if err := etag.Check(version, row.Version); err != nil {
		return step{}, err
	}
	return Steps.Step(State(row.State), do)
}
