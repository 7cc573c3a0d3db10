package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BatchGetPersons returns the named persons, masked.
func (s *Service) BatchGetPersons(ctx context.Context, req *directoryv1.BatchGetPersonsRequest) (*directoryv1.BatchGetPersonsResponse, error) {
	names, err := batch.Parse("persons/*", req.GetNames())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchGetPersonsResponse, error) {
		seen, err := covered(ctx, tx, access.ReachFor(ctx, readPersons), names.IDs)
		if err != nil {
			return nil, err
		}
		rows, err := tx.Person.Query().Where(person.IDIn(seen...)).All(ctx)
		if err != nil {
			return nil, err
		}
		persons, err := batch.Show(names, rows, func(p *ent.Person) uuid.UUID { return p.ID },
			func(p *ent.Person) (*directoryv1.Person, error) { return s.personToProto(ctx, tx.Tenant(), p) })
		return &directoryv1.BatchGetPersonsResponse{Persons: persons}, err
	})
}

// covered are those of the persons who are within a reach: the caller himself, and who holds a role now in one of its units.
func covered(ctx context.Context, tx *db.Tx, reach access.Reach, persons []uuid.UUID) ([]uuid.UUID, error) {
	if reach.All {
		return persons, nil
	}
	own := slices.DeleteFunc(slices.Clone(persons), func(p uuid.UUID) bool { return !reach.Owns(p) })
	if len(reach.Units) == 0 {
		return own, nil
	}
	rows, err := tx.Query(ctx, `select distinct person_id from membership where tenant_id = $1 and person_id = any($2)
		and unit_id = any($3) and valid_from <= $4 and (valid_to is null or valid_to > $4)`,
		tx.Tenant(), persons, reach.Units, tx.Now())
	if err != nil {
		return nil, err
	}
	members, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	return append(own, members...), err
}
