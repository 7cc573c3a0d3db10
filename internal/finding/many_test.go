package finding_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// many enters 30,000 issues of 西潞街道 and a neighbour, spread over 20 months; one in a thousand is about ether, one in fifty about wells.
const many = `with new as (
		insert into issue (tenant_id, id, create_time, update_time, number, state, kind, channel, confidentiality, category_id, title, description,
			place_id, latitude, longitude, datum, latitude_e7, longitude_e7, cell, unit_id, assist_unit_ids, due_time)
		select $1, gen_random_uuid(), t, t, 'M-' || n, 'RECEIVED', 'HELP', 'MINI_PROGRAM', 'REAL_NAME', $2::uuid,
			($3::text[])[1 + n % 7] || ($4::text[])[1 + n % 11] || case when n % 50 = 0 then '，井盖松动' else '' end,
			case when n % 1000 = 1 then '空气中有乙醚气味' else '' end, null, 39.7, 116.1, 'WGS84', 397000000, 1161000000, 1,
			case when n % 3 = 0 then $6::uuid else $5::uuid end, '[]', t
		from (select n, $7::timestamptz - n * interval '30 minutes' t from generate_series(1, 30000) n) s
		returning tenant_id, id, create_time, title, description)
	insert into issue_text (tenant_id, issue_id, create_time, text) select tenant_id, id, create_time, search_text(title, description) from new`

var (
	places = []string{"路口", "小区东门", "学校门前", "公园", "三号楼下", "市场旁", "车站"}
	wrongs = []string{"路灯不亮", "路灯坏了", "垃圾没人清", "井盖破损", "积水很深", "道路塌陷", "树枝断落", "噪声扰民", "乱停车", "下水堵了", "护栏倒了"}
)

// told is what the naive search reads of an issue.
type told struct {
	Name, Title, Description string
	Ours                     bool
}

// proves IN-34, AP-27
func TestAmongThirtyThousandIssuesASearchFindsTheNewestThatHaveItsWordsAndAnIndexFindsThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.Owner().Exec(t.Context(), many, demo.Fangshan, strings.TrimPrefix(w.Category, "categories/"), places, wrongs,
		w.Unit(demo.Xilu), w.Unit("110111011"), testkit.Noon.Add(-time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Owner().Exec(t.Context(), "vacuum (analyze) issue_text, issue"); err != nil {
		t.Fatal(err)
	}
	found, err := w.Owner().Query(t.Context(), `select 'issues/' || id, title, description, unit_id = $2 from issue where tenant_id = $1
		order by create_time desc, id desc`, demo.Fangshan, w.Unit(demo.Xilu))
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(found, pgx.RowToStructByPos[told])
	if err != nil || len(all) != 30_000 {
		t.Fatalf("%d issues, %v", len(all), err)
	}
	answered := 0
	for _, words := range []string{"路灯", "乙醚", "乙醚 路灯", "小区东门护栏", "井盖 积水", "井盖松动", "没有这话", "车站 噪声扰民", "气味"} {
		for _, who := range []testkit.Who{testkit.Dispatcher, testkit.SystemAdmin} {
			var want []string
			for _, i := range all {
				if len(want) < 100 && (i.Ours || who == testkit.SystemAdmin) && hasAll(i.Title+"\n"+i.Description, strings.Fields(words)) {
					want = append(want, i.Name)
				}
			}
			if got := w.search(t, who, words); !slices.Equal(got, want) {
				t.Errorf("%s by %s: %d found, want %d", words, who, len(got), len(want))
			}
			answered += len(want)
		}
	}
	if answered < 500 {
		t.Errorf("only %d answers: the sample shows nothing", answered)
	}
	for _, word := range []string{"乙醚", "没有这话"} {
		if read, looked := w.scans(t, word); read != 0 || looked == 0 {
			t.Errorf("for %s the texts are read from end to end %d times, and looked up in their index %d times", word, read, looked)
		}
	}
}

// scans is how often a search by the server's own role reads the texts from end to end, and how often it looks into their index.
func (w world) scans(t *testing.T, word string) (read, looked int) {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), w.AppPool().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	tx, err := conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), "select set_config('app.tenant_id', $1, true)", "110111"); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), "select * from search_issues($1, array[$2], true, '{}', '{}', $3, '00000000-0000-0000-0000-000000000000', 20)",
		demo.Fangshan, word, testkit.Noon); err != nil {
		t.Fatal(err)
	}
	if err := tx.QueryRow(t.Context(), "select pg_stat_get_xact_numscans('issue_text'::regclass), pg_stat_get_xact_numscans('issue_text_pairs'::regclass)").
		Scan(&read, &looked); err != nil {
		t.Fatal(err)
	}
	return read, looked
}

func hasAll(text string, words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}
