package workload

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/absence"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateAbsence says that somebody of a unit is away for a time.
func (s *Service) CreateAbsence(ctx context.Context, req *dispatchv1.CreateAbsenceRequest) (*dispatchv1.Absence, error) {
	want, err := wanted(req.GetAbsence())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Absence, error) {
		if want.ID, err = tx.ChosenID("absence_id", req.GetAbsenceId()); err != nil {
			return nil, err
		}
		if !maySet(access.ReachOf(ctx), want) {
			return nil, fault.ErrDenied
		}
		if !want.StartTime.Before(want.EndTime) || !want.EndTime.After(tx.Now()) {
			return nil, ErrAbsenceTime.On("absence.end_time")
		}
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended('absence ' || $1::int || $2::uuid, 0))", tx.Tenant(), want.UnitID); err != nil {
			return nil, err
		}
		staff, err := s.Staff(ctx, tx, want.UnitID)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(staff, want.PersonID) {
			return nil, ErrUnfit.On("absence.person")
		}
		if want.ReplacementID != nil && !slices.Contains(staff, *want.ReplacementID) {
			return nil, ErrUnfit.On("absence.replacement")
		}
		if err := checkCycle(ctx, tx, want); err != nil {
			return nil, err
		}
		row, err := tx.Absence.Create().SetID(want.ID).SetUnitID(want.UnitID).SetPersonID(want.PersonID).SetStartTime(want.StartTime).SetEndTime(want.EndTime).
			SetNillableReplacementID(want.ReplacementID).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		record(tx, "created", nil, row)
		return absenceToProto(row), nil
	})
}

// wanted is the absence of a request.
func wanted(in *dispatchv1.Absence) (*ent.Absence, error) {
	units, err := name.ParseField("absence.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	persons, err := name.ParseField("absence.person", "persons/*", in.GetPerson())
	if err != nil {
		return nil, err
	}
	replacement, err := name.ParseOptional("absence.replacement", "persons/*", in.GetReplacement())
	if err != nil {
		return nil, err
	}
	want := &ent.Absence{UnitID: units[0], PersonID: persons[0], StartTime: in.GetStartTime().AsTime().Truncate(time.Microsecond),
		EndTime: in.GetEndTime().AsTime().Truncate(time.Microsecond)}
	if replacement != uuid.Nil {
		want.ReplacementID = &replacement
	}
	return want, nil
}

// maySet says whether a caller with a reach may enter an absence: of himself, or of somebody of a unit that he leads.
func maySet(reach access.Reach, row *ent.Absence) bool {
	return reach.Covers(row.UnitID) || reach.Owns(row.PersonID)
}

// checkCycle refuses an absence in whose time its person would take, by however many steps, his own place.
func checkCycle(ctx context.Context, tx *db.Tx, want *ent.Absence) error {
	if want.ReplacementID == nil {
		return nil
	}
	rows, err := tx.Absence.Query().Where(absence.UnitID(want.UnitID), absence.CancelTimeIsNil(), absence.ReplacementIDNotNil(),
		absence.StartTimeLT(want.EndTime), absence.EndTimeGT(want.StartTime)).All(ctx)
	if err != nil {
		return err
	}
	if leadsBack(rows, want, *want.ReplacementID, want.StartTime, want.EndTime) {
		return ErrCycle.On("absence.replacement")
	}
	return nil
}

// leadsBack says whether somebody is replaced, by some steps at one time of a span, by whom is to be replaced.
func leadsBack(rows []*ent.Absence, want *ent.Absence, who uuid.UUID, start, end time.Time) bool {
	if who == want.PersonID {
		return true
	}
	for _, row := range rows {
		from, to := later(start, row.StartTime), sooner(end, row.EndTime)
		if row.PersonID == who && from.Before(to) && leadsBack(rows, want, *row.ReplacementID, from, to) {
			return true
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sooner(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
