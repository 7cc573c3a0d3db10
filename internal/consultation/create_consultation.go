package consultation

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateConsultation asks units whose duty a matter is.
func (s *Service) CreateConsultation(ctx context.Context, req *dispatchv1.CreateConsultationRequest) (*dispatchv1.Consultation, error) {
	in := req.GetConsultation()
	asked, err := name.ParseList("consultation.participants", "units/*", in.GetParticipants())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Consultation, error) {
		id, err := tx.ChosenID("consultation_id", req.GetConsultationId())
		if err != nil {
			return nil, err
		}
		row, err := s.matter(ctx, tx, in)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(factsOf(row).Matter).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := checkFree(ctx, tx, row); err != nil {
			return nil, err
		}
		if err := checkUnits(ctx, tx, asked, row.UnitID); err != nil {
			return nil, err
		}
		due, err := dueTime(ctx, tx, wire.Time(in.GetDueTime()))
		if err != nil {
			return nil, err
		}
		made, err := tx.Consultation.Create().SetID(id).SetNillableIssueID(row.IssueID).SetNillableDispatchID(row.DispatchID).SetUnitID(row.UnitID).
			SetNillableCategoryID(row.CategoryID).SetQuestion(in.GetQuestion()).SetDueTime(due).SetState(string(Open)).
			SetCreatorID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		made.Edges.Issue = row.Edges.Issue
		var opinions []*ent.ConsultationOpinionCreate
		for i, of := range asked {
			opinions = append(opinions, tx.ConsultationOpinion.Create().SetID(tx.NewID()).SetConsultationID(id).
				SetConsultationCreateTime(made.CreateTime).SetUnitID(of).SetPlace(i).SetAwaitTime(due))
		}
		if made.Edges.Opinions, err = tx.ConsultationOpinion.CreateBulk(opinions...).Save(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		record(tx, permitCreate, events+"created.v1", nil, made)
		return s.toProto(ctx, made, tx.Now()), nil
	})
}

func participant(i int) string { return fault.Item("consultation.participants", i) }

// undispatched are the states of an issue, and of a dispatch, in which nobody is called yet.
var undispatched = []string{"RECEIVED", "TRIAGED", "REOPENED", "DRAFT", "IN_REVIEW"}

// matter holds what a consultation is about, and gives the row of one as far as that decides it.
func (s *Service) matter(ctx context.Context, tx *db.Tx, in *dispatchv1.Consultation) (*ent.Consultation, error) {
	if (in.GetIssue() == "") == (in.GetDispatch() == "") {
		return nil, ErrMatter.On("consultation.issue")
	}
	if in.GetDispatch() != "" {
		ids, err := name.ParseField("consultation.dispatch", "dispatches/*", in.GetDispatch())
		if err != nil {
			return nil, err
		}
		d, err := s.Dispatches.HoldDispatch(ctx, tx, ids[0])
		if err == nil && !slices.Contains(undispatched, d.State) {
			err = ErrTooLate.On("consultation.dispatch")
		}
		if err != nil {
			return nil, err
		}
		return &ent.Consultation{DispatchID: &d.ID, UnitID: d.IssuingUnitID}, nil
	}
	ids, err := name.ParseField("consultation.issue", "issues/*", in.GetIssue())
	if err != nil {
		return nil, err
	}
	of, err := s.Issues.VisibleIssue(ctx, tx, ids[0], true)
	switch {
	case err != nil:
		return nil, err
	case of.SubDistrictID == nil:
		return nil, ErrNoSubDistrict.On("consultation.issue")
	case !slices.Contains(undispatched, of.State):
		return nil, ErrTooLate.On("consultation.issue")
	}
	row := &ent.Consultation{IssueID: &of.ID, UnitID: *of.SubDistrictID, CategoryID: &of.CategoryID}
	row.Edges.Issue = of
	return row, nil
}

// checkFree refuses a second consultation about a matter that is held.
func checkFree(ctx context.Context, tx *db.Tx, row *ent.Consultation) error {
	query, field := tx.Consultation.Query().Where(consultation.State(string(Open))), "consultation.issue"
	if row.IssueID != nil {
		query.Where(consultation.IssueID(*row.IssueID))
	} else {
		query.Where(consultation.DispatchID(*row.DispatchID))
		field = "consultation.dispatch"
	}
	id, err := query.FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return ErrOpen.On(field).With("consultation", name.Of("consultations", id))
}

// checkUnits refuses units that there are not, and the sub-district itself.
func checkUnits(ctx context.Context, tx *db.Tx, asked []uuid.UUID, street uuid.UUID) error {
	if i := slices.Index(asked, street); i >= 0 {
		return ErrOwnUnit.On(participant(i))
	}
	return known(ctx, tx, asked, participant)
}

// known refuses the first of some units that there is not, on its field.
func known(ctx context.Context, tx *db.Tx, units []uuid.UUID, field func(int) string) error {
	have, err := tx.Unit.Query().Where(unit.IDIn(units...)).IDs(ctx)
	if err != nil {
		return err
	}
	for i, id := range units {
		if !slices.Contains(have, id) {
			return name.Unknown(field(i), "units", id)
		}
	}
	return nil
}

// dueTime is when opinions are due: as wanted, or as the setting says.
func dueTime(ctx context.Context, tx *db.Tx, wanted *time.Time) (time.Time, error) {
	if wanted == nil {
		within, err := hours.At(ctx, tx, tx.Now())
		return tx.Now().Add(time.Duration(within) * time.Hour), err
	}
	most, err := days.At(ctx, tx, tx.Now())
	if err == nil && (!wanted.After(tx.Now()) || wanted.After(tx.Now().AddDate(0, 0, most))) {
		err = ErrDueTime.On("consultation.due_time")
	}
	return *wanted, err
}
