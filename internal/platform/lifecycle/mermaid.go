package lifecycle

import (
	"fmt"
	"strings"
)

// Mermaid draws the table as a Mermaid state diagram: each move with its verb and permission, the begin and the ends.
func (t Table[S, V]) Mermaid(title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\n---\nstateDiagram-v2\n", title)
	if len(t) == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "    [*] --> %s\n", t[0].From)
	for _, step := range t {
		fmt.Fprintf(&b, "    %s --> %s: %s (%s)\n", step.From, step.To, step.Do, step.Who)
	}
	for _, state := range t.Terminals() {
		fmt.Fprintf(&b, "    %s --> [*]\n", state)
	}
	return b.String()
}
