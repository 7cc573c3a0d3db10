package workload

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

func TestWhomIsChosenDoesNotDependOnTheOrderOfTheRows(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 1))
		var all []candidate
		for range 1 + random.IntN(8) {
			c := candidate{person: uuid.Must(uuid.NewRandomFromReader(reader64{random})), load: int32(random.IntN(4)), capacity: int32(random.IntN(4))}
			if random.IntN(2) == 0 {
				at := time.Unix(int64(random.IntN(3)), 0)
				c.last = &at
			}
			if random.IntN(4) == 0 || c.load >= c.capacity {
				c.obstacle = full
			}
			all = append(all, c)
		}
		want := slices.Clone(all)
		order(want)
		for range 5 {
			random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			got := slices.Clone(all)
			order(got)
			if !slices.EqualFunc(got, want, func(a, b candidate) bool { return a.person == b.person }) {
				t.Fatalf("seed %d: %v\n%v", seed, got, want)
			}
		}
		best := want[0]
		for _, c := range want[1:] {
			if c.obstacle == "" && (best.obstacle != "" || c.load*best.capacity < best.load*c.capacity) {
				t.Fatalf("seed %d: %v has less to do than %v", seed, c, best)
			}
		}
	}
}

// reader64 makes bytes of random numbers.
type reader64 struct{ *rand.Rand }

func (r reader64) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r.Uint32())
	}
	return len(p), nil
}

func TestAChainOfReplacementsEndsAtWhoIsPresentAndACircleAtNobody(t *testing.T) {
	t.Parallel()
	a, b, c := uuid.New(), uuid.New(), uuid.New()
	staff := []uuid.UUID{a, b, c}
	by := func(who uuid.UUID) *ent.Absence { return &ent.Absence{ReplacementID: &who} }
	for name, test := range map[string]struct {
		absences map[uuid.UUID]*ent.Absence
		staff    []uuid.UUID
		want     uuid.UUID
	}{
		"present":               {nil, staff, a},
		"replaced":              {map[uuid.UUID]*ent.Absence{a: by(b)}, staff, b},
		"by a chain":            {map[uuid.UUID]*ent.Absence{a: by(b), b: by(c)}, staff, c},
		"by nobody":             {map[uuid.UUID]*ent.Absence{a: {}}, staff, uuid.Nil},
		"by a chain to nobody":  {map[uuid.UUID]*ent.Absence{a: by(b), b: {}}, staff, uuid.Nil},
		"in a circle":           {map[uuid.UUID]*ent.Absence{a: by(b), b: by(a)}, staff, uuid.Nil},
		"by one who left":       {map[uuid.UUID]*ent.Absence{a: by(b)}, []uuid.UUID{a}, uuid.Nil},
		"who has left himself":  {nil, []uuid.UUID{b}, uuid.Nil},
		"a circle of the other": {map[uuid.UUID]*ent.Absence{a: by(b), b: by(c), c: by(b)}, staff, uuid.Nil},
	} {
		if got, ok := acting(a, test.absences, test.staff); ok != (test.want != uuid.Nil) || ok && got != test.want {
			t.Errorf("%s: %v %v, want %v", name, got, ok, test.want)
		}
	}
}

func TestWhoTakesAPlaceHasTheCapacityOfWhomHeReplacesUnlessHeHasHisOwn(t *testing.T) {
	t.Parallel()
	a, b, c := uuid.New(), uuid.New(), uuid.New()
	staff, absences := []uuid.UUID{a, b, c}, map[uuid.UUID]*ent.Absence{a: {ReplacementID: &b}}
	one := team([]*ent.Capacity{{PersonID: a, Duties: 3}, {PersonID: c, Duties: 2}}, absences, staff)
	if len(one) != 2 || one[0].person != b || *one[0].insteadOf != a || one[0].capacity != 3 || one[1].person != c {
		t.Errorf("%+v", one)
	}
	other := team([]*ent.Capacity{{PersonID: a, Duties: 3}, {PersonID: b, Duties: 1}}, absences, staff)
	if len(other) != 1 || other[0].person != b || other[0].insteadOf != nil || other[0].capacity != 1 {
		t.Errorf("%+v", other)
	}
}
