package app_test

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/mask"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

// effects are the RPCs that change something and cannot be tried without it, with the reason.
var effectsOnly = map[string]string{
	"AdministrationService.DiffConfiguration":   "changes nothing",
	"AuditService.VerifyAudit":                  "what it answers must leave its mark",
	"BulkService.RunMacro":                      "its calls build on each other",
	"DirectoryService.AdvanceTenantClock":       "moves the clock of the process too",
	"DirectoryService.RevealPerson":             "what it answers must leave its mark",
	"DirectoryService.SetTenantClock":           "moves the clock of the process too",
	"IdentityService.ChangePassword":            "a try counts",
	"IdentityService.DisableTotp":               "a try counts",
	"IdentityService.EnrolTotp":                 "a try counts",
	"IdentityService.ExchangeClientCredentials": "a try counts",
	"IdentityService.LoginWithCode":             "a try counts",
	"IdentityService.LoginWithPassword":         "a try counts",
	"IdentityService.StartOidcLogin":            "the issuer is asked",
	"IdentityService.LoginWithOidc":             "a try counts",
	"IdentityService.LoginWithWeChat":           "a code of WeChat is good for one use",
	"IdentityService.Logout":                    "ends what it was called with",
	"IdentityService.RefreshToken":              "a token is used up by its use",
	"IdentityService.RevokeSession":             "a second call changes nothing",
	"IdentityService.SendLoginCode":             "sends a message",
	"IntakeService.ConfirmContact":              "a try counts",
	"IntakeService.OpenAccessLink":              "a try counts",
	"IntakeService.ProvideInfoByLink":           "a try counts, and nothing is asked a second time",
	"IntakeService.Unsubscribe":                 "a second call changes nothing",
	"IntakeService.SendContactCode":             "sends a message",
	"IntakeService.SuggestCategories":           "changes nothing",
	"IntakeService.SearchIssuesByPhone":         "what it answers must leave its mark",
	"IntegrationService.CancelOperation":        "asks the queue to stop the work",
	"IntegrationService.WaitOperation":          "changes nothing",
	"MediaService.RevealAttachment":             "what it answers must leave its mark",
	"ModerationService.RevealRedaction":         "what it answers must leave its mark",
	"NoticeService.ConfirmMailAddress":          "a try counts",
	"NoticeService.SetMailAddress":              "sends a mail",
	"PeopleService.ConsentToMandate":            "a try counts",
	"PeopleService.ProvePersonMerge":            "a try counts",
	"PeopleService.SendMandateCode":             "sends a message",
	"PeopleService.SendPersonMergeCode":         "sends a message",
}

// serverIDs are the RPCs whose records get their ids from the server alone, with the reason.
var serverIDs = map[string]string{
	"DispatchService.CreateTimelineEntry": "what happened has the id of its event, which nobody is to take before it is written down",
}

// wholeLists are the List RPCs that are no list to filter, order and page by, with the reason.
var wholeLists = map[string]string{
	"AdministrationService.ListDictionaries": "loaded as one, to show codes by",
	"AdministrationService.ListFeatures":     "the few that are declared in code",
	"AdministrationService.ListSettings":     "those that are declared in code",
	"BookingService.ListBookingActions":      "the verbs of one resource",
	"BookingService.ListFreeSlots":           "computed for a span of time that is bounded",
	"BulkService.ListMacros":                 "the few of the district",
	"DispatchService.ListAssignmentActions":  "the verbs of one resource",
	"DispatchService.ListDispatchActions":    "the verbs of one resource",
	"EvaluationService.ListCampaignActions":  "the verbs of one resource",
	"InsightService.ListDwellTimes":          "the table of one period",
	"InsightService.ListHeatCells":           "the map of one period",
	"InsightService.ListPerformances":        "the table of one period",
	"InsightService.ListPublicHeatCells":     "the map of one period",
	"InsightService.ListRates":               "the table of one period, ranked as a whole",
	"InsightService.ListRecurrences":         "the top of the table of one period",
	"InsightService.ListSuspiciousClosings":  "the latest of the table of one period",
	"IntakeService.ListSuggestionRates":      "a row for each of the last months and stages",
	"IntakeService.ListIssueActions":         "the verbs of one resource",
	"IntegrationService.ListEvents":          "a feed: one order, read on from a token",
	"NoticeService.ListMessageQuotas":        "the few templates of the district",
	"NoticeService.ListShownBanners":         "the few that are shown now",
}

