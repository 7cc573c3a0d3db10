package privacy_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func service(k *testkit.Kit, who testkit.Who) privacyv1.PrivacyServiceClient {
	return privacyv1.NewPrivacyServiceClient(k.Conn(who))
}

func ask(t *testing.T, k *testkit.Kit, kind privacyv1.DataRequest_Kind) *privacyv1.DataRequest {
	t.Helper()
	got, err := service(k, testkit.Resident).CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{Kind: kind}})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func get(t *testing.T, k *testkit.Kit, who testkit.Who, request string) *privacyv1.DataRequest {
	t.Helper()
	got, err := service(k, who).GetDataRequest(t.Context(), &privacyv1.GetDataRequestRequest{Name: request})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// work runs the job once.
func work(t *testing.T, k *testkit.Kit) {
	t.Helper()
	k.Clock.Advance(time.Minute)
	if err := k.Privacy.FulfilRequests(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// file files an issue of the resident that says who and where he is.
func file(t *testing.T, k *testkit.Kit) string {
	t.Helper()
	issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
			Community: name.Of("units", k.Unit("110111012005")), Title: "我是欧阳金丝雀，家里停水", Description: "电话13912345678",
			Address: "金丝雀楼五零二", ContactName: "欧阳金丝雀", ContactPhone: "13912345678"}})
	if err != nil {
		t.Fatal(err)
	}
	return issue.GetName()
}

func withdraw(t *testing.T, k *testkit.Kit, issue string) {
	t.Helper()
	if _, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).WithdrawIssue(t.Context(),
		&intakev1.WithdrawIssueRequest{Name: issue, Reason: "金丝雀家已来水"}); err != nil {
		t.Fatal(err)
	}
}

func fetch(k *testkit.Kit, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	k.Privacy.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// proves AD-10
func TestAPersonGetsAFileOfAllThatIsHeldOfHimByALinkThatEnds(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	file(t, k)
	if _, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Dispatcher)).RevealPerson(t.Context(), &directoryv1.RevealPersonRequest{
		Name: person(testkit.Resident), Field: directoryv1.Person_FIELD_PHONE, Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访诉求人"}); err != nil {
		t.Fatal(err)
	}
	request := ask(t, k, privacyv1.DataRequest_KIND_EXPORT)
	if request.GetState() != privacyv1.DataRequest_STATE_VERIFIED || !request.GetDueTime().AsTime().Equal(testkit.Epoch.AddDate(0, 0, 30)) || request.GetDownloadPath() != "" {
		t.Fatalf("%v", request)
	}
	work(t, k)
	done := get(t, k, testkit.Resident, request.GetName())
	if done.GetState() != privacyv1.DataRequest_STATE_COMPLETED || done.GetDownloadPath() == "" {
		t.Fatalf("%v", done)
	}
	if seen := get(t, k, testkit.SystemAdmin, request.GetName()); seen.GetDownloadPath() != "" {
		t.Error("an administrator gets the link")
	}
	answer := fetch(k, done.GetDownloadPath())
	var parts map[string]map[string]any
	if err := json.Unmarshal(answer.Body.Bytes(), &parts); err != nil || answer.Code != http.StatusOK || answer.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %s %v", answer.Code, answer.Body, err)
	}
	if parts["directory"]["name"] != "演示居民甲（虚构）" || parts["directory"]["phone"] != "+8613800000001" {
		t.Errorf("directory: %v", parts["directory"])
	}
	for part, want := range map[string]string{"intake": "金丝雀楼五零二", "privacy": "回访诉求人", "booking": "bookings", "evaluation": "nominations",
		"rating": "ratings", "people": "verifications", "scoring": "score_sheets"} {
		if text := fmt.Sprint(parts[part]); !strings.Contains(text, want) {
			t.Errorf("%s: %s", part, text)
		}
	}
	if n := count(t, k, "select count(*) from audit where action = 'privacy.export.fetch' and object = '"+request.GetName()+"'"); n != 1 {
		t.Errorf("%d fetches in the audit", n)
	}
	for title, path := range map[string]string{"forged": done.GetDownloadPath()[:len(done.GetDownloadPath())-2] + "AA", "cut": done.GetDownloadPath()[:30], "none": "/v1/exports/"} {
		if got := fetch(k, path); got.Code != http.StatusNotFound {
			t.Errorf("a link that is %s answers %d", title, got.Code)
		}
	}
	k.Clock.Advance(7 * 24 * time.Hour)
	if got := fetch(k, done.GetDownloadPath()); got.Code != http.StatusNotFound {
		t.Errorf("a link that is over answers %d", got.Code)
	}
	work(t, k)
	if n := count(t, k, "select count(*) from data_request where content_cipher is not null"); n != 0 {
		t.Error("the file is still there when its time is over")
	}
}

