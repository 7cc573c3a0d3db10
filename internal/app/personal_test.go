package app_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// personal are the personal fields that an answer shows: by path, with a star where the value is masked.
func personal(m protoreflect.Message, path string) (shown []string) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		name := path + string(f.Name())
		switch s := proto.GetExtension(f.Options(), accessv1.E_Sensitivity).(accessv1.Sensitivity); {
		case s == accessv1.Sensitivity_SENSITIVITY_PERSONAL && f.Kind() == protoreflect.StringKind && strings.Contains(v.String(), "*"):
			shown = append(shown, name+"*")
		case s == accessv1.Sensitivity_SENSITIVITY_PERSONAL:
			shown = append(shown, name)
		case f.Message() != nil && !f.IsMap() && f.IsList():
			for i := range v.List().Len() {
				shown = append(shown, personal(v.List().Get(i).Message(), name+".")...)
			}
		case f.Message() != nil && !f.IsMap():
			shown = append(shown, personal(v.Message(), name+".")...)
		}
		return true
	})
	slices.Sort(shown)
	return slices.Compact(shown)
}

// proves AD-05
func TestCase7TheDrawnPageOfPersonalFieldsShowsWhatEachRoleIsShownOfOthers(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	issue := func(hidden intakev1.Issue_Confidentiality) string {
		request := d.newIssue()
		request.Issue.Confidentiality = hidden
		request.Issue.ContactName, request.Issue.ContactPhone = "演示联系人（虚构）", "13800009999"
		if hidden == intakev1.Issue_CONFIDENTIALITY_ANONYMOUS {
			request.Issue.ContactName, request.Issue.ContactPhone = "", ""
		}
		name := prepare[*intakev1.Issue](d, testkit.Resident, request).GetName()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.TriageIssueRequest{Name: name})
		prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.DispatchIssueRequest{Name: name, LeadUnit: d.unit(planning), Text: "请办理"})
		return name
	}
	reads := []struct {
		what    string
		method  string
		request proto.Message
		answer  proto.Message
	}{
		{"issue by real name", intakev1.IntakeService_GetIssue_FullMethodName,
			&intakev1.GetIssueRequest{Name: issue(intakev1.Issue_CONFIDENTIALITY_REAL_NAME)}, &intakev1.Issue{}},
		{"issue in confidence", intakev1.IntakeService_GetIssue_FullMethodName,
			&intakev1.GetIssueRequest{Name: issue(intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL)}, &intakev1.Issue{}},
		{"anonymous issue", intakev1.IntakeService_GetIssue_FullMethodName,
			&intakev1.GetIssueRequest{Name: issue(intakev1.Issue_CONFIDENTIALITY_ANONYMOUS)}, &intakev1.Issue{}},
		{"person", directoryv1.DirectoryService_GetPerson_FullMethodName,
			&directoryv1.GetPersonRequest{Name: person(testkit.Resident)}, &directoryv1.Person{}},
	}
	var b strings.Builder
	b.WriteString("# Who is shown which personal field\n\n" +
		"Written by `make golden` from live answers: what each role is shown of a resident, and of the matters that the resident\n" +
		"has filed and a department handles. The resident reads his own. A star stands behind what is masked; what is not named\n" +
		"is not shown.\n")
	for _, r := range reads {
		fmt.Fprintf(&b, "\n## %s\n\n| role | personal fields |\n|---|---|\n", r.what)
		for _, who := range slices.Sorted(maps.Keys(callers)) {
			answer := proto.Clone(r.answer)
			err := d.native.Invoke(metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(who)), r.method, r.request, answer)
			shown := strings.Join(personal(answer.ProtoReflect(), ""), ", ")
			if err != nil {
				shown = "does not find it"
			}
			fmt.Fprintf(&b, "| %s | %s |\n", who, shown)
		}
	}
	drawn.Page(t, "../../docs/personal-fields.md", b.String())
}
