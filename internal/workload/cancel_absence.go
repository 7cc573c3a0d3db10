package workload

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/absence"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CancelAbsence calls one off, or ends one that has begun.
func (s *Service) CancelAbsence(ctx context.Context, req *dispatchv1.CancelAbsenceRequest) (*dispatchv1.Absence, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Absence, error) {
		row, err := find(ctx, tx.Absence.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if !maySet(access.ReachOf(ctx), row) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if row.CancelTime != nil || !row.EndTime.After(tx.Now()) {
			return nil, ErrOver
		}
		if err := tx.Absence.Update().Where(absence.ID(row.ID), absence.CancelTimeIsNil()).SetCancelTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.Absence.Query().Where(absence.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		record(tx, "cancelled", row, after)
		return absenceToProto(after), nil
	})
}

// find is an absence that the caller may see.
func find(ctx context.Context, q *ent.AbsenceQuery, called string) (*ent.Absence, error) {
	ids, err := name.Parse("absences/*", called)
	if err != nil {
		return nil, err
	}
	row, err := q.Where(absence.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitAbsences).Reaches(absenceFacts(row)) {
		err = &ent.NotFoundError{}
	}
	return row, name.NotFound(err, called)
}

// absenceFacts decide who reaches an absence: who is away, and the unit.
func absenceFacts(row *ent.Absence) access.Facts {
	return access.Facts{Permission: permitAbsences, Owners: []uuid.UUID{row.PersonID}, Units: []uuid.UUID{row.UnitID}}
}

// AbsenceFacts decide who reaches an absence, as find reads them.
func AbsenceFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Absence.Query().Where(absence.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return absenceFacts(row), nil
}
