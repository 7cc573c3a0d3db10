package confirmation

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toProto(row *ent.JointConfirmation) *intakev1.JointConfirmation {
	return &intakev1.JointConfirmation{
		Name: name.Of("jointConfirmations", row.ID), Issue: name.Of("issues", row.IssueID),
		State: intakev1.JointConfirmation_State(intakev1.JointConfirmation_State_value["STATE_"+row.State]),
		Asked: row.Asked, Confirmed: row.Confirmed, Refused: row.Refused, Needed: row.Needed,
		EndTime: timestamppb.New(row.EndTime), DecideTime: wire.Timestamp(row.DecideTime), CreateTime: timestamppb.New(row.CreateTime),
	}
}
