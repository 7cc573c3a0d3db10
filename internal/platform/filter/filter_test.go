package filter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

var columns = Columns{
	"title":       Text("title"),
	"kind":        Enum[intakev1.Issue_Kind]("kind"),
	"unit":        Ref("unit_id", "units/*"),
	"objection":   Ref("objection_id", "campaigns/*/objections/*"),
	"year":        Number("year"),
	"public":      Bool("public"),
	"create_time": Time("create_time"),
	"due_time":    Time("due_time").Empty(),
	"rating.text": Text("rating_text"),
}

const unit = "01900000-0000-7000-8000-00000000000a"

// written is the condition and the arguments that a filter becomes.
func written(p Predicate) (string, []any) {
	s := sql.Dialect(dialect.Postgres).Select("id").From(sql.Table("issue"))
	query, args := s.Where(p(s)).Query()
	_, where, _ := strings.Cut(query, " WHERE ")
	return strings.ReplaceAll(where, `"issue".`, ""), args
}

// proves AP-05
func TestAFilterBecomesAConditionOverItsColumns(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.FixedZone("", 8*60*60))
	for text, want := range map[string]struct {
		sql  string
		args []any
	}{
		`title = "路灯"`:                {`"title" = $1`, []any{"路灯"}},
		`title='it\'s'`:               {`"title" = $1`, []any{"it's"}},
		` year >= 2026 `:              {`"year" >= $1`, []any{int64(2026)}},
		`year < -1`:                   {`"year" < $1`, []any{int64(-1)}},
		`public = true`:               {`"public"`, nil},
		`rating.text = "好"`:           {`"rating_text" = $1`, []any{"好"}},
		`unit = "units/` + unit + `"`: {`"unit_id" = $1`, []any{uuid.MustParse(unit)}},
		`objection != "campaigns/01900000-0000-7000-8000-00000000000b/objections/` + unit + `"`: {`"objection_id" <> $1`, []any{uuid.MustParse(unit)}},
		`create_time > "2026-11-23T00:00:00+08:00"`:                                             {`"create_time" > $1`, []any{day}},
		`due_time:*`:                                 {`"due_time" IS NOT NULL`, nil},
		`NOT due_time:*`:                             {`NOT ("due_time" IS NOT NULL)`, nil},
		`-due_time:*`:                                {`NOT ("due_time" IS NOT NULL)`, nil},
		`title = "a" AND year = 1`:                   {`"title" = $1 AND "year" = $2`, []any{"a", int64(1)}},
		`title = "a" OR year = 1`:                    {`"title" = $1 OR "year" = $2`, []any{"a", int64(1)}},
		`year = 1 AND year = 2 OR year = 3`:          {`"year" = $1 AND ("year" = $2 OR "year" = $3)`, []any{int64(1), int64(2), int64(3)}},
		`(year = 1 AND year = 2) OR year = 3`:        {`("year" = $1 AND "year" = $2) OR "year" = $3`, []any{int64(1), int64(2), int64(3)}},
		`due_time < "2026-11-23T00:00:00+08:00"`:     {`"due_time" IS NOT NULL AND "due_time" < $1`, []any{day}},
		`NOT due_time < "2026-11-23T00:00:00+08:00"`: {`NOT ("due_time" IS NOT NULL AND "due_time" < $1)`, []any{day}},
		`due_time != "2026-11-23T00:00:00+08:00"`:    {`"due_time" IS NULL OR "due_time" <> $1`, []any{day}},
		`kind = KIND_COMPLAINT`:                      {`"kind" = $1`, []any{"COMPLAINT"}},
	} {
		p, err := columns.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		sql, args := written(p)
		if sql != want.sql || fmt.Sprint(args) != fmt.Sprint(want.args) {
			t.Errorf("%s\n became %s %v\n want   %s %v", text, sql, args, want.sql, want.args)
		}
	}
	if p, err := columns.Parse("  "); p != nil || err != nil {
		t.Errorf("an empty filter: %v", err)
	}
}

// position and known fields that a fault tells.
func told(t *testing.T, err error, field string) (position, known string) {
	t.Helper()
	problem := fault.Problem(fault.Status(err, fault.English), "")
	if !errors.Is(err, fault.ErrInvalid) || len(problem.Fields) != 1 || problem.Fields[0].Field != field {
		t.Errorf("got %v", err)
	}
	return problem.Metadata["position"], problem.Metadata["known_fields"]
}

