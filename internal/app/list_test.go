package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// lists are the RPCs that page, with the columns that they declare.
func lists(t *testing.T) map[string]page.Declared {
	t.Helper()
	all := map[string]page.Declared{}
	for called, m := range methodsByName(t) {
		for _, l := range page.Lists() {
			if l.Request.FullName() == m.Descriptor.Input().FullName() {
				all[called] = l
			}
		}
	}
	if len(all) != len(page.Lists()) {
		t.Fatalf("%d lists are declared for %d RPCs", len(page.Lists()), len(all))
	}
	return all
}

// eachList calls a function for each list with its case, in one district.
func eachList(t *testing.T, do func(d *district, m rpc.Method, l page.Declared, who testkit.Who, request proto.Message)) {
	t.Helper()
	d, methods := openDistrict(t), methodsByName(t)
	for called, l := range lists(t) {
		capability := strings.Split(string(methods[called].Descriptor.FullName()), ".")[1]
		c := doorCases[capability][called]
		do(d, methods[called], l, c.who, c.make(d))
	}
}

// with is a copy of a request with another value of a text field.
func with(request proto.Message, field protoreflect.Name, value string) proto.Message {
	changed := proto.Clone(request)
	m := changed.ProtoReflect()
	m.Set(m.Descriptor().Fields().ByName(field), protoreflect.ValueOfString(value))
	return changed
}

// sample is a value that a column takes.
func sample(t *testing.T, c filter.Column) string {
	t.Helper()
	switch kind := c.Type(); {
	case kind == "text":
		return `"路灯"`
	case kind == "time":
		return `"2026-11-23T10:00:00+08:00"`
	case kind == "number":
		return "7"
	case kind == "boolean":
		return "true"
	case strings.HasPrefix(kind, "name `"):
		return `"` + strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(kind, "name `"), "`"), "*", someID) + `"`
	default:
		enum, err := protoregistry.GlobalTypes.FindEnumByName(protoreflect.FullName(kind))
		if err != nil {
			t.Fatalf("a column of the type %s: %v", kind, err)
		}
		return string(enum.Descriptor().Values().Get(1).Name())
	}
}

// proves AP-05, AP-06
func TestEveryListIsFilteredAndOrderedByEachOfItsFields(t *testing.T) {
	t.Parallel()
	eachList(t, func(d *district, m rpc.Method, l page.Declared, who testkit.Who, request proto.Message) {
		ask := func(request proto.Message) {
			if _, err := d.invoke(m.Descriptor, who, request, ""); err != nil {
				t.Errorf("%s with %v: %v", m.FullName(), request, err)
			}
		}
		for field, c := range l.Columns {
			ask(with(request, "filter", fmt.Sprintf("%s = %s OR %s != %[2]s OR NOT %[1]s:*", field, sample(t, c), field)))
			ask(with(request, "order_by", field+" desc"))
			if !hasField(m.Descriptor, field) {
				t.Errorf("%s declares %s, which its resource does not have", m.FullName(), field)
			}
		}
	})
}

// hasField says whether the resource that a list answers has a field.
func hasField(list protoreflect.MethodDescriptor, path string) bool {
	resource := list.Output().Fields().Get(0).Message()
	for name := range strings.SplitSeq(path, ".") {
		if resource == nil || resource.Fields().ByName(protoreflect.Name(name)) == nil {
			return false
		}
		resource = resource.Fields().ByName(protoreflect.Name(name)).Message()
	}
	return true
}

