package directory_test

import (
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/directory"
)

// fresh is the number of a test district that nobody has founded.
const fresh = 900777

// state is all that an import may change, as counts and version sums of the fresh district.
func (w world) state(t *testing.T) map[string]int {
	t.Helper()
	return map[string]int{
		"units":        w.count(t, `select count(*) from unit where tenant_id = $1`, fresh),
		"unit changes": w.count(t, `select coalesce(sum(version), 0) from unit where tenant_id = $1`, fresh),
		"spans":        w.count(t, `select count(*) from unit_history where tenant_id = $1`, fresh),
		"roles":        w.count(t, `select coalesce(sum(version), 0) from role where tenant_id = $1`, fresh),
		"settings":     w.count(t, `select coalesce(sum(version), 0) from setting where tenant_id = $1`, fresh),
		"audit rows":   w.count(t, `select count(*) from audit where tenant_id = $1`, fresh),
		"events":       w.count(t, `select count(*) from event where tenant_id = $1`, fresh),
		"tree":         w.count(t, `select coalesce(sum(value), 0) from counter where tenant_id = $1`, fresh),
	}
}

func published(t *testing.T) string {
	t.Helper()
	text, err := io.ReadAll(directory.Fangshan())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAnImportBringsEveryDivisionOnceHoweverOftenItRuns(t *testing.T) {
	t.Parallel()
	w := start(t)
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, fresh, app.Grants()); err != nil {
		t.Fatal(err)
	}
	report, err := directory.ImportDivisions(t.Context(), w.DB, fresh, directory.Fangshan())
	if want := (directory.Report{SubDistricts: 28, Communities: 210, Villages: 459, Added: 697, Changed: 1}); err != nil || report != want {
		t.Fatalf("%+v, %v; want %+v: the district takes its published name", report, err, want)
	}
	for kind, want := range map[string]int{"DISTRICT": 1, "SUB_DISTRICT": 8, "AREA_OFFICE": 3, "TOWN": 11, "TOWNSHIP": 6, "COMMUNITY": 210, "VILLAGE": 459} {
		if n := w.count(t, `select count(*) from unit where tenant_id = $1 and kind = $2`, fresh, kind); n != want {
			t.Errorf("%d of kind %s, want %d", n, kind, want)
		}
	}
	if n := w.count(t, `select count(*) from unit c join unit p on p.tenant_id = c.tenant_id and p.id = c.parent_id
		where c.tenant_id = $1 and c.kind in ('COMMUNITY', 'VILLAGE') and (left(c.code, 9) <> p.code or c.path <> p.path || '/' || c.name)`, fresh); n != 0 {
		t.Errorf("%d communities stand below another street than their code says, or have another path", n)
	}

	before := w.state(t)
	w.Clock.Advance(time.Hour)
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, fresh, app.Grants()); err != nil {
		t.Fatal(err)
	}
	report, err = directory.ImportDivisions(t.Context(), w.DB, fresh, directory.Fangshan())
	if err != nil || report.Added != 0 || report.Changed != 0 || report.Unchanged != 698 {
		t.Errorf("the second time: %+v, %v", report, err)
	}
	if after := w.state(t); !maps.Equal(before, after) {
		t.Errorf("the second time changed\n%v to\n%v", before, after)
	}
}

// proves AD-02
func TestAnImportKeepsAnOldNameAsHistory(t *testing.T) {
	t.Parallel()
	w := start(t)
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, fresh, app.Grants()); err != nil {
		t.Fatal(err)
	}
	list := published(t)
	if _, err := directory.ImportDivisions(t.Context(), w.DB, fresh, strings.NewReader(list)); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Hour)
	list = strings.Replace(list, "西潞街道", "西路街道", 1)
	list = strings.Replace(list, "蒲洼乡", "蒲洼镇", 1)
	report, err := directory.ImportDivisions(t.Context(), w.DB, fresh, strings.NewReader(list))
	if err != nil || report.Added != 0 || report.Changed != 2 || report.Unchanged != 696 {
		t.Fatalf("%+v, %v", report, err)
	}
	if n := w.count(t, `select count(*) from unit u
		join unit_history old on old.tenant_id = u.tenant_id and old.unit_id = u.id and old.valid_to = $2
		join unit_history now on now.tenant_id = u.tenant_id and now.unit_id = u.id and now.valid_from = $2 and now.valid_to is null
		where u.tenant_id = $1 and (old.name, old.kind, now.name, now.kind) in
			(('西潞街道', 'SUB_DISTRICT', '西路街道', 'SUB_DISTRICT'), ('蒲洼乡', 'TOWNSHIP', '蒲洼镇', 'TOWN'))`,
		fresh, w.Clock.Now(fresh)); n != 2 {
		t.Errorf("%d of 2 changes are kept as history", n)
	}
	if n := w.count(t, `select count(*) from unit where tenant_id = $1 and path like '房山区/西路街道/%'`, fresh); n != 24 {
		t.Errorf("%d paths follow the new name, want 24", n)
	}
}

func TestABadListChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.state(t)
	_, err := directory.ImportDivisions(t.Context(), w.DB, fresh, directory.Fangshan())
	if err == nil || !strings.Contains(err.Error(), "district 900777 is not founded") {
		t.Errorf("a district that is not founded: %v", err)
	}
	_, err = directory.ImportDivisions(t.Context(), w.DB, 110111, strings.NewReader(strings.ReplaceAll(published(t), `"110111`, `"110112`)))
	if err == nil || !strings.Contains(err.Error(), "district.code: the list is of 110112") {
		t.Errorf("the list of another district: %v", err)
	}
	_, err = directory.ImportDivisions(t.Context(), w.DB, 110111, strings.NewReader(strings.Replace(published(t), `"VILLAGE"`, `"HAMLET"`, 1)))
	if err == nil || !strings.Contains(err.Error(), `sub_districts[0].communities[`) || !strings.Contains(err.Error(), `"HAMLET"`) {
		t.Errorf("a list with a bad record: %v", err)
	}
	if after := w.state(t); !maps.Equal(before, after) {
		t.Errorf("changed\n%v to\n%v", before, after)
	}
}

func TestADistrictIsFoundedUnderItsNumber(t *testing.T) {
	t.Parallel()
	w := start(t)
	if err := directory.Found(t.Context(), w.DB, 42, "短号区", nil); err == nil {
		t.Error("a district was founded with number 42")
	}
	if err := demo.Refound(t.Context(), w.DB, w.Keeper, fresh, app.Grants()); err != nil {
		t.Fatal(err)
	}
	if n := w.count(t, `select count(*) from tenant where id = $1 and kind = 'TEST' and division_code = '900777' and name = '演示测试区（虚构）'`, fresh); n != 1 {
		t.Error("the tenant row is not as founded")
	}
}
