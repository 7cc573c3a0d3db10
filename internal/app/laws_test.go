package app_test

import (
	"strings"
	"testing"
)

func TestAFileThatBreaksALawIsFound(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ law, name, text, want string }{
		{"layers", "internal/intake/x.go", `import _ "` + module + `internal/dispatch"`, "imports internal/dispatch"},
		{"layers", "internal/intake/x_test.go", `import _ "` + module + `internal/timing/clock"`, "imports internal/timing/clock"},
		{"layers", "internal/timing/x.go", `import _ "` + module + `internal/timing/clock"`, ""},
		{"layers", "internal/timing/clock/x.go", `import _ "` + module + `internal/app"`, "imports internal/app"},
		{"layers", "internal/platform/db/x.go", `import _ "` + module + `internal/intake"`, "imports internal/intake"},
		{"layers", "internal/platform/db/x.go", `import _ "` + module + `internal/demo"`, "imports internal/demo"},
		{"layers", "internal/platform/db/x.go", `import _ "` + module + `internal/platform/testkit"`, "imports internal/platform/testkit"},
		{"layers", "internal/platform/db/x_test.go", `import _ "` + module + `internal/platform/testkit"`, ""},
		{"layers", "internal/platform/testkit/x.go", `import _ "` + module + `internal/app"`, ""},
		{"layers", "ent/schema/x.go", `import _ "` + module + `internal/platform/name"`, "imports internal/platform/name"},
		{"layers", "ent/schema/x.go", `import _ "github.com/jackc/pgx/v5"`, "imports github.com/jackc/pgx/v5"},
		{"layers", "ent/schema/x.go", `import _ "entgo.io/ent/schema/field"`, ""},
		{"layers", "internal/booking/x.go", `import _ "github.com/jackc/pgx/v5/pgxpool"`, "imports github.com/jackc/pgx/v5/pgxpool"},
		{"clock", "internal/booking/x.go", "import \"time\"\nvar now = time.Now()", "reads time.Now"},
		{"clock", "internal/booking/x.go", "import \"time\"\nvar now = time.Now", "reads time.Now"},
		{"clock", "internal/platform/clock/x.go", "import \"time\"\nvar now = time.Now()", ""},
		{"ownership", "internal/booking/x.go", "func f() { tx.Issue.Update().Save(ctx) }", "writes Issue of intake"},
		{"ownership", "internal/booking/x.go", "func f() { tx.Booking.Create().Save(ctx); tx.Issue.Query().All(ctx) }", ""},
		{"ownership", "internal/platform/page/x.go", "func f() { tx.Unit.Delete().Exec(ctx) }", "writes Unit of directory"},
		{"ownership", "internal/booking/x.go", "const q = `update unit u set name = $1`", "writes Unit of directory"},
		{"ownership", "internal/booking/x.go", "const q = `with x as (select 1) insert into stage_report (tenant_id) values ($1)`", "writes StageReport of dispatch"},
		{"ownership", "internal/booking/x.go", "const q = `delete from issue where tenant_id = $1`", "writes Issue of intake"},
		{"ownership", "internal/booking/x.go", "const q = `select 1 from unit for update of unit`", ""},
		{"ownership", "internal/intake/x.go", "func f() { tx.Setting.Create() }", "writes Setting"},
		{"ownership", "internal/intake/x.go", "func f() { tx.Operation.Create() }", "writes Operation"},
		{"ownership", "internal/catalogue/x.go", "func f() { tx.Revision.Create() }", "writes Revision"},
		{"statistics", "internal/booking/x.go", `var t, _ = db.Call(ctx, d, scan, "tenants")`, "names tenants"},
		{"statistics", "internal/booking/x.go", `var n, _ = db.Call(ctx, d, scan, "statistic_events")`, "names statistic_events"},
		{"statistics", "internal/app/x.go", "import \"github.com/prometheus/client_golang/prometheus\"\nvar t, _ = db.Tenants(ctx, d)", "counts by db.Tenants"},
		{"statistics", "internal/booking/x.go", "var t, _ = db.Tenants(ctx, d)", ""},
		{"statistics", "internal/app/x.go", "import \"github.com/prometheus/client_golang/prometheus\"\nvar t = db.EachTenant(ctx, d, f)", "counts by db.EachTenant"},
		{"length", "internal/booking/x.go", strings.Repeat("\n", 401), "more than 400"},
	} {
		found := laws[c.law](parse(t, c.name, "package x\n"+c.text+"\n"))
		if (len(found) == 0) != (c.want == "") || len(found) > 0 && !strings.Contains(found[0], c.want) {
			t.Errorf("%s of %s with %.90q: found %q, want %q", c.law, c.name, c.text, found, c.want)
		}
	}
}
