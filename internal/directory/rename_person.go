package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// RenamePerson gives a person another name, if nobody has changed him since the etag; an empty name, or his own, leaves him
// as he is.
func (s *Service) RenamePerson(ctx context.Context, tx *db.Tx, id uuid.UUID, called, tag string) error {
	p, err := tx.Person.Query().Where(person.ID(id)).ForUpdate().Only(ctx)
	if err != nil {
		return name.NotFound(err, name.Of("persons", id))
	}
	if err := etag.Check(tag, p.Version); err != nil {
		return err
	}
	before, _, err := s.open(tx.Tenant(), p)
	if err != nil {
		return err
	}
	if called == "" || called == before {
		tx.Audit(db.Audit{Action: "directory.person.rename", Object: name.Of("persons", id)})
		return nil
	}
	digest := func(called string) map[string]any {
		return map[string]any{"name": s.Keeper.Digest(PersonName, tx.Tenant(), called)}
	}
	tx.Audit(db.Audit{Action: "directory.person.rename", Object: name.Of("persons", id), Before: digest(before), After: digest(called)})
	cipher, err := s.Keeper.Seal(PersonName, tx.Tenant(), id, called)
	if err != nil {
		return err
	}
	return tx.Person.Update().Where(person.ID(id)).SetNameCipher(cipher).Exec(ctx)
}
