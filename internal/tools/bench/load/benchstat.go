//go:build unix

package load

import (
	"bytes"
	"fmt"
	"strings"
)

// units of the rounds that are better the higher they are; of the others benchstat knows it.
const units = "Unit req/s better=higher\nUnit to-bare better=higher\n"

// rounds is each round of each cell as benchstat reads it: a line of Go's format of benchmarks, so that two runs are compared with
// regard to how much their rounds differ.
func rounds(m measurement) []byte {
	var text bytes.Buffer
	text.WriteString(units)
	for _, one := range works {
		for _, connections := range connectionsOf(m, one.name) {
			for _, door := range doors {
				bare := m.cells[key{one.name, besides[door], connections}]
				for i, s := range m.cells[key{one.name, door, connections}] {
					fmt.Fprintf(&text, "Benchmark/work=%s/door=%s/connections=%d %d %.1f req/s %d p50-ns %d p99-ns %.4f to-bare",
						word(one.name), word(door), connections, s.requests, s.rps(), s.at(0.5), s.at(0.99), s.rps()/bare[i].rps())
					if door != doorPgbench { // whose processor time is the database's
						fmt.Fprintf(&text, " %.0f cpu-ns/op %.1f allocs/op", float64(s.cpu)/float64(s.requests), s.mallocs/float64(s.requests))
					}
					text.WriteByte('\n')
				}
			}
		}
	}
	return text.Bytes()
}

// word is a name without spaces.
func word(name string) string { return strings.ReplaceAll(name, " ", "-") }
