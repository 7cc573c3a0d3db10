package restriction

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toProto(r *ent.Restriction) *restrictionv1.Restriction {
	return &restrictionv1.Restriction{
		Name: object(r), Person: name.Of("persons", r.PersonID), Unit: name.Of("units", r.UnitID),
		Scope:       restrictionv1.Restriction_Scope(restrictionv1.Restriction_Scope_value["SCOPE_"+r.Scope]),
		Reason:      restrictionv1.Restriction_Reason(restrictionv1.Restriction_Reason_value["REASON_"+r.Reason]),
		Explanation: r.Explanation, Evidence: r.Evidence, EndTime: timestamppb.New(r.EndTime),
		State:   restrictionv1.Restriction_State(restrictionv1.Restriction_State_value["STATE_"+r.State]),
		Imposer: name.Of("persons", r.ImposerID), AppealUntil: timestamppb.New(r.AppealUntil),
		Appeal: r.Appeal, AppealTime: wire.Timestamp(r.AppealTime), DecideUntil: wire.Timestamp(r.DecideUntil),
		Decider: name.OrEmpty("persons", r.DeciderID), DecideTime: wire.Timestamp(r.DecideTime), Decision: r.Decision,
		Lifter: name.OrEmpty("persons", r.LifterID), LiftTime: wire.Timestamp(r.LiftTime), LiftReason: r.LiftReason,
		CreateTime: timestamppb.New(r.CreateTime), UpdateTime: timestamppb.New(r.UpdateTime), Etag: etag.Of(r.Version),
	}
}
