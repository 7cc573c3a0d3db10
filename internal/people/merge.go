package people

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/personmerge"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The personal columns of a merge, and the telephone that it leads to.
var (
	mergePhone  = crypto.Column{Table: "person_merge", Name: "phone"}
	personPhone = crypto.Column{Table: "person", Name: "phone"}
)

// Survivor is who goes on for a person: himself, unless he was merged into another.
func (s *Service) Survivor(ctx context.Context, tx *db.Tx, of uuid.UUID) (uuid.UUID, error) {
	m, err := tx.PersonMerge.Query().Where(personmerge.DuplicateID(of), personmerge.State(string(Merged))).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return of, nil
	case err != nil:
		return uuid.Nil, err
	}
	return m.SurvivorID, nil
}

// SamePersons are all ids under which a person is known, the one who goes on first.
func (s *Service) SamePersons(ctx context.Context, tx *db.Tx, of uuid.UUID) ([]uuid.UUID, error) {
	survivor, err := s.Survivor(ctx, tx, of)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, "select duplicate_id from person_merge where tenant_id = $1 and survivor_id = $2 and state = 'MERGED' order by merge_time, id",
		tx.Tenant(), survivor)
	if err != nil {
		return nil, err
	}
	duplicates, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	return append([]uuid.UUID{survivor}, duplicates...), err
}

// findMerge is a merge that the caller may see: the survivor, who proposed it, and who decides about merges.
func findMerge(ctx context.Context, query *ent.PersonMergeQuery, called string) (*ent.PersonMerge, error) {
	ids, err := name.Parse("personMerges/*", called)
	if err != nil {
		return nil, err
	}
	m, err := query.Where(personmerge.ID(ids[0])).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	reach := access.ReachFor(ctx, permitReadMerge)
	if err != nil || !reach.All && !reach.Owns(m.SurvivorID) && !reach.Owns(m.ProposerID) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return m, nil
}

// actOnMerge is one verb of a merge: who may is asked when it is known that he may see it.
func (s *Service) actOnMerge(ctx context.Context, called, tag string, may func(*ent.PersonMerge) bool,
	do func(context.Context, *db.Tx, *ent.PersonMerge) (*ent.PersonMerge, error),
) (*peoplev1.PersonMerge, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*peoplev1.PersonMerge, error) {
		m, err := findMerge(ctx, tx.PersonMerge.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		if !may(m) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(tag, m.Version); err != nil {
			return nil, err
		}
		if m, err = do(ctx, tx, m); err != nil {
			return nil, err
		}
		return mergeToProto(m), nil
	})
}

// bySurvivor lets the person himself act on the telephone of his other account.
func bySurvivor(ctx context.Context) func(*ent.PersonMerge) bool {
	return func(m *ent.PersonMerge) bool { return access.ReachOf(ctx).Owns(m.SurvivorID) }
}

// join makes two persons one: what stands against it is named, the sessions of the duplicate end, and both are known by the
// constraints of merge_part.
func (s *Service) join(ctx context.Context, tx *db.Tx, m *ent.PersonMerge, do MergeVerb, duplicate uuid.UUID, proof string, decider *uuid.UUID) (*ent.PersonMerge, error) {
	if _, err := MergeSteps.Step(MergeState(m.State), do); err != nil {
		return nil, err
	}
	if duplicate == m.SurvivorID {
		return nil, ErrMergeMisfit.On("name")
	}
	offices, err := s.Offices.OpenMatters(ctx, tx, duplicate)
	if err != nil {
		return nil, err
	}
	if len(offices) > 0 {
		return nil, ErrHoldsOffice.With("memberships", strings.Join(offices, ","))
	}
	conflicts, err := s.Conflicts.MergeConflicts(ctx, tx, m.SurvivorID, duplicate)
	if err != nil {
		return nil, err
	}
	if len(conflicts) > 0 {
		return nil, ErrMergeConflict.With("resources", strings.Join(conflicts, ","))
	}
	days, err := undoDays.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	after, err := moveMerge(ctx, tx, m, do, tx.PersonMerge.Update().SetDuplicateID(duplicate).SetProof(proof).SetNillableDeciderID(decider).
		ClearPhoneCipher().SetMergeTime(tx.Now()).SetUndoEndTime(tx.Now().AddDate(0, 0, days)))
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec(ctx, `insert into merge_part (tenant_id, merge_id, person_id, part) values ($1, $2, $3, 'SURVIVOR'), ($1, $2, $4, 'DUPLICATE')`,
		tx.Tenant(), m.ID, m.SurvivorID, duplicate); err != nil {
		return nil, err
	}
	return after, s.Sessions.EndSessions(ctx, tx, duplicate)
}

// moveMerge takes one step of the life of a merge and records it.
func moveMerge(ctx context.Context, tx *db.Tx, m *ent.PersonMerge, do MergeVerb, change *ent.PersonMergeUpdate) (*ent.PersonMerge, error) {
	step, err := MergeSteps.Step(MergeState(m.State), do)
	if err != nil {
		return nil, err
	}
	n, err := change.Where(personmerge.ID(m.ID), personmerge.State(string(step.From))).SetState(string(step.To)).Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.PersonMerge.Query().Where(personmerge.ID(m.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if after.DuplicateID != nil {
		tx.AccessChanged(after.SurvivorID, *after.DuplicateID)
	}
	tx.Audit(db.Audit{Action: step.Who, Object: mergeObject(m), Before: mergeFacts(m), After: mergeFacts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: mergeObject(m), Data: map[string]any{"survivor": name.Of("persons", m.SurvivorID)}})
	return after, nil
}

// other is the person whom the telephone of a merge leads to, beside the survivor.
func (s *Service) other(ctx context.Context, tx *db.Tx, m *ent.PersonMerge, number string) (uuid.UUID, error) {
	own, err := s.SamePersons(ctx, tx, m.SurvivorID)
	if err != nil {
		return uuid.Nil, err
	}
	found, err := tx.Person.Query().Where(person.PhoneIndexIn(s.Keeper.Indexes(personPhone, tx.Tenant(), number)...), person.IDNotIn(own...)).
		Order(ent.Asc(person.FieldCreateTime, person.FieldID)).FirstID(ctx)
	if ent.IsNotFound(err) {
		err = ErrMergeMisfit.On("name")
	}
	return found, err
}

func mergeObject(m *ent.PersonMerge) string { return name.Of("personMerges", m.ID) }

func mergeFacts(m *ent.PersonMerge) map[string]any {
	return map[string]any{"survivor": m.SurvivorID, "duplicate": m.DuplicateID, "state": m.State, "proof": m.Proof}
}
