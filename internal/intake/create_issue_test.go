package intake_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-01
func TestAFiledIssueHasAnIDAndANumberOfItsStreetAndDay(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.File(t)

	if id, err := uuid.Parse(first.GetName()[len("issues/"):]); err != nil || id.Version() != 7 {
		t.Errorf("name %s: %v", first.GetName(), err)
	}
	if first.GetNumber() != "110111012-20261123-0001" || first.GetState() != intakev1.Issue_STATE_RECEIVED {
		t.Errorf("%s is %s", first.GetNumber(), first.GetState())
	}
	if first.GetSubDistrict() != w.Street(demo.Xilu) || first.GetChannel() != intakev1.Issue_CHANNEL_MINI_PROGRAM {
		t.Errorf("filed at %s by %s", first.GetSubDistrict(), first.GetChannel())
	}
	if due := first.GetDueTime().AsTime(); !due.Equal(testkit.Noon.AddDate(0, 0, 7)) || first.GetExpectedDate().GetDay() != 30 {
		t.Errorf("due %v, expected %v", due, first.GetExpectedDate())
	}
	if who := first.GetReporter(); who.GetName() != "张*" || who.GetPhone() != "138****1234" {
		t.Errorf("the reporter is shown as %v", who)
	}
	if first.GetContactName() != "" || first.GetContactPhone() != "" {
		t.Error("the contact is given back in clear")
	}
	for _, c := range []struct {
		street, want string
		later        time.Duration
	}{
		{demo.Xilu, "110111012-20261123-0002", 0},
		{gongchen, "110111011-20261123-0001", 0},
		{demo.Xilu, "110111012-20261123-0003", 11*time.Hour + 59*time.Minute},
		{demo.Xilu, "110111012-20261124-0001", time.Minute},
	} {
		w.Clock.Advance(c.later)
		next := w.File(t, func(i *intakev1.Issue) { i.Community = w.Community(t, c.street) })
		if next.GetNumber() != c.want {
			t.Errorf("number %s, want %s", next.GetNumber(), c.want)
		}
	}
	again, err := w.As(testkit.Resident).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: first.GetName()})
	if err != nil || !proto.Equal(again, first) {
		t.Errorf("read again: %v, %v", again, err)
	}
}

// proves IN-02
func TestAPlaceIsCoordinatesOrAnAddressOrARegisteredPlaceAndNoneIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	registered, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).CreatePlace(t.Context(),
		&directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS,
			Unit: w.Community(t, demo.Xilu), DisplayName: "西潞大街12号"}})
	if err != nil {
		t.Fatal(err)
	}
	at := &directoryv1.Coordinates{Latitude: 39.7288, Longitude: 116.1261, Datum: directoryv1.Coordinates_DATUM_GCJ02}

	nowhere := func(i *intakev1.Issue) { i.Address, i.Community = "", "" }
	byPlace := w.File(t, nowhere, func(i *intakev1.Issue) { i.Place = registered.GetName() })
	if byPlace.GetPlace() != registered.GetName() || byPlace.GetCommunity() != w.Community(t, demo.Xilu) {
		t.Errorf("a registered place leads to %v", byPlace)
	}
	byAddress := w.File(t, nowhere, func(i *intakev1.Issue) { i.Address = "太平庄东里3号楼" })
	if byAddress.GetAddress() != "太平庄东里3号楼" || byAddress.GetCommunity() != w.UnitOf(t, testkit.Resident) {
		t.Errorf("an address leads to %v", byAddress)
	}
	byPoint := w.File(t, nowhere, func(i *intakev1.Issue) { i.Coordinates = at })
	if !proto.Equal(byPoint.GetCoordinates(), at) {
		t.Errorf("coordinates come back as %v", byPoint.GetCoordinates())
	}
	var off int
	if err := w.Owner().QueryRow(t.Context(), `select abs(latitude_e7 - 397288000) + abs(longitude_e7 - 1161261000)
		from issue where latitude_e7 is not null`).Scan(&off); err != nil || off < 10_000 || off > 200_000 {
		t.Errorf("the canonical pair lies %d units of 1e-7 degree off the GCJ-02 one: %v", off, err)
	}

	before := w.written(t)
	draft := w.Draft(t)
	nowhere(draft)
	_, err = w.As(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	testkit.WantField(t, err, codes.InvalidArgument, "PLACE_REQUIRED", "issue.place")
	if w.written(t) != before {
		t.Error("the refused issue left something")
	}
}

