package migrate_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	source "github.com/golang-migrate/migrate/v4"
	driver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var (
	comment   = regexp.MustCompile(`(?m)--.*$`)
	body      = regexp.MustCompile(`(?s)\$\$.*?\$\$`)
	text      = regexp.MustCompile(`'(?:[^']|'')*'`)
	lonely    = regexp.MustCompile(`(?i)\b(CREATE (UNIQUE )?INDEX|DROP INDEX|FOREIGN KEY|REFERENCES|CREATE POLICY|DROP POLICY|DROP CONSTRAINT "?\w+_fkey)\b`)
	forbidden = regexp.MustCompile(`(?i)\b(CREATE (CONSTRAINT )?TRIGGER|SERIAL|BIGSERIAL|GENERATED \w+( DEFAULT)? AS IDENTITY|SET NULL|SET DEFAULT|DEFAULT now|DEFAULT CURRENT_\w+|FORCE ROW LEVEL SECURITY)\b`)
	file      = regexp.MustCompile(`^([0-9]{6})_([a-z0-9_]+)\.(up|down)\.sql$`)
)

// statements are the commands of a file, without comments, texts and bodies of functions.
func statements(sql string) (list []string) {
	sql = text.ReplaceAllString(body.ReplaceAllString(comment.ReplaceAllString(sql, ""), "$$"), "''")
	for s := range strings.SplitSeq(sql, ";") {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			list = append(list, s)
		}
	}
	return list
}

// flaws of a migration file: an index, a foreign key or a policy beside anything else, or what a distributed database
// does not have.
func flaws(sql string) (found []string) {
	list := statements(sql)
	if len(list) == 0 {
		found = append(found, "it is empty")
	}
	for _, s := range list {
		if m := lonely.FindString(s); m != "" && len(list) > 1 {
			found = append(found, m+" does not stand alone")
		}
		if m := lonely.FindAllString(s, -1); len(m) > 1 && !strings.HasPrefix(s, "ALTER TABLE") {
			found = append(found, m[0]+" and "+m[1]+" in one statement")
		}
		if strings.Count(s, "FOREIGN KEY") > 1 {
			found = append(found, "two foreign keys in one statement")
		}
		if m := forbidden.FindString(s); m != "" {
			found = append(found, m+" is forbidden")
		}
	}
	return found
}

// unpaired files: a number without its up and its down, a gap, a number used twice.
func unpaired(names []string) (found []string) {
	slices.Sort(names)
	for i := 0; i < len(names); i += 2 {
		m := file.FindStringSubmatch(names[i])
		want := fmt.Sprintf("%06d", i/2+1)
		if m == nil || m[1] != want || m[3] != "down" || i+1 == len(names) || names[i+1] != m[1]+"_"+m[2]+".up.sql" {
			return append(found, names[i]+" is not the first of pair "+want)
		}
	}
	return found
}

// pairs are the files of the folder, of which the program holds the ways up.
var pairs = os.DirFS("../../../ent/migrations")

