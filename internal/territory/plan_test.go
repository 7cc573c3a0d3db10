package territory_test

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) later(d time.Duration) *timestamppb.Timestamp {
	return timestamppb.New(w.Clock.Now(demo.Fangshan).Add(d))
}

// proves AD-03
func TestAMapHoldsFromItsDayOnAndThoseOfThePastStayReadable(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	before := w.later(0)
	next := w.draft(t, box(west, 100, 700, 115, 740), box(east, 115, 700, 140, 740))
	w.publish(t, next, w.later(24*time.Hour))
	border := func(when *timestamppb.Timestamp) float64 {
		m, err := w.as(testkit.Anonymous).GetBoundaryMap(t.Context(), &directoryv1.GetBoundaryMapRequest{At: when, Unit: w.UnitName(west)})
		if err != nil || m.GetType() != "FeatureCollection" || len(m.GetFeatures()) != 2 { // the community and its grid
			t.Fatal(m, err)
		}
		return m.GetFeatures()[0].GetGeometry().GetCoordinates().GetValues()[0].GetListValue().GetValues()[1].GetListValue().GetValues()[0].GetNumberValue()
	}
	if got := border(nil); got != 116.12 {
		t.Errorf("the border lies at %v", got)
	}
	if w.locate(t, testkit.Anonymous, 117, 720).GetCommunity() != w.UnitName(west) {
		t.Error("a map that has not begun counts already")
	}
	w.Clock.Advance(24*time.Hour - time.Microsecond)
	if w.locate(t, testkit.Anonymous, 117, 720).GetCommunity() != w.UnitName(west) {
		t.Error("a map counts before its instant")
	}
	w.Clock.Advance(time.Microsecond)
	if w.locate(t, testkit.Anonymous, 117, 720).GetCommunity() != w.UnitName(east) || border(nil) != 116.115 {
		t.Errorf("the border lies at %v after the new map has begun", border(nil))
	}
	if got := border(before); got != 116.12 {
		t.Errorf("the old map shows the border at %v", got)
	}
	code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/boundaryMap", nil)
	features, _ := got["features"].([]any)
	if code != http.StatusOK || got["type"] != "FeatureCollection" || len(features) != 4 {
		t.Errorf("%d %v", code, got)
	}
}