func TestABadIssueIsRefusedByFieldAndReasonAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	w := start(t)
	elsewhere, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).CreatePlace(t.Context(),
		&directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS,
			Unit: w.Community(t, gongchen), DisplayName: "拱辰南大街1号"}})
	if err != nil {
		t.Fatal(err)
	}
	closed := w.NewCategory(t, "TEST.CLOSED", directoryv1.Category_TIER_ORDINARY)
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).UpdateCategory(t.Context(), &directoryv1.UpdateCategoryRequest{
		Category: &directoryv1.Category{Name: closed}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"active"}}, Reason: "归并"}); err != nil {
		t.Fatal(err)
	}
	taken := w.File(t).GetName()[len("issues/"):]
	before := w.written(t)

	for name, c := range map[string]struct {
		id     string
		edit   func(*intakev1.Issue)
		code   codes.Code
		reason string
		field  string
	}{
		"unknown category": {"", func(i *intakev1.Issue) { i.Category = "categories/" + uuid.NewString() }, codes.InvalidArgument, "CATEGORY_UNKNOWN", "issue.category"},
		"closed category":  {"", func(i *intakev1.Issue) { i.Category = closed }, codes.InvalidArgument, "CATEGORY_CLOSED", "issue.category"},
		"no category":      {"", func(i *intakev1.Issue) { i.Category = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "issue.category"},
		"no title":         {"", func(i *intakev1.Issue) { i.Title = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "issue.title"},
		"no kind":          {"", func(i *intakev1.Issue) { i.Kind = 0 }, codes.InvalidArgument, "INVALID_ARGUMENT", "issue.kind"},
		"unknown place":    {"", func(i *intakev1.Issue) { i.Place = "places/" + uuid.NewString() }, codes.InvalidArgument, "ISSUE_PLACE_UNKNOWN", "issue.place"},
		"place elsewhere":  {"", func(i *intakev1.Issue) { i.Place = elsewhere.GetName() }, codes.InvalidArgument, "PLACE_ELSEWHERE", "issue.place"},
		"unknown unit":     {"", func(i *intakev1.Issue) { i.Community = "units/" + uuid.NewString() }, codes.InvalidArgument, "ISSUE_UNIT_UNKNOWN", "issue.community"},
		"a department":     {"", func(i *intakev1.Issue) { i.Community = w.UnitOf(t, testkit.LiaisonA) }, codes.InvalidArgument, "UNIT_NOT_TERRITORIAL", "issue.community"},
		"no datum": {"", func(i *intakev1.Issue) { i.Coordinates = &directoryv1.Coordinates{Latitude: 39, Longitude: 116} },
			codes.InvalidArgument, "INVALID_ARGUMENT", "issue.coordinates.datum"},
		"anonymous with a name": {"", func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS },
			codes.InvalidArgument, "CONTACT_FORBIDDEN", "issue.contact_name"},
		"a telephone of letters": {"", func(i *intakev1.Issue) { i.ContactPhone = "telephone" }, codes.InvalidArgument, "INVALID_ARGUMENT", "issue.contact_phone"},
		"a channel of the staff": {"", func(i *intakev1.Issue) { i.Channel = intakev1.Issue_CHANNEL_DESK }, codes.PermissionDenied, "CHANNEL_FOR_STAFF", "issue.channel"},
		"an id that is taken":    {taken, func(i *intakev1.Issue) { i.Title = "另一件事" }, codes.AlreadyExists, "ISSUE_EXISTS", "issue_id"},
	} {
		draft := w.Draft(t)
		c.edit(draft)
		_, err := w.As(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft, IssueId: c.id})
		t.Log(name)
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	if now := w.written(t); now != before {
		t.Errorf("the refused issues left something: %v, before %v", now, before)
	}
}

func TestTheSameMistakeOverRESTIsAProblemDocumentThatNamesTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	code, body := w.REST(t, testkit.Resident, "POST", "/v1/issues",
		`{"kind": "KIND_HELP", "category": "`+w.Category+`", "title": "没有地点"}`)
	if code != 400 || body["reason"] != "PLACE_REQUIRED" {
		t.Errorf("%d %v", code, body)
	}
	code, body = w.REST(t, testkit.Resident, "POST", "/v1/issues",
		`{"kind": "KIND_HELP", "category": "`+w.Category+`", "title": "地址", "address": "西潞大街", "adress": "西潞大街"}`)
	if code != 400 || body["reason"] != "INVALID_ARGUMENT" {
		t.Errorf("an unknown field: %d %v", code, body)
	}
	code, body = w.REST(t, testkit.Resident, "POST", "/v1/issues",
		`{"kind": "KIND_HELP", "category": "`+w.Category+`", "title": "地址", "address": "西潞大街"}`)
	if code != 200 || body["state"] != "STATE_RECEIVED" {
		t.Errorf("%d %v", code, body)
	}
}

