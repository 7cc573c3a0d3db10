package explain_test

import (
	"net/http"
	"testing"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a running server.
type world struct {
	*testkit.Kit
	t *testing.T
}

// do makes a call by REST that must succeed.
func (w world) do(who testkit.Who, path string, body map[string]any) map[string]any {
	w.t.Helper()
	code, answer := w.REST(w.t, who, http.MethodPost, "/v1/"+path, body)
	if code != http.StatusOK {
		w.t.Fatalf("%s: %d %v", path, code, answer)
	}
	return answer
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// office is the one membership of somebody in the unit with a code.
func (w world) office(who testkit.Who, code string) string {
	w.t.Helper()
	_, list := w.REST(w.t, testkit.SecurityAdmin, http.MethodGet, "/v1/units/"+w.Unit(code).String()+"/memberships?filter=person%3D%22"+person(who)+"%22", nil)
	return list["memberships"].([]any)[0].(map[string]any)["name"].(string)
}

// issue of the resident in the community with a code.
func (w world) issue(code string) string {
	w.t.Helper()
	return w.do(testkit.Resident, "issues", map[string]any{"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
		"category":  "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String(),
		"community": "units/" + w.Unit(code).String(), "title": "房产证", "description": "办不了", "address": "东里"})["name"].(string)
}

// explained is what a person is explained of a record: whether he may read it, and the only ground.
func (w world) explained(who testkit.Who, record string) (bool, *identityv1.Ground) {
	w.t.Helper()
	e, err := identityv1.NewIdentityServiceClient(w.Conn(testkit.AuditAdmin)).ExplainAccess(w.t.Context(),
		&identityv1.ExplainAccessRequest{Resource: record, Person: person(who)})
	if err != nil || len(e.GetGrounds()) > 1 {
		w.t.Fatalf("%v, %v", e, err)
	}
	if len(e.GetGrounds()) == 0 {
		return e.GetAllowed(), &identityv1.Ground{}
	}
	return e.GetAllowed(), e.GetGrounds()[0]
}

// proves AD-26, AD-16
func TestTheExplanationNamesInWhoseSteadAndUntilWhen(t *testing.T) {
	t.Parallel()
	w := world{testkit.Start(t), t}
	issue, end := w.issue("110111012014"), w.Clock.Now(demo.Fangshan).AddDate(0, 0, 7)
	if allowed, _ := w.explained(testkit.CommunityWorker, issue); allowed {
		t.Fatal("the worker of another community reads it himself")
	}
	office := w.office(testkit.StreetLeader, demo.Xilu)
	leave := w.do(testkit.StreetLeader, "substitutions", map[string]any{"membership": office, "reason": "出差",
		"substituteMembership": w.office(testkit.CommunityWorker, "110111012005"), "validTo": end.Format(time.RFC3339Nano)})["name"].(string)
	allowed, g := w.explained(testkit.CommunityWorker, issue)
	if !allowed || g.GetSubstitution() != leave || g.GetInPlaceOf() != person(testkit.StreetLeader) || g.GetPerson() != person(testkit.CommunityWorker) ||
		g.GetMembership() != office || g.GetRole() != "STREET_LEADER" || !g.GetValidTo().AsTime().Equal(end) {
		t.Errorf("%v, %v", allowed, g)
	}
	if code, _ := w.REST(t, testkit.CommunityWorker, http.MethodGet, "/v1/"+issue, nil, "X-Acting-For", leave); code != http.StatusOK {
		t.Errorf("what is explained cannot be read: %d", code)
	}
	w.Clock.Advance(7 * 24 * time.Hour)
	if allowed, g := w.explained(testkit.CommunityWorker, issue); allowed {
		t.Errorf("afterwards: %v", g)
	}
}

// proves AD-26, AD-13
func TestTheExplanationNamesTheMandateOfADelegateWhoMayRead(t *testing.T) {
	t.Parallel()
	w := world{testkit.Start(t), t}
	issue := w.issue("110111012014")
	const phone = "13800000001"
	mandate := func(act string) string {
		m := w.do(testkit.Resident2, "mandates", map[string]any{"displayName": "演示居民甲", "phone": phone, "basis": "BASIS_CONSENT", "acts": []string{act}})["name"].(string)
		w.Clock.Advance(time.Minute)
		w.do(testkit.Resident2, m+":sendCode", map[string]any{})
		w.do(testkit.Resident2, m+":consent", map[string]any{"code": w.Code(t, "+86"+phone)})
		return m
	}
	mandate("ACT_BOOK")
	if allowed, g := w.explained(testkit.Resident2, issue); allowed {
		t.Errorf("by a mandate to book: %v", g)
	}
	m := mandate("ACT_READ_MATTERS")
	if allowed, g := w.explained(testkit.Resident2, issue); !allowed || g.GetMandate() != m || g.GetInPlaceOf() != person(testkit.Resident) || !g.GetOwn() || g.GetValidTo() == nil {
		t.Errorf("%v, %v", allowed, g)
	}
}
