package app_test

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/reseal"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// replica is another server on the database of a kit, with keys of its own; asked as a person.
func replica(t *testing.T, k *testkit.Kit, keeper *crypto.Keeper) *testkit.Kit {
	t.Helper()
	house, err := app.Build(t.Context(), app.Parts{DatabaseURL: k.DSN(testkit.AppRole), MaxConns: 4, Clock: k.Clock, Keeper: keeper,
		TokenKeys: token.Generate(), DefaultTenant: demo.Fangshan, Deadline: 30 * time.Second, KeepKeys: 72 * time.Hour,
		Metrics: prometheus.NewRegistry(), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(house.Close)
	return &testkit.Kit{House: house, DB: house.DB, Clock: k.Clock}
}

// keyFile saves the keys of a kit, for servers that follow the file.
func keyFile(t *testing.T, k *testkit.Kit) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "data-keys.json")
	if err := k.Keeper.Save(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func loadKeys(t *testing.T, path string) *crypto.Keeper {
	t.Helper()
	keeper, err := crypto.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return keeper
}

// fileIssue files an issue with a contact as the resident.
func fileIssue(t *testing.T, k *testkit.Kit, phone string) string {
	t.Helper()
	issue, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: category(demo.CategoryWater), Title: "停水三天", Address: "苏庄一里三号楼二单元五零二",
			ContactName: "欧阳金丝雀", ContactPhone: phone}})
	if err != nil {
		t.Fatal(err)
	}
	return issue.GetName()
}

// contactOf is the masked contact of an issue as its reporter sees it.
func contactOf(t *testing.T, k *testkit.Kit, issue string) string {
	t.Helper()
	got, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetReporter().GetName() + " " + got.GetReporter().GetPhone()
}

// dump is every row of every table as text, as the owner of the database sees it.
func dump(t *testing.T, k *testkit.Kit) string {
	t.Helper()
	rows, err := k.Owner().Query(t.Context(), `select relname::text from pg_class where relnamespace = 'public'::regnamespace
		and relkind in ('r', 'p') and not relispartition`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, table := range tables {
		var text string
		if err := k.Owner().QueryRow(t.Context(), fmt.Sprintf("select coalesce(string_agg(to_jsonb(t)::text, E'\n'), '') from %s t",
			pgx.Identifier{table}.Sanitize())).Scan(&text); err != nil {
			t.Fatal(err)
		}
		all.WriteString(text)
	}
	return all.String()
}

// shows tells whether a text holds a value, as it is or as its bytes in hexadecimal, as a dump writes them.
func shows(text, value string) bool {
	return strings.Contains(text, value) || strings.Contains(text, hex.EncodeToString([]byte(value)))
}

// proves AD-22
func TestCase90ADumpHoldsNoClearName(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	fileIssue(t, k, "13912345678")
	content := dump(t, k)
	if !shows(content, "停水三天") {
		t.Fatal("the dump does not hold the issue")
	}
	clear := []string{"欧阳金丝雀", "13912345678", "苏庄一里三号楼二单元五零二"}
	for i, p := range demo.People {
		clear = append(clear, p.Name, fmt.Sprintf("1380000%04d", i+1))
	}
	for _, value := range clear {
		if shows(content, value) {
			t.Errorf("the dump shows %s", value)
		}
	}
}

// Two servers work on; their keys are exchanged under them, one server always a step behind the other, and every value is
// sealed and indexed anew.
//
// proves AD-22
func TestCase90KeysAreExchangedWhileTwoServersServe(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	path := keyFile(t, k)
	fast, slow := replica(t, k, loadKeys(t, path)), replica(t, k, loadKeys(t, path))
	var issues []string
	works := func(when string) {
		t.Helper()
		for _, server := range []*testkit.Kit{fast, slow} {
			issues = append(issues, fileIssue(t, server, "13912345678"))
		}
		for _, server := range []*testkit.Kit{fast, slow} {
			for _, issue := range issues {
				if got := contactOf(t, server, issue); got != "欧* 139****5678" {
					t.Errorf("%s: %s shows %q", when, issue, got)
				}
			}
		}
		if n := found(t, k, fast.Keeper, "13912345678"); n != len(issues) {
			t.Errorf("%s: %d issues are found by the telephone, want %d", when, n, len(issues))
		}
	}
	works("before")
	before := fast.Keeper.Keys()

	for _, use := range []crypto.Use{crypto.Sealing, crypto.Indexing} {
		var added uint32
		step := func(when string, change func(*crypto.Edition) error) {
			t.Helper()
			if err := crypto.Edit(path, change); err != nil {
				t.Fatal(err)
			}
			fast.Keeper.Reload()
			works(string(use) + ": one server " + when)
			slow.Keeper.Reload()
			works(string(use) + ": both " + when)
		}
		step("know the key", func(e *crypto.Edition) (err error) { added, err = e.Add(use, crypto.SM4); return err })
		step("use the key", func(e *crypto.Edition) error { return e.Promote(added) })
	}
	if err := fast.Sealer.Task(t.Context()); err != nil {
		t.Fatal(err)
	}
	works("everything is sealed anew")
	for _, key := range before {
		n, err := reseal.Count(t.Context(), fast.DB, key)
		if err != nil || n != 0 {
			t.Errorf("%d values are left of the %s key, %v", n, key.Use, err)
		}
		if err := crypto.Edit(path, func(e *crypto.Edition) error { return e.Drop(key.ID) }); err != nil {
			t.Fatal(err)
		}
	}
	fast.Keeper.Reload()
	slow.Keeper.Reload()
	works("the old keys are gone")
}

// found is how many issues a telephone is found by.
func found(t *testing.T, k *testkit.Kit, keeper *crypto.Keeper, phone string) (n int) {
	t.Helper()
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from issue where tenant_id = $1 and contact_phone_index = any($2)", demo.Fangshan,
		keeper.Indexes(crypto.Column{Table: "issue", Name: "contact_phone"}, demo.Fangshan, phone)).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// proves AD-22
func TestCase90AWrongKeyFailsClosed(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	stranger := replica(t, k, crypto.Generate(crypto.AES))
	got, err := directoryv1.NewDirectoryServiceClient(stranger.Conn(testkit.Resident)).GetPerson(t.Context(),
		&directoryv1.GetPersonRequest{Name: person(testkit.Resident)})
	testkit.WantFault(t, err, codes.Internal, "INTERNAL")
	if got.GetMaskedName() != "" {
		t.Errorf("a name comes out: %v", got)
	}
	if err := reseal.Check(t.Context(), stranger.DB, stranger.Keeper); !errors.Is(err, reseal.ErrStrangeKeys) {
		t.Errorf("a server with strange keys may start: %v", err)
	}
	if err := reseal.Check(t.Context(), k.DB, k.Keeper); err != nil {
		t.Errorf("a server with the right keys may not start: %v", err)
	}
	if err := stranger.Sealer.Run(t.Context()); !errors.Is(err, crypto.ErrSealed) {
		t.Errorf("what does not open is sealed anew: %v", err)
	}
}

// proves AD-22
func TestCase90AValueThatIsCopiedToAnotherRowDoesNotOpen(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	if _, err := k.Owner().Exec(t.Context(), `update person p set name_cipher = o.name_cipher from person o
		where p.tenant_id = $1 and o.tenant_id = $1 and p.id = $2 and o.id = $3`, demo.Fangshan,
		demo.ID(demo.Fangshan, "person", string(testkit.Resident)), demo.ID(demo.Fangshan, "person", string(testkit.Resident2))); err != nil {
		t.Fatal(err)
	}
	got, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Resident)).GetPerson(t.Context(),
		&directoryv1.GetPersonRequest{Name: person(testkit.Resident)})
	testkit.WantFault(t, err, codes.Internal, "INTERNAL")
	if got.GetMaskedName() != "" {
		t.Errorf("a name comes out: %v", got)
	}
}

