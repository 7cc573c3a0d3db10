package catalogue

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// treeCounter counts the moves in a district's tree of categories; its row is the lock.
const treeCounter = "category_tree"

// UpdateCategory changes a category at once or from a later time on.
func (s *Service) UpdateCategory(ctx context.Context, req *directoryv1.UpdateCategoryRequest) (*directoryv1.Category, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Category, error) {
		return updateCategory(ctx, tx, req)
	})
}

// BatchUpdateCategories changes several categories, each behind the others, whose changes it sees.
func (s *Service) BatchUpdateCategories(ctx context.Context, req *directoryv1.BatchUpdateCategoriesRequest) (*directoryv1.BatchUpdateCategoriesResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchUpdateCategoriesResponse, error) {
		categories, err := batch.Change(ctx, tx, req.GetRequests(), updateCategory)
		return &directoryv1.BatchUpdateCategoriesResponse{Categories: categories}, err
	})
}

func updateCategory(ctx context.Context, tx *db.Tx, req *directoryv1.UpdateCategoryRequest) (*directoryv1.Category, error) {
	ids, err := name.ParseField("category.name", "categories/*", req.GetCategory().GetName())
	if err != nil {
		return nil, err
	}
	if slices.Contains(req.GetUpdateMask().GetPaths(), "parent") { // before the row: of two who move, one waits and neither holds the other up
		if _, err := tx.Next(ctx, treeCounter); err != nil {
			return nil, err
		}
	}
	before, err := holdCategory(ctx, tx, ids[0])
	switch {
	case err != nil:
		return nil, err
	case before.DeleteTime != nil:
		return nil, softdelete.ErrDeleted
	}
	if err := etag.Check(req.GetCategory().GetEtag(), before.Version); err != nil {
		return nil, err
	}
	fields, err := changes(ctx, tx, before, req)
	if err != nil {
		return nil, err
	}
	if len(fields) == 0 {
		tx.Audit(db.Audit{Action: "directory.category.manage", Object: name.Of(collection, before.ID)})
	} else if err := change(ctx, tx, before, revision.Change{Record: revised(before.ID), Fields: fields,
		Reason: req.GetReason(), From: wire.Time(req.GetValidFrom())}); err != nil {
		return nil, err
	}
	after, err := tx.Category.Query().Where(standing(tx, tx.Now()), category.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return categoryToProto(after), nil
}

// change enters a change of a category, and brings the row to it where it begins at once.
func change(ctx context.Context, tx *db.Tx, before *ent.Category, c revision.Change) error {
	row, err := revision.Set(ctx, tx, c)
	if err != nil {
		return err
	}
	if !row.Begun {
		if err := tx.Category.Update().Where(category.ID(before.ID)).Exec(ctx); err != nil { // another etag
			return err
		}
		told := map[string]any{"valid_from": row.ValidFrom, "fields": row.Fields}
		tx.Audit(db.Audit{Action: "directory.category.manage", Object: c.Record.String(), After: told})
		tx.Emit(db.Event{Type: "haolinju.directory.category.planned.v1", Subject: c.Record.String(), Data: told})
		return nil
	}
	var says state
	if err := json.Unmarshal(row.State, &says); err != nil {
		return err
	}
	after, err := bring(ctx, tx, before, says)
	if err == nil && wire.Plain(after.ParentID) != wire.Plain(before.ParentID) {
		tx.AccessChanged() // what is limited to the one above reaches it
	}
	return err
}

// changes are the columns that a request changes, after every rule of the tree.
func changes(ctx context.Context, tx *db.Tx, before *ent.Category, req *directoryv1.UpdateCategoryRequest) (map[string]any, error) {
	given, fields := req.GetCategory(), map[string]any{}
	terms, err := termsOf(given)
	if err != nil {
		return nil, err
	}
	for _, path := range req.GetUpdateMask().GetPaths() {
		switch path {
		case "display_name":
			fields[category.FieldName] = given.GetDisplayName()
		case "tier":
			fields[category.FieldTier] = wire.Word(given.GetTier())
		case "questions":
			fields[category.FieldQuestions] = terms.Questions
		case "notice":
			fields[category.FieldNotice] = terms.Notice
		case "closed_text":
			fields[category.FieldClosedText] = terms.ClosedText
		case "named_only":
			fields[category.FieldNamedOnly] = terms.NamedOnly
		case "private":
			fields[category.FieldPrivate] = terms.Private
		case "active":
			fields[category.FieldActive] = given.GetActive()
		case "parent":
			to, err := name.ParseOptional("category.parent", "categories/*", given.GetParent())
			switch {
			case err != nil:
				return nil, err
			case req.GetValidFrom() != nil:
				return nil, ErrCategoryMovePlanned.On("valid_from")
			}
			if fields[category.FieldParentID], err = moveTo(ctx, tx, before.ID, to); err != nil {
				return nil, err
			}
		}
	}
	return fields, complete(given, req.GetUpdateMask().GetPaths()...)
}

// complete is nil where what a category cannot do without is filled, among the fields.
func complete(given *directoryv1.Category, fields ...string) error {
	for field, filled := range map[string]bool{"code": given.GetCode() != "", "display_name": given.GetDisplayName() != "",
		"tier": given.GetTier() != directoryv1.Category_TIER_UNSPECIFIED} {
		if !filled && slices.Contains(fields, field) {
			return fault.ErrInvalid.OnField("category."+field, "不能为空", "must not be empty")
		}
	}
	return nil
}

// moveTo is the category to stand below, nil for the top, which must not itself stand below the one that moves. Whoever moves
// one holds the counter of moves until he commits, so no two of them make a circle.
func moveTo(ctx context.Context, tx *db.Tx, moving, to uuid.UUID) (*uuid.UUID, error) {
	if to == uuid.Nil {
		return nil, nil
	}
	if err := holdParent(ctx, tx, to); err != nil {
		return nil, err
	}
	for up := to; ; {
		if up == moving {
			return nil, ErrCategoryParent.On("category.parent")
		}
		above, err := tx.Category.Query().Where(category.ID(up)).Only(ctx)
		if err != nil {
			return nil, err
		}
		if above.ParentID == nil {
			return &to, nil
		}
		up = *above.ParentID
	}
}
