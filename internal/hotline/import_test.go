package hotline_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var head = []any{"序号", "工单编号", "工单类型", "二级分类", "标题", "主要内容", "工单状态", "来电人", "来电人电话/账号", "被反映区", "被反映街乡镇", "村/社区", "小区点位",
	"企业名称", "主办单位", "来电时间", "办结时间", "回复内容", "是否有效回访", "是否联系", "是否解决", "是否满意", "身份证号"}

// one is a good row; edit changes cells by their headers.
func one(number string, edit map[string]any) []any {
	row := []any{1, number, "投诉", "房屋产权证办理", "办不了房产证", "入住多年仍未取得房产证", "已办结", "张三丰", "13812341234", "房山区", "西潞街道", "苏庄一里社区", "苏庄一里3号楼",
		"某某物业公司", "市规自委房山分局", "2026年11月20日下午3时20分", "2026-11-22 08:00", "已答复", "是", "是", "否", "基本满意", "110111199001011234"}
	for i, header := range head {
		if value, ok := edit[header.(string)]; ok {
			row[i] = value
		}
	}
	return row
}

// said are problems, each as "row column reason".
func said(list []*intakev1.ImportProblem) (all []string) {
	for _, p := range list {
		all = append(all, fmt.Sprintf("%d %s %s", p.GetRow(), p.GetColumn(), p.GetReason()))
	}
	return all
}

// tally is what came of a run: created, updated, unchanged, refused.
func tally(in *intakev1.IssueImport) [4]int32 {
	return [4]int32{in.GetCreated(), in.GetUpdated(), in.GetUnchanged(), in.GetRefused()}
}

// proves IN-42, NI-23
func TestAnOrderBecomesAnIssueWithAllThatTheHotlineSays(t *testing.T) {
	t.Parallel()
	w := start(t)
	name := w.uploaded(t, workbook(t, []any{"房山区 12345 工单明细"}, nil, []any{"导出时间：2026-11-23"}, head, one("20261120-0001", nil)))
	in := w.run(t, name, false)
	if in.GetHeaderRow() != 4 || tally(in) != [4]int32{1} || in.GetWarnings() != 0 || in.GetEndTime() == nil {
		t.Fatalf("%v\n%v", in, said(w.problems(t, name)))
	}
	o := w.order(t, "20261120-0001")
	received := time.Date(2026, 11, 20, 7, 20, 0, 0, time.UTC)
	i := w.issue(t, o)
	if i.GetChannel() != intakev1.Issue_CHANNEL_HOTLINE_12345 || i.GetKind() != intakev1.Issue_KIND_COMPLAINT || i.GetState() != intakev1.Issue_STATE_RECEIVED ||
		i.GetTitle() != "办不了房产证" || i.GetDescription() != "入住多年仍未取得房产证" || i.GetAddress() != "苏庄一里3号楼" ||
		i.GetCommunity() != "units/"+w.Unit("110111012005").String() || i.GetSubDistrict() != w.Street(demo.Xilu) ||
		i.GetCategory() != "categories/"+demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String() ||
		i.GetReporter().GetName() != "张*" || i.GetReporter().GetPhone() != "138****1234" || !i.GetDueTime().AsTime().Equal(received.AddDate(0, 0, 7)) {
		t.Errorf("the issue: %v", i)
	}
	yes, no := true, false
	want := &intakev1.HotlineOrder{Name: o.GetName(), Issue: i.GetName(), Source: "12345", ExternalNo: "20261120-0001", SourceStatus: "已办结", LeadUnitName: "市规自委房山分局",
		LeadUnit: "units/" + w.Unit("SGZW-FS").String(), Respondent: "某某物业公司", ReceivedTime: o.GetReceivedTime(), ClosedTime: o.GetClosedTime(), Reply: "已答复",
		CallbackValid: &yes, CallbackContacted: &yes, CallbackSolved: &no, CallbackSatisfaction: intakev1.Satisfaction_SATISFACTION_BASICALLY,
		Extra: map[string]string{"序号": "1", "身份证号": "110111199001011234"}, CreateTime: o.GetCreateTime(), UpdateTime: o.GetUpdateTime()}
	if !proto.Equal(o, want) || !o.GetReceivedTime().AsTime().Equal(received) || !o.GetClosedTime().AsTime().Equal(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the order: %v\nwant %v", o, want)
	}
	for table, text := range w.Dump(t) {
		for _, personal := range []string{"13812341234", "张三丰", "110111199001011234", "苏庄一里3号楼"} {
			if strings.Contains(text, personal) && table != "place" {
				t.Errorf("table %s holds %s in clear", table, personal)
			}
		}
	}
}