// perform makes the calls of a capability once, each as who may, by gRPC.
func perform(t *testing.T, cases map[string]doorCase, each func(d *district, called string, call func() error)) *district {
	t.Helper()
	methods := methodsByName(t)
	d := openDistrict(t)
	for _, called := range slices.Sorted(maps.Keys(cases)) {
		request := cases[called].make(d)
		d.Clock.Advance(time.Second)
		each(d, called, func() error {
			_, err := d.invoke(methods[method(called)].Descriptor, cases[called].who, request, "")
			return err
		})
	}
	return d
}

// What reseal knows of sealed columns, it knows from the catalogue: every value that any capability has written must open
// by the names of its table and column, and its index must be that of what it holds.
//
// proves AD-22
func TestEverySealedValueOpensByTheNameOfItsColumn(t *testing.T) {
	t.Parallel()
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := perform(t, cases, func(_ *district, called string, call func() error) {
				if err := call(); err != nil {
					t.Errorf("%s: %v", called, err)
				}
			})
			columns, err := reseal.Columns(access.AsSystem(t.Context(), demo.Fangshan), d.DB)
			if err != nil || len(columns) < 5 {
				t.Fatalf("%d columns, %v", len(columns), err)
			}
			for _, c := range columns {
				opensByName(t, d, c)
			}
		})
	}
}

func opensByName(t *testing.T, d *district, c reseal.Column) {
	t.Helper()
	index := "null::bytea"
	if c.Indexed {
		index = c.Name + "_index"
	}
	rows, err := d.Owner().Query(t.Context(), fmt.Sprintf("select tenant_id, id, %s_cipher, %s from %s where %[1]s_cipher is not null", c.Name, index, c.Table))
	if err != nil {
		t.Fatal(err)
	}
	values, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		Tenant        int
		ID            uuid.UUID
		Cipher, Index []byte
	}])
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		clear, err := d.Keeper.Open(c.Column, v.Tenant, v.ID, v.Cipher)
		if err != nil {
			t.Fatalf("%s.%s: %v", c.Table, c.Name, err)
		}
		if c.Indexed && string(v.Index) != string(d.Keeper.Index(c.Column, v.Tenant, clear)) {
			t.Fatalf("%s.%s: the index is not that of the value", c.Table, c.Name)
		}
	}
}
