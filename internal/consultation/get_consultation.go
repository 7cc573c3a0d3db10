package consultation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/ent/consultationopinion"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetConsultation reads one.
func (s *Service) GetConsultation(ctx context.Context, req *dispatchv1.GetConsultationRequest) (*dispatchv1.Consultation, error) {
	ids, err := name.Parse("consultations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Consultation, error) {
		row, err := find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		return s.toProto(ctx, row, tx.Now()), nil
	})
}

// find is a consultation that the caller may see, whole; held, it and its opinions change no more until the transaction is over.
func find(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Consultation, error) {
	called, query := name.Of("consultations", id), tx.Consultation.Query().Where(consultation.ID(id))
	if held {
		query.ForUpdate()
	}
	row, err := query.Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, called)
	}
	if err := complete(ctx, tx, row); err != nil {
		return nil, err
	}
	if !access.ReachFor(ctx, permitRead).Reaches(factsOf(row)) {
		return nil, name.NotFound(&ent.NotFoundError{}, called)
	}
	return row, nil
}

// complete reads the opinions and issues of some consultations in one round trip.
func complete(ctx context.Context, tx *db.Tx, rows ...*ent.Consultation) error {
	if len(rows) == 0 {
		return nil
	}
	var ids, about []uuid.UUID
	for _, row := range rows {
		ids = append(ids, row.ID)
		if row.IssueID != nil {
			about = append(about, *row.IssueID)
		}
	}
	var opinions []*ent.ConsultationOpinion
	var issues []*ent.Issue
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			opinions, err = tx.ConsultationOpinion.Query().Where(consultationopinion.ConsultationIDIn(ids...)).
				Order(consultationopinion.ByPlace()).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			issues, err = tx.Issue.Query().Where(issue.IDIn(about...)).All(ctx)
			return err
		}); err != nil {
		return err
	}
	for _, row := range rows {
		for _, o := range opinions {
			if o.ConsultationID == row.ID {
				row.Edges.Opinions = append(row.Edges.Opinions, o)
			}
		}
		if i := slices.IndexFunc(issues, func(i *ent.Issue) bool { return row.IssueID != nil && i.ID == *row.IssueID }); i >= 0 {
			row.Edges.Issue = issues[i]
		}
	}
	return nil
}

// factsOf decide who reaches a consultation: the sub-district, and the units that take part.
func factsOf(row *ent.Consultation) access.Facts {
	f := access.Facts{Permission: permitRead, Units: participants(row), Matter: access.Matter{Territory: []uuid.UUID{row.UnitID}}}
	f.Units = append(f.Units, row.UnitID)
	if row.CategoryID != nil {
		f.Matter.Categories = []uuid.UUID{*row.CategoryID}
	}
	return f
}

// participants are the units that take part, in the order in which they were named.
func participants(row *ent.Consultation) (units []uuid.UUID) {
	for _, o := range row.Edges.Opinions {
		units = append(units, o.UnitID)
	}
	return units
}

// Facts decide who reaches a consultation, as find reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Consultation.Query().Where(consultation.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	if err := complete(ctx, tx, row); err != nil {
		return access.Facts{}, err
	}
	return factsOf(row), nil
}

// Participants are the units that take part in a consultation.
func Participants(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	f, err := Facts(ctx, tx, []uuid.UUID{id})
	if err != nil {
		return nil, err
	}
	return f.Units[:len(f.Units)-1], nil
}
