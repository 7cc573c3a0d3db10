package app_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// texts visits every text of a message: of its fields, lists, maps and messages.
func texts(m protoreflect.Message, path string, visit func(path, text string)) {
	value := func(f protoreflect.FieldDescriptor, v protoreflect.Value, path string) {
		switch {
		case f.Message() != nil:
			texts(v.Message(), path+".", visit)
		case f.Kind() == protoreflect.StringKind:
			visit(path, v.String())
		}
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		at := path + string(f.Name())
		switch {
		case f.IsMap():
			v.Map().Range(func(k protoreflect.MapKey, v protoreflect.Value) bool {
				visit(at, k.String())
				value(f.MapValue(), v, at)
				return true
			})
		case f.IsList():
			for i := range v.List().Len() {
				value(f, v.List().Get(i), at)
			}
		default:
			value(f, v, at)
		}
		return true
	})
}

// bystanders are who neither reported an issue nor works on one.
var bystanders = []testkit.Who{testkit.Anonymous, testkit.Resident2, testkit.ForeignResident}

// Every call that reads, and every one that is open to all, is made by bystanders about the matters of a resident; each text of each answer is
// searched for the name and the telephone that he left. What the holder of a secret link sees is masked.
//
// proves IN-10
func TestNoViewOfOthersHoldsNameOrTelephoneOfAReporterInAnyField(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	methods := methodsByName(t)
	left := d.newIssue().GetIssue()
	clear := []string{left.GetContactName(), left.GetContactPhone()}
	marks := append(clear, crypto.MaskName(clear[0]), crypto.MaskPhone(clear[1]))
	searched, seen := 0, map[string]bool{}
	for _, capability := range slices.Sorted(maps.Keys(doorCases)) {
		cases := doorCases[capability]
		for _, called := range slices.Sorted(maps.Keys(cases)) {
			m := methods[method(called)]
			if !m.ReadOnly && m.Access.GetScope() != accessv1.Scope_SCOPE_PUBLIC || m.Descriptor.IsStreamingServer() {
				continue
			}
			request := cases[called].make(d)
			for _, who := range bystanders {
				answer, err := d.invoke(m.Descriptor, who, proto.Clone(request), "")
				if err != nil {
					continue
				}
				seen[method(called)] = true
				hidden := marks
				if slices.Contains([]string{"IntakeService.OpenAccessLink", "IntakeService.ProvideInfoByLink"}, method(called)) {
					hidden = clear
				}
				texts(answer.ProtoReflect(), "", func(path, text string) {
					searched++
					for _, mark := range hidden {
						if strings.Contains(text, mark) {
							t.Errorf("%s of %s shows %q %s", path, called, who, text)
						}
					}
				})
			}
		}
	}
	for _, must := range []string{"IntakeService.FindDuplicates", "IntakeService.ListVoices", "IntakeService.ListIssues", "IntakeService.OpenAccessLink", "NoticeService.ListNotices"} {
		if !seen[must] {
			t.Errorf("%s answered no bystander", must)
		}
	}
	if searched < 500 {
		t.Errorf("only %d texts were searched", searched)
	}
	// The walk finds what the reporter himself is shown.
	found := 0
	own, err := d.invoke(methods["IntakeService.GetIssue"].Descriptor, testkit.Resident, &intakev1.GetIssueRequest{Name: d.filed()}, "")
	if err != nil {
		t.Fatal(err)
	}
	texts(own.ProtoReflect(), "", func(_, text string) {
		if slices.Contains(marks[2:], text) {
			found++
		}
	})
	if found != 2 {
		t.Errorf("the walk finds %d of the two values in the reporter's own view", found)
	}
}
