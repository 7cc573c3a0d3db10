package demo

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// ordersOfHotline is a file of orders of the hotline: tried first, then filed, with one row that cannot be read; the same file again changes nothing.
func ordersOfHotline(ctx context.Context, t *telling) {
	day := t.edition.Format("2006-01-02")
	file := "工单编号,工单类型,问题分类,主要内容,来电时间,被反映街乡镇,地址\n" +
		fmt.Sprintf("YS-%s-1,咨询,房屋产权证办理,何时可以办证（演示数据，虚构）,%s,西潞街道,太平庄东里3号楼\n", t.key(), day) +
		fmt.Sprintf("YS-%s-2,求助,供水管线,水压太小（演示数据，虚构）,%s,西潞街道,苏庄一里1号楼\n", t.key(), day) +
		fmt.Sprintf(",咨询,房屋产权证办理,没有编号的一行（演示数据，虚构）,%s,西潞街道,苏庄一里2号楼\n", day)
	announced := t.rest(ctx, step{title: "登记 12345 工单文件", who: Dispatcher, do: "POST /v1/issueImports", key: "hotline-announce", want: "200",
		body: object{"fileName": "12345工单-演示虚构.csv"}})
	if t.rest(ctx, step{who: Dispatcher, do: "GET /v1/" + announced.text("name"), want: "200"}).text("sizeBytes") == "0" {
		t.put(ctx, announced.text("uploadUrl"), file)
	}
	for _, run := range []struct {
		title, key string
		dry        bool
		want       string
	}{
		{"试导入，只检查，不建诉求", "hotline-try", true, "2 created, 0 unchanged, 1 refused"},
		{"正式导入", "hotline-import", false, "2 created, 0 unchanged, 1 refused"},
		{"同一文件再导入一次，没有变化", "hotline-again", false, "0 created, 2 unchanged, 1 refused"},
	} {
		started := t.rest(ctx, step{title: run.title, who: Dispatcher, do: "POST /v1/issues:import", key: run.key, want: "200", or: fileGone,
			body: object{"issueImport": announced.text("name"), "dryRun": run.dry}})
		if started.text("operation") == "" {
			return
		}
		ended := t.rest(ctx, step{who: Dispatcher, do: "GET /v1/" + started.text("operation") + ":wait?timeout=20s", want: "200 STATE_SUCCEEDED"})
		made, _ := ended["result"].(map[string]any)
		t.expect("what the import did", run.want, fmt.Sprintf("%.0f created, %.0f unchanged, %.0f refused", number(made, "created"), number(made, "unchanged"), number(made, "refused")))
	}
}

// fileGone is what an import answers once its file is kept no more, a day after an earlier telling of the edition.
const fileGone = "409 IMPORT_FILE_MISSING"

// put puts a file by its link. A link that is over, as a day after an earlier telling, puts nothing.
func (t *telling) put(ctx context.Context, link, file string) {
	if t.err != nil {
		return
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPut, t.REST+link, strings.NewReader(file))
	if err != nil {
		t.err = err
		return
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.err = err
		return
	}
	w.Body.Close()
	if w.StatusCode != http.StatusForbidden {
		t.expect("the file that is put", "204", fmt.Sprint(w.StatusCode))
	}
}

// number is the number under a key; 0 without one.
func number(of map[string]any, key string) float64 {
	n, _ := of[key].(float64)
	return n
}
