//go:build unix

package growth

import (
	"cmp"
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/haolinju/haolinju/internal/tools/bench/load"
)

// explained is a statement as it ran.
type explained struct {
	Plan node
	Time float64 `json:"Execution Time"` // milliseconds
}

// trials are how often PostgreSQL plans a prepared statement for the values of the moment; from then on it keeps a plan for any values, if that
// does not seem dearer.
const trials = 5

// explain runs a statement as a connection does that sends it for the first time, and as one that has sent it often.
func explain(ctx context.Context, tx pgx.Tx, s load.Sent) ([]explained, error) {
	const name = "measured"
	known, err := tx.Prepare(ctx, name, s.SQL)
	if err != nil {
		return nil, err
	}
	values, err := literals(tx.Conn().TypeMap(), known, s.Args)
	if err != nil {
		return nil, err
	}
	run := " execute " + name + values
	var found []explained
	for i := range trials + 1 {
		if i > 0 && i < trials {
			if _, err := tx.Exec(ctx, "explain"+run, pgx.QueryExecModeSimpleProtocol); err != nil {
				return nil, err
			}
			continue
		}
		var text []byte
		if err := tx.QueryRow(ctx, "explain (analyze, buffers, format json)"+run, pgx.QueryExecModeSimpleProtocol).Scan(&text); err != nil {
			return nil, err
		}
		var one []explained
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, err
		}
		found = append(found, one...)
	}
	return found, tx.Conn().Deallocate(ctx, name)
}

// literals are the values of a prepared statement, as SQL has them.
func literals(types *pgtype.Map, known *pgconn.StatementDescription, values []any) (string, error) {
	var list []string
	for i, value := range values {
		text, err := types.Encode(known.ParamOIDs[i], pgtype.TextFormatCode, value, nil)
		switch {
		case err != nil:
			return "", err
		case text == nil:
			list = append(list, "null")
		default:
			list = append(list, "E'"+strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(string(text))+"'")
		}
	}
	if len(list) == 0 {
		return "", nil
	}
	return "(" + strings.Join(list, ", ") + ")", nil
}

// node of a plan.
type node struct {
	Type     string `json:"Node Type"`
	Relation string `json:"Relation Name"`
	Function string `json:"Function Name"`
	Index    string `json:"Index Name"`
	Hit      int    `json:"Shared Hit Blocks"`
	Read     int    `json:"Shared Read Blocks"`
	Plans    []node
}

// month is what partitions are called by.
var month = regexp.MustCompile(`_20\d{4}\b|_20\d{4}_`)

func (n node) buffers() int { return n.Hit + n.Read }

// draw is the plan without what changes from run to run.
func (n node) draw(depth int) []string {
	line := strings.Repeat("  ", depth) + n.Type
	if of := cmp.Or(n.Index, n.Relation); of != "" {
		line += " " + month.ReplaceAllString(of, "_month_")
	}
	lines := []string{line}
	for _, below := range n.Plans {
		lines = append(lines, below.draw(depth+1)...)
	}
	return lines
}

// few pages of a table are read from end to end as soon as by an index.
const few = 50

// behind are the tables that the product's functions read.
var behind = map[string]string{"due_clocks": "clock", "search_issues": "issue_text"}

// note notes the tables that the plan reads.
func (n node) note(read map[string]bool) {
	for _, table := range []string{month.ReplaceAllString(n.Relation, ""), behind[n.Function]} {
		if table != "" {
			read[table] = true
		}
	}
	for _, below := range n.Plans {
		below.note(read)
	}
}

// scanned are the tables that are read from end to end. A part of one that holds little, as that of a month to come, is no matter.
func (n node) scanned() (tables []string) {
	if table := month.ReplaceAllString(n.Relation, ""); n.Type == "Seq Scan" && (table == n.Relation || n.buffers() > few) {
		tables = append(tables, table)
	}
	for _, below := range n.Plans {
		tables = append(tables, below.scanned()...)
	}
	return tables
}
