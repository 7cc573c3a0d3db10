//go:build unix

package growth

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/tools/bench/load"
)

// By how much the cost of a row may grow from the smallest size to the largest: up to a hundred times as much, and beyond.
const (
	bar    = 1.5
	farBar = 2
)

// plansFile is where the kept plans are, from the root of the repository, and keptSize the number of issues of which they are: with more or
// fewer PostgreSQL may find another way better.
const (
	plansFile = "internal/tools/bench/growth/plans.txt"
	keptSize  = 1_000_000
)

//go:embed plans.txt
var kept string

// Options of a run.
type Options struct {
	Sizes  []int          // issues, each ten times the one before
	Works  *regexp.Regexp // only works of such names, and beyond the first size only what they read grows; nil: all
	Update bool           // keep the plans of this run
	Out    io.Writer
}

// Run measures every work at every size, prints a table, and names what is missed.
func Run(ctx context.Context, o Options) error {
	server, err := postgres.Temporary(ctx, map[string]string{"shared_buffers": "512MB", "max_wal_size": "4GB", "fsync": "off", "maintenance_work_mem": "256MB"})
	if err != nil {
		return err
	}
	defer server.Stop(context.WithoutCancel(ctx))
	seen := &load.Recorder{}
	house, err := load.OpenHouse(ctx, server, crypto.Generate(crypto.AES), token.Generate(), 1, seen)
	if err != nil {
		return err
	}
	defer house.Close()
	owner, err := pgx.Connect(ctx, server.OwnerDSN(load.Database))
	if err != nil {
		return err
	}
	defer owner.Close(context.WithoutCancel(ctx))
	g, err := groundOf(ctx, owner)
	if err != nil {
		return err
	}
	if err := start(ctx, owner, g); err != nil {
		return err
	}
	reader, err := pgx.Connect(ctx, server.DSN(load.Database, load.AppRole))
	if err != nil {
		return err
	}
	defer reader.Close(context.WithoutCancel(ctx))
	m := measurement{house: house, seen: seen, reader: reader, costs: map[string][]float64{}, plans: map[string][]string{}, times: map[string]time.Duration{},
		called: map[string]bool{}, read: map[string]bool{}}
	all := worksOn(house, g)
	for _, w := range all {
		if o.Works == nil || o.Works.MatchString(w.name) {
			m.works = append(m.works, w)
		}
	}
	from := 0
	for _, size := range o.Sizes {
		grow := func(table string) bool { return from == 0 || o.Works == nil || m.read[table] }
		if err := fill(ctx, owner, g, from, size, grow); err != nil {
			return err
		}
		from = size
		if err := m.all(ctx); err != nil {
			return fmt.Errorf("%d issues: %w", size, err)
		}
	}
	m.print(o)
	if err := printSizes(ctx, owner, o.Out); err != nil {
		return err
	}
	missed := errors.Join(m.missed(o.Sizes), m.compare(o, all))
	if o.Works == nil {
		missed = errors.Join(missed, m.unmeasured())
	}
	return missed
}

// measurement is what was found so far.
type measurement struct {
	house  *app.House
	seen   *load.Recorder
	reader *pgx.Conn
	works  []work
	called map[string]bool      // methods of the product
	read   map[string]bool      // tables
	costs  map[string][]float64 // shared buffers for each row, by work and size
	plans  map[string][]string  // of the last size
	times  map[string]time.Duration
	scans  []string // sequential ones of tables that grow
}

func (m *measurement) all(ctx context.Context) error {
	m.scans = nil
	var failed []error
	for _, w := range m.works {
		cost, err := m.one(ctx, w)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", w.name, err))
		}
		m.costs[w.name] = append(m.costs[w.name], cost)
	}
	return errors.Join(failed...)
}

// one makes the call twice, so that what the process remembers is at hand, and explains what the second sent. Of the ways in which a statement runs
// the dearer one counts.
func (m *measurement) one(ctx context.Context, w work) (float64, error) {
	i := slices.IndexFunc(demo.People, func(p demo.Person) bool { return p.Who == w.who })
	access, err := m.house.Issue(demo.Fangshan, demo.People[i].ID(), time.Hour)
	if err != nil {
		return 0, err
	}
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+access)
	rows := 0
	call := func() (err error) {
		rows, err = w.call(ctx, noting{m.house.Channel, m.called})
		return err
	}
	if err := call(); err != nil {
		return 0, err
	}
	sent, err := m.seen.During(call)
	if err != nil {
		return 0, err
	}
	if rows != w.rows {
		return 0, fmt.Errorf("%d rows, want %d", rows, w.rows)
	}
	tx, err := m.reader.Begin(ctx)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback(ctx)
	if _, err := tx.Exec(ctx, "select set_config('app.tenant_id', $1, true)", fmt.Sprint(demo.Fangshan)); err != nil {
		return 0, err
	}
	buffers, plans, took := 0, []string(nil), time.Duration(0)
	for _, s := range sent {
		if verb, _, _ := strings.Cut(strings.TrimSpace(strings.ToLower(s.SQL)), " "); verb != "select" && verb != "with" || strings.Contains(s.SQL, "set_config") {
			continue
		}
		found, err := explain(ctx, tx, s)
		if err != nil {
			return 0, fmt.Errorf("%s: %w", s.SQL, err)
		}
		worst := slices.MaxFunc(found, func(a, b explained) int { return cmp.Compare(a.Plan.buffers(), b.Plan.buffers()) })
		took += time.Duration(worst.Time * float64(time.Millisecond))
		buffers += worst.Plan.buffers()
		drawn := found[0].Plan.draw(0)
		plans = append(plans, drawn...)
		if later := found[1].Plan.draw(0); !slices.Equal(drawn, later) {
			plans = append(append(plans, "later"), later...)
		}
		for _, e := range found {
			e.Plan.note(m.read)
			for _, table := range e.Plan.scanned() {
				if slices.ContainsFunc(tables, func(o one) bool { return o.table == table }) {
					m.scans = append(m.scans, w.name+" scans "+table)
				}
			}
		}
	}
	m.plans[w.name], m.times[w.name] = plans, took
	return float64(buffers) / float64(max(rows, 1)), nil
}

