package directory_test

import (
	"bytes"
	"net/http"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAPersonIsMaskedForEverybodyHimselfIncluded(t *testing.T) {
	t.Parallel()
	w := start(t)
	me := w.me(t, testkit.Resident)
	first := string([]rune(me.GetDisplayName())[:1])
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SystemAdmin} {
		code, got := w.REST(t, who, http.MethodGet, "/v1/"+me.GetPerson(), nil)
		if code != http.StatusOK || got["maskedName"] != first+"*" {
			t.Errorf("%v reads %d %v", who, code, got)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident2, testkit.LiaisonA} {
		_, err := w.as(who).GetPerson(t.Context(), &directoryv1.GetPersonRequest{Name: me.GetPerson()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
}

func TestAPersonWithoutATelephoneIsReadLikeAnyOther(t *testing.T) {
	t.Parallel()
	w := start(t)
	me := w.me(t, testkit.Resident)
	if _, err := w.Owner().Exec(t.Context(), "update person set phone_cipher = null, phone_index = null where tenant_id = 110111 and 'persons/' || id = $1",
		me.GetPerson()); err != nil {
		t.Fatal(err)
	}
	if got, err := w.as(testkit.Dispatcher).GetPerson(t.Context(), &directoryv1.GetPersonRequest{Name: me.GetPerson()}); err != nil || got.GetMaskedPhone() != "" ||
		got.GetMaskedName() == "" {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := w.as(testkit.Dispatcher).RevealPerson(t.Context(), &directoryv1.RevealPersonRequest{Name: me.GetPerson(), Field: directoryv1.Person_FIELD_PHONE,
		Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访"}); err != nil || got.GetValue() != "" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestWhoHasLeftAUnitIsNoLongerSeenByItsStaff(t *testing.T) {
	t.Parallel()
	w := start(t)
	me := w.me(t, testkit.Resident)
	see := func() error {
		_, err := w.as(testkit.Dispatcher).GetPerson(t.Context(), &directoryv1.GetPersonRequest{Name: me.GetPerson()})
		return err
	}
	if err := see(); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Hour)
	for _, m := range me.GetMemberships() {
		if _, err := w.as(testkit.SecurityAdmin).EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: m.GetName()}); err != nil {
			t.Fatal(err)
		}
	}
	testkit.WantFault(t, see(), codes.NotFound, "NOT_FOUND")
}

func TestAClearNameIsGivenForAReasonThatIsKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	me := w.me(t, testkit.Resident)
	code, got := w.REST(t, testkit.Dispatcher, http.MethodPost, "/v1/"+me.GetPerson()+":reveal",
		map[string]any{"field": "FIELD_NAME", "purpose": "PURPOSE_CALLBACK", "reason": "回访前核对姓名"})
	if code != http.StatusOK || got["value"] != me.GetDisplayName() {
		t.Fatalf("%d %v", code, got)
	}
	if n := w.count(t, `select count(*) from reading r join audit a on a.tenant_id = r.tenant_id and a.after ->> 'reading' = r.id::text
		where r.tenant_id = 110111 and r.personal_field = 'NAME' and r.reason = '回访前核对姓名' and 'persons/' || r.person_id = $1
		and 'persons/' || r.reader_id = $2 and a.actor_id = r.reader_id and a.action = 'directory.person.reveal' and a.object = $1`,
		me.GetPerson(), w.me(t, testkit.Dispatcher).GetPerson()); n != 1 {
		t.Errorf("%d readings are kept with their audit row, want 1", n)
	}
	if n := w.count(t, `select count(*) from audit where tenant_id = 110111 and (before::text || after::text) like '%' || $1 || '%'`,
		me.GetDisplayName()); n != 0 {
		t.Errorf("%d audit rows hold the name", n)
	}
}

func TestAClearValueIsRefusedToWhoMayNotReadIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	person := w.me(t, testkit.Resident).GetPerson()
	for title, c := range map[string]struct {
		who    testkit.Who
		req    *directoryv1.RevealPersonRequest
		code   codes.Code
		reason string
		field  string
	}{
		"a neighbour":                       {testkit.Resident2, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE, Reason: "好奇"}, codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"the person himself":                {testkit.Resident, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE, Reason: "自己"}, codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"the administrator":                 {testkit.SystemAdmin, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE, Reason: "维护"}, codes.PermissionDenied, "PERMISSION_DENIED", ""},
		"nobody":                            {testkit.Anonymous, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE, Reason: "维护"}, codes.Unauthenticated, "UNAUTHENTICATED", ""},
		"a dispatcher without a reason":     {testkit.Dispatcher, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE}, codes.InvalidArgument, "INVALID_ARGUMENT", "reason"},
		"a dispatcher with a blank one":     {testkit.Dispatcher, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Field: directoryv1.Person_FIELD_PHONE, Reason: "   "}, codes.InvalidArgument, "INVALID_ARGUMENT", "reason"},
		"a dispatcher who asks for nothing": {testkit.Dispatcher, &directoryv1.RevealPersonRequest{Purpose: directoryv1.Person_PURPOSE_CALLBACK, Reason: "回访"}, codes.InvalidArgument, "INVALID_ARGUMENT", "field"},
	} {
		t.Log(title)
		c.req.Name = person
		_, err := w.as(c.who).RevealPerson(t.Context(), c.req)
		testkit.WantFault(t, err, c.code, c.reason)
		if c.field != "" {
			testkit.WantField(t, err, c.code, c.reason, c.field)
		}
	}
	if n := w.count(t, `select count(*) from reading where tenant_id = 110111`); n != 0 {
		t.Errorf("%d readings were kept for refusals", n)
	}
}

func TestNoPersonalValueLiesInTheTableInClear(t *testing.T) {
	t.Parallel()
	w := start(t)
	clear := w.me(t, testkit.Resident).GetDisplayName()
	rows, err := w.Owner().Query(t.Context(), `select name_cipher, phone_cipher, phone_index from person`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	persons := 0
	for rows.Next() {
		var name, phone, index []byte
		if err := rows.Scan(&name, &phone, &index); err != nil {
			t.Fatal(err)
		}
		persons++
		for _, column := range [][]byte{name, phone, index} {
			if bytes.Contains(column, []byte(clear)) || bytes.Contains(column, []byte("+86")) {
				t.Errorf("a column shows what it holds: %q", column)
			}
		}
		if len(name) <= len(clear) {
			t.Errorf("a name of %d bytes is not sealed", len(name))
		}
	}
	if err := rows.Err(); err != nil || persons == 0 {
		t.Errorf("%d persons, %v", persons, err)
	}
}
