package app_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// live plays the cases of a capability once each, so that the district holds rows in all their states.
func (d *district) live(capability string) {
	d.t.Helper()
	methods := methodsByName(d.t)
	for _, called := range slices.Sorted(maps.Keys(doorCases[capability])) {
		c := doorCases[capability][called]
		d.Clock.Advance(time.Second)
		native(d, methods[method(called)].Descriptor, c.who, c.make(d), "")
	}
}

// names are all that a caller is shown of a collection, the deleted too, page by page.
func (d *district) names(who testkit.Who, collection string) map[string]bool {
	d.t.Helper()
	deleted := ""
	if collection == "resources" {
		deleted = "&showDeleted=true"
	}
	shown, token := map[string]bool{}, ""
	for {
		code, page := d.REST(d.t, who, http.MethodGet, "/v1/"+collection+"?pageSize=7&pageToken="+url.QueryEscape(token)+deleted, nil)
		if code == http.StatusForbidden {
			return shown
		}
		rows, _ := page[collection].([]any)
		for _, row := range rows {
			shown[row.(map[string]any)["name"].(string)] = true
		}
		if token, _ = page["nextPageToken"].(string); code != http.StatusOK || token == "" {
			if code != http.StatusOK {
				d.t.Errorf("%s lists %s: %d %v", who, collection, code, page)
			}
			return shown
		}
	}
}

// proves AD-04
func TestCase24WhatACallerMayGetIsWhatHeIsListed(t *testing.T) {
	t.Parallel()
	for collection, capability := range map[string]string{"issues": "intake", "dispatches": "dispatch", "resources": "booking", "campaigns": "evaluation"} {
		t.Run(collection, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			d.live(capability)
			rows, err := d.Owner().Query(t.Context(), fmt.Sprintf("select id::text from %s where tenant_id = $1", tableOf(collection)), demo.Fangshan)
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for rows.Next() {
				var id string
				if err := rows.Scan(&id); err != nil {
					t.Fatal(err)
				}
				all = append(all, collection+"/"+id)
			}
			if len(all) < 5 {
				t.Fatalf("only %d rows", len(all))
			}
			d.agree(collection, all)
		})
	}
}

// agree checks that each caller gets of all rows those which he is listed.
func (d *district) agree(collection string, all []string) {
	d.t.Helper()
	for who := range callers {
		listed := d.names(who, collection)
		for _, name := range all {
			code, _ := d.REST(d.t, who, http.MethodGet, "/v1/"+name, nil)
			if (code == http.StatusOK) != listed[name] {
				d.t.Errorf("%s gets %s: %d; listed: %v", who, name, code, listed[name])
			}
		}
	}
}

// Issues of any unit and category, led and assisted by any, and memberships of any role, unit and limits.
//
// proves AD-04
func TestCase24ItHoldsForRandomIssuesAndRandomMemberships(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 24))
	d := openDistrict(t)
	units := []string{demo.Xilu, suzhuang, "110111012001", "110111012002", "SWJ", "SGZW-FS", "110111011"}
	categories := []string{demo.CategoryProperty, demo.CategoryWater, ""}
	for _, who := range slices.Sorted(maps.Keys(callers)) {
		if callers[who] == access.SystemAdmin || callers[who] == access.SecurityAdmin || callers[who] == access.AuditAdmin || who == testkit.ForeignResident {
			continue
		}
		for range random.IntN(3) {
			m := map[string]any{"person": person(who), "role": pick(random, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison)}
			if random.IntN(2) == 0 {
				m["area"] = d.unit(pick(random, units[:4]...))
			}
			if c := pick(random, categories...); c != "" {
				m["categories"] = []string{category(c)}
			}
			if code, body := d.REST(t, testkit.SecurityAdmin, http.MethodPost, "/v1/"+d.unit(pick(random, units...))+"/memberships", m); code != http.StatusOK && code != http.StatusConflict {
				t.Fatalf("%d %v", code, body)
			}
		}
	}
	var all []string
	for range 40 {
		id := strings.TrimPrefix(d.filed(), "issues/")
		var lead any
		if random.IntN(2) == 0 {
			lead = d.Unit(pick(random, units...))
		}
		if _, err := d.Owner().Exec(t.Context(), `with changed as (update issue set reporter_id = $2, unit_id = $3, category_id = $4, lead_unit_id = $5,
			assist_unit_ids = jsonb_build_array($6::uuid) where id = $1 returning tenant_id, create_time, id)
			insert into issue_assist (tenant_id, unit_id, create_time, issue_id) select tenant_id, $6, create_time, id from changed`, id, personID(pick(random, testkit.Resident, testkit.Resident2, testkit.Judge)), d.Unit(pick(random, units...)),
			demo.ID(demo.Fangshan, "category", pick(random, categories[:2]...)), lead, d.Unit(pick(random, units...))); err != nil {
			t.Fatal(err)
		}
		all = append(all, "issues/"+id)
	}
	d.agree("issues", all)
}

// pick is one of some, at random.
func pick[T any](random *rand.Rand, of ...T) T { return of[random.IntN(len(of))] }

// proves AD-01
func TestCase25TheDatabaseShowsNoRowToAQueryOfAnotherTenant(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	d.live("intake")
	if n := d.Unfiltered(t, demo.Other); n < 20 {
		t.Errorf("only %d queries were run", n)
	}
}

// forge fills every field of a request that is the server's to write.
func forge(m protoreflect.Message) (forged int) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		behaviors, _ := proto.GetExtension(f.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		switch {
		case !slices.Contains(behaviors, annotations.FieldBehavior_OUTPUT_ONLY):
			if f.Message() != nil && !f.IsList() && !f.IsMap() && m.Has(f) {
				forged += forge(m.Mutable(f).Message())
			}
			continue
		case f.IsList(), f.IsMap():
			continue
		case f.Message() != nil && f.Message().FullName() == "google.protobuf.Timestamp":
			m.Set(f, protoreflect.ValueOfMessage(timestamppb.New(time.Unix(1e9, 0)).ProtoReflect()))
		case f.Kind() == protoreflect.EnumKind:
			m.Set(f, protoreflect.ValueOfEnum(f.Enum().Values().Get(f.Enum().Values().Len()-1).Number()))
		case f.Kind() == protoreflect.BoolKind:
			m.Set(f, protoreflect.ValueOfBool(true))
		case f.Kind() == protoreflect.Int32Kind:
			m.Set(f, protoreflect.ValueOfInt32(7))
		default:
			continue
		}
		forged++
	}
	return forged
}

// The same history is played in two districts; in the second, every field that is the server's is filled by the caller.
// The call is refused, or answers and writes what it does without.
func TestCase8WhatIsTheServersToWriteIsNeverWrittenByACaller(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			plain, forged := openDistrict(t), openDistrict(t)
			for _, called := range slices.Sorted(maps.Keys(cases)) {
				c, m := cases[called], methods[method(called)]
				if m.ReadOnly {
					continue
				}
				want := native(plain, m.Descriptor, c.who, c.make(plain), "")
				request := c.make(forged)
				lie := proto.Clone(request)
				forge(lie.ProtoReflect())
				got := native(forged, m.Descriptor, c.who, lie, "")
				if got.code == "INVALID_ARGUMENT" {
					got = native(forged, m.Descriptor, c.who, request, "")
				}
				if got != want {
					t.Errorf("%s answers\n%v with forged fields,\n%v without", called, got, want)
				}
			}
			compare(t, plain.written(), forged.written())
		})
	}
}
