//go:build unix

package load

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// Report is what a measurement leaves for later ones.
type Report struct {
	Rows   []Row
	Rounds []byte // each round of each cell, as benchstat reads it
}

// Row is one cell as the report has it: medians over the rounds; a ratio is the median of the ratios of each round.
type Row struct {
	Work           string  `json:"work"`
	Door           string  `json:"door"`
	Connections    int     `json:"connections"`
	RPS            float64 `json:"rps"`
	P50            float64 `json:"p50_ms"`
	P99            float64 `json:"p99_ms"`
	CPU            float64 `json:"cpu_us"`
	Database       float64 `json:"database_us"`
	Allocations    float64 `json:"allocations"`
	RatioToBare    float64 `json:"ratio_to_bare"`
	RatioToPgbench float64 `json:"ratio_to_pgbench"`
}

// besides says which floor a door is compared with.
var besides = map[string]string{doorREST: doorFloorREST, doorGRPC: doorFloorGRPC, doorFloorREST: doorFloorREST, doorFloorGRPC: doorFloorGRPC, doorPgbench: doorFloorREST}

func report(m measurement, out io.Writer) []Row {
	var rows []Row
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "work\tdoor\tconns\treq/s\tp50 ms\tp99 ms\tCPU us\tdatabase us\tallocs\tto bare\tto pgbench\t")
	for _, one := range works {
		for _, connections := range connectionsOf(m, one.name) {
			for _, door := range doors {
				k := key{one.name, door, connections}
				samples := m.cells[k]
				r := Row{Work: one.name, Door: door, Connections: connections,
					RPS:            median(samples, sample.rps),
					P50:            median(samples, func(s sample) float64 { return ms(s.at(0.5)) }),
					P99:            median(samples, func(s sample) float64 { return ms(s.at(0.99)) }),
					CPU:            median(samples, func(s sample) float64 { return s.perRequest(s.cpu) }),
					Database:       median(samples, func(s sample) float64 { return s.perRequest(s.database) }),
					Allocations:    median(samples, func(s sample) float64 { return s.mallocs / float64(s.requests) }),
					RatioToBare:    ratio(samples, m.cells[key{one.name, besides[door], connections}]),
					RatioToPgbench: ratio(samples, m.cells[key{one.name, doorPgbench, connections}])}
				rows = append(rows, r)
				fmt.Fprintf(table, "%s\t%s\t%d\t%.0f\t%.2f\t%.2f\t%.0f\t%.0f\t%.0f\t%.2f\t%.2f\t\n", r.Work, r.Door, r.Connections, r.RPS, r.P50, r.P99, r.CPU,
					r.Database, r.Allocations, r.RatioToBare, r.RatioToPgbench)
			}
		}
	}
	table.Flush()
	fmt.Fprintf(out, "ready on a migrated database in %.2f s; holds %d MiB idle and %d MiB after the load (bare: %d MiB)\n",
		m.ready.Seconds(), m.idle>>20, m.after>>20, m.floor>>20)
	fmt.Fprintf(out, "the binary has %.1f MB\n", float64(m.size)/1e6)
	if m.race > 0 {
		fmt.Fprintf(out, "booking race of %d clients for %d slots: %.2f times the bare handler's time; each sold once; %d times two at once: one winner each\n",
			racers, raceSlots, m.race, duels)
	}
	return rows
}

func connectionsOf(m measurement, work string) []int {
	var all []int
	for k := range m.cells {
		if k.work == work && k.door == doorREST {
			all = append(all, k.connections)
		}
	}
	slices.Sort(all)
	return all
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func median(samples []sample, of func(sample) float64) float64 {
	values := make([]float64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	return middle(values)
}

func ratio(samples, to []sample) float64 {
	values := make([]float64, min(len(samples), len(to)))
	for i := range values {
		values[i] = samples[i].rps() / to[i].rps()
	}
	return middle(values)
}

func middle(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

// bar is what a door must reach of another one, at 16 connections.
type bar struct {
	door, work string
	least      float64
	of         func(Row) float64
	to         string
}

func toBare(r Row) float64    { return r.RatioToBare }
func toPgbench(r Row) float64 { return r.RatioToPgbench }

const barConnections = 16

var bars = []bar{
	{doorFloorREST, "get issue", 0.40, toPgbench, "pgbench"},
	{doorFloorREST, "create issue", 0.60, toPgbench, "pgbench"},
	{doorREST, "get issue", 0.60, toBare, "the bare handler"},
	{doorREST, "list issues", 0.65, toBare, "the bare handler"},
	{doorREST, "unit inbox", 0.65, toBare, "the bare handler"},
	{doorREST, "create issue", 0.70, toBare, "the bare handler"},
	{doorREST, "triage issue", 0.70, toBare, "the bare handler"},
	{doorREST, "book slot", 0.65, toBare, "the bare handler"},
	{doorGRPC, "get issue", 0.75, toBare, "the bare handler"},
	{doorGRPC, "list issues", 0.75, toBare, "the bare handler"},
	{doorGRPC, "unit inbox", 0.75, toBare, "the bare handler"},
	{doorGRPC, "create issue", 0.75, toBare, "the bare handler"},
	{doorGRPC, "triage issue", 0.75, toBare, "the bare handler"},
	{doorGRPC, "book slot", 0.75, toBare, "the bare handler"},
}

// The bars of the process itself.
const (
	idleBar  = 80 << 20
	afterBar = 120 << 20
	readyBar = 500 * time.Millisecond
	sizeBar  = 60e6 // bytes of the stripped binary
)

// check names the bars that were missed.
func check(rows []Row, m measurement) error {
	var missed []error
	for _, b := range bars {
		for _, r := range rows {
			if r.Door == b.door && r.Work == b.work && r.Connections == barConnections && b.of(r) < b.least {
				missed = append(missed, fmt.Errorf("%s by %s reaches %.2f of %s, and must reach %.2f", b.work, b.door, b.of(r), b.to, b.least))
			}
		}
	}
	if m.idle > idleBar || m.after > afterBar {
		missed = append(missed, fmt.Errorf("the server holds %d MiB idle and %d MiB after the load, and may hold %d and %d", m.idle>>20, m.after>>20, idleBar>>20, afterBar>>20))
	}
	if m.size > sizeBar {
		missed = append(missed, fmt.Errorf("the binary has %d bytes, and may have %d", m.size, int64(sizeBar)))
	}
	if m.race > raceBar {
		missed = append(missed, fmt.Errorf("the booking race takes %.2f times the bare handler's time, and may take %.1f", m.race, raceBar))
	}
	if m.ready > readyBar {
		missed = append(missed, fmt.Errorf("the server is ready after %v, and may take %v", m.ready, readyBar))
	}
	return errors.Join(missed...)
}

// latencies reads what pgbench wrote of each transaction.
func latencies(folder string) ([]time.Duration, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return nil, err
	}
	var all []time.Duration
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(file)
		for lines.Scan() {
			fields := strings.Fields(lines.Text())
			if len(fields) < 3 {
				continue
			}
			us, err := strconv.Atoi(fields[2])
			if err != nil {
				file.Close()
				return nil, fmt.Errorf("pgbench logs %q", lines.Text())
			}
			all = append(all, time.Duration(us)*time.Microsecond)
		}
		file.Close()
	}
	slices.Sort(all)
	return all, nil
}
