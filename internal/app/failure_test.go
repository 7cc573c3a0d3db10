package app_test

import (
	"context"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// broken is a gateway of short messages that panics.
type broken struct{}

func (broken) Send(context.Context, sms.Message) (string, error) { panic("canary in " + os.Args[0]) }

// A mistake of the database, the breach of a constraint that nobody has declared and a panic are answered by both doors
// with one reason and the number of the call, by which the log tells the rest; the process lives on.
func TestCase88AFailureTellsNothingButItsReasonAndTheNumberOfTheCall(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, func(p *app.Parts) { p.Outside.SMS = broken{} })
	host, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	methods := methodsByName(t)
	filing := func() proto.Message { return d.newIssue() }
	for what, c := range map[string]struct {
		before, after string
		called        string
		who           testkit.Who
		make          func() proto.Message
	}{
		"a mistake of the database": {`create function canary() returns trigger language plpgsql as $$ begin raise exception 'canary of table issue'; end $$;
			create trigger canary before insert on issue for each row execute function canary()`, `drop trigger canary on issue; drop function canary()`,
			"IntakeService.CreateIssue", testkit.Resident, filing},
		"a breach of a constraint": {`alter table issue add constraint canary_rule check (title = 'canary') not valid`, `alter table issue drop constraint canary_rule`,
			"IntakeService.CreateIssue", testkit.Resident, filing},
		"a panic": {`select 1`, `select 1`, "IdentityService.SendLoginCode", testkit.Anonymous,
			func() proto.Message { return &identityv1.SendLoginCodeRequest{Phone: d.number()} }},
	} {
		t.Run(what, func(t *testing.T) {
			if _, err := d.Owner().Exec(t.Context(), c.before); err != nil {
				t.Fatal(err)
			}
			defer d.Owner().Exec(context.WithoutCancel(t.Context()), c.after)
			m := methods[c.called].Descriptor
			if got := native(d, m, c.who, c.make(), ""); got.code != "INTERNAL" || strings.Contains(got.body, "canary") {
				t.Errorf("by gRPC: %v", got)
			}
			method, target, body := restCall(t, bindings(m)[0], c.make())
			answer := send(t, d.Kit, d.rest, c.who, method, target, body)
			raw, problem := read(t, answer)
			if answer.StatusCode != http.StatusInternalServerError || problem["reason"] != "INTERNAL" || problem["request_id"] == "" ||
				problem["request_id"] != answer.Header.Get("X-Request-Id") {
				t.Errorf("by REST: %d %s", answer.StatusCode, raw)
			}
			for _, secret := range []string{"canary", "SQLSTATE", "issue", "pgx", ".go", "goroutine", "insert", host, runtime.Version(), testkit.AppRole} {
				if strings.Contains(raw, secret) {
					t.Errorf("the answer tells %q: %s", secret, raw)
				}
			}
			if log := d.Log(); !strings.Contains(log, "canary") || !strings.Contains(log, problem["request_id"].(string)) {
				t.Error("the log does not tell the rest")
			}
		})
	}
	if got := native(d, methods["IdentityService.GetMe"].Descriptor, testkit.Resident, &identityv1.GetMeRequest{}, ""); got.code != "OK" {
		t.Errorf("afterwards: %v", got)
	}
}
