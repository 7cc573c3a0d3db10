package app_test

import (
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// restricted is who is restricted in the cases: somebody who books in no other case.
const restricted = testkit.LiaisonC

var restrictionCases = map[string]doorCase{
	"RestrictionService.CreateRestriction": {testkit.StreetLeader, func(d *district) proto.Message {
		return d.newRestriction()
	}},
	"RestrictionService.GetRestriction": {restricted, func(d *district) proto.Message {
		return &restrictionv1.GetRestrictionRequest{Name: d.restriction()}
	}},
	"RestrictionService.ListRestrictions": {testkit.StreetLeader, func(d *district) proto.Message {
		d.restriction()
		return &restrictionv1.ListRestrictionsRequest{PageSize: 1, Filter: "scope = SCOPE_BOOKINGS"}
	}},
	"RestrictionService.LiftRestriction": {testkit.StreetLeader, func(d *district) proto.Message {
		return &restrictionv1.LiftRestrictionRequest{Name: d.restriction(), Reason: "已当面说明", Etag: "v1"}
	}},
	"RestrictionService.AppealRestriction": {restricted, func(d *district) proto.Message {
		return &restrictionv1.AppealRestrictionRequest{Name: d.restriction(), Appeal: "当日因公无法到场"}
	}},
	"RestrictionService.GrantAppeal": {testkit.StreetLeader, func(d *district) proto.Message {
		return &restrictionv1.GrantAppealRequest{Name: d.appealed(), Decision: "情况属实"}
	}},
	"RestrictionService.DenyAppeal": {testkit.StreetLeader, func(d *district) proto.Message {
		return &restrictionv1.DenyAppealRequest{Name: d.appealed(), Decision: "证据充分"}
	}},
}

// newRestriction is one that can be imposed: what stood is lifted.
func (d *district) newRestriction() *restrictionv1.CreateRestrictionRequest {
	d.t.Helper()
	standing := prepare[*restrictionv1.ListRestrictionsResponse](d, restricted, &restrictionv1.ListRestrictionsRequest{
		Filter: "state = STATE_ACTIVE OR state = STATE_APPEALED OR state = STATE_UPHELD"})
	for _, r := range standing.GetRestrictions() {
		prepare[*restrictionv1.Restriction](d, testkit.StreetLeader, &restrictionv1.LiftRestrictionRequest{Name: r.GetName(), Reason: "重新处理"})
	}
	return &restrictionv1.CreateRestrictionRequest{Restriction: &restrictionv1.Restriction{Person: person(restricted), Unit: d.unit(demo.Xilu),
		Scope: restrictionv1.Restriction_SCOPE_BOOKINGS, Reason: restrictionv1.Restriction_REASON_NO_SHOW, Explanation: "连续三次预订未到场",
		Evidence: []string{"bookings/" + uuid.NewString()}, EndTime: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(24 * time.Hour))}}
}

func (d *district) restriction() string {
	d.t.Helper()
	return prepare[*restrictionv1.Restriction](d, testkit.StreetLeader, d.newRestriction()).GetName()
}

// appealed is a restriction that another than the street leader has imposed, with its appeal.
func (d *district) appealed() string {
	d.t.Helper()
	called := d.restriction()
	if _, err := d.Owner().Exec(d.t.Context(), "update restriction set imposer_id = $1 where id = $2", testkit.ID(testkit.Judge), called[len("restrictions/"):]); err != nil {
		d.t.Fatal(err)
	}
	return prepare[*restrictionv1.Restriction](d, restricted, &restrictionv1.AppealRestrictionRequest{Name: called, Appeal: "当日因公无法到场"}).GetName()
}
