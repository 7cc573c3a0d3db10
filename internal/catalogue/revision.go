package catalogue

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

const collection = "categories"

// revised is a category as its revisions name it.
func revised(id uuid.UUID) revision.Record { return revision.Record{Collection: collection, ID: id} }

// dated is what revisions hold of a category.
var dated = revision.Table{Name: category.Table, Columns: category.Columns, Dated: map[string]string{
	category.FieldName: "text", category.FieldParentID: "uuid", category.FieldActive: "boolean", category.FieldTier: "text",
	category.FieldDeleteTime: "timestamptz", category.FieldPurgeTime: "timestamptz"}}

// state is what a category says at a time.
type state struct {
	Name       string     `json:"name"`
	Parent     *uuid.UUID `json:"parent_id"`
	Active     bool       `json:"active"`
	Tier       string     `json:"tier"`
	DeleteTime *time.Time `json:"delete_time"`
	PurgeTime  *time.Time `json:"purge_time"`
}

// fields are all of it.
func (s state) fields() map[string]any {
	return map[string]any{category.FieldName: s.Name, category.FieldParentID: s.Parent, category.FieldActive: s.Active,
		category.FieldTier: s.Tier, category.FieldDeleteTime: s.DeleteTime, category.FieldPurgeTime: s.PurgeTime}
}

// onto brings a row to what its revision says, but for its deletion, which is written with the verb.
func (s state) onto(row *ent.CategoryMutation) {
	row.SetName(s.Name)
	row.SetActive(s.Active)
	row.SetTier(s.Tier)
	if s.Parent == nil {
		row.ClearParentID()
	} else {
		row.SetParentID(*s.Parent)
	}
}

// standing are the categories as they are at a time.
func standing(tx *db.Tx, when time.Time) predicate.Category {
	return revision.Standing[predicate.Category](tx, dated, when)
}

// CategoryTier is the tier of a category now, and whether it takes new matters.
func (*Service) CategoryTier(ctx context.Context, tx *db.Tx, id uuid.UUID) (tier string, open bool, err error) {
	c, err := tx.Category.Query().Where(standing(tx, tx.Now()), category.ID(id)).Only(ctx)
	if err != nil {
		return "", false, err
	}
	return c.Tier, c.Active && c.DeleteTime == nil, nil
}

// Begin brings categories to the planned changes whose time has come.
func (s *Service) Begin(ctx context.Context) error {
	return revision.Begin(ctx, s.DB, collection, func(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
		before, err := holdCategory(ctx, tx, id)
		if err != nil {
			return err
		}
		var says state
		if err := revision.Turn(ctx, tx, revised(id), &says); err != nil {
			return err
		}
		_, err = bring(ctx, tx, before, says)
		return err
	})
}

// bring writes what a category says by now, and tells of it.
func bring(ctx context.Context, tx *db.Tx, before *ent.Category, says state) (*ent.Category, error) {
	change := tx.Category.Update().Where(category.ID(before.ID))
	says.onto(change.Mutation())
	if err := change.Exec(ctx); err != nil {
		return nil, err
	}
	after, err := tx.Category.Query().Where(category.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	recordCategory(tx, "changed", categoryRecord(before), after)
	return after, nil
}
