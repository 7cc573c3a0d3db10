package booking_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves BK-01
func TestARegisteredResourceIsReadByEverybodyAsItsOwnerWroteIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	want := w.aGround()
	want.Description, want.SlotMinutes = "东门进，穿运动鞋", 30
	want.PublishedUntil = timestamppb.New(w.now().Add(90 * 24 * time.Hour))
	made, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: want})
	if err != nil {
		t.Fatal(err)
	}
	want.Name, want.Etag = made.GetName(), "v1"
	want.CreateTime, want.UpdateTime = timestamppb.New(w.now()), timestamppb.New(w.now())
	for _, who := range []testkit.Who{testkit.ResourceOwner, testkit.Resident, testkit.Anonymous} {
		got, err := w.as(who).GetResource(t.Context(), &bookingv1.GetResourceRequest{Name: made.GetName()})
		if err != nil || !proto.Equal(got, want) {
			t.Errorf("%v reads\n%v, %v\nwant\n%v", who, got, err, want)
		}
	}
}

// proves BK-01
func TestAResourceIsRegisteredAndChangedOverREST(t *testing.T) {
	t.Parallel()
	w := start(t)
	status, made := w.REST(t, testkit.ResourceOwner, http.MethodPost, "/v1/resources", map[string]any{
		"unit": w.unit, "kind": "KIND_ACTIVITY_ROOM", "title": "排练厅", "capacity": 25, "equipment": []string{"钢琴"}})
	if status != http.StatusOK || made["kind"] != "KIND_ACTIVITY_ROOM" || made["slotMinutes"] != 60.0 {
		t.Fatalf("create: %d %v", status, made)
	}
	path := "/v1/" + made["name"].(string)
	if status, body := w.REST(t, testkit.Resident, http.MethodGet, path, nil); status != http.StatusNotFound {
		t.Fatalf("a resident reads a resource that is not published: %d %v", status, body)
	}
	from := w.now().Format(time.RFC3339Nano)
	status, changed := w.REST(t, testkit.ResourceOwner, http.MethodPatch, path, map[string]any{"publishedFrom": from, "etag": made["etag"]})
	if status != http.StatusOK || changed["title"] != "排练厅" || changed["etag"] != "v2" {
		t.Fatalf("patch: %d %v", status, changed)
	}
	status, changed = w.REST(t, testkit.ResourceOwner, http.MethodPost, path+":update?update_mask=capacity", map[string]any{"capacity": 30, "title": "不改"})
	if status != http.StatusOK || changed["capacity"] != 30.0 || changed["title"] != "排练厅" {
		t.Fatalf("update by POST: %d %v", status, changed)
	}
	if status, body := w.REST(t, testkit.Anonymous, http.MethodGet, path, nil); status != http.StatusOK || body["capacity"] != 30.0 {
		t.Fatalf("anybody reads the published resource: %d %v", status, body)
	}
}

// proves BK-01
func TestAResourceThatIsNotPublishedExistsForItsOwnerOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	hidden := w.aGround()
	hidden.PublishedFrom = nil
	r, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: hidden})
	if err != nil {
		t.Fatal(err)
	}
	later := w.aGround()
	later.PublishedFrom = timestamppb.New(w.tomorrow(8, 0))
	coming, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: later})
	if err != nil {
		t.Fatal(err)
	}
	for who, listed := range map[testkit.Who]int{
		testkit.ResourceOwner: 3, testkit.SystemAdmin: 3, testkit.Resident: 1, testkit.Anonymous: 1,
	} {
		res, err := w.as(who).ListResources(t.Context(), &bookingv1.ListResourcesRequest{})
		if err != nil {
			t.Fatal(err)
		}
		if len(res.GetResources()) != listed {
			t.Errorf("%v lists %v, want %d", who, res.GetResources(), listed)
		}
	}
	resident := w.as(testkit.Resident)
	for _, name := range []string{r.GetName(), coming.GetName()} {
		_, err = resident.GetResource(t.Context(), &bookingv1.GetResourceRequest{Name: name})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err = resident.ListShareWindows(t.Context(), &bookingv1.ListShareWindowsRequest{Parent: r.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	wish := w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))
	wish.Resource = r.GetName()
	_, err = resident.CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.ResourceOwner).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish})
	testkit.WantFault(t, err, codes.FailedPrecondition, "RESOURCE_NOT_PUBLISHED")
}

