package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	values "github.com/haolinju/haolinju/internal/platform/wire"
)

var dutyCases = map[string]doorCase{
	"DispatchService.CreateDutyCatalogue": {testkit.SystemAdmin, func(d *district) proto.Message { return d.newCatalogue() }},
	"DispatchService.GetDutyCatalogue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.GetDutyCatalogueRequest{Name: d.dutyCatalogue().GetName()}
	}},
	"DispatchService.ListDutyCatalogues": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.dutyCatalogue()
		d.dutyCatalogue()
		return &dispatchv1.ListDutyCataloguesRequest{PageSize: 1, Filter: "state = STATE_PUBLISHED"}
	}},
	"DispatchService.CancelDutyCatalogue": {testkit.SystemAdmin, func(d *district) proto.Message {
		c := d.dutyCatalogue()
		return &dispatchv1.CancelDutyCatalogueRequest{Name: c.GetName(), Etag: c.GetEtag()}
	}},
	"DispatchService.LookUpDuty": {testkit.LiaisonA, func(d *district) proto.Message {
		c := d.dutyCatalogue()
		return &dispatchv1.LookUpDutyRequest{Category: property, Date: c.GetStartDate()}
	}},
	"DispatchService.CreateDutyOverride": {testkit.StreetLeader, func(d *district) proto.Message { return d.newOverride() }},
	"DispatchService.GetDutyOverride": {testkit.CommunityWorker, func(d *district) proto.Message {
		return &dispatchv1.GetDutyOverrideRequest{Name: d.dutyOverride()}
	}},
	"DispatchService.ListDutyOverrides": {testkit.Dispatcher, func(d *district) proto.Message {
		d.dutyOverride()
		d.dutyOverride()
		return &dispatchv1.ListDutyOverridesRequest{PageSize: 1, Filter: `community = "` + d.unit(suzhuang) + `"`, WithTotal: true}
	}},
}

// property is the category of the issues that are filed here.
var property = name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryProperty))

// newCatalogue starts on the first day that is free, and leaves it to communities to assist with property certificates.
func (d *district) newCatalogue() *dispatchv1.CreateDutyCatalogueRequest {
	d.t.Helper()
	var taken int
	if err := d.Owner().QueryRow(d.t.Context(), "select count(*) from duty_catalogue where state = 'PUBLISHED' and start_time > $1", d.Clock.Now(demo.Fangshan)).Scan(&taken); err != nil {
		d.t.Fatal(err)
	}
	return &dispatchv1.CreateDutyCatalogueRequest{DutyCatalogue: &dispatchv1.DutyCatalogue{DisplayName: "派单目录", Basis: "区政府〔2026〕12号",
		StartDate: values.Date(d.Clock.Now(demo.Fangshan).AddDate(0, 0, 1+taken)), Items: []*dispatchv1.DutyItem{{Code: "CQ-001", DisplayName: "产权证办理",
			Category: property, LeadUnit: d.unit(planning), Clause: "三定规定第四条", CommunityDuty: dispatchv1.DutyItem_COMMUNITY_DUTY_ASSIST_ONLY}}}}
}

func (d *district) dutyCatalogue() *dispatchv1.DutyCatalogue {
	d.t.Helper()
	return prepare[*dispatchv1.DutyCatalogue](d, testkit.SystemAdmin, d.newCatalogue())
}

// startedCatalogue is one that holds, and leaves it to communities to assist with property certificates.
func (d *district) startedCatalogue() {
	d.t.Helper()
	if _, err := d.Owner().Exec(d.t.Context(), `with held as (
			insert into duty_catalogue (tenant_id, id, create_time, update_time, name, basis, state, start_time, item_count, publisher_id)
			select $1, gen_random_uuid(), $2::timestamptz - interval '2 days', $2, '派单目录', '区政府〔2026〕11号', 'PUBLISHED', $2::timestamptz - interval '1 day', 1, $3
			where not exists (select from duty_catalogue where tenant_id = $1 and state = 'PUBLISHED' and start_time <= $2) returning *)
		insert into duty_item (tenant_id, id, create_time, update_time, catalogue_id, code, name, category_id, lead_kind, clause, community_duty)
		select tenant_id, gen_random_uuid(), create_time, update_time, id, 'CQ-001', '产权证办理', $4, 'DEPARTMENT', '三定规定第四条', 'ASSIST_ONLY' from held`,
		demo.Fangshan, d.Clock.Now(demo.Fangshan), demo.ID(demo.Fangshan, "person", string(demo.SystemAdmin)), demo.ID(demo.Fangshan, "category", demo.CategoryProperty)); err != nil {
		d.t.Fatal(err)
	}
}

// newOverride lets a community lead what it assists with.
func (d *district) newOverride() *dispatchv1.CreateDutyOverrideRequest {
	d.t.Helper()
	d.startedCatalogue()
	return &dispatchv1.CreateDutyOverrideRequest{DutyOverride: &dispatchv1.DutyOverride{Issue: d.triaged(), Community: d.unit(suzhuang),
		Role: dispatchv1.Assignment_ROLE_LEAD, Reason: "社区自愿牵头"}}
}

func (d *district) dutyOverride() string {
	d.t.Helper()
	return prepare[*dispatchv1.DutyOverride](d, testkit.StreetLeader, d.newOverride()).GetName()
}