// proves AP-05
func TestAFilterThatIsWrongIsRefusedWithThePlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		`nothing = 1`:                          1,
		`title = "路" AND nothing = 1`:          17,
		`  nothing = 1`:                        3,
		`title`:                                1,
		`"title" = "x"`:                        1,
		`title = x`:                            9,
		`title = 1`:                            9,
		`title = "a\x00b"`:                     9,
		`title : "a"`:                          9,
		`title = `:                             8,
		`title = "a`:                           9,
		`year = 1 year = 2`:                    10,
		`year = "2026"`:                        8,
		`year = 1.5`:                           8,
		`year = 4294967296`:                    8,
		`year = year`:                          8,
		`kind = KIND_UNSPECIFIED`:              8,
		`kind = "KIND_COMPLAINT"`:              8,
		`kind = COMPLAINT`:                     8,
		`kind > KIND_COMPLAINT`:                1,
		`public = yes`:                         10,
		`public < true`:                        1,
		`unit = "units/1"`:                     8,
		`unit = "issues/` + unit + `"`:         8,
		`create_time = "2026-11-23"`:           15,
		`create_time = "0000-01-01T00:00:00Z"`: 15,
		`pg_sleep(10)`:                         1,
		`title = lower("A")`:                   9,
		`year = 1) OR (1 = 1`:                  9,
		`year = 1; select 1`:                   9,
		`year = 1 AND`:                         9,
		`)`:                                    1,
		`title.sub = "x"`:                      1,
	} {
		_, err := columns.Parse(text)
		if got, known := told(t, err, "filter"); got != strconv.Itoa(want) || strings.Contains(text, "nothing") != (known != "") && !strings.Contains(text, "sub") &&
			text != `"title" = "x"` {
			t.Errorf("%s: position %s, want %d; %v", text, got, want, err)
		}
	}
}

func TestAFilterIsBoundedInBytesAndInTerms(t *testing.T) {
	t.Parallel()
	terms := func(n int) string { return strings.TrimSuffix(strings.Repeat("year = 1 OR ", n), " OR ") }
	bytes := func(n int) string { return `title = "` + strings.Repeat("x", n-10) + `"` }
	for _, c := range []struct {
		text string
		ok   bool
	}{{terms(MaxTerms), true}, {terms(MaxTerms + 1), false}, {bytes(MaxBytes), true}, {bytes(MaxBytes + 1), false},
		{strings.Repeat("(", MaxBytes), false}, {strings.Repeat("a(", MaxBytes/2), false}, {strings.Repeat("-", MaxBytes), false}} {
		if _, err := columns.Parse(c.text); (err == nil) != c.ok {
			t.Errorf("%d bytes: %v", len(c.text), err)
		}
	}
}

// proves AP-06
func TestAnOrderNamesFieldsAndDirections(t *testing.T) {
	t.Parallel()
	terms, err := columns.Order("due_time desc, title,year asc")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, term := range terms {
		got = append(got, fmt.Sprint(term.Name(), " ", term.Descending, " ", term.Nullable()))
	}
	if want := "due_time true true; title false false; year false false"; strings.Join(got, "; ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "; "), want)
	}
	if terms, err := columns.Order(""); terms != nil || err != nil {
		t.Errorf("no order: %v, %v", terms, err)
	}
}

// proves AP-06
func TestAnOrderThatIsWrongIsRefusedWithThePlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		`nothing`:                         1,
		`title, nothing desc`:             8,
		`title desc desc`:                 1,
		`title downwards`:                 1,
		`title,`:                          7,
		`title, title desc`:               8,
		`title, year, kind, unit, public`: 26,
		`title; drop table issue`:         1,
		`title desc, (select 1)--`:        13,
		`"title"`:                         1,
		`title, 标题`:                       8,
	} {
		_, err := columns.Order(text)
		if got, _ := told(t, err, "order_by"); got != strconv.Itoa(want) {
			t.Errorf("%s: position %s, want %d; %v", text, got, want, err)
		}
	}
}

func FuzzAFilterIsRefusedOrSendsItsValuesAsArguments(f *testing.F) {
	for _, seed := range []string{`title = "a" AND NOT year < 3`, `due_time:*`, `-(kind = KIND_COMPLAINT OR public != false)`, `title = "\x00"`,
		`a(b(c`, `"' OR 1=1 --`, `title = 'x'; drop table issue`, `rating.text = "$1"`} {
		f.Add(seed)
	}
	known := map[string]bool{}
	for _, c := range columns {
		known[c.Name()] = true
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := columns.Parse(text)
		if err != nil || p == nil {
			return
		}
		where, _ := written(p)
		for _, token := range strings.FieldsFunc(where, func(r rune) bool { return strings.ContainsRune(" ()", r) }) {
			switch token {
			case "AND", "OR", "NOT", "IS", "NULL", "=", "<>", "<", "<=", ">", ">=":
				continue
			}
			if !known[strings.Trim(token, `"`)] && !strings.HasPrefix(token, "$") {
				t.Fatalf("%q became %s", text, where)
			}
		}
	})
}

func FuzzAnOrderIsRefusedOrNamesKnownColumns(f *testing.F) {
	for _, seed := range []string{"title", "due_time desc, year", "title desc, (select 1)", `id" desc, (select 1)--`, ",", "kind  asc"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		terms, err := columns.Order(text)
		for _, term := range terms {
			if err == nil && columns[map[string]string{"unit_id": "unit", "objection_id": "objection", "rating_text": "rating.text"}[term.Name()]].Name() == "" &&
				columns[term.Name()].Name() == "" {
				t.Fatalf("%q orders by %s", text, term.Name())
			}
		}
	})
}
