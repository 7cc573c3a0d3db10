package chain

import (
	"errors"
	"testing"

	"github.com/google/uuid"
)

var grid, community, street, district, elsewhere = uuid.UUID{1}, uuid.UUID{2}, uuid.UUID{3}, uuid.UUID{4}, uuid.UUID{5}

func TestTheLevelsGoFromTheMostSpecificUnitToTheDistrict(t *testing.T) {
	t.Parallel()
	all := levels(&grid, &community, &street, district)
	for i, want := range []uuid.UUID{community, street, district} {
		if got, err := up(all, all[i]); err != nil || got != want {
			t.Errorf("above %d: %v, %v", i, got, err)
		}
	}
	if _, err := up(all, district); !errors.Is(err, ErrTop) {
		t.Errorf("above the district: %v", err)
	}
	if got, err := up(levels(nil, nil, &street, district), street); err != nil || got != district {
		t.Errorf("above the street: %v, %v", got, err)
	}
}

func TestWhatWasBroughtInOnTheGroundLiesFirstWithTheMostSpecificUnit(t *testing.T) {
	t.Parallel()
	known := levels(&grid, &community, &street, district)
	for channel, want := range map[string]uuid.UUID{"GRID_WORKER": grid, "DOOR_CAPTAIN": grid, "DESK": grid, "MINI_PROGRAM": street, "HOTLINE_12345": street} {
		if got := first(channel, &street, known); got != want {
			t.Errorf("%s lies with %v", channel, got)
		}
	}
	if got := first("WEB", nil, levels(nil, nil, nil, district)); got != district {
		t.Errorf("without a territory it lies with %v", got)
	}
}

func TestItGoesDownToTheLevelDirectlyBelowOnWhoseGroundItLies(t *testing.T) {
	t.Parallel()
	whole, toStreet := levels(&grid, &community, &street, district), levels(nil, nil, &street, district)
	for name, c := range map[string]struct {
		levels, ofUnit []uuid.UUID
		holder, unit   uuid.UUID
		unknown        bool
		want           error
	}{
		"to its community":                {whole, levels(nil, &community, &street, district), street, community, false, nil},
		"to its grid":                     {whole, whole, community, grid, false, nil},
		"to its street":                   {whole, toStreet, district, street, false, nil},
		"to a community, nobody knew":     {toStreet, levels(nil, &community, &street, district), street, community, true, nil},
		"over a level":                    {whole, whole, street, grid, false, ErrNotBelow},
		"over a level, nobody knew":       {toStreet, whole, street, grid, false, ErrNotBelow},
		"to itself":                       {whole, toStreet, street, street, false, ErrNotBelow},
		"upward":                          {whole, toStreet, community, street, false, ErrNotBelow},
		"to the district":                 {whole, levels(nil, nil, nil, district), street, district, false, ErrNotBelow},
		"sideways":                        {whole, levels(nil, &elsewhere, &street, district), street, elsewhere, false, ErrNotItsGround},
		"to a community of other streets": {whole, levels(nil, &elsewhere, &grid, district), street, elsewhere, false, ErrNotBelow},
	} {
		unknown, err := down(c.levels, c.ofUnit, c.holder, c.unit)
		if unknown != c.unknown || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", name, unknown, err)
		}
	}
}
