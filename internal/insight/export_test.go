package insight_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
	"google.golang.org/grpc/codes"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// export opens the file again that somebody gets.
func (w world) export(t *testing.T, who testkit.Who) *excelize.File {
	t.Helper()
	file := must[*insightv1.ExportRatesResponse](t)(w.as(who).ExportRates(t.Context(), &insightv1.ExportRatesRequest{Period: month}))
	if file.GetFileName() != "三率统计表（2026-12）.xlsx" || file.GetMediaType() != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" {
		t.Errorf("%s, %s", file.GetFileName(), file.GetMediaType())
	}
	book, err := excelize.OpenReader(bytes.NewReader(file.GetContent()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

// proves IS-01
func TestTheExcelFileHasTheColumnsOfTheOfficialsAndTheNumbersOfTheTable(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.ten(t, "SWJ")
	w.handled(t, "YLLHJ", said{true, true, full})
	w.send(t, w.file(t, testkit.Resident), "SGZW-FS")
	w.Count(t)
	book := w.export(t, testkit.SystemAdmin)
	if got := book.GetSheetList(); !slices.Equal(got, []string{"承办单位", "街道（乡镇）", "高频分类"}) {
		t.Errorf("sheets: %v", got)
	}
	rows, err := book.GetRows("承办单位")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"承办单位", "受理量", "办结量", "有效回访", "联系数", "解决数", "满意数", "基本满意", "响应率", "解决率", "满意率", "综合成绩"},
		{"区园林绿化局", "1", "0", "1", "1", "1", "1", "0", "100.00%", "100.00%", "100.00%", "100"},
		{"区水务局", "11", "0", "10", "9", "8", "6", "2", "90.00%", "80.00%", "78.00%", "80.2"},
		{"市规自委房山分局", "1", "0", "0", "0", "0", "0", "0", "无样本", "无样本", "无样本", "无样本"},
		// eleven together: 0.1 × 10/11 + 0.5 × 9/11 + 0.4 × 8.8/11 = 82
		{"合计（汇总）", "13", "0", "11", "10", "9", "7", "2", "90.91%", "81.82%", "80.00%", "82"},
		{"合计（各单位均值）", "", "", "", "", "", "", "", "95.00%", "90.00%", "89.00%", "90.1"},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("%q, want %q", rows, want)
	}
	streets, err := book.GetRows("街道（乡镇）")
	if err != nil || len(streets) != 9 || streets[1][0] != "西潞街道" || streets[5][0] != "前三名" || streets[6][0] != "西潞街道" || streets[7][0] != "后三名" {
		t.Errorf("%q, %v", streets, err)
	}
	categories, err := book.GetRows("高频分类")
	if err != nil || len(categories) != 2 || categories[0][0] != "诉求分类" || categories[1][1] != "13" {
		t.Errorf("%q, %v", categories, err)
	}
	if got := w.export(t, testkit.LiaisonB).GetSheetList(); !slices.Equal(got, []string{"承办单位", "街道（乡镇）"}) {
		t.Errorf("a department gets %v", got)
	}
	_, err = w.as(testkit.Resident).ExportRates(t.Context(), &insightv1.ExportRatesRequest{Period: month})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}
