package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// pseudonymous are the tables that hold ids of persons and no capability, with what becomes of them at an erasure.
var pseudonymous = map[string]string{
	"audit":           "holds ids and digests for good; the id stays as a pseudonym",
	"access_change":   "an id and a number",
	"setting":         "who has set it: an act of his office, by his id alone",
	"revision":        "who has made a change: an act of his office, by his id alone",
	"boundary_plan":   "who has published it: an act of his office, by his id alone",
	"operation":       "sealed, deleted with its time",
	"idempotency_key": "deleted by db.Tx.ForgetKeysOf",
}

// keptByHolder are the tables with persons that a holder does not touch itself, with the reason.
var keptByHolder = map[string]string{
	"assignment":           "who came for his unit: a record of an office, by his id alone",
	"callback":             "who called back: a record of an office, by his id alone; what was answered is no words",
	"callback_task":        "who has taken it on: a record of an office, by his id alone",
	"consultation":         "who opened and who concluded it: a record of an office, by his id alone",
	"consultation_opinion": "who gave it for his unit: a record of an office, by his id alone",
	"chain_link":           "who reported it up or sent it down: a record of an office, by his id alone",
	"escalation":           "who asked and who decided: a record of an office, by his id alone",
	"finding":              "who found it: a record of an office, by his id alone",
	"follow_up":            "who did it: a record of an office, by his id alone",
	"retrospective":        "who opened and who closed it: a record of an office, by his id alone",
	"dispatch":             "who made and who reviewed it: a record of an office, by his id alone",
	"dispatch_entry":       "who has noted something: a record of an office, by his id alone; the words are of the office",
	"rework":               "who sent it back: a record of an office, by his id alone",
	"hand_over":            "who offered and who answered: a record of an office, by his id alone",
	"dispatch_objection":   "who objected and who ruled: a record of an office, by his id alone",
	"duty_catalogue":       "who published it: a record of an office, by his id alone",
	"duty_roster":          "who published it: a record of an office, by his id alone",
	"duty_shift":           "who is on duty: a record of an office, by his id alone",
	"duty_override":        "who approved it: a record of an office, by his id alone",
	"supervision":          "who sees to it, who answered, who released it: a record of an office, by his id alone",
	"extension":            "who asked and who decided: a record of an office, by his id alone",
	"hold":                 "who approved it: a record of an office, by his id alone",
	"incident":             "who made it: a record of an office, by his id alone",
	"task":                 "who owns it and who did it: a record of an office, by his id alone",
	"legal_hold":           "is why nothing is erased",
	"recusal":              "who said it last: a record of an office, by his id alone",
	"route_proposal":       "who decided on it: a record of an office, by his id alone",
	"moderation_case":      "who decided it: a record of an office, by his id alone; the words are of the office",
	"word_list":            "who has set it: an act of his office, by his id alone",
	"merge_part":           "the two ids of a merge that holds, once more",
	"stage_report":         "of the work of a unit, in the words of its office",
	"capacity":             "how much he handles: a record of an office, by his id alone",
	"absence":              "when he was away from an office, and who took his place: a record of it, by their ids alone",
	"work_calendar":        "who published it: a record of an office, by his id alone",
}

// A table that refers to a person, or has a column named after one, belongs to a capability that answers for what is held
// of persons, and is named where it does so, or is excepted with a reason; otherwise an export would miss it and an erasure leave it.
//
// proves AD-10
func TestEveryTableWithPersonsHasAHolderWhoAnswersForIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	rows, err := k.Owner().Query(t.Context(), `select distinct c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped
		and (a.attname ~ '^(person|principal|subject|reader|actor|holder|owner)_id$'
			or exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'person'::regclass and a.attnum = any(f.conkey))
			or c.relname = 'person')`)
	if err != nil {
		t.Fatal(err)
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(tables) < 10 {
		t.Fatalf("%v, %v", tables, err)
	}
	holders := k.Privacy.Holders()
	for _, table := range tables {
		if pseudonymous[table] != "" {
			continue
		}
		owner := ""
		for capability, types := range capabilityTables {
			if slices.Contains(types, entType(table)) {
				owner = capability
			}
		}
		if !slices.Contains(holders, owner) {
			t.Errorf("nobody answers for the persons in %s (of %q): give it a privacy.Holder in askHolders", table, owner)
			continue
		}
		if named := namedByHolder(t, owner, table); named != (keptByHolder[table] == "") {
			t.Errorf("%s of %s: its holder names it: %v; said why it does not: %q", table, owner, named, keptByHolder[table])
		}
	}
}

// namedByHolder says whether the files in which a capability exports and erases what it holds of persons name a table, as ent
// or as SQL does.
func namedByHolder(t *testing.T, capability, table string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "internal", capability, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`\btx\.` + entType(table) + `\.|\b(from|join|update|into)\s+` + table + `\b`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), ") ErasePerson(") && word.Match(text) {
			return true
		}
	}
	return false
}
