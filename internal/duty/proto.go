package duty

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Collections of the resources.
const (
	catalogues = "dutyCatalogues"
	overrides  = "dutyOverrides"
)

// catalogueToProto is a version with those of its items that were read.
func catalogueToProto(c *ent.DutyCatalogue, items ...*ent.DutyItem) *dispatchv1.DutyCatalogue {
	shown := &dispatchv1.DutyCatalogue{
		Name:        name.Of(catalogues, c.ID),
		DisplayName: c.Name,
		Basis:       c.Basis,
		StartDate:   wire.Date(c.StartTime),
		ItemCount:   c.ItemCount,
		State:       dispatchv1.DutyCatalogue_State(dispatchv1.DutyCatalogue_State_value["STATE_"+c.State]),
		Publisher:   name.Of("persons", c.PublisherID),
		CancelTime:  wire.Timestamp(c.CancelTime),
		CreateTime:  timestamppb.New(c.CreateTime),
		Etag:        etag.Of(c.Version),
	}
	slices.SortFunc(items, func(a, b *ent.DutyItem) int { return cmp.Compare(a.Code, b.Code) })
	for _, i := range items {
		shown.Items = append(shown.Items, itemToProto(i))
	}
	return shown
}

func itemToProto(i *ent.DutyItem) *dispatchv1.DutyItem {
	shown := &dispatchv1.DutyItem{
		Code:          i.Code,
		DisplayName:   i.Name,
		Category:      name.Of("categories", i.CategoryID),
		LeadUnit:      name.OrEmpty("units", i.LeadUnitID),
		LeadKind:      kind(wire.Plain(i.LeadKind)),
		AssistUnits:   name.List("units", i.AssistUnits),
		Clause:        i.Clause,
		CommunityDuty: dispatchv1.DutyItem_CommunityDuty(dispatchv1.DutyItem_CommunityDuty_value["COMMUNITY_DUTY_"+i.CommunityDuty]),
	}
	for _, k := range i.AssistKinds {
		shown.AssistKinds = append(shown.AssistKinds, kind(k))
	}
	return shown
}

// kind of unit by its word; none for none.
func kind(word string) directoryv1.Unit_Kind {
	return directoryv1.Unit_Kind(directoryv1.Unit_Kind_value["KIND_"+word])
}

func overrideToProto(o *ent.DutyOverride) *dispatchv1.DutyOverride {
	return &dispatchv1.DutyOverride{
		Name:          name.Of(overrides, o.ID),
		Issue:         name.Of("issues", o.IssueID),
		Community:     name.Of("units", o.CommunityID),
		Role:          dispatchv1.Assignment_Role(dispatchv1.Assignment_Role_value["ROLE_"+o.Role]),
		Reason:        o.Reason,
		Rule:          dispatchv1.DutyOverride_Rule(dispatchv1.DutyOverride_Rule_value["RULE_"+o.Rule]),
		DutyCatalogue: name.Of(catalogues, o.CatalogueID),
		ItemCode:      o.ItemCode,
		Approver:      name.Of("persons", o.ApproverID),
		UseTime:       wire.Timestamp(o.UseTime),
		CreateTime:    timestamppb.New(o.CreateTime),
	}
}