// The same orders as .xlsx, as CSV of UTF-8 with its mark and as CSV of GB18030 are the same orders.
//
// proves IN-42
func TestTheSameFileInAnyFormChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	rows := [][]any{head, one("A-1", nil), one("A-2", map[string]any{"主要内容": "第一行\n第二行", "来电时间": "20261119"})}
	var text strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			fmt.Fprintf(&text, "%s\"%v\"", []string{"", ","}[min(i, 1)], cell)
		}
		text.WriteString("\r\n")
	}
	chinese, err := simplifiedchinese.GB18030.NewEncoder().String(text.String())
	if err != nil {
		t.Fatal(err)
	}
	if got := tally(w.run(t, w.uploaded(t, workbook(t, rows...)), false)); got != [4]int32{2} {
		t.Fatalf("the first time: %v", got)
	}
	before := w.Dump(t)
	for form, file := range map[string][]byte{"xlsx": workbook(t, rows...), "UTF-8": []byte("\ufeff" + text.String()), "GB18030": []byte(chinese)} {
		name := w.uploaded(t, file)
		if got := tally(w.run(t, name, false)); got != [4]int32{0, 0, 2} {
			t.Errorf("again as %s: %v %v", form, got, said(w.problems(t, name)))
		}
	}
	for table, text := range w.Dump(t) {
		if before[table] != text && slices.Contains([]string{"issue", "hotline_order", "timeline_entry", "counter"}, table) {
			t.Errorf("%s has changed", table)
		}
	}
}

// proves IN-42
func TestGoodRowsAreTakenAndBadOnesNamedByRowAndColumn(t *testing.T) {
	t.Parallel()
	w := start(t)
	bad := []struct {
		edit map[string]any
		want []string
	}{
		{nil, nil},
		{map[string]any{"工单编号": ""}, []string{"工单编号 CELL_MISSING"}},
		{map[string]any{"主要内容": "  "}, []string{"主要内容 CELL_MISSING"}},
		{map[string]any{"主要内容": strings.Repeat("长", 4001)}, []string{"主要内容 CELL_TOO_LONG"}},
		{map[string]any{"来电时间": "昨天"}, []string{"来电时间 DATE_UNREADABLE"}},
		{map[string]any{"来电时间": "2026-02-30"}, []string{"来电时间 DATE_UNREADABLE"}},
		{map[string]any{"来电时间": "2026-11-24 08:00"}, []string{"来电时间 DATE_IN_FUTURE"}},
		{map[string]any{"二级分类": "外星人"}, []string{"二级分类 CATEGORY_NOT_FOUND"}},
		{map[string]any{"被反映区": "大兴区"}, []string{"被反映区 OTHER_DISTRICT"}},
		{map[string]any{"被反映街乡镇": "拱辰街道", "村/社区": ""}, []string{" PERMISSION_DENIED"}},
		{map[string]any{"小区点位": "", "被反映街乡镇": "", "村/社区": ""}, []string{"小区点位 CELL_MISSING"}},
	}
	doubtful := []struct {
		edit map[string]any
		want string
		kept string // in extra
	}{
		{map[string]any{"工单类型": "其他"}, "工单类型 WORD_UNKNOWN", ""},
		{map[string]any{"标题": strings.Repeat("题", 101)}, "标题 TITLE_CUT", strings.Repeat("题", 101)},
		{map[string]any{"来电人电话/账号": "wx_zhangsan"}, "来电人电话/账号 CONTACT_NO_TELEPHONE", "wx_zhangsan"},
		{map[string]any{"村/社区": "不存在社区"}, "村/社区 UNIT_NOT_FOUND", ""},
		{map[string]any{"主办单位": "某某科"}, "主办单位 UNIT_NOT_FOUND", ""},
		{map[string]any{"办结时间": "未办结"}, "办结时间 DATE_UNREADABLE", "未办结"},
		{map[string]any{"是否解决": "部分解决"}, "是否解决 WORD_UNKNOWN", "部分解决"},
		{map[string]any{"是否满意": "一般"}, "是否满意 WORD_UNKNOWN", "一般"},
	}
	rows, want := [][]any{head}, []string(nil)
	for i, b := range bad {
		rows = append(rows, one(fmt.Sprintf("B-%d", i), b.edit))
		for _, p := range b.want {
			want = append(want, fmt.Sprintf("%d %s", len(rows), p))
		}
	}
	for i, d := range doubtful {
		rows = append(rows, one(fmt.Sprintf("D-%d", i), d.edit))
		want = append(want, fmt.Sprintf("%d %s", len(rows), d.want))
	}
	name := w.uploaded(t, workbook(t, rows...))
	in := w.run(t, name, false)
	if got := said(w.problems(t, name)); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if tally(in) != [4]int32{int32(1 + len(doubtful)), 0, 0, int32(len(bad) - 1)} || in.GetWarnings() != int32(len(doubtful)) {
		t.Errorf("%v", in)
	}
	for i, d := range doubtful {
		o := w.order(t, fmt.Sprintf("D-%d", i))
		if d.kept != "" && !slices.Contains(slices.Collect(maps.Values(o.GetExtra())), d.kept) {
			t.Errorf("%s is dropped: %v", d.want, o)
		}
	}
	if o := w.order(t, "D-4"); o.GetLeadUnitName() != "某某科" || o.GetLeadUnit() != "" {
		t.Errorf("%v", o)
	}
	if i := w.issue(t, w.order(t, "D-3")); i.GetSubDistrict() != w.Street(demo.Xilu) {
		t.Errorf("%v", i)
	}
	file, err := w.As(testkit.Dispatcher).ExportImportProblems(t.Context(), &intakev1.ExportImportProblemsRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(file.GetContent()))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	sheet, err := book.GetRows("导入问题")
	if err != nil || len(sheet) != 1+len(want) || !slices.Equal(sheet[1], []string{"3", "工单编号", "错误", "CELL_MISSING", "不能为空"}) {
		t.Errorf("%v, %v", sheet, err)
	}
}

