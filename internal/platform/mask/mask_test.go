package mask

import (
	"errors"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

func dispatch() *dispatchv1.Dispatch {
	return &dispatchv1.Dispatch{Name: "d", Number: "1", Text: "路灯", Review: &dispatchv1.Review{Reviewer: "r", Note: "n"},
		Assignments: []*dispatchv1.Assignment{{Name: "a", Duty: "x", ReportIn: &dispatchv1.ReportIn{Person: "p", Place: "q"}}, {Name: "b", Duty: "y"}}}
}

// proves AP-15
func TestAReadMaskKeepsItsPathsAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		paths []string
		want  *dispatchv1.Dispatch
	}{
		{nil, dispatch()},
		{[]string{"*"}, dispatch()},
		{[]string{"name"}, &dispatchv1.Dispatch{Name: "d"}},
		{[]string{"number", "name"}, &dispatchv1.Dispatch{Name: "d", Number: "1"}},
		{[]string{"review.note"}, &dispatchv1.Dispatch{Review: &dispatchv1.Review{Note: "n"}}},
		{[]string{"review", "review.note"}, &dispatchv1.Dispatch{Review: &dispatchv1.Review{Reviewer: "r", Note: "n"}}},
		{[]string{"review.note", "review"}, &dispatchv1.Dispatch{Review: &dispatchv1.Review{Reviewer: "r", Note: "n"}}},
		{[]string{"review.note", "review.reviewer"}, &dispatchv1.Dispatch{Review: &dispatchv1.Review{Reviewer: "r", Note: "n"}}},
		{[]string{"assignments.duty"}, &dispatchv1.Dispatch{Assignments: []*dispatchv1.Assignment{{Duty: "x"}, {Duty: "y"}}}},
		{[]string{"assignments.report_in.place"}, &dispatchv1.Dispatch{Assignments: []*dispatchv1.Assignment{
			{ReportIn: &dispatchv1.ReportIn{Place: "q"}}, {}}}},
	} {
		got := dispatch()
		tree, err := Read(got.ProtoReflect().Descriptor(), c.paths)
		if err != nil {
			t.Errorf("%v: %v", c.paths, err)
			continue
		}
		if tree.Prune(got.ProtoReflect()); !proto.Equal(got, c.want) {
			t.Errorf("%v keeps %v, want %v", c.paths, got, c.want)
		}
	}
}

func TestAPathThatTheContractDoesNotKnowIsRefusedWithItsPlace(t *testing.T) {
	t.Parallel()
	kind := dispatch().ProtoReflect().Descriptor()
	for _, path := range []string{"nothing", "name.x", "review.nothing", "review..note", ".", "name ", "Name", "*.name", "assignments.0", "createTime", "name,number"} {
		_, err := Read(kind, []string{"number", path})
		if told := fault.Problem(fault.Status(err, fault.English), ""); !errors.Is(err, fault.ErrInvalid) || told.Metadata["position"] != "2" ||
			len(told.Fields) != 1 || told.Fields[0].Field != "read_mask" {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// proves AP-07
func TestAnUpdateChangesWhatItsMaskNamesOrWhatIsFilled(t *testing.T) {
	t.Parallel()
	resource := &bookingv1.Resource{Name: "resources/1", Title: "操场", Capacity: 3, Etag: "v1", Unit: "units/1"}
	every := Changeable(resource.ProtoReflect().Descriptor())
	for _, fixed := range []string{"name", "etag", "unit", "create_time", "update_time"} {
		if slices.Contains(every, fixed) {
			t.Errorf("%s may change", fixed)
		}
	}
	for _, c := range []struct{ given, want []string }{
		{nil, []string{"title", "capacity"}},
		{[]string{"*"}, every},
		{[]string{"description", "title"}, []string{"description", "title"}},
		{[]string{"name", "etag", "place"}, []string{"place"}},
	} {
		got, err := Update(resource.ProtoReflect(), &fieldmaskpb.FieldMask{Paths: c.given})
		slices.Sort(c.want)
		if slices.Sort(got.GetPaths()); err != nil || !slices.Equal(got.GetPaths(), c.want) {
			t.Errorf("%v becomes %v, want %v; %v", c.given, got.GetPaths(), c.want, err)
		}
	}
	for _, path := range []string{"unit", "create_time", "nothing", "title.x", "*", ""} {
		_, err := Update(resource.ProtoReflect(), &fieldmaskpb.FieldMask{Paths: []string{"title", path}})
		if told := fault.Problem(fault.Status(err, fault.English), ""); !errors.Is(err, fault.ErrInvalid) || told.Metadata["position"] != "2" {
			t.Errorf("%q: %v", path, err)
		}
	}
}
