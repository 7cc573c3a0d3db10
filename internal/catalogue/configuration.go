package catalogue

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/configuration"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

type item = administrationv1.ConfigurationCategory

var items = configuration.List[*item]{Part: administrationv1.Configuration_PART_CATEGORIES, Path: "configuration.categories", Key: (*item).GetCode}

// ExportConfiguration writes the categories in use, by code.
func (*Service) ExportConfiguration(ctx context.Context, tx *db.Tx, into *administrationv1.Configuration) error {
	rows, err := tx.Category.Query().Where(standing(tx, tx.Now()), softdelete.Kept[predicate.Category]()).All(ctx)
	if err != nil {
		return err
	}
	codes := map[uuid.UUID]string{}
	for _, c := range rows {
		codes[c.ID] = c.Code
	}
	for _, c := range rows {
		shown := &item{Code: c.Code, DisplayName: c.Name, Tier: directoryv1.Category_Tier(directoryv1.Category_Tier_value["TIER_"+c.Tier]), Closed: !c.Active,
			Questions: questionsToProto(c.Questions), ClosedText: c.ClosedText, NamedOnly: c.NamedOnly, Private: c.Private}
		if c.ParentID != nil {
			shown.Parent = codes[*c.ParentID]
		}
		into.Categories = append(into.Categories, shown)
	}
	slices.SortFunc(into.GetCategories(), func(a, b *item) int { return strings.Compare(a.GetCode(), b.GetCode()) })
	return nil
}

// ImportConfiguration enters and changes categories, whatever the order of the document, each behind the one above it.
func (s *Service) ImportConfiguration(ctx context.Context, tx *db.Tx, from *administrationv1.Configuration, reason string) ([]*administrationv1.ConfigurationChange, error) {
	have := &administrationv1.Configuration{}
	if err := s.ExportConfiguration(ctx, tx, have); err != nil {
		return nil, err
	}
	found, err := items.Compare(have.GetCategories(), from.GetCategories())
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if _, err := tx.Next(ctx, treeCounter); err != nil {
		return nil, err
	}
	if err := behindParents(found); err != nil {
		return nil, err
	}
	return configuration.Each(tx, found, "category", func(d configuration.Difference[*item]) error { return bringTo(ctx, tx, d, reason) })
}

// behindParents orders what is entered behind what it stands below.
func behindParents(found []configuration.Difference[*item]) error {
	entered := map[string]int{} // where each stands in the document
	for i, d := range found {
		if d.Added {
			entered[d.After.GetCode()] = i
		}
	}
	depth := map[string]int{}
	for _, d := range found {
		steps := 0
		for up, ok := d.After.GetParent(), true; ok; steps++ {
			if steps > len(found) {
				return ErrCategoryParent.On(d.Path + ".parent")
			}
			var i int
			if i, ok = entered[up]; ok {
				up = found[i].After.GetParent()
			}
		}
		depth[d.After.GetCode()] = steps
	}
	slices.SortStableFunc(found, func(a, b configuration.Difference[*item]) int {
		return depth[a.After.GetCode()] - depth[b.After.GetCode()]
	})
	return nil
}

// bringTo enters a category of a document, or changes one.
func bringTo(ctx context.Context, tx *db.Tx, d configuration.Difference[*item], reason string) error {
	parent, err := byCode(ctx, tx, d.After.GetParent())
	if err != nil {
		return err
	}
	terms, err := termsOf(&directoryv1.Category{Questions: d.After.GetQuestions(), ClosedText: d.After.GetClosedText(), NamedOnly: d.After.GetNamedOnly(),
		Private: d.After.GetPrivate()})
	if err != nil {
		return err
	}
	var c *ent.Category
	fields := map[string]any{}
	if d.Added {
		if c, err = AddCategory(ctx, tx, CategorySpec{Code: d.After.GetCode(), Name: d.After.GetDisplayName(), Parent: parent, Tier: d.After.GetTier(), Terms: terms}); err != nil {
			return err
		}
	} else {
		id, err := byCode(ctx, tx, d.After.GetCode())
		if err != nil {
			return err
		}
		if c, err = holdCategory(ctx, tx, id); err != nil {
			return err
		}
		fields[category.FieldQuestions], fields[category.FieldClosedText] = terms.Questions, terms.ClosedText
		fields[category.FieldNamedOnly], fields[category.FieldPrivate] = terms.NamedOnly, terms.Private
		fields[category.FieldName], fields[category.FieldTier] = d.After.GetDisplayName(), wire.Word(d.After.GetTier())
		if d.After.GetParent() != d.Before.GetParent() {
			if fields[category.FieldParentID], err = moveTo(ctx, tx, c.ID, parent); err != nil {
				return err
			}
		}
	}
	if d.After.GetClosed() != d.Before.GetClosed() { // of none before: not closed
		fields[category.FieldActive] = !d.After.GetClosed()
	}
	if len(fields) == 0 {
		return nil
	}
	return change(ctx, tx, c, revision.Change{Record: revised(c.ID), Fields: fields, Reason: reason})
}

// byCode is the category in use with a code, Nil for an empty one.
func byCode(ctx context.Context, tx *db.Tx, code string) (uuid.UUID, error) {
	if code == "" {
		return uuid.Nil, nil
	}
	id, err := tx.Category.Query().Where(category.Code(code), softdelete.Kept[predicate.Category]()).OnlyID(ctx)
	if ent.IsNotFound(err) {
		return id, configuration.ErrUnknown.On("category.parent").With("key", fmt.Sprint(code))
	}
	return id, err
}
