package app_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// named finds a row in a resource name: its collection and its id.
var named = regexp.MustCompile(`([a-zA-Z]+)/(` + idPattern.String() + `)`)

// tableOf is the table in which the rows of a collection stand.
func tableOf(collection string) string {
	var b strings.Builder
	for _, r := range collection {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(r)))
	}
	plural := b.String()
	for ending, singular := range map[string]string{"ies": "y", "ches": "ch", "criteria": "criterion"} {
		if stem, ok := strings.CutSuffix(plural, ending); ok {
			return stem + singular
		}
	}
	return strings.TrimSuffix(plural, "s")
}

// twin is the id of a copy of a row that belongs to the other tenant; empty where the collection has no table of its name or the
// other tenant has a row that is like it.
func (d *district) twin(owner *pgx.Conn, collection, id string) string {
	d.t.Helper()
	table := pgx.Identifier{tableOf(collection)}.Sanitize()
	var exists bool
	if err := owner.QueryRow(d.t.Context(), "select to_regclass('public.' || $1) is not null", table).Scan(&exists); err != nil {
		d.t.Fatal(err)
	}
	if !exists {
		return ""
	}
	copied := uuid.NewString()
	tag, err := owner.Exec(d.t.Context(), "insert into "+table+" select (jsonb_populate_record(null::"+table+
		", to_jsonb(r) || jsonb_build_object('tenant_id', $1::int, 'id', $2::text))).* from "+table+" r where tenant_id = $3 and id = $4 on conflict do nothing",
		demo.Other, copied, demo.Fangshan, id)
	if err != nil {
		d.t.Fatalf("a copy of %s/%s: %v", collection, id, err)
	}
	if tag.RowsAffected() == 0 {
		return ""
	}
	return copied
}

// Each id in the request of each case is replaced, alone, by that of a copy of its row in another tenant, and by one that
// nobody has: the rightful caller hears the same.
//
// proves AP-30, AD-01
func TestCase5AnIDOfAnotherTenantAnywhereInARequestIsLikeAnUnknownOne(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			owner := d.unbound()
			replaced, twins := 0, map[string]string{}
			for _, called := range slices.Sorted(maps.Keys(cases)) {
				c, m := cases[called], methods[method(called)]
				request := c.make(d)
				body, err := protojson.Marshal(request)
				if err != nil {
					t.Fatal(err)
				}
				for _, at := range named.FindAllSubmatchIndex(body, -1) {
					id := string(body[at[4]:at[5]])
					foreign, made := twins[id]
					if !made {
						foreign = d.twin(owner, string(body[at[2]:at[3]]), id)
						twins[id] = foreign
					}
					if foreign == "" {
						continue
					}
					replaced++
					ask := func(with string) outcome {
						d.Clock.Advance(time.Second)
						changed := request.ProtoReflect().New().Interface()
						if err := protojson.Unmarshal(slices.Concat(body[:at[4]], []byte(with), body[at[5]:]), changed); err != nil {
							t.Fatal(err)
						}
						got := native(d, m.Descriptor, c.who, changed, "")
						return outcome{got.code, reordered(got.body)}
					}
					got, want := ask(foreign), ask(uuid.NewString())
					each := capability == "bulk" && strings.Contains(got.body, `"reason":"NOT_FOUND"`) // its calls are refused one by one
					if got != want || m.Access.GetScope() > 1 && got.code == "OK" && !m.ReadOnly && !each {
						t.Errorf("%s with %s of another tenant: %v\n of nobody: %v", called, body[at[2]:at[3]], got, want)
					}
				}
				native(d, m.Descriptor, c.who, request, "") // the next case may rest on it
			}
			// A value of a setting has no twin, because the other tenant has one for the same time; its own test asks for it.
			if replaced == 0 && capability != "identity" && capability != "audit" && capability != "administration" {
				t.Error("no id was replaced")
			}
		})
	}
}

// unbound is a connection that no policy, reference or check binds, to make rows that could not be.
func (d *district) unbound() *pgx.Conn {
	d.t.Helper()
	conn, err := pgx.Connect(d.t.Context(), d.DSN(testkit.Superuser))
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { conn.Close(d.t.Context()) })
	if _, err := conn.Exec(d.t.Context(), "set session_replication_role = replica; alter table honour drop constraint honour_number_names_tenant"); err != nil {
		d.t.Fatal(err)
	}
	return conn
}