// proves AD-03
func TestAPreviewTellsWhatMovesAndTheJobMovesItWithAudit(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	building := w.place(t, directoryv1.Place_KIND_BUILDING, "", at(117, 720))
	door := w.place(t, directoryv1.Place_KIND_DOOR, building, nil)
	moving, staying, answered, named := w.file(t, at(117, 720)), w.file(t, at(105, 720)), w.file(t, at(117, 721)), w.file(t, at(117, 722))
	street := w.intake(testkit.Dispatcher)
	for _, one := range []*intakev1.Issue{answered, named} {
		if _, err := street.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: one.GetName(), Community: w.UnitName(west)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := street.AnswerIssue(t.Context(), &intakev1.AnswerIssueRequest{Name: answered.GetName(), Text: "已修好"}); err != nil {
		t.Fatal(err)
	}
	const many = 1100 // several batches
	if _, err := w.Owner().Exec(t.Context(), `insert into place (tenant_id, id, create_time, update_time, kind, unit_id, name, latitude, longitude, datum, latitude_e7, longitude_e7)
		select 110111, gen_random_uuid(), now(), now(), 'ADDRESS', $1, '某处', 39.72, 116.118, 'WGS84', 397200000, 1161180000 from generate_series(1, $2)`,
		w.Unit(west), many); err != nil {
		t.Fatal(err)
	}
	next := w.draft(t, box(west, 100, 700, 115, 740), box(east, 115, 700, 140, 740))
	preview, err := w.as(testkit.AuditAdmin).PreviewBoundaryPlan(t.Context(), &directoryv1.PreviewBoundaryPlanRequest{Name: next.GetName()})
	if err != nil || preview.GetIssueCount() != 1 || preview.GetPlaceCount() != many+1 || len(preview.GetMoves()) != 1 {
		t.Fatal(preview, err)
	}
	if m := preview.GetMoves()[0]; m.GetFrom() != w.UnitName(west) || m.GetTo() != w.UnitName(east) || !slices.Equal(m.GetIssues(), []string{moving.GetName()}) || len(m.GetPlaces()) != 20 {
		t.Errorf("the preview says %v", m)
	}
	w.publish(t, next, w.later(time.Hour))
	w.Clock.Advance(time.Hour)
	w.apply(t)
	if w.issue(t, moving.GetName()).GetCommunity() != w.UnitName(west) {
		t.Error("an issue is moved while calls of the old map may run")
	}
	w.Clock.Advance(time.Minute)
	w.apply(t)
	for title, c := range map[string]struct {
		issue *intakev1.Issue
		unit  string
	}{"the open one": {moving, east}, "that of the other side": {staying, west}, "the answered one": {answered, west}, "what staff have found": {named, west}} {
		if got := w.issue(t, c.issue.GetName()); got.GetCommunity() != w.UnitName(c.unit) {
			t.Errorf("%s lies in %s", title, got.GetCommunity())
		}
	}
	for _, p := range []string{building, door} {
		if got, err := w.as(testkit.Anonymous).GetPlace(t.Context(), &directoryv1.GetPlaceRequest{Name: p}); err != nil || got.GetUnit() != w.UnitName(east) {
			t.Errorf("%v, %v", got, err)
		}
	}
	done, err := w.as(testkit.SystemAdmin).GetBoundaryPlan(t.Context(), &directoryv1.GetBoundaryPlanRequest{Name: next.GetName()})
	if err != nil || done.GetApplyTime() == nil || done.GetMovedIssues() != 1 || done.GetMovedPlaces() != many+1 {
		t.Errorf("the plan says %v, %v", done, err)
	}
	audited := func() int {
		return w.count(t, "select count(*) from audit where action = 'intake.issue.relocate' and object = $1", moving.GetName())
	}
	w.apply(t)
	if audited() != 1 {
		t.Errorf("the move stands in the audit %d times", audited())
	}
	if n := w.count(t, "select count(*) from event where type = 'haolinju.intake.issue.relocated.v1'"); n != 1 {
		t.Errorf("%d issues were told to have moved", n)
	}
}

// proves AD-03
func TestBoundariesThatOverlapOrCrossThemselvesAreRefusedByName(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	overlapping := w.draft(t, box(east, 119, 700, 140, 740))
	for _, publish := range []bool{false, true} {
		var err error
		if publish {
			_, err = w.as(testkit.SystemAdmin).PublishBoundaryPlan(t.Context(), &directoryv1.PublishBoundaryPlanRequest{Name: overlapping.GetName(), Reason: "会议纪要", ValidFrom: w.later(time.Hour)})
		} else {
			_, err = w.as(testkit.SystemAdmin).PreviewBoundaryPlan(t.Context(), &directoryv1.PreviewBoundaryPlanRequest{Name: overlapping.GetName()})
		}
		testkit.WantFault(t, err, codes.FailedPrecondition, "BOUNDARIES_OVERLAP")
		if got := testkit.Metadata(err)["units"]; got != w.UnitName(east)+","+w.UnitName(west) {
			t.Errorf("it names %s", got)
		}
	}
	draw := func(f ...*directoryv1.BoundaryFeature) error {
		_, err := w.as(testkit.SystemAdmin).DrawBoundaries(t.Context(), &directoryv1.DrawBoundariesRequest{Name: overlapping.GetName(), Features: f})
		return err
	}
	line := box(east, 120, 700, 140, 740)
	line.Geometry.Type = "LineString"
	bent := box(east, 120, 700, 140, 740)
	bent.Geometry.Type = "MultiPolygon"
	open := feature(east, [][2]float64{{0, 0}, {1, 0}, {1, 1}, {0, 1}})
	text := box(east, 120, 700, 140, 740)
	text.Geometry.Coordinates, _ = structpb.NewList([]any{"POLYGON"})
	far := box(east, 120, 700, 140, 740)
	far.Geometry.Coordinates, _ = structpb.NewList([]any{[]any{[]any{39.7, 116.1}, []any{39.8, 116.1}, []any{39.8, 116.2}, []any{39.7, 116.1}}})
	ok := box(west, 100, 700, 115, 740)
	for title, c := range map[string]struct {
		features      []*directoryv1.BoundaryFeature
		code          codes.Code
		reason, field string
	}{
		"a bow tie":        {[]*directoryv1.BoundaryFeature{ok, feature(east, [][2]float64{{0, 0}, {9, 9}, {9, 0}, {0, 9}, {0, 0}})}, codes.InvalidArgument, "BOUNDARY_CROSSES_ITSELF", "features[1].geometry"},
		"a line":           {[]*directoryv1.BoundaryFeature{line}, codes.InvalidArgument, "INVALID_ARGUMENT", "features[0].geometry.type"},
		"one level short":  {[]*directoryv1.BoundaryFeature{bent}, codes.InvalidArgument, "BOUNDARY_GEOMETRY", "features[0].geometry"},
		"an open ring":     {[]*directoryv1.BoundaryFeature{open}, codes.InvalidArgument, "BOUNDARY_GEOMETRY", "features[0].geometry"},
		"words":            {[]*directoryv1.BoundaryFeature{text}, codes.InvalidArgument, "BOUNDARY_GEOMETRY", "features[0].geometry"},
		"swapped":          {[]*directoryv1.BoundaryFeature{far}, codes.InvalidArgument, "COORDINATES_OUTSIDE", "features[0].geometry"},
		"a department":     {[]*directoryv1.BoundaryFeature{box("SWJ", 0, 0, 9, 9)}, codes.InvalidArgument, "BOUNDARY_UNIT_NOT_ALLOWED", "features[0].properties.unit"},
		"an unknown unit":  {[]*directoryv1.BoundaryFeature{box("110111999999", 0, 0, 9, 9)}, codes.NotFound, "NOT_FOUND", "features[0].properties.unit"},
		"no unit":          {[]*directoryv1.BoundaryFeature{box("", 0, 0, 9, 9)}, codes.InvalidArgument, "INVALID_ARGUMENT", "features[0].properties.unit"},
		"one unit twice":   {[]*directoryv1.BoundaryFeature{ok, ok}, codes.InvalidArgument, "BOUNDARY_UNIT_TWICE", "features[1].properties.unit"},
		"nothing":          {nil, codes.InvalidArgument, "INVALID_ARGUMENT", "features"},
		"another district": {[]*directoryv1.BoundaryFeature{box("900001001", 0, 0, 9, 9)}, codes.NotFound, "NOT_FOUND", "features[0].properties.unit"},
	} {
		t.Log(title)
		testkit.WantField(t, draw(c.features...), c.code, c.reason, c.field)
	}
	if got, err := w.as(testkit.SystemAdmin).GetBoundaryPlan(t.Context(), &directoryv1.GetBoundaryPlanRequest{Name: overlapping.GetName()}); err != nil || !proto.Equal(got, overlapping) {
		t.Errorf("what was refused has changed the draft: %v, %v", got, err)
	}
}

// proves AD-03
func TestPlansBeginOneBehindTheOtherAndOnlyTheLastIsCancelledBeforeItBegins(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SystemAdmin)
	first := w.drawn(t)
	cancel := func(p *directoryv1.BoundaryPlan) error {
		_, err := admin.CancelBoundaryPlan(t.Context(), &directoryv1.CancelBoundaryPlanRequest{Name: p.GetName()})
		return err
	}
	publish := func(p *directoryv1.BoundaryPlan, from *timestamppb.Timestamp, tag string) error {
		_, err := admin.PublishBoundaryPlan(t.Context(), &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), ValidFrom: from, Reason: "会议纪要", Etag: tag})
		return err
	}
	second, third := w.draft(t, box(west, 100, 700, 115, 740)), w.draft(t, box(west, 100, 700, 114, 740))
	testkit.WantFault(t, cancel(first), codes.FailedPrecondition, "BOUNDARY_PLAN_BEGUN")
	testkit.WantFault(t, publish(w.draft(t), w.later(time.Hour), ""), codes.FailedPrecondition, "BOUNDARY_PLAN_EMPTY")
	testkit.WantField(t, publish(second, w.later(-time.Hour), ""), codes.InvalidArgument, "BOUNDARY_PLAN_TOO_EARLY", "valid_from")
	testkit.WantFault(t, publish(second, w.later(time.Hour), "v1"), codes.Aborted, "STALE")
	w.publish(t, second, w.later(2*time.Hour))
	testkit.WantField(t, publish(third, w.later(time.Hour), ""), codes.InvalidArgument, "BOUNDARY_PLAN_TOO_EARLY", "valid_from")
	w.publish(t, third, w.later(3*time.Hour))
	testkit.WantFault(t, cancel(second), codes.FailedPrecondition, "BOUNDARY_PLAN_NOT_LAST")
	_, err := admin.DrawBoundaries(t.Context(), &directoryv1.DrawBoundariesRequest{Name: third.GetName(), Features: []*directoryv1.BoundaryFeature{box(east, 120, 700, 140, 740)}})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if got := testkit.Metadata(err)["allowed"]; got != "cancel" {
		t.Errorf("allowed are %s", got)
	}
	if err := cancel(third); err != nil {
		t.Fatal(err)
	}
	if err := cancel(second); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, cancel(second), codes.FailedPrecondition, "WRONG_STATE")
	w.Clock.Advance(4 * time.Hour)
	if w.locate(t, testkit.Anonymous, 117, 720).GetCommunity() != w.UnitName(west) {
		t.Error("a cancelled plan holds")
	}
	gone, err := admin.DrawBoundaries(t.Context(), &directoryv1.DrawBoundariesRequest{Name: w.draft(t).GetName(), WithdrawnUnits: []string{w.UnitName(east)}})
	if err != nil || !slices.Equal(gone.GetWithdrawnUnits(), []string{w.UnitName(east)}) {
		t.Fatal(gone, err)
	}
	w.publish(t, gone, nil)
	if got := w.locate(t, testkit.Anonymous, 130, 720); got.GetCommunity() != "" || got.GetSubDistrict() != w.UnitName(xilu) {
		t.Errorf("without its boundary: %v", got)
	}
	list, err := w.as(testkit.AuditAdmin).ListBoundaryPlans(t.Context(), &directoryv1.ListBoundaryPlansRequest{Filter: "state = STATE_PUBLISHED", OrderBy: "valid_from"})
	if err != nil || len(list.GetBoundaryPlans()) != 2 || list.GetBoundaryPlans()[0].GetName() != first.GetName() {
		t.Errorf("%v, %v", list, err)
	}
}

