package retrospective

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/retrospective"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateRetrospective looks back on a matter that is over.
func (s *Service) CreateRetrospective(ctx context.Context, req *dispatchv1.CreateRetrospectiveRequest) (*dispatchv1.Retrospective, error) {
	in := req.GetRetrospective()
	units, err := name.ParseList("retrospective.participants", "units/*", in.GetParticipants())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Retrospective, error) {
		id, err := tx.ChosenID("retrospective_id", req.GetRetrospectiveId())
		if err != nil {
			return nil, err
		}
		row, err := s.matter(ctx, tx, in)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matterOf(row.UnitID)).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := checkFree(ctx, tx, row); err != nil {
			return nil, err
		}
		if err := checkUnits(ctx, tx, units, row.UnitID); err != nil {
			return nil, err
		}
		made, err := tx.Retrospective.Create().SetID(id).SetNillableIssueID(row.IssueID).SetNillableDispatchID(row.DispatchID).SetUnitID(row.UnitID).
			SetTitle(in.GetTitle()).SetState(string(Open)).SetCreatorID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		var taking []*ent.RetrospectiveUnitCreate
		for i, of := range units {
			taking = append(taking, tx.RetrospectiveUnit.Create().SetID(tx.NewID()).SetRetrospectiveID(id).
				SetRetrospectiveCreateTime(made.CreateTime).SetUnitID(of).SetPlace(i))
		}
		if made.Edges.Participants, err = tx.RetrospectiveUnit.CreateBulk(taking...).Save(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		record(tx, permitManage, events+"created.v1", nil, made)
		return toProto(made, true), nil
	})
}

func participant(i int) string { return fault.Item("retrospective.participants", i) }

// matter holds what a retrospective looks back on, and gives the row of one as far as that decides it.
func (s *Service) matter(ctx context.Context, tx *db.Tx, in *dispatchv1.Retrospective) (*ent.Retrospective, error) {
	if (in.GetIssue() == "") == (in.GetDispatch() == "") {
		return nil, ErrMatter.On("retrospective.issue")
	}
	if in.GetDispatch() != "" {
		ids, err := name.ParseField("retrospective.dispatch", "dispatches/*", in.GetDispatch())
		if err != nil {
			return nil, err
		}
		d, err := s.Dispatches.HoldDispatch(ctx, tx, ids[0])
		if err == nil && d.State != "CLEARED" {
			err = ErrTooEarly.On("retrospective.dispatch")
		}
		if err != nil {
			return nil, err
		}
		return &ent.Retrospective{DispatchID: &d.ID, UnitID: d.IssuingUnitID}, nil
	}
	ids, err := name.ParseField("retrospective.issue", "issues/*", in.GetIssue())
	if err != nil {
		return nil, err
	}
	of, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
	switch {
	case err != nil:
		return nil, err
	case of.SubDistrictID == nil:
		return nil, ErrNoSubDistrict.On("retrospective.issue")
	case of.ClosedTime == nil:
		return nil, ErrTooEarly.On("retrospective.issue")
	}
	return &ent.Retrospective{IssueID: &of.ID, UnitID: *of.SubDistrictID}, nil
}

// checkFree refuses a second retrospective on a matter that is held.
func checkFree(ctx context.Context, tx *db.Tx, row *ent.Retrospective) error {
	query, field := tx.Retrospective.Query().Where(retrospective.State(string(Open))), "retrospective.issue"
	if row.IssueID != nil {
		query.Where(retrospective.IssueID(*row.IssueID))
	} else {
		query.Where(retrospective.DispatchID(*row.DispatchID))
		field = "retrospective.dispatch"
	}
	id, err := query.FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return ErrOpen.On(field).With("retrospective", name.Of("retrospectives", id))
}

// checkUnits refuses the first of some units that there is not, and the sub-district itself.
func checkUnits(ctx context.Context, tx *db.Tx, units []uuid.UUID, street uuid.UUID) error {
	have, err := tx.Unit.Query().Where(unit.IDIn(units...)).IDs(ctx)
	if err != nil {
		return err
	}
	for i, id := range units {
		switch {
		case id == street:
			return ErrOwnUnit.On(participant(i))
		case !slices.Contains(have, id):
			return name.Unknown(participant(i), "units", id)
		}
	}
	return nil
}
