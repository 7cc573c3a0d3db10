package migrate_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// local is the short list of tables that stay on the coordinator of a distributed database: those of the job queue and
// of the migration program. Every other table is ours and says its kind in its comment.
var local = []string{"schema_migrations", "river_client", "river_client_queue", "river_job", "river_leader", "river_migration",
	"river_notification", "river_queue"}

// definers are the reviewed functions that run with their owner's rights: they look across tenants, or along an index that row-level security keeps closed.
var definers = []string{"access_changes", "clocks_ahead", "counted_tenants", "due_clocks", "number_streams", "partitions_ahead", "reset_test_tenant", "search_issues", "statistic_districts", "statistic_events", "statistic_work_calendars_missing", "stream_heads", "tenants", "verify_audit"}

// tables gives the rules their words: ours are our tables without partitions, spread the distributed ones among them.
const tables = `with ours as (
		select c.oid, c.relname::text, c.relrowsecurity, c.relforcerowsecurity, coalesce(obj_description(c.oid, 'pg_class'), '') as kind
		from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
		and c.relname <> all (@local)
	), spread as (select * from ours where kind like 'distributed%'), place as (select attrelid, attnum, attname from pg_attribute)`

// rule is one rule of the catalogue: a query that names what breaks it, and something that does.
type rule struct {
	name  string
	query string // appended to tables; one text per breach
	wrong string // SQL that breaks the rule
	found string // what the query then names
}

// sound is a table that keeps every rule; wrong tables are made from it.
const sound = `create table wrong (tenant_id int not null, id uuid not null, constraint wrong_pkey primary key (tenant_id, id));
	comment on table wrong is 'distributed'; alter table wrong enable row level security;
	create policy wrong_tenant on wrong using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int)
		with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::int);
	grant select, insert, update, delete on wrong to haolinju_app;`

