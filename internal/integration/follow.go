package integration

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FactsOf reads what decides who reaches a record of one kind.
type FactsOf = func(ctx context.Context, tx *db.Tx, id uuid.UUID) (access.Facts, error)

// follow is nil where the caller may follow the record, or follows none. One that he may not read is like one that there is not.
func (s *Service) follow(ctx context.Context, tx *db.Tx, subject string) error {
	if subject == "" {
		return nil
	}
	unknown := fault.ErrNotFound.On("subject").With("name", subject)
	kind, _, _ := strings.Cut(subject, "/")
	of, ok := s.Facts[kind]
	if !ok {
		return unknown
	}
	ids, err := name.ParseField("subject", kind+"/*", subject)
	if err != nil {
		return err
	}
	f, err := of(ctx, tx, ids[0])
	if ent.IsNotFound(err) || err == nil && !f.Public && !access.ReachFor(ctx, f.Permission).Reaches(f) {
		return unknown
	}
	return err
}
