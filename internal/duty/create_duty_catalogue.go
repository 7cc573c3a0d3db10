package duty

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// entry is an item of a request, read as far as that needs no database.
type entry struct {
	*dispatchv1.DutyItem
	category, lead uuid.UUID // lead is Nil where the kind is given
	assist         []uuid.UUID
}

// CreateDutyCatalogue publishes a version of the catalogue.
func (s *Service) CreateDutyCatalogue(ctx context.Context, req *dispatchv1.CreateDutyCatalogueRequest) (*dispatchv1.DutyCatalogue, error) {
	in := req.GetDutyCatalogue()
	start, ok := wire.Midnight(in.GetStartDate())
	if !ok {
		return nil, fault.ErrInvalid.OnField("duty_catalogue.start_date", "没有这一天", "there is no such day")
	}
	entries, err := entriesOf(in.GetItems())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyCatalogue, error) {
		if !start.After(tx.Now()) {
			return nil, ErrTooEarly.On("duty_catalogue.start_date")
		}
		id, err := tx.ChosenID("duty_catalogue_id", req.GetDutyCatalogueId())
		if err != nil {
			return nil, err
		}
		if err := checkEntries(ctx, tx, entries); err != nil {
			return nil, err
		}
		row, err := tx.DutyCatalogue.Create().SetID(id).SetName(in.GetDisplayName()).SetBasis(in.GetBasis()).SetState(string(Published)).
			SetStartTime(start).SetItemCount(int32(len(entries))).SetPublisherID(access.From(ctx).Person).Save(ctx)
		if err != nil {
			return nil, err
		}
		items, err := writeItems(ctx, tx, row, entries)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"state": row.State, "start_time": start, "items": len(items)}
		tx.Audit(db.Audit{Action: permitManage, Object: name.Of(catalogues, id), After: told})
		tx.Emit(db.Event{Type: "haolinju.dispatch.duty_catalogue.published.v1", Subject: name.Of(catalogues, id), Data: told})
		return catalogueToProto(row, items...), nil
	})
}

func itemField(i int, of string) string { return fault.Item("duty_catalogue.items", i) + "." + of }

func entriesOf(items []*dispatchv1.DutyItem) ([]entry, error) {
	var all []entry
	codes, categories := map[string]bool{}, map[string]bool{}
	for i, in := range items {
		e := entry{DutyItem: in}
		ids, err := name.ParseField(itemField(i, "category"), "categories/*", in.GetCategory())
		if err != nil {
			return nil, err
		}
		e.category = ids[0]
		if e.lead, err = name.ParseOptional(itemField(i, "lead_unit"), "units/*", in.GetLeadUnit()); err != nil {
			return nil, err
		}
		for _, called := range in.GetAssistUnits() {
			ids, err := name.ParseField(itemField(i, "assist_units"), "units/*", called)
			if err != nil {
				return nil, err
			}
			e.assist = append(e.assist, ids[0])
		}
		switch {
		case codes[in.GetCode()]:
			return nil, ErrItemTwice.On(itemField(i, "code"))
		case categories[in.GetCategory()]:
			return nil, ErrItemTwice.On(itemField(i, "category"))
		}
		codes[in.GetCode()], categories[in.GetCategory()] = true, true
		all = append(all, e)
	}
	return all, nil
}

// checkEntries refuses categories and units that do not exist, and what checkItem refuses.
func checkEntries(ctx context.Context, tx *db.Tx, entries []entry) error {
	var named, units []uuid.UUID
	for _, e := range entries {
		named, units = append(named, e.category), append(append(units, e.lead), e.assist...)
	}
	categories, err := tx.Category.Query().Where(category.IDIn(named...)).IDs(ctx)
	if err != nil {
		return err
	}
	found, err := tx.Unit.Query().Where(unit.IDIn(units...)).All(ctx)
	if err != nil {
		return err
	}
	kinds := map[uuid.UUID]string{}
	for _, u := range found {
		kinds[u.ID] = u.Kind
	}
	for i, e := range entries {
		if !slices.Contains(categories, e.category) {
			return name.Unknown(itemField(i, "category"), "categories", e.category)
		}
		for _, id := range e.assist {
			if kinds[id] == "" {
				return name.Unknown(itemField(i, "assist_units"), "units", id)
			}
		}
		if e.lead != uuid.Nil && kinds[e.lead] == "" {
			return name.Unknown(itemField(i, "lead_unit"), "units", e.lead)
		}
		leads, assists := []string{kinds[e.lead], e.leadKind()}, e.assistKinds()
		for _, id := range e.assist {
			assists = append(assists, kinds[id])
		}
		if err := checkItem(e.lead != uuid.Nil, e.leadKind() != "", leads, assists, e.communityDuty()); err != nil {
			return fault.Rooted(err, "", fault.Item("duty_catalogue.items", i))
		}
	}
	return nil
}

// leadKind is the kind of unit that leads, as stored; empty where a unit is named.
func (e entry) leadKind() string {
	if e.GetLeadKind() == 0 {
		return ""
	}
	return wire.Word(e.GetLeadKind())
}

func (e entry) assistKinds() []string {
	kinds := []string{}
	for _, k := range e.GetAssistKinds() {
		kinds = append(kinds, wire.Word(k))
	}
	return kinds
}

func (e entry) communityDuty() string {
	if e.GetCommunityDuty() == 0 {
		return none
	}
	return wire.Word(e.GetCommunityDuty())
}

// batch is how many items one statement writes.
const batch = 500

func writeItems(ctx context.Context, tx *db.Tx, of *ent.DutyCatalogue, entries []entry) ([]*ent.DutyItem, error) {
	var all []*ent.DutyItem
	for part := range slices.Chunk(entries, batch) {
		var rows []*ent.DutyItemCreate
		for _, e := range part {
			row := tx.DutyItem.Create().SetID(tx.NewID()).SetCatalogueID(of.ID).SetCode(e.GetCode()).SetName(e.GetDisplayName()).
				SetCategoryID(e.category).SetAssistUnits(append([]uuid.UUID{}, e.assist...)).SetAssistKinds(e.assistKinds()).
				SetClause(e.GetClause()).SetCommunityDuty(e.communityDuty())
			if e.lead != uuid.Nil {
				row.SetLeadUnitID(e.lead)
			} else {
				row.SetLeadKind(e.leadKind())
			}
			rows = append(rows, row)
		}
		written, err := tx.DutyItem.CreateBulk(rows...).Save(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, written...)
	}
	return all, nil
}