// proves AD-10
func TestCase91AnErasedPersonIsGoneAndEverythingElseBalances(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	withdraw(t, k, issue)
	known := "tenant_id = 110111 and %s = '" + strings.TrimPrefix(person(testkit.Resident), "persons/") + "'"
	for _, sql := range []string{
		`insert into external_identity select tenant_id, id, 'wechat', 'sealed', 'index', id, create_time from person where ` + fmt.Sprintf(known, "id"),
		`insert into oidc_invitation select tenant_id, id, sha256('invitation'), create_time from person where ` + fmt.Sprintf(known, "id"),
		`insert into credential select tenant_id, id, 'key', 'hash', null, null, 0, null, create_time, create_time from person where ` + fmt.Sprintf(known, "id"),
		`insert into recovery_code select tenant_id, id, sha256('code') from person where ` + fmt.Sprintf(known, "id"),
	} {
		if _, err := k.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	request := ask(t, k, privacyv1.DataRequest_KIND_ERASURE)
	if request.GetState() != privacyv1.DataRequest_STATE_REQUESTED {
		t.Fatalf("%v", request)
	}
	work(t, k)
	if got := get(t, k, testkit.Resident, request.GetName()); got.GetState() != privacyv1.DataRequest_STATE_REQUESTED {
		t.Fatalf("erased before anybody has looked: %v", got)
	}
	before := count(t, k, "select count(*) from issue") + 1000*count(t, k, "select count(*) from timeline_entry") +
		1_000_000*count(t, k, "select count(*) from person")
	if _, err := service(k, testkit.SystemAdmin).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: request.GetName()}); err != nil {
		t.Fatal(err)
	}
	work(t, k)
	if got := get(t, k, testkit.SystemAdmin, request.GetName()); got.GetState() != privacyv1.DataRequest_STATE_COMPLETED {
		t.Fatalf("%v", got)
	}

	clear := opened(t, k)
	for _, value := range []string{"金丝雀", "13912345678", "13800000001", "演示居民甲（虚构）"} {
		if strings.Contains(clear, value) {
			t.Errorf("%s is still held", value)
		}
	}
	if !strings.Contains(clear, "演示居民乙（虚构）") {
		t.Error("somebody else is gone too, or nothing was opened")
	}
	if n := count(t, k, "select count(*) from person where phone_index is not null and id = '"+strings.TrimPrefix(person(testkit.Resident), "persons/")+"'"); n != 0 {
		t.Error("the person is still found by his telephone")
	}
	for table, column := range map[string]string{"session": "person_id", "external_identity": "person_id", "oidc_invitation": "person_id", "credential": "id", "recovery_code": "credential_id"} {
		if n := count(t, k, "select count(*) from "+table+" where "+fmt.Sprintf(known, column)); n != 0 {
			t.Errorf("%d rows of %s still let somebody in as the person", n, table)
		}
	}
	after := count(t, k, "select count(*) from issue") + 1000*count(t, k, "select count(*) from timeline_entry") +
		1_000_000*count(t, k, "select count(*) from person")
	if after != before {
		t.Errorf("rows are gone: %d, before %d", after, before)
	}
	for n := 1; n > 0; {
		var err error
		if n, err = k.Number(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, k, "select coalesce(verify_audit(110111), 0)"); n != 0 {
		t.Errorf("the audit does not hold at %d", n)
	}
	if _, err := service(k, testkit.Resident).ListDataRequests(t.Context(), &privacyv1.ListDataRequestsRequest{}); err == nil {
		t.Error("an erased person still gets in")
	}
}

