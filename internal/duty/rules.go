package duty

import (
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// communities are the kinds of units that art. 17 protects.
var communities = []string{"COMMUNITY", "VILLAGE", "RESIDENTS_COMMITTEE"}

// The roles of a called unit that has to act.
const (
	lead   = "LEAD"
	assist = "ASSIST"
)

// What of a matter is a community's, as stored.
const (
	mayLead    = "LEAD"
	assistOnly = "ASSIST_ONLY"
	none       = "NONE"
)

// The rules that an override sets aside.
const (
	outsideDutyList = "OUTSIDE_DUTY_LIST"
	assistsOnly     = "ASSIST_ONLY"
)

// article is the clause behind the protection of communities.
const article = "《北京市接诉即办工作条例》第十七条"

// answer is what the catalogue in force says of a matter.
type answer struct {
	catalogue uuid.UUID     // Nil where none holds
	item      *ent.DutyItem // nil where it has none for the matter
}

// duty is what of the matter is a community's.
func (a answer) duty() string {
	if a.item == nil {
		return none
	}
	return a.item.CommunityDuty
}

// verdict is what stands against calling a community in a role; the zero value lets it pass.
type verdict struct {
	rule  string // that an override may set aside; empty where none may
	fault *fault.Fault
}

// verdictOn decides on calling a community in a role for a matter.
func verdictOn(role string, a answer) verdict {
	must := role == lead
	switch {
	case role != lead && role != assist:
		return verdict{}
	case a.catalogue == uuid.Nil && must:
		return verdict{fault: ErrMustNotLead.With("clause", article)}
	case a.catalogue == uuid.Nil:
		return verdict{}
	case a.duty() == none:
		return verdict{outsideDutyList, cite(ErrOutsideDutyList, a)}
	case a.duty() == assistOnly && must:
		return verdict{assistsOnly, cite(ErrMustNotLead, a)}
	}
	return verdict{}
}

// cite names the entry of the catalogue that decides, with its clause; where it has none, the article.
func cite(f *fault.Fault, a answer) *fault.Fault {
	if a.item == nil {
		return f.With("rule", name.Of(catalogues, a.catalogue)).With("clause", article)
	}
	return f.With("rule", name.Of(catalogues, a.catalogue)+"/items/"+a.item.Code).With("clause", a.item.Clause)
}

// checkItem refuses an item that does not say who leads, or says of communities what its duty list does not.
func checkItem(leadUnit, leadKind bool, leads, assists []string, duty string) error {
	community := func(kind string) bool { return slices.Contains(communities, kind) }
	switch {
	case leadUnit == leadKind:
		return ErrItemLead
	case slices.ContainsFunc(leads, community) && duty != mayLead, slices.ContainsFunc(assists, community) && duty == none:
		return ErrItemCommunity
	}
	return nil
}
