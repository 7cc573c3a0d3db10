package insight_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// naive are the tallies and the excluded ones of every rate, counted afresh from the issues themselves, by period, dimension and subject.
func (w world) naive(t *testing.T) map[string][2]*insightv1.Tally {
	t.Helper()
	rows, err := w.Owner().Query(t.Context(), `
		select i.create_time, i.closed_time, i.state, i.lead_unit_id, i.sub_district_id, i.category_id, c.contacted, c.solved, c.satisfaction,
			exists (select from exclusion e where e.issue_id = i.id and e.state = 'APPROVED')
		from issue i left join lateral (select * from callback where issue_id = i.id and valid order by create_time desc, id desc limit 1) c on true
		where i.state <> 'MERGED'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	counted := map[string][2]*insightv1.Tally{}
	beijing := time.FixedZone("Beijing", 8*3600)
	for rows.Next() {
		var received time.Time
		var closed *time.Time
		var state string
		var lead, street *uuid.UUID
		var category uuid.UUID
		var contacted, solved *bool
		var satisfaction *string
		var excluded bool
		if err := rows.Scan(&received, &closed, &state, &lead, &street, &category, &contacted, &solved, &satisfaction, &excluded); err != nil {
			t.Fatal(err)
		}
		count := func(at time.Time, add func(*insightv1.Tally)) {
			of := []string{"CATEGORY/" + category.String()}
			if lead != nil {
				of = append(of, "LEAD_UNIT/"+lead.String())
			}
			if street != nil {
				of = append(of, "SUB_DISTRICT/"+street.String())
			}
			at = at.In(beijing)
			month := at
			if at.Day() >= 19 {
				month = time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, beijing)
			}
			for _, period := range []string{month.Format("2006-01"), at.Add(12 * time.Hour).Format(time.DateOnly)} {
				for _, subject := range of {
					key := period + "/" + subject
					if _, ok := counted[key]; !ok {
						counted[key] = [2]*insightv1.Tally{{}, {}}
					}
					add(counted[key][0])
					if excluded {
						add(counted[key][1])
					}
				}
			}
		}
		count(received, func(n *insightv1.Tally) {
			n.Received++
			if contacted == nil {
				return
			}
			n.Valid++
			if *contacted {
				n.Contacted++
			}
			if *solved {
				n.Solved++
			}
			switch *satisfaction {
			case "SATISFIED":
				n.Satisfied++
			case "BASICALLY":
				n.BasicallySatisfied++
			}
		})
		if closed != nil && state == "CLOSED" {
			count(*closed, func(n *insightv1.Tally) { n.Closed++ })
		}
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return counted
}

// rolled are the tallies of the latest revisions, as the API tells them to who sees all; those of nothing are left out.
func (w world) rolled(t *testing.T) map[string][2]*insightv1.Tally {
	t.Helper()
	rows, err := w.Owner().Query(t.Context(), `select distinct period from rate`)
	if err != nil {
		t.Fatal(err)
	}
	var periods []string
	for rows.Next() {
		var p string
		if err := rows.Scan(&p); err != nil {
			t.Fatal(err)
		}
		periods = append(periods, p)
	}
	rolled := map[string][2]*insightv1.Tally{}
	for _, p := range periods {
		for dimension, word := range insightv1.Rate_Dimension_name {
			if dimension == 0 {
				continue
			}
			for _, r := range w.rates(t, testkit.AuditAdmin, &insightv1.ListRatesRequest{Period: p, Dimension: insightv1.Rate_Dimension(dimension)}).GetRates() {
				subject := (r.GetUnit() + r.GetCategory())
				if proto.Equal(r.GetTally(), &insightv1.Tally{}) {
					continue
				}
				rolled[p+"/"+word[len("DIMENSION_"):]+"/"+subject[len(subject)-36:]] = [2]*insightv1.Tally{r.GetTally(), r.GetExcluded()}
			}
		}
	}
	return rolled
}

func different(want, got map[string][2]*insightv1.Tally) (found []string) {
	for key := range want {
		if _, ok := got[key]; !ok {
			found = append(found, fmt.Sprintf("%s is missing: %v", key, want[key]))
		}
	}
	for key, n := range got {
		if w, ok := want[key]; !ok || !proto.Equal(w[0], n[0]) || !proto.Equal(w[1], n[1]) {
			found = append(found, fmt.Sprintf("%s: %v, want %v", key, n, w))
		}
	}
	return found
}

// anew has all counted again, by reading the events from the first.
func (w world) anew(t *testing.T) {
	t.Helper()
	for _, table := range []string{"rate", "counted_order", "stay", "dwell", "recurrence", "event_cursor"} {
		if _, err := w.Owner().Exec(t.Context(), "delete from "+table); err != nil {
			t.Fatal(err)
		}
	}
	w.Count(t)
}

// duplicate merges an issue that is open into another, at random, if there is one.
func (w world) duplicate(t *testing.T, random *rand.Rand, issues []string) {
	t.Helper()
	open := map[intakev1.Issue_State]bool{intakev1.Issue_STATE_RECEIVED: true, intakev1.Issue_STATE_TRIAGED: true, intakev1.Issue_STATE_HANDLING: true, intakev1.Issue_STATE_REOPENED: true}
	var found []string
	for _, i := range random.Perm(len(issues)) {
		row := must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issues[i]}))
		if open[row.GetState()] {
			found = append(found, issues[i])
		}
	}
	if len(found) > 1 {
		w.merge(t, found[0], found[1])
	}
}

// live takes a step of some issue, at random.
func (w world) live(t *testing.T, random *rand.Rand, issues []string) {
	t.Helper()
	issue := issues[random.IntN(len(issues))]
	row := must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue}))
	units := slices.Sorted(maps.Keys(leads))
	answers := said{random.IntN(3) > 0, random.IntN(3) > 0, []intakev1.Satisfaction{full, nearly, not}[random.IntN(3)]}
	switch row.GetState() {
	case intakev1.Issue_STATE_RECEIVED, intakev1.Issue_STATE_TRIAGED, intakev1.Issue_STATE_REOPENED:
		w.send(t, issue, units[random.IntN(len(units))])
	case intakev1.Issue_STATE_HANDLING:
		for _, unit := range units {
			if w.UnitName(unit) == row.GetLeadUnit() {
				w.reply(t, issue, unit)
			}
		}
	case intakev1.Issue_STATE_REPLIED:
		w.call(t, issue, answers)
	case intakev1.Issue_STATE_CALLBACK:
		switch random.IntN(3) {
		case 0:
			w.call(t, issue, answers)
		case 1:
			w.finish(t, issue)
		case 2:
			who := leads["SWJ"]
			if e, err := w.as(who).CreateExclusion(t.Context(), excluding(issue)); err == nil {
				must[*insightv1.Exclusion](t)(w.as(testkit.StreetLeader).ApproveExclusion(t.Context(), &insightv1.ApproveExclusionRequest{Name: e.GetName(), Decision: "属实"}))
			}
		}
	case intakev1.Issue_STATE_CLOSED:
		must[*intakev1.Issue](t)(w.intake(testkit.Resident).ReopenIssue(t.Context(), &intakev1.ReopenIssueRequest{Name: issue, Reason: "又停水了"}))
	}
}

// However issues live, and whenever the job comes, the rates are those that somebody who counts the issues one by one finds, and each
// rate leads to as many orders as it counts.
//
// proves IS-01
// proves IS-03
func TestTheRatesOfARandomHistoryAreThoseOfANaiveCount(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	w := start(t)
	w.Settle(t, "intake.reopen_days", "366")
	var issues []string
	for round := range 6 {
		for range 4 {
			issues = append(issues, w.file(t, testkit.Resident))
		}
		for range 20 {
			w.live(t, random, issues)
		}
		w.duplicate(t, random, issues)
		if round != 2 { // once it is late
			w.Count(t)
		}
		w.Clock.Advance(time.Duration(random.IntN(9*24)) * time.Hour)
	}
	for _, d := range different(w.naive(t), w.rolled(t)) {
		t.Error(d)
	}
	for key, n := range w.rolled(t) {
		var rate string
		var valid, received int32
		if err := w.Owner().QueryRow(t.Context(), `select 'rates/' || id, (tally->>'valid')::int, (tally->>'received')::int from rate
			where period || '/' || dimension || '/' || measured_id = $1 and superseded_time is null`, key).Scan(&rate, &valid, &received); err != nil {
			t.Fatal(err)
		}
		if all, counted := len(w.orders(t, testkit.AuditAdmin, rate, "")), len(w.orders(t, testkit.AuditAdmin, rate, "valid = true")); int32(all) != received || int32(counted) != valid {
			t.Errorf("%s counts %v and leads to %d orders, %d of them valid", key, n, all, counted)
		}
	}
	// What is told again changes nothing; read from the first event, all is the same.
	before, revisions := w.rolled(t), w.count(t, "select count(*) from rate")
	if _, err := w.Owner().Exec(t.Context(), "update event_cursor set position = position - 40 where reader = 'insight'"); err != nil {
		t.Fatal(err)
	}
	w.Count(t)
	if n := w.count(t, "select count(*) from rate"); n != revisions {
		t.Errorf("the same events again make %d revisions", n-revisions)
	}
	w.anew(t)
	for _, d := range different(before, w.rolled(t)) {
		t.Errorf("made anew: %s", d)
	}
}

// proves IN-19
func TestTheIssueThatIsMergedCountsInNoRateAndInNoRecurrenceAnyMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "insight.smallest_cell", "2")
	twice, original := w.file(t, testkit.Resident), w.file(t, testkit.Resident2)
	w.send(t, twice, "SWJ")
	w.send(t, original, "SWJ")
	w.Clock.Advance(40 * 24 * time.Hour)     // past what was promised
	w.call(t, twice, said{true, false, not}) // while it is in hand
	w.Count(t)
	if r := w.rate(t, "SWJ"); r.GetTally().GetReceived() != 2 || r.GetTally().GetValid() != 1 {
		t.Fatalf("before the merger: %v", r)
	}
	if got := w.recurrences(t, insightv1.Recurrence_KIND_THEME); len(got) != 1 || got[0].GetIssueCount() != 2 {
		t.Fatalf("before the merger: %v", got)
	}
	before := w.rate(t, "SWJ")
	w.merge(t, twice, original)
	w.Count(t)
	one := &insightv1.Tally{Received: 1}
	check := func(when string) {
		t.Helper()
		for dimension := range insightv1.Rate_Dimension_name {
			if dimension == 0 {
				continue
			}
			list := w.rates(t, testkit.AuditAdmin, &insightv1.ListRatesRequest{Period: month, Dimension: insightv1.Rate_Dimension(dimension)}).GetRates()
			if len(list) != 1 || !proto.Equal(list[0].GetTally(), one) || !list[0].GetMeasures().GetNoSample() {
				t.Errorf("%s: %v", when, list)
			} else if got := w.orders(t, testkit.AuditAdmin, list[0].GetName(), ""); !slices.Equal(got, []string{original}) {
				t.Errorf("%s it leads to %v", when, got)
			}
		}
		if got := w.recurrences(t, insightv1.Recurrence_KIND_THEME); len(got) != 0 {
			t.Errorf("%s what came up once is told: %v", when, got)
		}
		if n := w.count(t, "select sum(issues) from recurrence where kind = 'THEME' and period = $1", month); n != 1 {
			t.Errorf("%s %d issues have the theme", when, n)
		}
	}
	check("merged")
	if got := w.orders(t, testkit.AuditAdmin, before.GetName(), ""); !slices.Equal(got, []string{twice, original}) {
		t.Errorf("the revision before it leads to %v", got)
	}
	revisions := w.count(t, "select count(*) from rate")
	if _, err := w.Owner().Exec(t.Context(), "update event_cursor set position = position - 5 where reader = 'insight'"); err != nil {
		t.Fatal(err)
	}
	w.Count(t)
	if n := w.count(t, "select count(*) from rate"); n != revisions {
		t.Errorf("the same events again make %d revisions", n-revisions)
	}
	w.anew(t)
	check("made anew")
}

func TestOfTwoWorkersThatCountAtOnceEachEventIsCountedOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	for range 3 {
		w.handled(t, "SWJ", said{true, true, full})
	}
	w.Tell(t) // numbers the events
	other := w.Replica()
	done := make(chan error, 2)
	go func() { done <- w.Insight.Follow(access.AsSystem(t.Context(), demo.Fangshan)) }()
	go func() { done <- other.Insight.Follow(access.AsSystem(t.Context(), demo.Fangshan)) }()
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	w.Count(t)
	for _, d := range different(w.naive(t), w.rolled(t)) {
		t.Error(d)
	}
	if n := w.count(t, "select sum(stays) from dwell where state = 'HANDLING' and period = $1", month); n != 3 {
		t.Errorf("%d stays in HANDLING are counted", n)
	}
}