// noting notes the methods that are called.
type noting struct {
	grpc.ClientConnInterface
	called map[string]bool
}

// Invoke calls a method.
func (n noting) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	n.called[method] = true
	return n.ClientConnInterface.Invoke(ctx, method, args, reply, opts...)
}

func (m *measurement) print(o Options) {
	fmt.Fprintf(o.Out, "%-40s", "shared buffers for each row of")
	for _, size := range o.Sizes {
		fmt.Fprintf(o.Out, "%12d", size)
	}
	fmt.Fprintf(o.Out, "%12s\n", "growth")
	for _, w := range m.works {
		fmt.Fprintf(o.Out, "%-40s", w.name)
		for _, cost := range m.costs[w.name] {
			fmt.Fprintf(o.Out, "%12.1f", cost)
		}
		fmt.Fprintf(o.Out, "%12.2f\n", m.growth(w.name))
	}
}

func (m *measurement) growth(name string) float64 {
	costs := m.costs[name]
	return costs[len(costs)-1] / costs[0]
}

// missed are the works whose cost grows beyond the bar, and the scans.
func (m *measurement) missed(sizes []int) error {
	usual := float64(bar)
	if sizes[len(sizes)-1] > 100*sizes[0] {
		usual = farBar
	}
	var missed []error
	for _, w := range m.works {
		most, searched := usual, slices.Contains(searches, w.name)
		if searched {
			most = searchBar
		}
		if got := m.growth(w.name); got > most {
			missed = append(missed, fmt.Errorf("%s costs %.2f times at the largest size, and may %.2f", w.name, got, most))
		}
		if took := m.times[w.name]; searched && took > searchTime {
			missed = append(missed, fmt.Errorf("%s takes %v in the database, and may %v", w.name, took, searchTime))
		}
	}
	for _, scan := range m.scans {
		missed = append(missed, errors.New(scan))
	}
	return errors.Join(missed...)
}

// unmeasured are the lists and searches of the product that no work calls, and that are not said to be small.
func (m *measurement) unmeasured() error {
	var missing []error
	door := grpc.NewServer()
	m.house.Register(door)
	for service, info := range door.GetServiceInfo() {
		for _, method := range info.Methods {
			called, small := m.called["/"+service+"/"+method.Name], isSmall(strings.Split(service, ".")[1]+"."+method.Name)
			if listing.MatchString(method.Name) && called == small {
				missing = append(missing, fmt.Errorf("%s of %s: measured %v, said to be small %v", method.Name, service, called, small))
			}
		}
	}
	return errors.Join(missing...)
}

// compare holds the plans against those that are kept, or keeps them, where they are of so many issues. Works that were not measured have the
// plan that is kept.
func (m *measurement) compare(o Options, all []work) error {
	if o.Sizes[len(o.Sizes)-1] != keptSize {
		if o.Update {
			return fmt.Errorf("plans are kept of %d issues", keptSize)
		}
		return nil
	}
	before := map[string]string{}
	for plan := range strings.SplitSeq(strings.TrimSuffix(kept, "\n\n"), "\n\n") {
		name, _, _ := strings.Cut(plan, "\n")
		before[name] = plan
	}
	var text strings.Builder
	for _, w := range all {
		plan := before[w.name]
		if now, ok := m.plans[w.name]; ok {
			plan = w.name + "\n  " + strings.Join(now, "\n  ")
		}
		text.WriteString(plan + "\n\n")
	}
	if o.Update {
		return os.WriteFile(plansFile, []byte(text.String()), 0o644)
	}
	if text.String() != kept {
		return fmt.Errorf("the plans are not those of %s:\n%s", plansFile, text.String())
	}
	return nil
}

// printSizes tells what a row takes in each table.
func printSizes(ctx context.Context, owner *pgx.Conn, out io.Writer) error {
	fmt.Fprintf(out, "\n%-40s%12s%12s%12s\n", "bytes of a row of", "rows", "heap", "indexes")
	for _, t := range tables {
		var rows, heap, indexes int64
		// A partitioned table has its size in its parts.
		if err := owner.QueryRow(ctx, `select count(*), (select sum(pg_table_size(c.oid)) from pg_class c where c.oid = $1::text::regclass or c.oid in (select inhrelid from pg_inherits where inhparent = $1::text::regclass)),
			(select sum(pg_indexes_size(c.oid)) from pg_class c where c.oid = $1::text::regclass or c.oid in (select inhrelid from pg_inherits where inhparent = $1::text::regclass)) from `+pgx.Identifier{t.table}.Sanitize(), t.table).Scan(&rows, &heap, &indexes); err != nil {
			return err
		}
		fmt.Fprintf(out, "%-40s%12d%12d%12d\n", t.table, rows, heap/rows, indexes/rows)
	}
	return nil
}
