package app_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// masked is a copy of a request with paths in one of its masks; nil where it has no such mask.
func masked(request proto.Message, name protoreflect.Name, paths ...string) proto.Message {
	changed := proto.Clone(request)
	m := changed.ProtoReflect()
	field := m.Descriptor().Fields().ByName(name)
	if field == nil {
		return nil
	}
	m.Set(field, protoreflect.ValueOfMessage((&fieldmaskpb.FieldMask{Paths: paths}).ProtoReflect()))
	return changed
}

// resources are the messages that a read mask of a method speaks of.
func resources(m protoreflect.Message) (list []protoreflect.Message) {
	name := string(m.Descriptor().Name())
	if !strings.HasPrefix(name, "List") && !strings.HasPrefix(name, "BatchGet") {
		return []protoreflect.Message{m}
	}
	items := m.Get(m.Descriptor().Fields().ByNumber(1)).List()
	for i := range items.Len() {
		list = append(list, items.Get(i).Message())
	}
	return list
}

// proves AP-15
func TestEveryReadAnswersTheFieldsOfItsReadMaskOnly(t *testing.T) {
	t.Parallel()
	d, methods := openDistrict(t), methodsByName(t)
	for capability, cases := range doorCases {
		for called, c := range cases {
			m := methods[method(called)]
			if m.Descriptor.Input().Fields().ByName("read_mask") == nil {
				continue
			}
			request := c.make(d)
			whole, err := d.invoke(m.Descriptor, c.who, request, "")
			if err != nil {
				t.Fatalf("%s: %v", called, err)
			}
			some := resources(whole.ProtoReflect())
			if len(some) == 0 {
				t.Errorf("%s answers nothing that could be masked", called)
				continue
			}
			var keep protoreflect.FieldDescriptor
			some[0].Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
				keep = f
				return false
			})
			part, err := d.invoke(m.Descriptor, c.who, masked(request, "read_mask", string(keep.Name())), "")
			if err != nil {
				t.Errorf("%s of %s: %v", called, keep.Name(), err)
				continue
			}
			for i, r := range resources(part.ProtoReflect()) {
				r.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
					if f != keep || !v.Equal(some[i].Get(f)) {
						t.Errorf("%s of %s in %s answers %s", called, keep.Name(), capability, f.Name())
					}
					return true
				})
			}
		}
	}
}

// proves AP-07, AP-15
func TestCase47NoPathOfAMaskReachesTheDatabase(t *testing.T) {
	t.Parallel()
	d, methods := openDistrict(t), methodsByName(t)
	for _, cases := range doorCases {
		for called, c := range cases {
			m := methods[method(called)]
			for _, name := range []protoreflect.Name{"read_mask", "update_mask"} {
				if m.Descriptor.Input().Fields().ByName(name) == nil {
					continue
				}
				request := c.make(d)
				if _, err := d.invoke(m.Descriptor, c.who, request, ""); err != nil {
					t.Fatalf("%s: %v", called, err)
				}
				before := d.Statements()
				for _, attack := range append([]string{"tenant_id", "etag.x", "nothing", "create_time; drop table issue"}, attacks...) {
					if attack == "*" {
						continue // stands for all
					}
					_, err := d.invoke(m.Descriptor, c.who, masked(request, name, attack), "")
					problem := fault.Problem(status.Convert(err), "")
					if status.Code(err) != codes.InvalidArgument || len(problem.Fields) != 1 || problem.Fields[0].Field != string(name) {
						t.Errorf("%s of %s %q: %v", called, name, attack, err)
					}
				}
				if after := d.Statements(); after != before {
					t.Errorf("%s sent %d new statements", called, after-before)
				}
			}
		}
	}
}

// proves AP-07
func TestAPatchLeavesWhatIsAbsentAndClearsWhatIsListedByEitherDoorAndEitherVerb(t *testing.T) {
	t.Parallel()
	for name, update := range map[string]func(d *district, ground string, body map[string]any, mask string) *bookingv1.Resource{
		"gRPC": func(d *district, ground string, body map[string]any, mask string) *bookingv1.Resource {
			in := &bookingv1.Resource{Name: ground}
			if title, ok := body["title"].(string); ok {
				in.Title = title
			}
			request := &bookingv1.UpdateResourceRequest{Resource: in}
			if mask != "" {
				request.UpdateMask = &fieldmaskpb.FieldMask{Paths: strings.Split(mask, ",")}
			}
			return prepare[*bookingv1.Resource](d, testkit.ResourceOwner, request)
		},
		"PATCH": byREST(http.MethodPatch, ""),
		"POST":  byREST(http.MethodPost, ":update"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			ground := d.ground()
			before := d.resource(ground)
			if before.GetDescription() == "" || len(before.GetEquipment()) == 0 {
				t.Fatalf("the ground has nothing to clear: %v", before)
			}
			got := update(d, ground, map[string]any{"title": "东操场"}, "")
			if got.GetTitle() != "东操场" || got.GetDescription() != before.GetDescription() || got.GetCapacity() != before.GetCapacity() {
				t.Errorf("without a mask: %v", got)
			}
			got = update(d, ground, map[string]any{"title": "", "description": ""}, "")
			if got.GetTitle() != "东操场" || got.GetDescription() != before.GetDescription() {
				t.Errorf("empty fields without a mask: %v", got)
			}
			got = update(d, ground, map[string]any{"title": "西操场"}, "description,equipment")
			if got.GetTitle() != "东操场" || got.GetDescription() != "" || len(got.GetEquipment()) != 0 || got.GetCapacity() != before.GetCapacity() {
				t.Errorf("listed and empty: %v", got)
			}
		})
	}
}

