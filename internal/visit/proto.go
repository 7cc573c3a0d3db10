package visit

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func toProto(row *ent.Visit, attachments []string) *dispatchv1.Visit {
	out := &dispatchv1.Visit{
		Name: nameOf(row), Visitor: name.Of("persons", row.VisitorID), Unit: name.Of("units", row.UnitID),
		ArriveTime: timestamppb.New(row.CreateTime), DeviceTime: wire.Timestamp(row.DeviceTime), DeviceTimeDiffers: row.DeviceTimeDiffers,
		Accuracy: row.Accuracy, Inaccurate: row.Inaccurate, Issue: name.OrEmpty("issues", row.IssueID), Distance: row.Distance, Outside: row.Outside,
		Text: row.Text, Attachments: attachments,
	}
	if row.Datum != nil {
		out.Coordinates = &directoryv1.Coordinates{Latitude: *row.Latitude, Longitude: *row.Longitude,
			Datum: directoryv1.Coordinates_Datum(directoryv1.Coordinates_Datum_value["DATUM_"+*row.Datum])}
	}
	return out
}

// facts is what audit and events keep of a visit: neither where it was nor words.
func facts(row *ent.Visit) map[string]any {
	return map[string]any{"assignment": dutyName(row.DispatchID, row.AssignmentID), "unit": row.UnitID, "outside": row.Outside, "inaccurate": row.Inaccurate,
		"device_time_differs": row.DeviceTimeDiffers, "attachments": row.AttachmentCount}
}