// proves IN-42
func TestADryRunFilesNothingAndSaysWhatTheRealOneWouldDo(t *testing.T) {
	t.Parallel()
	w := start(t)
	rows := [][]any{head, one("C-1", nil), one("C-2", map[string]any{"来电时间": "昨天"}), one("C-3", map[string]any{"被反映街乡镇": "拱辰街道", "村/社区": ""}),
		one("C-1", map[string]any{"工单状态": "办理中"}), one("C-1", map[string]any{"工单状态": "办理中"})}
	name := w.uploaded(t, workbook(t, rows...))
	dry := w.run(t, name, true)
	tried := said(w.problems(t, name))
	if !dry.GetDryRun() || w.count(t, "issue") != 0 || w.count(t, "hotline_order") != 0 || w.counted(t) != 0 {
		t.Fatalf("%d issues, %d orders; %v", w.count(t, "issue"), w.count(t, "hotline_order"), dry)
	}
	real := w.run(t, name, false)
	if tally(dry) != tally(real) || tally(real) != [4]int32{1, 1, 1, 2} || !slices.Equal(tried, said(w.problems(t, name))) || w.count(t, "issue") != 1 {
		t.Errorf("tried %v %q, then %v %q", dry, tried, real, said(w.problems(t, name)))
	}
}

// proves NI-23
func TestAKnownOrderIsBroughtUpToDateAndItsIssueStays(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.run(t, w.uploaded(t, workbook(t, head, one("E-1", nil))), false)
	filed := w.issue(t, w.order(t, "E-1"))
	name := w.uploaded(t, workbook(t, head, one("E-1", map[string]any{"工单状态": "已退回", "是否解决": "", "主办单位": "区水务局", "主要内容": "别的内容", "身份证号": ""})))
	if in := w.run(t, name, false); tally(in) != [4]int32{0, 1} || !slices.Equal(said(w.problems(t, name)), []string{"2  FILED_OTHERWISE"}) {
		t.Fatalf("%v %v", in, said(w.problems(t, name)))
	}
	o := w.order(t, "E-1")
	if o.GetSourceStatus() != "已退回" || o.CallbackSolved != nil || o.GetLeadUnit() != "units/"+w.Unit("SWJ").String() || len(o.GetExtra()) != 1 {
		t.Errorf("%v", o)
	}
	if got := w.issue(t, o); !proto.Equal(got, filed) || w.count(t, "issue") != 1 {
		t.Errorf("the issue has changed: %v, was %v", got, filed)
	}
}

func TestAFileThatIsNoneOfOrdersIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	for reason, file := range map[string][]byte{
		"IMPORT_FILE_UNREADABLE": []byte("\xd0\xcf\x11\xe0 an old workbook"),
		"IMPORT_HEADER_MISSING":  []byte("姓名,年龄\n张三,18\n"),
	} {
		_, err := w.As(testkit.Dispatcher).ImportIssues(t.Context(), &intakev1.ImportIssuesRequest{IssueImport: w.uploaded(t, file)})
		testkit.WantFault(t, err, codes.InvalidArgument, reason)
	}
	late := append(slices.Repeat([][]any{{"说明"}}, 20), head, one("F-1", nil))
	_, err := w.As(testkit.Dispatcher).ImportIssues(t.Context(), &intakev1.ImportIssuesRequest{IssueImport: w.uploaded(t, workbook(t, late...))})
	testkit.WantFault(t, err, codes.InvalidArgument, "IMPORT_HEADER_MISSING")
	if in := w.run(t, w.uploaded(t, workbook(t, late[1:]...)), false); in.GetHeaderRow() != 20 || tally(in) != [4]int32{1} {
		t.Errorf("%v", in)
	}
}

func TestAnImportIsItsOwnersAndRunsOnceAtATime(t *testing.T) {
	t.Parallel()
	w := start(t)
	in := w.announced(t)
	run := func(who testkit.Who) (*intakev1.IssueImport, error) {
		return w.As(who).ImportIssues(t.Context(), &intakev1.ImportIssuesRequest{IssueImport: in.GetName()})
	}
	_, err := run(testkit.Dispatcher)
	testkit.WantFault(t, err, codes.FailedPrecondition, "IMPORT_FILE_MISSING")
	file := workbook(t, head, one("G-1", nil))
	if code := w.put(in.GetUploadUrl(), make([]byte, 8<<20+1)); code != 413 {
		t.Errorf("a file that is too large is answered %d", code)
	}
	if code := w.put(strings.Replace(in.GetUploadUrl(), "most=8", "most=9", 1), file); code != 403 {
		t.Errorf("a forged link is answered %d", code)
	}
	if code := w.put(in.GetUploadUrl(), file); code != 204 {
		t.Fatal(code)
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.ForeignAdmin: codes.PermissionDenied} {
		_, err := run(who)
		testkit.WantFault(t, err, want, "PERMISSION_DENIED")
	}
	started, err := run(testkit.Dispatcher)
	if err != nil {
		t.Fatal(err)
	}
	_, err = run(testkit.Dispatcher)
	testkit.WantFault(t, err, codes.FailedPrecondition, "IMPORT_RUNNING")
	if code := w.put(in.GetUploadUrl(), file); code != 409 {
		t.Errorf("another file under a run is answered %d", code)
	}
	w.work(t, started)
	o := w.order(t, "G-1")
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker} {
		_, err := w.As(who).GetHotlineOrder(t.Context(), &intakev1.GetHotlineOrderRequest{Name: o.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	w.Clock.Advance(24 * time.Hour)
	if err := w.Hotline.Forget(access.AsSystem(t.Context(), demo.Fangshan)); err != nil || w.count(t, "import_file") != 0 || w.import_(t, in.GetName()).GetSizeBytes() != 0 {
		t.Errorf("the file is kept: %v", err)
	}
}

func TestTheOtherColumnsOfAnOrderEndWithTheContactOfItsIssue(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.ordered(t, "H-1")
	w.Do(t, issue, "triage", "dispatch", "sign", "reply", "callback", "close")
	for _, left := range []int{2, 0} {
		if err := w.Privacy.Retain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(w.order(t, "H-1").GetExtra()); got != left {
			t.Errorf("%d other columns are kept, want %d", got, left)
		}
		w.Clock.Advance(3 * 366 * 24 * time.Hour)
	}
}

// proves IN-38
func TestWhoCalledTheHotlineFollowsHisIssueByALinkWithoutAnAccount(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.ordered(t, "I-1")
	link, err := w.As(testkit.Dispatcher).GrantAccessLink(t.Context(), &intakev1.GrantAccessLinkRequest{Name: issue.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	w.Do(t, issue, "triage", "dispatch", "sign", "reply")
	seen, err := w.As(testkit.Anonymous).OpenAccessLink(t.Context(), &intakev1.OpenAccessLinkRequest{Token: link.GetToken()})
	if err != nil || seen.GetIssue().GetNumber() != issue.GetNumber() || seen.GetIssue().GetState() != intakev1.Issue_STATE_REPLIED ||
		seen.GetIssue().GetReply() != "首次登记已完成，可到大厅领证" || len(seen.GetEntries()) < 3 {
		t.Errorf("%v, %v", seen, err)
	}
}