func TestEveryMigrationStandsAloneAndHasItsWayBack(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(pairs, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range unpaired(names) {
		t.Error(f)
	}
	for _, name := range names {
		sql, err := fs.ReadFile(pairs, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range flaws(string(sql)) {
			t.Errorf("%s: %s", name, f)
		}
	}
	if want := len(names) / 2; migrate.Version() != uint(want) {
		t.Errorf("the binary needs version %d, there are %d pairs", migrate.Version(), want)
	}
}

func TestFlawsOfAMigrationAreFound(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]string{
		"-- nothing;": "it is empty",
		"create table a (id int); create index a_id on a (id);":                                 "create index does not stand alone",
		"CREATE POLICY a_x ON a USING (true); SELECT 1":                                         "CREATE POLICY does not stand alone",
		"DROP POLICY a_x ON a; DROP TABLE a":                                                    "DROP POLICY does not stand alone",
		"CREATE TABLE a (b int REFERENCES b (id)); SELECT 1":                                    "REFERENCES does not stand alone",
		"CREATE TABLE a (b int REFERENCES b (id), c int REFERENCES c (id))":                     "REFERENCES and REFERENCES in one statement",
		"ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b, ADD FOREIGN KEY (c) REFERENCES c":      "two foreign keys in one statement",
		"CREATE TABLE a (id BIGSERIAL)":                                                         "BIGSERIAL is forbidden",
		"CREATE TABLE a (at timestamptz DEFAULT now())":                                         "DEFAULT now is forbidden",
		"CREATE TRIGGER a_t BEFORE INSERT ON a EXECUTE FUNCTION f()":                            "CREATE TRIGGER is forbidden",
		"ALTER TABLE a ADD CONSTRAINT a_b_fkey FOREIGN KEY (b) REFERENCES b ON DELETE SET NULL": "SET NULL is forbidden",
	} {
		if found := flaws(sql); !slices.Contains(found, want) {
			t.Errorf("%s: found %q, want %q", sql, found, want)
		}
	}
	if found := flaws("-- why; and CREATE INDEX\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; CREATE INDEX $$;"); len(found) > 0 {
		t.Errorf("comments and bodies are read as commands: %q", found)
	}
	for _, names := range [][]string{{"000001_a.up.sql"}, {"000001_a.up.sql", "000001_b.down.sql"}, {"000002_a.up.sql", "000002_a.down.sql"},
		{"000001_a.up.sql", "000001_a.down.sql", "000001_b.up.sql", "000001_b.down.sql"}, {"1_a.up.sql", "1_a.down.sql"}} {
		if len(unpaired(names)) == 0 {
			t.Errorf("%q pass as pairs", names)
		}
	}
}

// picture is what the schema holds: columns, constraints, indexes, policies, functions and comments.
const picture = `select coalesce(string_agg(line, E'\n' order by line), '') from (
	select format('%s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as line
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
	union all select format('%s %s', conname, pg_get_constraintdef(oid)) from pg_constraint
		where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'schema_migrations'
	union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'schema_migrations'
	union all select format('%s %s %s %s', tablename, policyname, qual, with_check) from pg_policies
	union all select format('%s %s %s', relname, relrowsecurity, obj_description(oid, 'pg_class')) from pg_class
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migrations'
	union all select pg_get_functiondef(p.oid) from pg_proc p where pronamespace = 'public'::regnamespace
		and not exists (select from pg_depend where objid = p.oid and deptype = 'e')
	union all select extname from pg_extension where extname <> 'plpgsql') all_lines`

func TestTheWholeSetGoesUpAndDownAndUpAgain(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	dsn := testkit.Database(t, "C.UTF-8")(testkit.OwnerRole)
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	look := func() (lines string) {
		t.Helper()
		if err := conn.QueryRow(ctx, picture).Scan(&lines); err != nil {
			t.Fatal(err)
		}
		return lines
	}
	if err := migrate.Ours(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	first := look()
	if !strings.Contains(first, "booking_no_overlap") || !strings.Contains(first, "number_streams") {
		t.Fatal("the picture of the schema misses a constraint or a function")
	}
	files, err := iofs.New(pairs, ".")
	if err != nil {
		t.Fatal(err)
	}
	target, err := driver.WithInstance(stdlib.OpenDB(*cfg), &driver.Config{})
	if err != nil {
		t.Fatal(err)
	}
	m, err := source.NewWithInstance("embedded", files, "pgx5", target)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	if err := m.Down(); err != nil {
		t.Fatal(err)
	}
	if left := look(); left != "" {
		t.Errorf("the way back leaves\n%s", left)
	}
	if err := migrate.Ours(t.Context(), cfg); err != nil && !errors.Is(err, source.ErrNoChange) {
		t.Fatal(err)
	}
	if second := look(); second != first {
		t.Errorf("the second way up leads elsewhere:\n%s", second)
	}
}
