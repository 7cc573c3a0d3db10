package people

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/mandate"
	"github.com/haolinju/haolinju/ent/personmerge"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// VerificationFacts decide who reaches a verification, as find reads them.
func VerificationFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	v, err := tx.Verification.Query().Where(verification.ID(ids[1]), verification.PersonID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	f := access.Facts{Permission: permitRead, Owners: []uuid.UUID{v.PersonID}}
	if v.UnitID != nil {
		f.Units = []uuid.UUID{*v.UnitID}
	}
	return f, nil
}

// MandateFacts decide who reaches a mandate, as findMandate reads them.
func MandateFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	m, err := tx.Mandate.Query().Where(mandate.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	f := access.Facts{Permission: permitReadMandate, Owners: []uuid.UUID{m.DelegateID}, Units: unitsOf(m)}
	if m.PersonID != nil {
		f.Owners = append(f.Owners, *m.PersonID)
	}
	return f, nil
}

// MergeFacts decide who reaches a merge of two persons, as findMerge reads them.
func MergeFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	m, err := tx.PersonMerge.Query().Where(personmerge.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitReadMerge, Owners: []uuid.UUID{m.SurvivorID, m.ProposerID}}, nil
}
