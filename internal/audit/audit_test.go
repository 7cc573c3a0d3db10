package audit_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func audit(k *testkit.Kit, who testkit.Who) auditv1.AuditServiceClient {
	return auditv1.NewAuditServiceClient(k.Conn(who))
}

func person(who testkit.Who) string {
	return name.Of("persons", demo.ID(demo.Fangshan, "person", string(who)))
}

// rename changes the name of a shop a few times, as the leader of its street.
func rename(t *testing.T, k *testkit.Kit, names ...string) (shop string) {
	t.Helper()
	leader := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.StreetLeader))
	for i, display := range names {
		k.Clock.Advance(time.Minute)
		var unit *directoryv1.Unit
		var err error
		if i == 0 {
			unit, err = leader.CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{DisplayName: display,
				Kind: directoryv1.Unit_KIND_MERCHANT, Parent: name.Of("units", k.Unit(demo.Xilu))}})
		} else {
			unit, err = leader.UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{Unit: &directoryv1.Unit{Name: shop, DisplayName: display}})
		}
		if err != nil {
			t.Fatal(err)
		}
		shop = unit.GetName()
	}
	return shop
}

// proves AD-07
func TestAnAuditorReadsWhatWasBeforeAndAfterEachChange(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	shop := rename(t, k, "诚信粮油店", "诚信粮油总店")
	got, err := audit(k, testkit.AuditAdmin).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{Filter: `object = "` + shop + `"`})
	if err != nil || len(got.GetAuditEntries()) != 2 {
		t.Fatalf("%v, %v", got, err)
	}
	change, creation := got.GetAuditEntries()[0], got.GetAuditEntries()[1]
	if !slices.ContainsFunc(change.GetChanges(), func(c *auditv1.Change) bool {
		return c.GetField() == "name" && c.GetBefore() == `"诚信粮油店"` && c.GetAfter() == `"诚信粮油总店"`
	}) {
		t.Errorf("the change: %v", change)
	}
	if creation.GetChanges()[0].GetBefore() != "" || creation.GetActor() != person(testkit.StreetLeader) ||
		creation.GetAction() != "directory.unit.manage" || creation.GetResult() != auditv1.AuditEntry_RESULT_OK {
		t.Errorf("the creation: %v", creation)
	}
}

// proves AD-07
func TestTheAuditIsNarrowedByObjectActorActionAndTimeAndReadPageByPage(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first, second := rename(t, k, "甲店", "乙店", "丙店"), rename(t, k, "丁店")
	middle, began := `time >= "`+testkit.Epoch.Add(150*time.Second).Format(time.RFC3339)+`"`, `time > "`+testkit.Epoch.Format(time.RFC3339)+`"`
	all := func(filter string) int {
		t.Helper()
		req := &auditv1.ListAuditEntriesRequest{Filter: filter, PageSize: 2}
		seen := map[string]bool{}
		for {
			page, err := audit(k, testkit.AuditAdmin).ListAuditEntries(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range page.GetAuditEntries() {
				if seen[e.GetName()] {
					t.Errorf("%s comes twice", e.GetName())
				}
				seen[e.GetName()] = true
			}
			if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
				return len(seen)
			}
		}
	}
	leader := person(testkit.StreetLeader)
	for filter, want := range map[string]int{
		`object = "` + first + `"`:                                                     3,
		`object = "` + second + `"`:                                                    1,
		`actor = "` + leader + `"`:                                                     4,
		`actor = "` + leader + `" AND ` + middle:                                       2,
		`object = "` + first + `" AND NOT ` + middle:                                   2,
		`action = "directory.unit.manage" AND NOT result = RESULT_DENIED AND ` + began: 4,
		`actor_kind = ACTOR_KIND_SYSTEM AND ` + began:                                  0,
		`result = RESULT_OK AND action = "directory.unit.manage" AND ` + began:         4,
		`object = "` + first + `" AND actor = "` + person(testkit.Resident) + `"`:      0,
		`action = "directory.unit"`:                                                    0,
	} {
		if got := all(filter); got != want {
			t.Errorf("%s: %d entries, want %d", filter, got, want)
		}
	}
}

// proves AD-07
func TestCase93EachReadingOfTheAuditIsAnEntryItself(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	own := &auditv1.ListAuditEntriesRequest{Filter: `actor = "` + person(testkit.AuditAdmin) + `"`}
	for want := range 3 {
		got, err := audit(k, testkit.AuditAdmin).ListAuditEntries(t.Context(), own)
		if err != nil || len(got.GetAuditEntries()) != want {
			t.Fatalf("%d entries, want %d: %v", len(got.GetAuditEntries()), want, err)
		}
		k.Clock.Advance(time.Second)
	}
	if status, body := k.REST(t, testkit.AuditAdmin, http.MethodGet, "/v1/auditEntries?filter="+url.QueryEscape(`action = "audit.entry.read"`), nil); status != http.StatusOK ||
		len(body["auditEntries"].([]any)) != 3 {
		t.Errorf("%d %v", status, body)
	}
}

func TestNobodyButAnAuditorReadsOrVerifiesTheAudit(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.StreetLeader, testkit.SystemAdmin} {
		_, err := audit(k, who).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = audit(k, who).VerifyAudit(t.Context(), &auditv1.VerifyAuditRequest{})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := audit(k, testkit.AuditAdmin).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{Filter: `actor = "units/1"`})
	testkit.WantFault(t, err, codes.InvalidArgument, "INVALID_ARGUMENT")
}

// proves AD-08
func TestCase93OneAlteredRemovedOrReorderedEntryIsFound(t *testing.T) {
	t.Parallel()
	for title, sql := range map[string]string{
		"altered":   "update audit set after = '{\"name\": \"假店\"}' where position = $1",
		"removed":   "delete from audit where position = $1",
		"reordered": "update audit set position = 2 * $1::bigint + 1 - position where position in ($1::bigint, $1::bigint + 1)",
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			k := testkit.Start(t)
			rename(t, k, "甲店", "乙店", "丙店")
			for n := 1; n > 0; {
				var err error
				if n, err = k.Number(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			whole, err := audit(k, testkit.AuditAdmin).VerifyAudit(t.Context(), &auditv1.VerifyAuditRequest{})
			if err != nil || !whole.GetWhole() || whole.GetEntryCount() < 4 || whole.GetBrokenPosition() != 0 {
				t.Fatalf("before: %v, %v", whole, err)
			}
			at := whole.GetEntryCount() - 1
			if _, err := k.Owner().Exec(t.Context(), sql+" and tenant_id = 110111", at); err != nil {
				t.Fatal(err)
			}
			broken, err := audit(k, testkit.AuditAdmin).VerifyAudit(t.Context(), &auditv1.VerifyAuditRequest{})
			if err != nil || broken.GetWhole() || broken.GetBrokenPosition() != at {
				t.Errorf("%s at %d: %v, %v", title, at, broken, err)
			}
		})
	}
}

// proves AD-07
func TestCase93TheServersRoleNeitherChangesNorDeletesAnEntry(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	conn, err := pgx.Connect(t.Context(), k.DSN(testkit.AppRole))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, sql := range []string{"update audit set action = 'other'", "delete from audit", "truncate audit",
		"update audit_default set action = 'other'", fmt.Sprintf("delete from audit where tenant_id = %d", demo.Fangshan)} {
		if _, err := conn.Exec(t.Context(), sql); err == nil {
			t.Errorf("allowed: %s", sql)
		}
	}
}
