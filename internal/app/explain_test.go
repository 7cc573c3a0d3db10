package app_test

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// limited are the methods that read one record of a kind that not everybody sees, by Service.Method.
func limited(t *testing.T) map[string]rpc.Method {
	t.Helper()
	found := map[string]rpc.Method{}
	for called, m := range methodsByName(t) {
		_, template := verbOf(bindings(m.Descriptor)[0])
		if m.ReadOnly && m.Access.GetScope() != accessv1.Scope_SCOPE_PUBLIC && oneRecord.MatchString(template) && !strings.Contains(template, "settings") {
			found[called] = m // a setting is named by its key, and belongs to the whole district
		}
	}
	return found
}

var oneRecord = regexp.MustCompile(`^/v1/\{name=[^}]*\}$`)

// Of each kind of records the contract reads one by one, a record is made and explained of one person of each role: he may read it
// where it is read, and may not where it is not; and of himself he is told nothing about a record that he does not see.
//
// proves AD-26
func TestEveryKindOfRecordIsExplainedAsItIsReadAndToNobodyWhoDoesNotSeeIt(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	explain := func(who testkit.Who, req *identityv1.ExplainAccessRequest) (*identityv1.Explanation, error) {
		return identityv1.NewIdentityServiceClient(d.Conn(who)).ExplainAccess(t.Context(), req)
	}
	kinds := limited(t)
	if len(kinds) < 15 {
		t.Fatalf("only %d kinds are read", len(kinds))
	}
	for _, called := range slices.Sorted(maps.Keys(kinds)) {
		m := kinds[called]
		request := doorCases[strings.Split(string(m.Descriptor.FullName()), ".")[1]][called].make(d)
		record := request.(interface{ GetName() string }).GetName()
		for _, who := range slices.Sorted(maps.Keys(callers)) {
			kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
			if err != nil {
				t.Fatal(err)
			}
			reads := d.Conn(who).Invoke(t.Context(), m.FullName(), request, kind.New().Interface()) == nil
			if who == testkit.ForeignResident {
				_, err := explain(who, &identityv1.ExplainAccessRequest{Resource: record})
				testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
				continue
			}
			one, err := explain(testkit.AuditAdmin, &identityv1.ExplainAccessRequest{Resource: record, Person: person(who)})
			if err != nil || one.GetAllowed() != reads || (one.GetObstacle() == 0) != reads || (len(one.GetGrounds()) > 0) != reads {
				t.Errorf("%s as %s: reads %v, explained %v, %v", called, who, reads, one, err)
			}
			own, err := explain(who, &identityv1.ExplainAccessRequest{Resource: record})
			if administers := who == testkit.SecurityAdmin || who == testkit.AuditAdmin; reads || administers {
				if err != nil || own.GetAllowed() != reads {
					t.Errorf("%s of himself, %s: %v, %v", called, who, own, err)
				}
				continue
			}
			_, unknown := explain(who, &identityv1.ExplainAccessRequest{Resource: anotherId.ReplaceAllString(record, someID)})
			if fault.Reason(status.Convert(err)) != "NOT_FOUND" || fault.Reason(status.Convert(unknown)) != "NOT_FOUND" {
				t.Errorf("%s, %s who does not see it: %v; one that nobody has: %v", called, who, err, unknown)
			}
			code, _ := d.REST(t, who, http.MethodGet, "/v1/access:explain?resource="+record, nil)
			if code != http.StatusNotFound {
				t.Errorf("%s, %s by REST: %d", called, who, code)
			}
		}
	}
}

var anotherId = regexp.MustCompile(`[0-9a-f-]{36}`)