func byREST(verb, suffix string) func(d *district, ground string, body map[string]any, mask string) *bookingv1.Resource {
	return func(d *district, ground string, body map[string]any, mask string) *bookingv1.Resource {
		path := "/v1/" + ground + suffix
		if mask != "" {
			path += "?updateMask=" + mask
		}
		if code, answer := d.REST(d.t, testkit.ResourceOwner, verb, path, body); code != http.StatusOK {
			d.t.Fatalf("%s %s: %d %v", verb, path, code, answer)
		}
		return d.resource(ground)
	}
}

func (d *district) resource(name string) *bookingv1.Resource {
	d.t.Helper()
	r, err := bookingv1.NewBookingServiceClient(d.Conn(testkit.ResourceOwner)).GetResource(context.Background(), &bookingv1.GetResourceRequest{Name: name})
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

// proves AP-07, AP-08
func TestAnUpdateWithTheWrongEtagInEitherPlaceOrAnUnknownPathIsRefused(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground, update := d.ground(), methodsByName(t)["BookingService.UpdateResource"].Descriptor
	refused := func(what string, code codes.Code, reason string, change func(*bookingv1.UpdateResourceRequest)) {
		t.Helper()
		request := &bookingv1.UpdateResourceRequest{Resource: &bookingv1.Resource{Name: ground, Title: "新名"}}
		change(request)
		if _, err := d.invoke(update, testkit.ResourceOwner, request, ""); status.Code(err) != code || fault.Reason(status.Convert(err)) != reason {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("stale in the resource", codes.Aborted, "STALE", func(r *bookingv1.UpdateResourceRequest) { r.Resource.Etag = "v9" })
	refused("stale in the request", codes.Aborted, "STALE", func(r *bookingv1.UpdateResourceRequest) { r.Etag = "v9" })
	refused("two etags", codes.InvalidArgument, "INVALID_ARGUMENT", func(r *bookingv1.UpdateResourceRequest) { r.Etag, r.Resource.Etag = "v1", "v2" })
	refused("output only", codes.InvalidArgument, "INVALID_ARGUMENT", func(r *bookingv1.UpdateResourceRequest) {
		r.UpdateMask = &fieldmaskpb.FieldMask{Paths: []string{"create_time"}}
	})
	if got := d.resource(ground); got.GetTitle() == "新名" || got.GetEtag() != "v1" {
		t.Errorf("a refused update changed %v", got)
	}
}

// proves AP-08
func TestCase67OfTwoUpdatesFromTheSameVersionOneWins(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground, update := d.ground(), methodsByName(t)["BookingService.UpdateResource"].Descriptor
	const writers = 8
	answers := make(chan error, writers)
	for range writers {
		go func() {
			_, err := d.invoke(update, testkit.ResourceOwner, &bookingv1.UpdateResourceRequest{Etag: `W/"v1"`,
				Resource: &bookingv1.Resource{Name: ground, Title: "操场"}}, "")
			answers <- err
		}()
	}
	won := 0
	for range writers {
		switch err := <-answers; {
		case err == nil:
			won++
		case fault.Reason(status.Convert(err)) != "STALE":
			t.Errorf("the loser hears %v", err)
		}
	}
	if got := d.resource(ground); won != 1 || got.GetEtag() != "v2" {
		t.Errorf("%d won, the version is %s", won, got.GetEtag())
	}
}

// proves AP-12
func TestABatchAnswersAllInTheAskedOrderOrNothing(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	batch := methodsByName(t)["DirectoryService.BatchGetUnits"].Descriptor
	names := []string{d.unit(water), d.unit(xilu), d.unit(gardens)}
	answer, err := d.invoke(batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{Names: names}, "")
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range answer.(*directoryv1.BatchGetUnitsResponse).GetUnits() {
		if u.GetName() != names[i] {
			t.Errorf("unit %d is %s, want %s", i, u.GetName(), names[i])
		}
	}
	persons := methodsByName(t)["DirectoryService.BatchGetPersons"].Descriptor
	for what, c := range map[string]struct {
		method protoreflect.MethodDescriptor
		who    testkit.Who
		in     proto.Message
		code   codes.Code
	}{
		"one unknown":       {batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{Names: append(names[:2:2], "units/"+someID)}, codes.NotFound},
		"one foreign":       {batch, testkit.ForeignResident, &directoryv1.BatchGetUnitsRequest{Names: names}, codes.NotFound},
		"one not visible":   {persons, testkit.Resident, &directoryv1.BatchGetPersonsRequest{Names: []string{person(testkit.Resident), person(testkit.Judge)}}, codes.NotFound},
		"one twice":         {batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{Names: []string{names[0], names[0]}}, codes.InvalidArgument},
		"none":              {batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{}, codes.InvalidArgument},
		"a hundred and one": {batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{Names: units(101)}, codes.InvalidArgument},
		"a hundred":         {batch, testkit.Resident, &directoryv1.BatchGetUnitsRequest{Names: units(100)}, codes.NotFound},
	} {
		if _, err := d.invoke(c.method, c.who, c.in, ""); status.Code(err) != c.code {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := d.invoke(persons, testkit.Resident, &directoryv1.BatchGetPersonsRequest{Names: []string{person(testkit.Resident)}}, ""); err != nil {
		t.Errorf("oneself: %v", err)
	}
}

// units are names of units that nobody has.
func units(n int) (names []string) {
	for i := range n {
		names = append(names, "units/"+demo.ID(demo.Fangshan, "nothing", time.Duration(i).String()).String())
	}
	return names
}
