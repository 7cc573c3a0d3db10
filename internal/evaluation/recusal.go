package evaluation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// impartial refuses who would decide about a nomination that he entered, or of which he is the nominee, and who acts in the office of
// somebody of whom that holds. Others may take part in the matter too, as an objector does.
func impartial(ctx context.Context, tx *db.Tx, n *ent.Nomination, others ...uuid.UUID) error {
	if slices.ContainsFunc(append(others, n.NominatorID), access.From(ctx).RecusedFrom) {
		return ErrRecused
	}
	return noNominee(ctx, tx, n)
}

// noNominee refuses who is the nominee of one of some nominations, or holds a role in a nominated unit now or is believed to speak for it.
func noNominee(ctx context.Context, tx *db.Tx, nominations ...*ent.Nomination) error {
	caller := access.From(ctx)
	var units []uuid.UUID
	for _, n := range nominations {
		switch {
		case n.PersonID != nil && caller.RecusedFrom(*n.PersonID):
			return ErrRecused
		case n.UnitID != nil:
			units = append(units, *n.UnitID)
		}
	}
	if len(units) == 0 {
		return nil
	}
	var works, speaks bool
	persons := append(caller.Persons(), caller.Absent...)
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			works, err = tx.Membership.Query().Where(membership.PersonIDIn(persons...), membership.UnitIDIn(units...),
				membership.ValidFromLTE(tx.Now()), membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).Exist(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			speaks, err = tx.Verification.Query().Where(verification.PersonIDIn(persons...), verification.UnitIDIn(units...),
				verification.Level("UNIT_REPRESENTATIVE"), verification.State("CONFIRMED"),
				verification.Or(verification.ValidToIsNil(), verification.ValidToGT(tx.Now()))).Exist(ctx)
			return err
		})
	if err == nil && (works || speaks) {
		err = ErrRecused
	}
	return err
}
