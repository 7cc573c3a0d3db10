package consultation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CheckConsulted refuses to call units, in the caller's transaction, while a consultation about the dispatch or an issue behind it is open.
func (s *Service) CheckConsulted(ctx context.Context, tx *db.Tx, dispatch uuid.UUID, issues []uuid.UUID) error {
	about := consultation.DispatchID(dispatch)
	if len(issues) > 0 {
		about = consultation.Or(about, consultation.IssueIDIn(issues...))
	}
	id, err := tx.Consultation.Query().Where(consultation.State(string(Open)), about).Order(consultation.ByID()).FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return ErrConsulted.With("consultation", name.Of("consultations", id))
}

// CheckConclusion refuses to let a dispatch rest, in the caller's transaction, on a consultation that is about none of its issues, or has no
// conclusion.
func (s *Service) CheckConclusion(ctx context.Context, tx *db.Tx, id uuid.UUID, issues []uuid.UUID) error {
	row, err := tx.Consultation.Query().Where(consultation.ID(id)).Only(ctx)
	switch {
	case ent.IsNotFound(err) || err == nil && (row.IssueID == nil || !slices.Contains(issues, *row.IssueID)):
		return ErrUnknown
	case err != nil:
		return err
	case row.State != string(Concluded):
		return ErrNotConcluded
	}
	return nil
}
