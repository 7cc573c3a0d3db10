package directory

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ResidentByPhone is the person who is known longest by a telephone in E.164. A number that nobody is known by becomes a
// resident of the district, named after its last four digits until he says what he is called; so does one who comes without
// a number.
func (s *Service) ResidentByPhone(ctx context.Context, tx *db.Tx, number string) (uuid.UUID, error) {
	return s.ResidentCalled(ctx, tx, "", number)
}

// ResidentCalled is ResidentByPhone for one of whom is known what he is called: a new resident gets that name.
func (s *Service) ResidentCalled(ctx context.Context, tx *db.Tx, called, number string) (uuid.UUID, error) {
	if number == "" {
		return s.addResident(ctx, tx, PersonSpec{Name: cmp.Or(called, "新居民")})
	}
	// Of two who come by one number at once, the second finds the person that the first has entered.
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended($1, $2))",
		s.Keeper.Digest(PersonPhone, tx.Tenant(), number), tx.Tenant()); err != nil {
		return uuid.Nil, err
	}
	known, err := tx.Person.Query().Where(person.PhoneIndexIn(s.Keeper.Indexes(PersonPhone, tx.Tenant(), number)...)).Order(page.Oldest).FirstID(ctx)
	if !ent.IsNotFound(err) {
		return known, err
	}
	return s.addResident(ctx, tx, PersonSpec{Name: cmp.Or(called, "居民"+number[len(number)-4:]), Phone: number})
}

// addResident enters a person as a resident of the district.
func (s *Service) addResident(ctx context.Context, tx *db.Tx, spec PersonSpec) (uuid.UUID, error) {
	district, err := tx.Unit.Query().Where(unit.ParentIDIsNil()).OnlyID(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	p, err := AddPerson(ctx, tx, s.Keeper, spec)
	if err != nil {
		return uuid.Nil, err
	}
	return p.ID, s.AddResident(ctx, tx, p.ID, district)
}
