package hotline

import (
	"encoding/json"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// issueOf is what an order is filed as, and what in its words is not known.
func (c *courier) issueOf(f filed) (*intakev1.Issue, []problem) {
	var problems []problem
	note := func(field string, p problem) {
		p.column = field
		if at, ok := c.columns[field]; ok {
			p.column = c.headers[at]
		}
		problems = append(problems, p)
	}
	word, ok := c.kinds[f.Kind]
	if !ok {
		word = c.kinds[""]
		note(kind, problem{fault: ErrWordUnknown})
	}
	issue := &intakev1.Issue{Kind: intakev1.Issue_Kind(intakev1.Issue_Kind_value["KIND_"+word]), Channel: intakev1.Issue_CHANNEL_HOTLINE_12345,
		Title: f.Title, Description: f.Content, Address: f.Address, ContactName: f.Caller, ContactPhone: f.Contact}
	if under := c.atlas.category(f.Category, c.categories); under != nil {
		issue.Category = name.Of("categories", under.ID)
	} else {
		note(c.levelOf(), problem{fault: ErrNoCategory, error: true})
	}
	if f.District != "" && f.District != c.atlas.district {
		note(district, problem{fault: ErrOtherDistrict, error: true})
	}
	unit, unknown := c.atlas.territory(f.SubDistrict, f.Community)
	for _, field := range unknown {
		note(field, problem{fault: ErrUnitNotFound})
	}
	issue.Community = name.OrEmpty("units", unit)
	return issue, problems
}

// levelOf is the field that names the category most exactly, of those that the file has.
func (l layout) levelOf() string {
	for _, field := range []string{category4, category3, category2, category1} {
		if _, ok := l.columns[field]; ok {
			return field
		}
	}
	return category
}

// leadOf is the unit of exactly the name that an order calls its lead unit.
func (c *courier) leadOf(t told) (*uuid.UUID, []problem) {
	if t.LeadUnit == "" {
		return nil, nil
	}
	found := one(c.atlas.units[placeOf(t.LeadUnit)], func(*ent.Unit) bool { return true })
	if found == nil {
		return nil, []problem{{column: c.headers[c.columns[leadUnit]], fault: ErrUnitNotFound}}
	}
	return &found.ID, nil
}

// put writes what the hotline says of its own handling into an order.
func (c *courier) put(m *ent.HotlineOrderMutation, tenant int, id uuid.UUID, t told, lead *uuid.UUID) error {
	m.SetSourceStatus(t.Status)
	m.SetNature(t.Nature)
	m.SetHandlingMethod(t.Method)
	m.SetLeadUnitName(t.LeadUnit)
	m.SetSubUnitName(t.SubUnit)
	m.SetRespondent(t.Respondent)
	m.SetResult(t.Result)
	m.SetReply(t.Reply)
	m.SetTags(append([]string{}, t.Tags...))
	setOr(lead, m.SetLeadUnitID, m.ClearLeadUnitID)
	setOr(t.Closed, m.SetClosedTime, m.ClearClosedTime)
	setOr(t.Valid, m.SetCallbackValid, m.ClearCallbackValid)
	setOr(t.Contacted, m.SetCallbackContacted, m.ClearCallbackContacted)
	setOr(t.Solved, m.SetCallbackSolved, m.ClearCallbackSolved)
	setOr(t.Satisfaction, m.SetCallbackSatisfaction, m.ClearCallbackSatisfaction)
	if len(t.Extra) == 0 {
		m.ClearExtraCipher()
		return nil
	}
	clear, err := json.Marshal(t.Extra)
	if err != nil {
		return err
	}
	sealed, err := c.Keeper.Seal(extraColumn, tenant, id, string(clear))
	m.SetExtraCipher(sealed)
	return err
}

// setOr writes an optional value, or clears it.
func setOr[T any](value *T, set func(T), clear func()) {
	if value == nil {
		clear()
		return
	}
	set(*value)
}
