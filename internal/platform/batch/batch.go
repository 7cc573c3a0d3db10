// Package batch reads or changes many resources of one kind in one call: all of them in their order, or none.
package batch

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Names are the names of a request with the ids in them.
type Names struct {
	names []string
	IDs   []uuid.UUID
}

// Parse reads names of a pattern with one id, such as "units/*".
func Parse(pattern string, names []string) (Names, error) {
	ids, err := name.ParseList("names", pattern, names)
	return Names{names: names, IDs: ids}, err
}

// Show gives the messages of the rows in the order of the names. A name without a row, because there is none or the caller
// does not see it, is fault.ErrNotFound for all.
func Show[R, M any](n Names, rows []R, id func(R) uuid.UUID, show func(R) (M, error)) ([]M, error) {
	found := make(map[uuid.UUID]R, len(rows))
	for _, row := range rows {
		found[id(row)] = row
	}
	var messages []M
	for i, wanted := range n.IDs {
		row, ok := found[wanted]
		if !ok {
			return nil, fault.ErrNotFound.With("name", n.names[i])
		}
		message, err := show(row)
		if err != nil {
			return nil, err
		}
		messages = append(messages, message)
	}
	return messages, nil
}
