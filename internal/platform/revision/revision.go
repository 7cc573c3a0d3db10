// Package revision keeps what a record said from when until when, who said so and why. A change may begin later than it is
// made, and be cancelled before it begins; what held at any time can be read.
//
// The row of a record holds what it says now, for those who join it; its revisions hold all that changes of it, as JSON by the
// names of the columns. A capability enters each change by Set, under the lock of the record's row, and brings the row to a
// planned change when its time has come (Begin). What it shows it reads by At and Standing, which are exact to the instant.
//
// Glossary: 修订 = Revision, 生效时间 = valid_from, 计划变更 = planned change.
//
// Invariants:
//
//  1. Of the revisions of a record that are not cancelled one holds at a time (revision_one_at_a_time).
//  2. What has begun is never altered, but for its end; nothing is cancelled that has begun
//     (revision_cancelled_before_it_began).
//  3. A planned change says only what it sets: the rest of it follows what comes before, whatever is changed meanwhile (follow).
package revision

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/revision"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Change of a record.
type Change struct {
	Record
	Fields map[string]any // columns with their new values
	Reason string
	From   *time.Time // nil for now
}

// Record is one whose changes have a date.
type Record struct {
	Collection string // of the resource names
	ID         uuid.UUID
}

func (r Record) String() string { return name.Of(r.Collection, r.ID) }

// Of is the record that a row is about.
func Of(row *ent.Revision) Record { return Record{row.Collection, row.RecordID} }

// values are columns by name.
type values map[string]json.RawMessage

// Set enters a change, at once or from a later time on. The first of a record must give all of its columns. The caller holds
// the row of the record, and brings it to the state of the answer where that has begun.
func Set(ctx context.Context, tx *db.Tx, c Change) (*ent.Revision, error) {
	fields := values{}
	for column, value := range c.Fields {
		text, err := json.Marshal(value)
		if err != nil {
			return nil, err
		}
		fields[column] = text
	}
	from, err := begins(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	create := tx.Revision.Create().SetID(tx.NewID()).SetCollection(c.Collection).SetRecordID(c.ID).SetFields(slices.Sorted(maps.Keys(fields))).
		SetReason(c.Reason).SetValidFrom(from).SetNillableSetBy(access.PersonOf(ctx)).SetBegun(c.From == nil)
	before, err := tx.Revision.Query().Where(at(c.Record, from)...).Only(ctx)
	switch {
	case ent.IsNotFound(err): // the first
		return create.SetState(encode(fields)).Save(ctx)
	case err != nil:
		return nil, err
	}
	if err := tx.Revision.Update().Where(revision.ID(before.ID)).SetValidTo(from).Exec(ctx); err != nil {
		return nil, err
	}
	row, err := create.SetState(merged(before.State, fields)).SetNillableValidTo(before.ValidTo).Save(ctx)
	if err != nil {
		return nil, err
	}
	if row.Begun {
		if err := tx.Revision.Update().Where(append(due(tx), revision.RecordID(c.ID))...).SetBegun(true).Exec(ctx); err != nil {
			return nil, err
		}
	}
	return row, follow(ctx, tx, row)
}

// begins is when a change begins. One that begins at once never begins before the last one that has begun, whatever the clock
// does: two at one instant leave an empty span between them.
func begins(ctx context.Context, tx *db.Tx, c Change) (time.Time, error) {
	if c.From != nil {
		if !c.From.After(tx.Now()) {
			return time.Time{}, ErrPast.On("valid_from")
		}
		return *c.From, nil
	}
	last, err := tx.Revision.Query().Where(revision.RecordID(c.ID), revision.CancelTimeIsNil(), revision.Begun(true)).
		Order(revision.ByValidFrom(descending), revision.ByID(descending)).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return time.Time{}, err
	}
	if last != nil && last.ValidFrom.After(tx.Now()) {
		return last.ValidFrom, nil
	}
	return tx.Now(), nil
}