func TestOnlyTheSystemAdminDrawsAndAReplayChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	p := w.draft(t, box(west, 100, 700, 120, 740))
	for _, who := range []testkit.Who{testkit.Resident, testkit.StreetLeader, testkit.AuditAdmin} {
		for _, call := range []func(directoryv1.DirectoryServiceClient) error{
			func(c directoryv1.DirectoryServiceClient) error {
				_, err := c.CreateBoundaryPlan(t.Context(), &directoryv1.CreateBoundaryPlanRequest{BoundaryPlan: &directoryv1.BoundaryPlan{DisplayName: "网格"}})
				return err
			},
			func(c directoryv1.DirectoryServiceClient) error {
				_, err := c.DrawBoundaries(t.Context(), &directoryv1.DrawBoundariesRequest{Name: p.GetName(), Features: []*directoryv1.BoundaryFeature{box(east, 120, 700, 140, 740)}})
				return err
			},
			func(c directoryv1.DirectoryServiceClient) error {
				_, err := c.PublishBoundaryPlan(t.Context(), &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), Reason: "会议纪要"})
				return err
			},
			func(c directoryv1.DirectoryServiceClient) error {
				_, err := c.CancelBoundaryPlan(t.Context(), &directoryv1.CancelBoundaryPlanRequest{Name: p.GetName()})
				return err
			},
		} {
			testkit.WantFault(t, call(w.as(who)), codes.PermissionDenied, "PERMISSION_DENIED")
		}
	}
	_, err := w.as(testkit.StreetLeader).GetBoundaryPlan(t.Context(), &directoryv1.GetBoundaryPlanRequest{Name: p.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.ForeignAdmin).GetBoundaryPlan(t.Context(), &directoryv1.GetBoundaryPlanRequest{Name: p.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "publish")
	first, err := w.as(testkit.SystemAdmin).PublishBoundaryPlan(keyed, &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), Reason: "会议纪要"})
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.as(testkit.SystemAdmin).PublishBoundaryPlan(keyed, &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), Reason: "会议纪要"}); err != nil || !proto.Equal(first, again) {
		t.Errorf("by the same key: %v, %v", again, err)
	}
}

func TestOfTwoPlansThatArePublishedAtOnceOneHolds(t *testing.T) {
	t.Parallel()
	w := start(t)
	drafts := []*directoryv1.BoundaryPlan{w.draft(t, box(west, 100, 700, 120, 740)), w.draft(t, box(east, 110, 700, 140, 740))}
	errs := make([]error, len(drafts))
	var both sync.WaitGroup
	for i, p := range drafts {
		both.Go(func() {
			_, errs[i] = w.as(testkit.SystemAdmin).PublishBoundaryPlan(context.Background(), &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(), Reason: "会议纪要"})
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("they end with %v", errs)
	}
	for _, err := range errs {
		if err != nil {
			testkit.WantField(t, err, codes.InvalidArgument, "BOUNDARY_PLAN_TOO_EARLY", "valid_from")
		}
	}
}