func TestStaffFileForAResidentInsideTheirTerritoryOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	draft := w.Draft(t)
	draft.Channel = intakev1.Issue_CHANNEL_DESK
	filed, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil || filed.GetChannel() != intakev1.Issue_CHANNEL_DESK {
		t.Fatalf("%v, %v", filed, err)
	}
	if mine, err := w.As(testkit.Dispatcher).ListIssues(t.Context(), &intakev1.ListIssuesRequest{Mine: true}); err != nil || len(mine.GetIssues()) != 0 {
		t.Errorf("what staff file for somebody is not their own: %v, %v", mine, err)
	}
	if _, err := w.As(testkit.Dispatcher).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: filed.GetName()}); err != nil {
		t.Errorf("staff withdraw for whom they filed: %v", err)
	}
	draft.Community = w.Community(t, gongchen)
	_, err = w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

func TestNameTelephoneAndAddressAreNowhereInClear(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply")
	var dump []byte
	if err := w.Owner().QueryRow(t.Context(), `select string_agg(x, ' ') from (
		select to_jsonb(i)::text from issue i union all select to_jsonb(a)::text from audit a
		union all select to_jsonb(e)::text from event e union all select to_jsonb(t)::text from timeline_entry t) rows (x)`).Scan(&dump); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(dump, []byte("办不了房产证")) {
		t.Fatal("the issue's own row is not there")
	}
	for _, personal := range []string{"张三丰", "13812341234", "太平庄东里3号楼"} {
		if bytes.Contains(dump, []byte(personal)) {
			t.Errorf("%s is stored in clear", personal)
		}
	}
	var records []byte
	if err := w.Owner().QueryRow(t.Context(), `select string_agg(x, ' ') from (
		select to_jsonb(a)::text from audit a union all select to_jsonb(e)::text from event e) rows (x)`).Scan(&records); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"办不了房产证", "入住多年", "历史遗留", "请依职权", "首次登记"} {
		if bytes.Contains(records, []byte(words)) {
			t.Errorf("audit or events carry the words %s", words)
		}
	}
}

func TestAReplayedFilingGivesTheSameAnswerAndOneIssue(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := &intakev1.CreateIssueRequest{Issue: w.Draft(t), RequestId: "draft-7"}
	first, err := w.As(testkit.Resident).CreateIssue(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	before := w.written(t)
	w.Clock.Advance(time.Hour)
	again, err := w.As(testkit.Resident).CreateIssue(t.Context(), req)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	if w.written(t) != before {
		t.Error("the replay wrote something")
	}
	other := proto.Clone(req).(*intakev1.CreateIssueRequest)
	other.Issue.Title = "另一件事"
	_, err = w.As(testkit.Resident).CreateIssue(t.Context(), other)
	testkit.WantFault(t, err, codes.InvalidArgument, "IDEMPOTENCY_KEY_REUSED")
}

func TestOnlyWhomTheResidentTrustsSeesWhoReported(t *testing.T) {
	t.Parallel()
	w := start(t)
	for confidentiality, seen := range map[intakev1.Issue_Confidentiality][]testkit.Who{
		intakev1.Issue_CONFIDENTIALITY_REAL_NAME:    {testkit.Resident, testkit.Dispatcher, testkit.StreetLeader, testkit.LiaisonA},
		intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL: {testkit.Resident, testkit.Dispatcher},
		intakev1.Issue_CONFIDENTIALITY_ANONYMOUS:    {},
	} {
		issue := w.File(t, func(i *intakev1.Issue) {
			i.Confidentiality = confidentiality
			if confidentiality == intakev1.Issue_CONFIDENTIALITY_ANONYMOUS {
				i.ContactName, i.ContactPhone = "", ""
			}
		})
		w.Do(t, issue, "triage", "dispatch", "sign")
		for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.StreetLeader, testkit.LiaisonA} {
			got, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()})
			if err != nil || (got.GetReporter() != nil) != slices.Contains(seen, who) {
				t.Errorf("%s, seen by %v: %v, %v", confidentiality, who, got.GetReporter(), err)
			}
		}
	}
}