// Cancel takes back a change that has not begun; what comes before it goes on in its place. The caller holds the row of the
// record.
func Cancel(ctx context.Context, tx *db.Tx, record Record, id uuid.UUID) (*ent.Revision, error) {
	row, err := tx.Revision.Query().Where(revision.ID(id), revision.RecordID(record.ID)).ForUpdate().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, fault.ErrNotFound
	case err != nil:
		return nil, err
	case row.CancelTime != nil:
		return nil, ErrCancelled
	case row.Begun || !row.ValidFrom.After(tx.Now()):
		return nil, ErrBegun
	}
	if err := tx.Revision.Update().Where(revision.ID(id)).SetCancelTime(tx.Now()).SetNillableCancelledBy(access.PersonOf(ctx)).Exec(ctx); err != nil {
		return nil, err
	}
	before, err := tx.Revision.Query().Where(revision.RecordID(record.ID), revision.CancelTimeIsNil(), revision.ValidTo(row.ValidFrom),
		revision.Or(revision.ValidFromLT(row.ValidFrom), revision.IDLT(row.ID))).
		Order(revision.ByValidFrom(descending), revision.ByID(descending)).First(ctx)
	if err != nil {
		return nil, err
	}
	goesOn := tx.Revision.Update().Where(revision.ID(before.ID))
	if row.ValidTo == nil {
		goesOn.ClearValidTo()
	} else {
		goesOn.SetValidTo(*row.ValidTo)
	}
	if err := goesOn.Exec(ctx); err != nil {
		return nil, err
	}
	if err := follow(ctx, tx, before); err != nil {
		return nil, err
	}
	return tx.Revision.Query().Where(revision.ID(id)).Only(ctx)
}

// follow lets the planned changes behind a revision say what it says, but for what each of them sets itself.
func follow(ctx context.Context, tx *db.Tx, row *ent.Revision) error {
	later, err := tx.Revision.Query().Where(revision.RecordID(row.RecordID), revision.CancelTimeIsNil(),
		revision.Or(revision.ValidFromGT(row.ValidFrom), revision.And(revision.ValidFrom(row.ValidFrom), revision.IDGT(row.ID)))).
		Order(revision.ByValidFrom(), revision.ByID()).All(ctx)
	if err != nil {
		return err
	}
	state := row.State
	for _, next := range later {
		own := values{}
		for column, value := range decode(next.State) {
			if slices.Contains(next.Fields, column) {
				own[column] = value
			}
		}
		state = merged(state, own)
		if err := tx.Revision.Update().Where(revision.ID(next.ID)).SetState(state).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// At reads what a record said, or is planned to say, at a time.
func At(ctx context.Context, tx *db.Tx, record Record, when time.Time, into any) error {
	row, err := tx.Revision.Query().Where(at(record, when)...).Only(ctx)
	if err != nil {
		return err
	}
	return json.Unmarshal(row.State, into)
}

// Planned says whether a change of a record waits for its time.
func Planned(ctx context.Context, tx *db.Tx, record Record) (bool, error) {
	return tx.Revision.Query().Where(revision.RecordID(record.ID), revision.CancelTimeIsNil(), revision.Begun(false)).Exist(ctx)
}

func decode(state json.RawMessage) values {
	v := values{}
	_ = json.Unmarshal(state, &v) // an object, by revision_state
	return v
}

func encode(v values) json.RawMessage {
	text, _ := json.Marshal(v) // JSON that was read or made as such
	return text
}

// merged is a state with other values for some of its columns.
func merged(state json.RawMessage, fields values) json.RawMessage {
	v := decode(state)
	maps.Copy(v, fields)
	return encode(v)
}

// Forget removes the revisions of records that are removed for good.
func Forget(ctx context.Context, tx *db.Tx, records []uuid.UUID) error {
	_, err := tx.Revision.Delete().Where(revision.RecordIDIn(records...)).Exec(ctx)
	return err
}
