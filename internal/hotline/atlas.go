package hotline

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	entcategory "github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// atlas is what the words of a hotline are looked up in, read once a run: the units and the categories of the district.
type atlas struct {
	district   string                     // its name
	units      map[string][]*ent.Unit     // by name, of a committee by that of its place
	categories map[string][]*ent.Category // by name
	codes      map[string]*ent.Category
	parents    map[uuid.UUID]*ent.Category
}

func atlasOf(ctx context.Context, tx *db.Tx) (atlas, error) {
	a := atlas{units: map[string][]*ent.Unit{}, categories: map[string][]*ent.Category{}, codes: map[string]*ent.Category{}, parents: map[uuid.UUID]*ent.Category{}}
	units, err := tx.Unit.Query().All(ctx)
	if err != nil {
		return a, err
	}
	for _, u := range units {
		a.units[placeOf(u.Name)] = append(a.units[placeOf(u.Name)], u)
		if u.ParentID == nil {
			a.district = u.Name
		}
	}
	list, err := tx.Category.Query().Where(entcategory.DeleteTimeIsNil()).All(ctx)
	for _, c := range list {
		a.categories[c.Name] = append(a.categories[c.Name], c)
		a.codes[c.Code], a.parents[c.ID] = c, c
	}
	return a, err
}

// The kinds of units that hold a territory below the district, by what the hotline calls them.
var (
	streets     = []string{"SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP"}
	communities = []string{"COMMUNITY", "VILLAGE", "RESIDENTS_COMMITTEE"}
)

// placeOf is the name of a place without that of its committee, by which the lists of statistics call it.
func placeOf(name string) string {
	for committee, place := range map[string]string{"居民委员会": "", "居委会": "", "村民委员会": "村", "村委会": "村"} {
		if of, ok := strings.CutSuffix(name, committee); ok {
			return of + place
		}
	}
	return name
}

// territory is the most specific unit that street and community name, with the fields that name none. Two communities of one name are
// told apart by their streets.
func (a atlas) territory(street, place string) (unit *uuid.UUID, unknown []string) {
	var above *ent.Unit
	if street != "" {
		if above = one(a.units[placeOf(street)], func(u *ent.Unit) bool { return slices.Contains(streets, u.Kind) }); above == nil {
			unknown = append(unknown, subDistrict)
		} else {
			unit = &above.ID
		}
	}
	if place != "" {
		found := one(a.units[placeOf(place)], func(u *ent.Unit) bool {
			return slices.Contains(communities, u.Kind) && (above == nil || u.ParentID != nil && *u.ParentID == above.ID)
		})
		if found == nil {
			unknown = append(unknown, community)
		} else {
			unit = &found.ID
		}
	}
	return unit, unknown
}

// category is that of some words, from the root on, by the codes that the district has given them, else by the names of the tree.
func (a atlas) category(words []string, given map[string]string) *ent.Category {
	if code, ok := codeOf(words, given); ok {
		return a.codes[code]
	}
	if len(words) > 0 {
		last := len(words) - 1
		if found := one(a.categories[words[last]], func(c *ent.Category) bool { return c.Active && a.below(c, words[:last]) }); found != nil {
			return found
		}
	}
	return a.codes[given[""]]
}

// below says whether a category lies below others of these names, as far as it lies below any.
func (a atlas) below(c *ent.Category, words []string) bool {
	for i := len(words) - 1; i >= 0 && c.ParentID != nil; i-- {
		if c = a.parents[*c.ParentID]; c == nil || c.Name != words[i] {
			return false
		}
	}
	return true
}

// one is the only one of a list that fits; nil where there is none, or more than one.
func one[T any](list []*T, fits func(*T) bool) (found *T) {
	for _, candidate := range list {
		if !fits(candidate) {
			continue
		}
		if found != nil {
			return nil
		}
		found = candidate
	}
	return found
}