var rules = []rule{
	{"a table says its kind",
		`select relname from ours where kind !~ '^(reference|distributed(; (append-only|read-only))?)$'`,
		`comment on table wrong is 'misc'`, "wrong"},
	{"a distributed table has tenant_id integer not null",
		`select relname from spread s where not exists (select from pg_attribute a where a.attrelid = s.oid
			and a.attname = 'tenant_id' and a.atttypid = 'int4'::regtype and a.attnotnull)`,
		`drop policy wrong_tenant on wrong; alter table wrong alter tenant_id type bigint`, "wrong"},
	{"a table has a primary key",
		`select relname from ours where not exists (select from pg_index where indrelid = ours.oid and indisprimary)`,
		`alter table wrong drop constraint wrong_pkey`, "wrong"},
	{"tenant_id leads every unique index",
		`select x.indexrelid::regclass::text from spread join pg_index x on x.indrelid = spread.oid and (x.indisunique or x.indisexclusion)
			where not exists (select from place where attrelid = spread.oid and attnum = x.indkey[0] and attname = 'tenant_id')`,
		`create unique index wrong_id on wrong (id)`, "wrong_id"},
	{"tenant_id leads every exclusion",
		`select conname::text from spread join pg_constraint on conrelid = spread.oid and contype = 'x'
			where not exists (select from place where attrelid = spread.oid and attnum = conkey[1] and attname = 'tenant_id')`,
		`alter table wrong add constraint wrong_once exclude using gist (id with =)`, "wrong_once"},
	{"tenant_id leads every foreign key to a distributed table, on both sides",
		`select f.conname::text from spread join pg_constraint f on f.conrelid = spread.oid and f.contype = 'f' and f.conparentid = 0
			where f.confrelid in (select oid from spread)
			and not (exists (select from place where attrelid = f.conrelid and attnum = f.conkey[1] and attname = 'tenant_id')
				and exists (select from place where attrelid = f.confrelid and attnum = f.confkey[1] and attname = 'tenant_id'))`,
		`create unique index wrong_swapped on wrong (id, tenant_id);
			alter table wrong add constraint wrong_self_fkey foreign key (id, tenant_id) references wrong (id, tenant_id)`, "wrong_self_fkey"},
	{"a foreign key leads from distributed to distributed or to reference, or within reference",
		`select f.conname::text from pg_constraint f where f.contype = 'f' and f.conparentid = 0 and f.connamespace = 'public'::regnamespace
			and (f.conrelid in (select oid from ours) or f.confrelid in (select oid from ours))
			and not ((f.conrelid in (select oid from spread) and f.confrelid in (select oid from ours))
				or (f.conrelid in (select oid from ours where kind = 'reference') and f.confrelid in (select oid from ours where kind = 'reference')))`,
		`create table guide (tenant_id int, id uuid, constraint guide_wrong_fkey foreign key (tenant_id, id) references wrong (tenant_id, id));
			comment on table guide is 'reference'`, "guide_wrong_fkey"},
	{"no foreign key sets a column to null or to a default",
		`select conname::text from ours join pg_constraint on conrelid = ours.oid and contype = 'f' and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd'))`,
		`alter table wrong add constraint wrong_self_fkey foreign key (tenant_id, id) references wrong (tenant_id, id) on delete set null`, "wrong_self_fkey"},
	{"row-level security is enabled",
		`select relname from spread where not relrowsecurity`,
		`alter table wrong disable row level security`, "wrong"},
	{"row-level security is not forced: foreign keys are checked as the owner",
		`select relname from spread where relforcerowsecurity`,
		`alter table wrong force row level security`, "wrong"},
	{"a distributed table has exactly one policy",
		`select relname from spread where 1 <> (select count(*) from pg_policy where polrelid = spread.oid)`,
		`create policy wrong_open on wrong using (true)`, "wrong"},
	{"a policy binds reading and writing to the tenant, for everybody",
		`select policyname::text from pg_policies where schemaname = 'public' and not (permissive = 'PERMISSIVE' and cmd = 'ALL'
			and roles = '{public}' and qual = with_check
			and qual = '(tenant_id = (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::integer)')`,
		`alter policy wrong_tenant on wrong with check (true)`, "wrong_tenant"},
	{"no table has a trigger",
		`select tgname::text from ours join pg_trigger on tgrelid = ours.oid and not tgisinternal`,
		`create function wrong_act() returns trigger language plpgsql as 'begin return new; end';
			create trigger wrong_trigger before insert on wrong for each row execute function wrong_act()`, "wrong_trigger"},
	{"no table counts by a sequence",
		`select relname::text from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace and relname not like 'river\_%'`,
		`alter table wrong add number serial`, "wrong_number_seq"},
	{"a constraint has a name that somebody chose, after its table",
		`select conname::text from ours join pg_constraint c on c.conrelid = ours.oid and contype <> 't'
			where not starts_with(conname, relname || '_') or conname ~ '_(check|excl|fkey|key)[0-9]+$'
			or contype = 'c' and conname ~ '_check$' or contype = 'u' and conname ~ '_key$' or contype = 'x' and conname ~ '_excl$'
			or contype = 'f' and conname ~ '_tenant_id_'`,
		`alter table wrong add check (id is not null)`, "wrong_id_check"},
	{"no default is a time, a random value or a number of a sequence",
		`select relname || '.' || attname from ours join pg_attrdef d on d.adrelid = ours.oid
			join place on attrelid = ours.oid and attnum = d.adnum
			where pg_get_expr(d.adbin, d.adrelid) ~* '(now|timestamp|random|uuid_generate\w*|nextval)\(|current_|localtime'`,
		`alter table wrong add made timestamptz default now()`, "wrong.made"},
	{"a moment has its time zone",
		`select relname || '.' || attname from ours join pg_attribute a on a.attrelid = ours.oid and a.atttypid in ('timestamp'::regtype, 'time'::regtype)
			and not a.attisdropped`,
		`alter table wrong add made timestamp`, "wrong.made"},
	{"the application's role owns nothing",
		`select relname::text from pg_class where relowner = @app::regrole and relkind <> 'i'
			union all select proname::text from pg_proc where proowner = @app::regrole
			union all select nspname::text from pg_namespace where nspowner = @app::regrole
			union all select datname::text from pg_database where datdba = @app::regrole`,
		`alter table wrong owner to haolinju_app`, "wrong"},
	{"the application's role is a plain role",
		`select rolname::text from pg_roles where rolname = @app and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
		`alter role haolinju_app bypassrls`, "haolinju_app"},
	{"the application's role is a member of no other",
		`select roleid::regrole::text from pg_auth_members where member = @app::regrole`,
		`grant haolinju_owner to haolinju_app`, "haolinju_owner"},
	{"the application's role makes nothing in the schema",
		`select nspname::text from pg_namespace where nspname = 'public' and has_schema_privilege(@app, oid, 'create')`,
		`grant create on schema public to haolinju_app`, "public"},
	{"the application's role reaches a partition only by its parent",
		`select relname::text from pg_class where relispartition and relnamespace = 'public'::regnamespace
			and relkind in ('r', 'p') and (has_table_privilege(@app, oid, 'truncate, trigger, delete')
				or has_any_column_privilege(@app, oid, 'select, insert, update, references'))`,
		`grant select (id) on audit_default to public`, "audit_default"},
	{"the application's role never truncates, refers or makes triggers",
		`select relname from ours where has_table_privilege(@app, oid, 'truncate, trigger') or has_any_column_privilege(@app, oid, 'references')`,
		`grant truncate on wrong to haolinju_app`, "wrong"},
	{"the application's role neither changes nor deletes what is append-only, reference or read-only",
		`select relname from ours where kind <> 'distributed'
			and (has_any_column_privilege(@app, oid, 'update') or has_table_privilege(@app, oid, 'delete'))`,
		`grant update (after) on audit to haolinju_app`, "audit"},
	{"the application's role only reads what is read-only",
		`select relname from ours where kind ~ 'read-only' and has_any_column_privilege(@app, oid, 'insert')`,
		`grant insert on stream_head to haolinju_app`, "stream_head"},
	{"the application's role gives no row its place in a stream",
		`select relname from ours join place on attrelid = ours.oid and attname in ('position', 'digest')
			where kind ~ 'append-only' and has_column_privilege(@app, oid, attname, 'insert') group by relname`,
		`grant insert on audit to haolinju_app`, "audit"},
	{"the application's role has the rights that it needs",
		`select relname from ours where not has_table_privilege(@app, oid, 'select')
			or kind !~ 'read-only' and not has_any_column_privilege(@app, oid, 'insert')
			or kind = 'distributed' and not (has_table_privilege(@app, oid, 'update') and has_table_privilege(@app, oid, 'delete'))`,
		`revoke delete on wrong from haolinju_app`, "wrong"},
	{"a function with its owner's rights is on the reviewed list",
		`select proname::text from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and proname <> all (@definers)`,
		`create function wrong_look() returns int language sql security definer set search_path = pg_catalog, pg_temp as 'select 1'`, "wrong_look"},
	{"a function with its owner's rights has a fixed search path that ends in pg_temp",
		`select proname::text from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
			and not exists (select from unnest(proconfig) c where c ~ '^search_path=.*pg_temp$')`,
		`alter function tenants() reset search_path`, "tenants"},
	{"a function with its owner's rights is not for everybody",
		`select proname::text from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
			where pronamespace = 'public'::regnamespace and prosecdef and a.grantee = 0`,
		`grant execute on function tenants() to public`, "tenants"},
}

// breaches names what breaks a rule.
func breaches(ctx context.Context, t *testing.T, db interface {
	Query(context.Context, string, ...any) (pgx.Rows, error)
}, r rule,
) []string {
	t.Helper()
	rows, err := db.Query(ctx, tables+r.query, pgx.NamedArgs{"local": local, "definers": definers, "app": testkit.AppRole})
	if err != nil {
		t.Fatalf("%s: %v", r.name, err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", r.name, err)
	}
	return found
}

func TestTheCatalogueKeepsEveryRule(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, r := range rules {
		if found := breaches(t.Context(), t, k.Owner(), r); len(found) > 0 {
			t.Errorf("%s; this is broken by %s", r.name, strings.Join(found, ", "))
		}
	}
}

func TestEveryRuleOfTheCatalogueFindsWhatBreaksIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	ctx := t.Context()
	db, err := pgx.Connect(ctx, k.DSN(testkit.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(context.WithoutCancel(ctx))
	for _, r := range rules {
		tx, err := db.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(ctx, sound); err != nil {
			t.Fatal(err)
		}
		if found := breaches(ctx, t, tx, r); len(found) > 0 {
			t.Errorf("%s: a sound table is called a breach: %v", r.name, found)
		}
		if _, err := tx.Exec(ctx, r.wrong); err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		if found := breaches(ctx, t, tx, r); len(found) != 1 || found[0] != r.found {
			t.Errorf("%s: found %q, want %q", r.name, found, r.found)
		}
		if err := tx.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
	}
}