func TestAListOfResourcesIsFilteredAndTurnsItsPages(t *testing.T) {
	t.Parallel()
	w := start(t)
	for range 2 {
		w.newGround(t)
	}
	room := w.aGround()
	room.Kind = bookingv1.Resource_KIND_MEETING_ROOM
	if _, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: room}); err != nil {
		t.Fatal(err)
	}
	req := &bookingv1.ListResourcesRequest{PageSize: 2, Kind: bookingv1.Resource_KIND_SPORTS_GROUND, Unit: w.unit}
	var names []string
	for {
		res, err := w.as(testkit.Resident).ListResources(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range res.GetResources() {
			names = append(names, r.GetName())
		}
		if req.PageToken = res.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if len(names) != 3 || names[2] != w.ground.GetName() {
		t.Errorf("got %v, want three grounds, the newest first", names)
	}
}

func TestAResourceIsRefusedWithTheFieldAtFault(t *testing.T) {
	t.Parallel()
	w := start(t)
	for name, c := range map[string]struct {
		who    testkit.Who
		change func(*bookingv1.Resource)
		code   codes.Code
		reason string
	}{
		"no unit":          {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Unit = "" }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"no kind":          {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Kind = 0 }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"no title":         {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Title = "" }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"no capacity":      {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Capacity = 0 }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"empty publishing": {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.PublishedUntil = r.GetPublishedFrom() }, codes.InvalidArgument, "PUBLISH_WINDOW_EMPTY"},
		"unknown place":    {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Place = "places/" + uuid.NewString() }, codes.InvalidArgument, "RESOURCE_PLACE_UNKNOWN"},
		"another's unit":   {testkit.ResourceOwner, func(r *bookingv1.Resource) { r.Unit = "units/" + w.Unit("110111012").String() }, codes.PermissionDenied, "PERMISSION_DENIED"},
		"unknown unit":     {testkit.SystemAdmin, func(r *bookingv1.Resource) { r.Unit = "units/" + uuid.NewString() }, codes.InvalidArgument, "RESOURCE_UNIT_UNKNOWN"},
		"by a resident":    {testkit.Resident, func(*bookingv1.Resource) {}, codes.PermissionDenied, "PERMISSION_DENIED"},
		"by nobody":        {testkit.Anonymous, func(*bookingv1.Resource) {}, codes.Unauthenticated, "UNAUTHENTICATED"},
	} {
		t.Run(name, func(t *testing.T) {
			r := w.aGround()
			c.change(r)
			_, err := w.as(c.who).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: r})
			testkit.WantFault(t, err, c.code, c.reason)
		})
	}
	if n := w.count(t, `select count(*) from resource where tenant_id = 110111`); n != 1 {
		t.Errorf("%d resources are stored, want the one of the start", n)
	}
}

func TestOnlyTheOwnerUnitChangesAResourceAndOnlyTheVersionThatItRead(t *testing.T) {
	t.Parallel()
	w := start(t)
	change := func(who testkit.Who, etag string, paths ...string) error {
		_, err := w.as(who).UpdateResource(t.Context(), &bookingv1.UpdateResourceRequest{
			Resource:   &bookingv1.Resource{Name: w.ground.GetName(), Title: "新操场", Unit: w.unit, Etag: etag},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: paths}})
		return err
	}
	testkit.WantFault(t, change(testkit.Resident, "", "title"), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, change(testkit.ForeignResident, "", "title"), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, change(testkit.ResourceOwner, "v7", "title"), codes.Aborted, "STALE")
	testkit.WantFault(t, change(testkit.ResourceOwner, "", "unit"), codes.InvalidArgument, "INVALID_ARGUMENT")
	testkit.WantFault(t, change(testkit.ResourceOwner, "", "create_time"), codes.InvalidArgument, "INVALID_ARGUMENT")
	testkit.WantFault(t, change(testkit.ResourceOwner, "", "capacity"), codes.InvalidArgument, "INVALID_ARGUMENT")
	if err := change(testkit.ResourceOwner, "v1"); err != nil {
		t.Fatal(err)
	}
	got, err := w.as(testkit.Anonymous).GetResource(t.Context(), &bookingv1.GetResourceRequest{Name: w.ground.GetName()})
	if err != nil || got.GetTitle() != "新操场" || got.GetCapacity() != 40 || got.GetEtag() != "v2" {
		t.Errorf("without a mask the given fields change and no others: got %v, %v", got, err)
	}
	testkit.WantFault(t, change(testkit.ResourceOwner, "v1", "title"), codes.Aborted, "STALE")
}

func TestAnOwnerSeesTheResourceOfAnotherUnitButDoesNotManageIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	other := w.aGround()
	other.Unit = "units/" + w.Unit("110111012").String()
	r, err := w.as(testkit.SystemAdmin).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: other})
	if err != nil {
		t.Fatal(err)
	}
	owner := w.as(testkit.ResourceOwner)
	_, err = owner.UpdateResource(t.Context(), &bookingv1.UpdateResourceRequest{Resource: &bookingv1.Resource{Name: r.GetName(), Title: "我的"}})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = owner.CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: r.GetName(), ShareWindow: w.daily("06:00", "07:00")})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	got, err := owner.GetResource(t.Context(), &bookingv1.GetResourceRequest{Name: r.GetName()})
	if err != nil || !proto.Equal(got, r) {
		t.Errorf("the resource has become %v, %v, want %v", got, err, r)
	}
}

func TestARegistrationSentTwiceByOneKeyIsOneResource(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := &bookingv1.CreateResourceRequest{Resource: w.aGround(), RequestId: "ground-1"}
	first, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.as(testkit.ResourceOwner).CreateResource(t.Context(), req)
	if err != nil || !proto.Equal(first, second) {
		t.Errorf("the second answer is %v, %v, want %v", second, err, first)
	}
	if n := w.count(t, `select count(*) from resource where tenant_id = 110111`); n != 2 {
		t.Errorf("%d resources are stored, want 2", n)
	}
}

func TestAnIdChosenByTheClientIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	id := uuid.Must(uuid.NewV7()).String()
	create := func() (*bookingv1.Resource, error) {
		return w.as(testkit.ResourceOwner).CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: w.aGround(), ResourceId: id})
	}
	if r, err := create(); err != nil || r.GetName() != "resources/"+id {
		t.Fatalf("got %v, %v", r, err)
	}
	_, err := create()
	testkit.WantFault(t, err, codes.AlreadyExists, "RESOURCE_EXISTS")
}