// proves AD-10
func TestAnErasureIsRefusedWhileMattersAreOpenOrAHoldLies(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue := file(t, k)
	verified := func() *privacyv1.DataRequest {
		t.Helper()
		request := ask(t, k, privacyv1.DataRequest_KIND_ERASURE)
		if _, err := service(k, testkit.SystemAdmin).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: request.GetName()}); err != nil {
			t.Fatal(err)
		}
		work(t, k)
		return get(t, k, testkit.SystemAdmin, request.GetName())
	}
	if got := verified(); got.GetGround() != privacyv1.DataRequest_GROUND_OPEN_MATTERS || len(got.GetOpenMatters()) != 1 || got.GetOpenMatters()[0] != issue {
		t.Errorf("with an open issue: %v", got)
	}
	withdraw(t, k, issue)
	held, err := service(k, testkit.SystemAdmin).CreateLegalHold(t.Context(), &privacyv1.CreateLegalHoldRequest{
		LegalHold: &privacyv1.LegalHold{Person: person(testkit.Resident), Basis: "京0111民初1号"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := verified(); got.GetGround() != privacyv1.DataRequest_GROUND_LEGAL_HOLD || got.GetState() != privacyv1.DataRequest_STATE_REFUSED {
		t.Errorf("with a hold: %v", got)
	}
	_, err = service(k, testkit.SystemAdmin).CreateLegalHold(t.Context(), &privacyv1.CreateLegalHoldRequest{
		LegalHold: &privacyv1.LegalHold{Person: person(testkit.Resident), Basis: "京0111民初2号"}})
	testkit.WantFault(t, err, codes.AlreadyExists, "LEGAL_HOLD_EXISTS")
	if _, err := service(k, testkit.SystemAdmin).LiftLegalHold(t.Context(), &privacyv1.LiftLegalHoldRequest{Name: held.GetName()}); err != nil {
		t.Fatal(err)
	}
	_, err = service(k, testkit.SystemAdmin).LiftLegalHold(t.Context(), &privacyv1.LiftLegalHoldRequest{Name: held.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "LEGAL_HOLD_LIFTED")
	if got := verified(); got.GetState() != privacyv1.DataRequest_STATE_COMPLETED {
		t.Errorf("without either: %v", got)
	}
}

// proves AD-10
func TestARequestThatFailsKeepsNoneBehindItAndIsDoneWhenItCan(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	failing := ask(t, k, privacyv1.DataRequest_KIND_EXPORT).GetName()
	k.Clock.Advance(time.Minute)
	behind, err := service(k, testkit.Resident2).CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{
		DataRequest: &privacyv1.DataRequest{Kind: privacyv1.DataRequest_KIND_EXPORT}})
	if err != nil || failing > behind.GetName() {
		t.Fatalf("%v, %v", behind, err)
	}
	spoil := func() { // its own inverse
		t.Helper()
		if _, err := k.Owner().Exec(t.Context(), "update person set name_cipher = set_byte(name_cipher, 20, 255 - get_byte(name_cipher, 20)) where id = $1",
			strings.TrimPrefix(person(testkit.Resident), "persons/")); err != nil {
			t.Fatal(err)
		}
	}
	spoil()
	if err := k.Privacy.FulfilRequests(t.Context()); err == nil || !strings.Contains(err.Error(), failing) {
		t.Errorf("the run does not name the request that failed: %v", err)
	}
	if got := get(t, k, testkit.Resident2, behind.GetName()); got.GetState() != privacyv1.DataRequest_STATE_COMPLETED {
		t.Errorf("behind it: %v", got)
	}
	if got := get(t, k, testkit.Resident, failing); got.GetState() != privacyv1.DataRequest_STATE_VERIFIED {
		t.Errorf("the failed one: %v", got)
	}
	spoil()
	work(t, k)
	if got := get(t, k, testkit.Resident, failing); got.GetState() != privacyv1.DataRequest_STATE_COMPLETED {
		t.Errorf("mended: %v", got)
	}
}

// proves AD-10
func TestARequestIsMovedByWhoMayAndFromItsStatesAlone(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	request := ask(t, k, privacyv1.DataRequest_KIND_ERASURE).GetName()
	if again := ask(t, k, privacyv1.DataRequest_KIND_ERASURE); again.GetName() != request {
		t.Errorf("a second request of a kind is another one: %v", again)
	}
	_, err := service(k, testkit.Resident).CreateDataRequest(t.Context(), &privacyv1.CreateDataRequestRequest{DataRequest: &privacyv1.DataRequest{}})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")

	_, err = service(k, testkit.Resident2).GetDataRequest(t.Context(), &privacyv1.GetDataRequestRequest{Name: request})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = service(k, testkit.Resident2).WithdrawDataRequest(t.Context(), &privacyv1.WithdrawDataRequestRequest{Name: request})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = service(k, testkit.SystemAdmin).WithdrawDataRequest(t.Context(), &privacyv1.WithdrawDataRequestRequest{Name: request})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = service(k, testkit.Resident).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: request})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = service(k, testkit.SystemAdmin).VerifyDataRequest(t.Context(), &privacyv1.VerifyDataRequestRequest{Name: request, Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")

	refused, err := service(k, testkit.SystemAdmin).RefuseDataRequest(t.Context(), &privacyv1.RefuseDataRequestRequest{Name: request,
		Ground: privacyv1.DataRequest_GROUND_IDENTITY, Reply: "无法核实申请人身份"})
	if err != nil || refused.GetState() != privacyv1.DataRequest_STATE_REFUSED || refused.GetReply() != "无法核实申请人身份" {
		t.Fatalf("%v, %v", refused, err)
	}
	_, err = service(k, testkit.Resident).WithdrawDataRequest(t.Context(), &privacyv1.WithdrawDataRequestRequest{Name: request})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	again := ask(t, k, privacyv1.DataRequest_KIND_ERASURE).GetName()
	if got, err := service(k, testkit.Resident).WithdrawDataRequest(t.Context(), &privacyv1.WithdrawDataRequestRequest{Name: again}); err != nil ||
		got.GetState() != privacyv1.DataRequest_STATE_WITHDRAWN {
		t.Errorf("%v, %v", got, err)
	}
	mine, err := service(k, testkit.Resident).ListDataRequests(t.Context(), &privacyv1.ListDataRequestsRequest{WithTotal: true})
	if err != nil || mine.GetTotalSize() != 2 {
		t.Errorf("%v, %v", mine, err)
	}
	if others, err := service(k, testkit.Resident2).ListDataRequests(t.Context(), &privacyv1.ListDataRequestsRequest{}); err != nil || len(others.GetDataRequests()) != 0 {
		t.Errorf("a neighbour sees %v, %v", others, err)
	}
}

func count(t *testing.T, k *testkit.Kit, sql string) (n int) {
	t.Helper()
	if err := k.Owner().QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// opened is everything in every table, with each sealed value opened as far as the keys open it.
func opened(t *testing.T, k *testkit.Kit) string {
	t.Helper()
	rows, err := k.Owner().Query(t.Context(), `select relname::text from pg_class where relnamespace = 'public'::regnamespace
		and relkind in ('r', 'p') and not relispartition`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		rows, err := k.Owner().Query(t.Context(), "select * from "+pgx.Identifier{table}.Sanitize())
		if err != nil {
			t.Fatal(err)
		}
		maps, err := pgx.CollectRows(rows, pgx.RowToMap)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range maps {
			for column, value := range row {
				all.WriteString(open(k, table, column, row, value))
			}
		}
	}
	return all.String()
}

// open is a value as text; a sealed one is opened.
func open(k *testkit.Kit, table, column string, row map[string]any, value any) string {
	sealed, ok := value.([]byte)
	if !ok {
		return fmt.Sprint(value, "\n")
	}
	col, key := crypto.Column{Table: table, Name: strings.TrimSuffix(column, "_cipher")}, "id"
	if table == "idempotency_key" {
		key = "principal_id"
	}
	id, _ := row[key].([16]byte)
	tenant, _ := row["tenant_id"].(int32)
	clear, err := k.Keeper.Open(col, int(tenant), id, sealed)
	if err != nil {
		return string(sealed)
	}
	return clear + "\n"
}