// attacks are texts that have become SQL elsewhere.
var attacks = []string{
	`name" desc, (select 1)--`, `create_time; drop table issue`, `(select pg_sleep(10))`, `create_time desc, (case when 1=1 then 1 end)`,
	`' OR 1=1 --`, `" OR ""="`, `create_time = 'a' or pg_sleep(10) is null`, `create_time) OR (1=1`, `a->>'b' = "c"`, `$.a`, `data @> '{}'`,
	`create_time/**/desc`, `create_time DESC NULLS FIRST`, `1`, `tenant_id`, `tenant_id = 900001`, `id = "x"`, `version > 0`, `person_id:*`,
	"create_time\x7f", `*`, `create_time collate "C"`, `create_time = "2026-01-01T00:00:00Z" UNION SELECT 1`, `\`, `--`, `name_cipher:*`,
}

// proves AP-05, AP-06
func TestCase47NoTextOfAFilterAnOrderOrAMaskReachesTheDatabase(t *testing.T) {
	t.Parallel()
	eachList(t, func(d *district, m rpc.Method, _ page.Declared, who testkit.Who, request proto.Message) {
		if _, err := d.invoke(m.Descriptor, who, request, ""); err != nil {
			t.Fatalf("%s: %v", m.FullName(), err)
		}
		before := d.Statements()
		for _, field := range []protoreflect.Name{"filter", "order_by"} {
			for _, attack := range attacks {
				_, err := d.invoke(m.Descriptor, who, with(request, field, attack), "")
				st := status.Convert(err)
				if problem := fault.Problem(st, ""); st.Code() != codes.InvalidArgument || len(problem.Fields) != 1 || problem.Fields[0].Field != string(field) ||
					problem.Metadata["position"] == "" {
					t.Errorf("%s of %s %q: %v", m.FullName(), field, attack, err)
				}
			}
		}
		if after := d.Statements(); after != before {
			t.Errorf("%s sent %d new statements", m.FullName(), after-before)
		}
	})
}

// fill makes categories in a district: many equal in tier and parent, so that only the id tells them apart.
func fill(d *district, n int) {
	d.t.Helper()
	if _, err := d.Owner().Exec(d.t.Context(), `insert into category (tenant_id, id, create_time, update_time, code, name, active, tier, parent_id)
		select $1, gen_random_uuid(), $2::timestamptz - make_interval(secs => n / 5), $2, 'PAGE_' || n, 'n' || n % 4, true,
			(array['URGENT', 'ORDINARY', 'COMPLEX'])[1 + n % 3], case when n % 2 = 0 then (select id from category where tenant_id = $1 and code = $4) end
		from generate_series(1, $3) n`, demo.Fangshan, testkit.Epoch, n, demo.CategoryProperty); err != nil {
		d.t.Fatal(err)
	}
	say(d)
}

// say gives each category that says nothing yet its first revision.
func say(d *district) {
	d.t.Helper()
	if _, err := d.Owner().Exec(d.t.Context(), `insert into revision (tenant_id, id, create_time, update_time, collection, record_id, state, fields, valid_from, begun)
		select tenant_id, gen_random_uuid(), create_time, create_time, 'categories', id, to_jsonb(c), '[]', '2000-01-01', true
		from category c where not exists (select from revision r where r.tenant_id = c.tenant_id and r.record_id = c.id)`); err != nil {
		d.t.Fatal(err)
	}
}

// walk turns the pages of a list to its end; between two pages somebody else writes.
func walk(d *district, request *directoryv1.ListCategoriesRequest, between func(turn int)) (codes []string) {
	d.t.Helper()
	m := methodsByName(d.t)["DirectoryService.ListCategories"].Descriptor
	for turn := 0; ; turn++ {
		answer, err := d.invoke(m, testkit.Resident, request, "")
		if err != nil {
			d.t.Fatal(err)
		}
		list := answer.(*directoryv1.ListCategoriesResponse)
		if len(list.GetCategories()) > int(request.GetPageSize()) {
			d.t.Fatalf("a page of %d has %d rows", request.GetPageSize(), len(list.GetCategories()))
		}
		for _, c := range list.GetCategories() {
			codes = append(codes, c.GetCode())
		}
		if request.PageToken = list.GetNextPageToken(); request.PageToken == "" {
			return codes
		}
		between(turn)
	}
}

// proves AP-04, AP-06
func TestCase50PagesHoldEveryStableRowOnceInOrderWhileOthersComeAndGo(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	fill(d, 24)
	made := 0
	for _, order := range []string{"", "tier, display_name desc", "parent desc", "parent, tier desc", "create_time", "display_name"} {
		for _, size := range []int32{1, 2, 7, 22, 100} {
			list := func() *directoryv1.ListCategoriesRequest {
				return &directoryv1.ListCategoriesRequest{PageSize: size, OrderBy: order, Filter: `code >= "PAGE_" AND code < "PAGF"`}
			}
			whole := walk(d, &directoryv1.ListCategoriesRequest{PageSize: 100, OrderBy: order, Filter: `code >= "PAGE_" AND code < "PAGF"`}, func(int) {})
			var left []string
			got := walk(d, list(), func(turn int) {
				made++
				// One row is made in the middle of the order, and one that was there at the beginning goes.
				if _, err := d.Owner().Exec(t.Context(), `insert into category (tenant_id, id, create_time, update_time, code, name, active, tier)
					values ($1, gen_random_uuid(), $2::timestamptz - make_interval(secs => $3), $2, $4, 'n2', true, 'ORDINARY')`,
					demo.Fangshan, testkit.Epoch, turn%12, fmt.Sprint("PAGE_NEW_", made)); err != nil {
					t.Fatal(err)
				}
				say(d)
				if turn%6 == 0 {
					var code string
					if err := d.Owner().QueryRow(t.Context(), `delete from category where tenant_id = $1 and code = (
						select max(code) from category where tenant_id = $1 and code ~ '^PAGE_[0-9]+$') returning code`, demo.Fangshan).Scan(&code); err == nil {
						left = append(left, code)
					}
				}
			})
			seen := map[string]int{}
			for _, code := range got {
				if seen[code]++; seen[code] > 1 {
					t.Errorf("%q by %d: %s comes twice", order, size, code)
				}
			}
			stable := func(codes []string) []string {
				return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
					return strings.HasPrefix(code, "PAGE_NEW") && !slices.Contains(whole, code) || slices.Contains(left, code)
				})
			}
			if !slices.Equal(stable(got), stable(whole)) {
				t.Errorf("%q by %d:\n got  %v\n want %v", order, size, stable(got), stable(whole))
			}
			if _, err := d.Owner().Exec(t.Context(), "delete from category where tenant_id = $1 and code like 'PAGE%'", demo.Fangshan); err != nil {
				t.Fatal(err)
			}
			fill(d, 24)
		}
	}
}

// proves AP-16
func TestATotalIsCountedWhereItIsAskedForAndEndsAtTenThousand(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	m := methodsByName(t)["DirectoryService.ListCategories"].Descriptor
	total := func(request *directoryv1.ListCategoriesRequest) int32 {
		t.Helper()
		request.PageSize = 2
		answer, err := d.invoke(m, testkit.Resident, request, "")
		if err != nil {
			t.Fatal(err)
		}
		return answer.(*directoryv1.ListCategoriesResponse).GetTotalSize()
	}
	fill(d, 60)
	added := func(more *directoryv1.ListCategoriesRequest) *directoryv1.ListCategoriesRequest {
		more.WithTotal, more.Filter = true, `code >= "PAGE_" AND code < "PAGF"`
		return more
	}
	first, err := d.invoke(m, testkit.Resident, added(&directoryv1.ListCategoriesRequest{PageSize: 2}), "")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		request *directoryv1.ListCategoriesRequest
		want    int32
	}{
		"not asked for": {&directoryv1.ListCategoriesRequest{}, 0},
		"sixty":         {added(&directoryv1.ListCategoriesRequest{}), 60},
		"on a later page": {added(&directoryv1.ListCategoriesRequest{
			PageToken: first.(*directoryv1.ListCategoriesResponse).GetNextPageToken()}), 60},
		"filtered": {&directoryv1.ListCategoriesRequest{WithTotal: true, Filter: `code >= "PAGE_" AND code < "PAGF" AND tier = TIER_URGENT`}, 20},
		"none":     {&directoryv1.ListCategoriesRequest{WithTotal: true, Filter: `code = "nothing"`}, 0},
	} {
		if got := total(c.request); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	if _, err := d.Owner().Exec(t.Context(), `insert into category (tenant_id, id, create_time, update_time, code, name, active, tier)
		select $1, gen_random_uuid(), $2, $2, 'MANY_' || n, 'n', true, 'URGENT' from generate_series(1, 10050) n`, demo.Fangshan, testkit.Epoch); err != nil {
		t.Fatal(err)
	}
	say(d)
	if got := total(&directoryv1.ListCategoriesRequest{WithTotal: true}); got != page.MaxTotal {
		t.Errorf("of more than ten thousand: %d", got)
	}
}

// proves AP-04
func TestCase49ATokenOfAnotherCallerOrQueryOrOfYesterdayIsRefusedAtTheDoor(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	m := methodsByName(t)["DirectoryService.ListUnits"].Descriptor
	answer, err := d.invoke(m, testkit.Resident, &directoryv1.ListUnitsRequest{PageSize: 1}, "")
	if err != nil {
		t.Fatal(err)
	}
	token := answer.(*directoryv1.ListUnitsResponse).GetNextPageToken()
	list := func(more *directoryv1.ListUnitsRequest) *directoryv1.ListUnitsRequest {
		more.PageToken = token
		return more
	}
	refused := func(what string, who testkit.Who, request *directoryv1.ListUnitsRequest) {
		t.Helper()
		_, err := d.invoke(m, who, request, "")
		problem := fault.Problem(status.Convert(err), "")
		if status.Code(err) != codes.InvalidArgument || len(problem.Fields) != 1 || problem.Fields[0].Field != "page_token" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := d.invoke(m, testkit.Resident, list(&directoryv1.ListUnitsRequest{PageSize: 50}), ""); err != nil {
		t.Errorf("its own caller: %v", err)
	}
	refused("another person", testkit.Resident2, list(&directoryv1.ListUnitsRequest{}))
	refused("another tenant", testkit.ForeignResident, list(&directoryv1.ListUnitsRequest{}))
	refused("nobody", testkit.Anonymous, list(&directoryv1.ListUnitsRequest{}))
	refused("another filter", testkit.Resident, list(&directoryv1.ListUnitsRequest{Filter: `code = "x"`}))
	refused("another order", testkit.Resident, list(&directoryv1.ListUnitsRequest{OrderBy: "code"}))
	refused("a megabyte", testkit.Resident, &directoryv1.ListUnitsRequest{PageToken: strings.Repeat("A", 1000)})
	d.Clock.Advance(24 * time.Hour)
	refused("a day later", testkit.Resident, list(&directoryv1.ListUnitsRequest{}))
}

func TestTheDrawnPageOfListsShowsWhatEachListIsFilteredAndOrderedBy(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("# What lists are filtered and ordered by\n\n" +
		"Written by `make golden` from the lists that the capabilities declare. `filter` follows AIP-160, `order_by` AIP-132:\n\n" +
		"- A comparison is `field op value` with `=`, `!=`, `<`, `<=`, `>` or `>=`; `field:*` keeps what is filled. Booleans, names\n" +
		"  and enums know `=` and `!=` only.\n" +
		"- Texts, names and times (RFC 3339) stand in quotes, numbers, `true`, `false` and enum values do not.\n" +
		"- Comparisons are joined by `AND`, `OR`, `NOT`, `-` and parentheses. `OR` binds tighter than `AND`.\n" +
		"- A field that is not filled fulfils `!=` and no other comparison. It stands last in an order, first in a descending one.\n" +
		fmt.Sprintf("- A filter has at most %d bytes and %d comparisons, an order at most %d fields.\n", filter.MaxBytes, filter.MaxTerms, filter.MaxOrder) +
		"- What cannot be read is `INVALID_ARGUMENT` with the position, and for an unknown field with those that are known.\n")
	all := lists(t)
	for _, m := range contract(t) {
		called := fmt.Sprintf("%s.%s", m.Descriptor.Parent().Name(), m.Descriptor.Name())
		l, ok := all[called]
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\nWithout `order_by`: `%s`.\n\n| field | type |\n|---|---|\n", called, l.Order)
		for _, field := range l.Columns.Names() {
			fmt.Fprintf(&b, "| %s | %s |\n", field, l.Columns[field].Type())
		}
	}
	drawn.Page(t, "../../docs/lists.md", b.String())
}
