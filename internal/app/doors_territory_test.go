package app_test

import (
	"maps"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var boundaryCases = map[string]doorCase{
	"DirectoryService.LocatePlace": {testkit.Resident, func(d *district) proto.Message {
		d.publishedPlan()
		return &directoryv1.LocatePlaceRequest{Lat: proto.Float64(39.705), Lng: proto.Float64(116.105), Datum: directoryv1.Coordinates_DATUM_CGCS2000}
	}},
	"DirectoryService.GetBoundaryMap": {testkit.Resident, func(d *district) proto.Message {
		d.publishedPlan()
		return &directoryv1.GetBoundaryMapRequest{At: timestamppb.New(d.Clock.Now(demo.Fangshan)), Unit: d.unit(suzhuang)}
	}},
	"DirectoryService.CreateBoundaryPlan": {testkit.SystemAdmin, func(*district) proto.Message {
		return &directoryv1.CreateBoundaryPlanRequest{BoundaryPlan: &directoryv1.BoundaryPlan{DisplayName: "网格调整"}}
	}},
	"DirectoryService.GetBoundaryPlan": {testkit.AuditAdmin, func(d *district) proto.Message {
		return &directoryv1.GetBoundaryPlanRequest{Name: d.drawnPlan().GetName()}
	}},
	"DirectoryService.ListBoundaryPlans": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.drawnPlan()
		return &directoryv1.ListBoundaryPlansRequest{PageSize: 1, Filter: "state = STATE_DRAFT"}
	}},
	"DirectoryService.DrawBoundaries": {testkit.SystemAdmin, func(d *district) proto.Message {
		return d.drawing(prepare[*directoryv1.BoundaryPlan](d, testkit.SystemAdmin, &directoryv1.CreateBoundaryPlanRequest{
			BoundaryPlan: &directoryv1.BoundaryPlan{DisplayName: "网格调整"}}))
	}},
	"DirectoryService.PreviewBoundaryPlan": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &directoryv1.PreviewBoundaryPlanRequest{Name: d.drawnPlan().GetName()}
	}},
	"DirectoryService.PublishBoundaryPlan": {testkit.SystemAdmin, func(d *district) proto.Message { return publishing(d.drawnPlan(), nil) }},
	"DirectoryService.CancelBoundaryPlan": {testkit.SystemAdmin, func(d *district) proto.Message {
		planned := prepare[*directoryv1.BoundaryPlan](d, testkit.SystemAdmin, publishing(d.drawnPlan(), timestamppb.New(d.Clock.Now(demo.Fangshan).Add(time.Hour))))
		return &directoryv1.CancelBoundaryPlanRequest{Name: planned.GetName(), Etag: planned.GetEtag()}
	}},
}

// drawing draws a community in a draft.
func (d *district) drawing(p *directoryv1.BoundaryPlan) *directoryv1.DrawBoundariesRequest {
	d.t.Helper()
	ring := []any{[]any{116.1, 39.7}, []any{116.12, 39.7}, []any{116.12, 39.74}, []any{116.1, 39.74}, []any{116.1, 39.7}}
	coordinates, err := structpb.NewList([]any{ring})
	if err != nil {
		d.t.Fatal(err)
	}
	return &directoryv1.DrawBoundariesRequest{Name: p.GetName(), Etag: p.GetEtag(), Features: []*directoryv1.BoundaryFeature{{Type: "Feature",
		Geometry:   &directoryv1.BoundaryGeometry{Type: "Polygon", Coordinates: coordinates},
		Properties: &directoryv1.BoundaryProperties{Unit: d.unit(suzhuang)}}}}
}

func (d *district) drawnPlan() *directoryv1.BoundaryPlan {
	d.t.Helper()
	return prepare[*directoryv1.BoundaryPlan](d, testkit.SystemAdmin, d.drawing(prepare[*directoryv1.BoundaryPlan](d, testkit.SystemAdmin,
		&directoryv1.CreateBoundaryPlanRequest{BoundaryPlan: &directoryv1.BoundaryPlan{DisplayName: "网格调整"}})))
}

func publishing(p *directoryv1.BoundaryPlan, from *timestamppb.Timestamp) *directoryv1.PublishBoundaryPlanRequest {
	return &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), ValidFrom: from, Reason: "区政府会议纪要", Etag: p.GetEtag()}
}

func (d *district) publishedPlan() {
	d.t.Helper()
	prepare[*directoryv1.BoundaryPlan](d, testkit.SystemAdmin, publishing(d.drawnPlan(), nil))
}

// together are the cases of a service that several capabilities answer.
func together(parts ...map[string]doorCase) map[string]doorCase {
	all := map[string]doorCase{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
