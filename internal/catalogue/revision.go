package catalogue

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

const collection = "categories"

// revised is a category as its revisions name it.
func revised(id uuid.UUID) revision.Record { return revision.Record{Collection: collection, ID: id} }

// dated is what revisions hold of a category.
var dated = revision.NewTable(category.Table, category.Columns, map[string]string{
	category.FieldName: "text", category.FieldParentID: "uuid", category.FieldActive: "boolean", category.FieldTier: "text",
	category.FieldQuestions: "jsonb", category.FieldNotice: "jsonb", category.FieldClosedText: "text", category.FieldNamedOnly: "boolean",
	category.FieldPrivate: "boolean", category.FieldDeleteTime: "timestamptz", category.FieldPurgeTime: "timestamptz"})

// state is what a category says at a time.
type state struct {
	Name       string                 `json:"name"`
	Parent     *uuid.UUID             `json:"parent_id"`
	Active     bool                   `json:"active"`
	Tier       string                 `json:"tier"`
	Questions  []schema.Question      `json:"questions"`
	Notice     *schema.CategoryNotice `json:"notice"`
	ClosedText string                 `json:"closed_text"`
	NamedOnly  bool                   `json:"named_only"`
	Private    bool                   `json:"private"`
	DeleteTime *time.Time             `json:"delete_time"`
	PurgeTime  *time.Time             `json:"purge_time"`
}

// fields are all of it.
func (s state) fields() map[string]any {
	return map[string]any{category.FieldName: s.Name, category.FieldParentID: s.Parent, category.FieldActive: s.Active,
		category.FieldTier: s.Tier, category.FieldQuestions: s.Questions, category.FieldNotice: s.Notice, category.FieldClosedText: s.ClosedText,
		category.FieldNamedOnly: s.NamedOnly, category.FieldPrivate: s.Private, category.FieldDeleteTime: s.DeleteTime, category.FieldPurgeTime: s.PurgeTime}
}

// onto brings a row to what its revision says, but for its deletion, which is written with the verb.
func (s state) onto(row *ent.CategoryMutation) {
	row.SetName(s.Name)
	row.SetActive(s.Active)
	row.SetTier(s.Tier)
	row.SetQuestions(s.Questions)
	row.SetClosedText(s.ClosedText)
	row.SetNamedOnly(s.NamedOnly)
	row.SetPrivate(s.Private)
	if s.Notice == nil {
		row.ClearNotice()
	} else {
		row.SetNotice(s.Notice)
	}
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

// CategoryNow is a category as it is now.
func (*Service) CategoryNow(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Category, error) {
	return tx.Category.Query().Where(standing(tx, tx.Now()), category.ID(id)).Only(ctx)
}

// OpenCategories are those under which new matters may be filed now.
func (*Service) OpenCategories(ctx context.Context, tx *db.Tx) ([]*ent.Category, error) {
	return tx.Category.Query().Where(standing(tx, tx.Now()), category.Active(true), softdelete.Kept[predicate.Category]()).All(ctx)
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
