package integration_test

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func integration(k *testkit.Kit, who testkit.Who) integrationv1.IntegrationServiceClient {
	return integrationv1.NewIntegrationServiceClient(k.Conn(who))
}

// number the events that have been committed.
func number(t *testing.T, k *testkit.Kit) {
	t.Helper()
	for n := 1; n > 0; {
		var err error
		if n, err = k.Number(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// emit an event in a district, as the job that makes something happen there.
func emit(t *testing.T, k *testkit.Kit, tenant int, e db.Event) {
	t.Helper()
	if _, err := db.Write(access.AsSystem(t.Context(), tenant), k.DB, func(_ context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "test", Object: e.Subject})
		tx.Emit(e)
		return struct{}{}, nil
	}); err != nil {
		t.Fatal(err)
	}
}

// file an issue of the resident, which is of 西潞街道.
func file(t *testing.T, k *testkit.Kit) *intakev1.Issue {
	t.Helper()
	k.Clock.Advance(time.Second)
	issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryProperty)), Title: "楼道灯坏了",
		Address: "太平庄东里小区", Community: name.Of("units", k.Unit("110111012005"))}})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

// hear reads pages to the end and gives type and subject of the events of some types, and where to go on.
func hear(t *testing.T, k *testkit.Kit, who testkit.Who, req *integrationv1.ListEventsRequest) (heard []string, resume string) {
	t.Helper()
	for {
		page, err := integration(k, who).ListEvents(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.GetEvents() {
			heard = append(heard, e.GetType()+" "+e.GetSubject())
		}
		if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
			return heard, page.GetResumeToken()
		}
	}
}

const created = "haolinju.intake.issue.created.v1"

// proves AP-23, NI-27
func TestACallerHearsOfTheRecordsThatHeMayReadAndOfNoOthers(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	emit(t, k, demo.Other, db.Event{Type: created, Subject: issue.GetName(), Units: []uuid.UUID{k.Unit(demo.Xilu)}})
	number(t, k)
	types := []string{"haolinju.intake"}
	for who, want := range map[testkit.Who]bool{testkit.Dispatcher: true, testkit.StreetLeader: true, testkit.AuditAdmin: true,
		testkit.Resident: false, testkit.Resident2: false, testkit.LiaisonA: false, testkit.ResourceOwner: false, testkit.SecurityAdmin: false} {
		heard, _ := hear(t, k, who, &integrationv1.ListEventsRequest{Types: types, PageSize: 1})
		if got := slices.Equal(heard, []string{created + " " + issue.GetName()}); got != want || !want && len(heard) > 0 {
			t.Errorf("%s hears %v", who, heard)
		}
	}
	if heard, _ := hear(t, k, testkit.ForeignAdmin, &integrationv1.ListEventsRequest{Types: types}); len(heard) != 1 {
		t.Errorf("the administrator of the other district hears %v, and not its own event alone", heard)
	}
	page, err := integration(k, testkit.Dispatcher).ListEvents(t.Context(), &integrationv1.ListEventsRequest{Types: []string{created}})
	if err != nil || len(page.GetEvents()) != 1 {
		t.Fatalf("%v, %v", page, err)
	}
	if e := page.GetEvents()[0]; e.GetData().GetFields()["number"].GetStringValue() != issue.GetNumber() || !e.GetTime().AsTime().Equal(k.Clock.Now(0)) {
		t.Errorf("the event tells %v", e)
	}
	if body := page.String(); strings.Contains(body, "楼道灯") || strings.Contains(body, "太平庄") || strings.Contains(body, testkit.ID(testkit.Resident)) {
		t.Errorf("words or persons in %s", body)
	}
}

