package incident

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func nameOf(row *ent.Incident) string { return name.Of("incidents", row.ID) }

func toProto(row *ent.Incident) *intakev1.Incident {
	return &intakev1.Incident{
		Name: nameOf(row), Title: row.Title, Unit: name.Of("units", row.UnitID),
		State:   intakev1.Incident_State(intakev1.Incident_State_value["STATE_"+row.State]),
		Creator: name.Of("persons", row.CreatorID), CreateTime: timestamppb.New(row.CreateTime), CloseTime: wire.Timestamp(row.CloseTime),
		Etag: etag.Of(row.Version),
	}
}