// lacking are the fields that the shape of an RPC demands and that its messages do not have.
func lacking(m rpc.Method, called string) (missing []string) {
	want := func(d protoreflect.MessageDescriptor, fields ...protoreflect.Name) {
		for _, f := range fields {
			if d.Fields().ByName(f) == nil {
				missing = append(missing, string(d.Name())+"."+string(f))
			}
		}
	}
	in, out := m.Descriptor.Input(), m.Descriptor.Output()
	verb := string(m.Descriptor.Name())
	switch {
	case strings.HasPrefix(verb, "List") && wholeLists[called] == "":
		want(in, "page_size", "page_token", "filter", "order_by", "with_total", "read_mask")
		want(out, "next_page_token", "total_size")
		if !slices.ContainsFunc(page.Lists(), func(l page.Declared) bool { return l.Request.FullName() == in.FullName() }) {
			missing = append(missing, "a declared list")
		}
	case strings.HasPrefix(verb, "Get"):
		want(in, "read_mask")
	case strings.HasPrefix(verb, "BatchGet"):
		want(in, "names", "read_mask")
	}
	if m.ReadOnly {
		return missing
	}
	if effectsOnly[called] == "" {
		want(in, "request_id", "validate_only")
	}
	if strings.HasPrefix(verb, "BatchCreate") || strings.HasPrefix(verb, "BatchUpdate") {
		want(in, "requests")
	}
	if strings.HasPrefix(verb, "Create") {
		resource := in.Fields().ByName(protoreflect.Name(snake(strings.TrimPrefix(verb, "Create"))))
		if resource == nil {
			return append(missing, string(in.Name())+" has no resource of its name")
		}
		if serverIDs[called] == "" {
			want(in, resource.Name()+"_id")
		}
	}
	if strings.HasPrefix(verb, "Delete") || strings.HasPrefix(verb, "Undelete") {
		want(in, "name", "etag")
	}
	if kind := strings.TrimPrefix(verb, "Delete"); kind != verb && string(out.Name()) == kind {
		want(out, "delete_time", "purge_time")
		service := m.Descriptor.Parent().(protoreflect.ServiceDescriptor)
		if service.Methods().ByName(protoreflect.Name("Undelete"+kind)) == nil {
			missing = append(missing, "Undelete"+kind)
		}
		list := slices.IndexFunc(page.Lists(), func(l page.Declared) bool {
			_, sorted := l.Columns["delete_time"]
			return sorted && l.Request.Fields().ByName("show_deleted") != nil && listed(service, l.Request) == out.FullName()
		})
		if list < 0 {
			missing = append(missing, "a list of what is deleted")
		}
	}
	if strings.HasPrefix(verb, "Update") {
		want(in, "update_mask", "etag")
		want(in.Fields().ByNumber(1).Message(), "etag")
		if len(mask.Changeable(in.Fields().ByNumber(1).Message())) == 0 {
			missing = append(missing, "a field that may change")
		}
		bound := routes(m)
		if !slices.ContainsFunc(bound, func(r string) bool { return strings.HasPrefix(r, "PATCH ") }) ||
			!slices.ContainsFunc(bound, func(r string) bool { return strings.HasPrefix(r, "POST ") && strings.HasSuffix(r, ":update") }) {
			missing = append(missing, "PATCH and its twin POST …:update")
		}
	}
	return missing
}

// listed is what the List RPC of a service with the request lists; empty where the service has no such RPC.
func listed(service protoreflect.ServiceDescriptor, request protoreflect.MessageDescriptor) protoreflect.FullName {
	for i := range service.Methods().Len() {
		if m := service.Methods().Get(i); m.Input().FullName() == request.FullName() {
			return m.Output().Fields().ByNumber(1).Message().FullName()
		}
	}
	return ""
}

func snake(camel string) string {
	var b strings.Builder
	for i, r := range camel {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	return b.String()
}

func TestEveryRPCHasTheFieldsOfItsShape(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for called, m := range methods {
		for _, field := range lacking(m, called) {
			t.Errorf("%s lacks %s", called, field)
		}
	}
	for _, exceptions := range []map[string]string{effectsOnly, wholeLists, serverIDs} {
		for called := range exceptions {
			if _, ok := methods[called]; !ok {
				t.Errorf("%s is excepted and does not exist", called)
			}
		}
	}
	// A method of one shape judged by another must be found wanting.
	odd := methods["DirectoryService.RevealPerson"]
	if found := lacking(odd, "another"); len(found) == 0 {
		t.Error("an RPC without validate_only passes")
	}
}