// proves AP-23
func TestWhoReadsARecordFollowsItAndToAnybodyElseItDoesNotExist(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue, other := file(t, k), file(t, k)
	k.Clock.Advance(time.Second)
	if _, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName()}); err != nil {
		t.Fatal(err)
	}
	number(t, k)
	want := []string{created + " " + issue.GetName(), "haolinju.intake.issue.triaged.v1 " + issue.GetName()}
	for who, told := range map[testkit.Who]bool{testkit.Resident: false, testkit.Dispatcher: true} {
		page, err := integration(k, who).ListEvents(t.Context(), &integrationv1.ListEventsRequest{Subject: issue.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		var heard []string
		for _, e := range page.GetEvents() {
			heard = append(heard, e.GetType()+" "+e.GetSubject())
			if (e.GetData() != nil) != told {
				t.Errorf("%s is told %v", who, e.GetData())
			}
		}
		if !slices.Equal(heard, want) {
			t.Errorf("%s hears %v of %s, and not of %s", who, heard, issue.GetName(), other.GetName())
		}
	}
	for what, c := range map[string]struct {
		who     testkit.Who
		subject string
		code    codes.Code
	}{
		"another resident":            {testkit.Resident2, issue.GetName(), codes.NotFound},
		"a unit that is not called":   {testkit.LiaisonB, issue.GetName(), codes.NotFound},
		"somebody of another tenant":  {testkit.ForeignAdmin, issue.GetName(), codes.NotFound},
		"an unknown issue":            {testkit.Resident, "issues/" + uuid.NewString(), codes.NotFound},
		"what cannot be followed":     {testkit.AuditAdmin, "operations/" + uuid.NewString(), codes.NotFound},
		"what is no name of a record": {testkit.Resident, "issues/1", codes.InvalidArgument},
	} {
		t.Run(what, func(t *testing.T) {
			reason := map[codes.Code]string{codes.NotFound: "NOT_FOUND", codes.InvalidArgument: "INVALID_ARGUMENT"}[c.code]
			_, err := integration(k, c.who).ListEvents(t.Context(), &integrationv1.ListEventsRequest{Subject: c.subject})
			testkit.WantFault(t, err, c.code, reason)
			stream, err := integration(k, c.who).WatchEvents(t.Context(), &integrationv1.WatchEventsRequest{Subject: c.subject})
			if err != nil {
				t.Fatal(err)
			}
			_, err = stream.Recv()
			testkit.WantFault(t, err, c.code, reason)
		})
	}
}

// proves AP-23
func TestEventsAreNarrowedByTheirTypes(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	emit(t, k, demo.Fangshan, db.Event{Type: "haolinju.intake.issue.created.v10", Subject: issue.GetName()})
	emit(t, k, demo.Fangshan, db.Event{Type: "haolinju.dispatch.clock.warned.v1", Subject: "clocks/1"})
	number(t, k)
	for types, want := range map[string]int{created: 1, "haolinju.intake.issue.created": 2, "haolinju.intake.issue": 2, "haolinju.intake": 2,
		"haolinju.intake.iss": 0, "haolinju.intake,haolinju.dispatch.clock": 3, "haolinju.booking": 0} {
		if heard, _ := hear(t, k, testkit.AuditAdmin, &integrationv1.ListEventsRequest{Types: strings.Split(types, ",")}); len(heard) != want {
			t.Errorf("%s: %v, want %d", types, heard, want)
		}
	}
	for _, wrong := range []string{"haolinju.%", "intake", "haolinju..", ""} {
		_, err := integration(k, testkit.AuditAdmin).ListEvents(t.Context(), &integrationv1.ListEventsRequest{Types: []string{wrong}})
		testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
	}
	if status, body := k.REST(t, testkit.AuditAdmin, http.MethodGet, "/v1/events?types=haolinju.intake&types=haolinju.dispatch&pageSize=2", nil); status != http.StatusOK ||
		len(body["events"].([]any)) != 2 || body["nextPageToken"] == "" {
		t.Errorf("by REST: %d %v", status, body)
	}
}

// proves AP-23
func TestAnExpiredResumeTokenSaysSoAndAnothersIsNotTaken(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	file(t, k)
	number(t, k)
	_, token := hear(t, k, testkit.Dispatcher, &integrationv1.ListEventsRequest{})
	list := func(who testkit.Who, req *integrationv1.ListEventsRequest) error {
		_, err := integration(k, who).ListEvents(t.Context(), req)
		return err
	}
	altered := strings.Map(func(r rune) rune {
		if r == 'A' {
			return 'B'
		}
		return 'A'
	}, token)
	for what, err := range map[string]error{
		"another person's":   list(testkit.StreetLeader, &integrationv1.ListEventsRequest{PageToken: token}),
		"another tenant's":   list(testkit.ForeignAdmin, &integrationv1.ListEventsRequest{PageToken: token}),
		"that of all types":  list(testkit.Dispatcher, &integrationv1.ListEventsRequest{PageToken: token, Types: []string{created}}),
		"that of no subject": list(testkit.Dispatcher, &integrationv1.ListEventsRequest{PageToken: token, Subject: file(t, k).GetName()}),
		"an altered one":     list(testkit.Dispatcher, &integrationv1.ListEventsRequest{PageToken: altered}),
	} {
		t.Run(what, func(t *testing.T) { testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT") })
	}
	query := "/v1/events:watch?resumeToken=" + url.QueryEscape(token)
	if status, body := k.REST(t, testkit.Dispatcher, http.MethodGet, query, nil); status != http.StatusOK || body["resumeToken"] == "" {
		t.Errorf("in time: %d %v", status, body)
	}
	k.Clock.Advance(30*24*time.Hour + time.Second)
	testkit.WantFault(t, list(testkit.Dispatcher, &integrationv1.ListEventsRequest{PageToken: token}), codes.InvalidArgument, "RESUME_TOKEN_EXPIRED")
	if status, body := k.REST(t, testkit.Dispatcher, http.MethodGet, query, nil); status != http.StatusBadRequest || body["reason"] != "RESUME_TOKEN_EXPIRED" {
		t.Errorf("a month later: %d %v", status, body)
	}
	if heard, _ := hear(t, k, testkit.Dispatcher, &integrationv1.ListEventsRequest{}); len(heard) > 0 {
		t.Errorf("a month later %v is replayed", heard)
	}
}

func TestATokenOfEventsThatWereNumberedAnewIsExpired(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	file(t, k)
	number(t, k)
	_, token := hear(t, k, testkit.Dispatcher, &integrationv1.ListEventsRequest{})
	if _, err := k.Owner().Exec(t.Context(), "update stream_head set position = 1 where tenant_id = $1 and stream = 'event'", demo.Fangshan); err != nil {
		t.Fatal(err)
	}
	_, err := integration(k, testkit.Dispatcher).ListEvents(t.Context(), &integrationv1.ListEventsRequest{PageToken: token})
	testkit.WantFault(t, err, codes.InvalidArgument, "RESUME_TOKEN_EXPIRED")
}

// However many events there are of which a caller hears nothing, one call passes over so many and no more.
//
// proves AP-23
func TestAPageOfFewEventsAmongManyIsEmptyAndNotTheLast(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	number(t, k)
	if _, err := k.Owner().Exec(t.Context(), `
		with old as (select position from stream_head where tenant_id = $1 and stream = 'event'),
		made as (insert into event (tenant_id, id, time, type, subject, unit_ids, data, position)
			select $1, (lpad(to_hex((extract(epoch from $2::timestamptz) * 1000)::bigint), 12, '0') || '7fff8000' || lpad(to_hex(n), 12, '0'))::uuid, $2, 'haolinju.privacy.data_request.created.v1', 'dataRequests/1', '{}', '{}', old.position + n from old, generate_series(1, 25000) n)
		update stream_head set position = position + 25000 where tenant_id = $1 and stream = 'event'`, demo.Fangshan, k.Clock.Now(0)); err != nil {
		t.Fatal(err)
	}
	issue := file(t, k)
	number(t, k)
	pages := 0
	req := &integrationv1.ListEventsRequest{Types: []string{"haolinju.privacy", "haolinju.intake"}}
	for {
		page, err := integration(k, testkit.Dispatcher).ListEvents(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		pages++
		if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
			if len(page.GetEvents()) != 1 || page.GetEvents()[0].GetSubject() != issue.GetName() || pages < 3 {
				t.Errorf("the last of %d pages: %v", pages, page)
			}
			return
		}
		if len(page.GetEvents()) > 0 {
			t.Fatalf("page %d: %v", pages, page)
		}
	}
}

// proves AP-23, AP-18
func TestAPartnerHearsOfWhatItsGrantsReachAndOfNothingWithoutTheFeed(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	number(t, k)
	list := func(grants ...string) ([]*integrationv1.Event, error) {
		t.Helper()
		k.Clock.Advance(time.Second)
		c := &identityv1.ApiClient{DisplayName: "街道大屏", Unit: name.Of("units", k.Unit(demo.Xilu))}
		for _, permission := range grants {
			c.Grants = append(c.Grants, &identityv1.ApiClient_Grant{Permission: permission, Scope: accessv1.Scope_SCOPE_SUBTREE})
		}
		made, err := identityv1.NewIdentityServiceClient(k.Conn(testkit.SecurityAdmin)).CreateApiClient(t.Context(), &identityv1.CreateApiClientRequest{ApiClient: c})
		if err != nil {
			t.Fatal(err)
		}
		signed, err := identityv1.NewIdentityServiceClient(k.Conn(testkit.Anonymous)).ExchangeClientCredentials(t.Context(), &identityv1.ExchangeClientCredentialsRequest{
			ClientId: made.GetApiClient().GetClientId(), ClientSecret: made.GetClientSecret()})
		if err != nil {
			t.Fatal(err)
		}
		page, err := integrationv1.NewIntegrationServiceClient(k.ConnWith(signed.GetAccessToken())).ListEvents(t.Context(),
			&integrationv1.ListEventsRequest{Types: []string{"haolinju.intake", "haolinju.directory.membership"}})
		return page.GetEvents(), err
	}
	if heard, err := list("integration.event.read", "intake.issue.get"); err != nil || len(heard) != 1 || heard[0].GetSubject() != issue.GetName() {
		t.Errorf("with the feed and the issues: %v, %v", heard, err)
	}
	if heard, err := list("integration.event.read", "dispatch.clock.get"); err != nil || len(heard) != 0 {
		t.Errorf("with the feed and clocks: %v, %v", heard, err)
	}
	_, err := list("intake.issue.get")
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}
