package lifecycle

import "github.com/google/uuid"

// Change is what a step does beside moving the state of a row whose columns U updates.
type Change[U any] struct {
	Set     func(U)        // nil for no other column
	Entries []Entry        // what the timeline says of the step
	Facts   map[string]any // codes and ids for audit and event; no free text
}

// Entry is one thing that a timeline says.
type Entry struct {
	Kind   string
	Public bool // the resident sees it
	Text   string
	Actor  *uuid.UUID // unit; nil when the resident acted
}
