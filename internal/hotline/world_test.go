package hotline_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"
	"github.com/xuri/excelize/v2"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a running server with a dispatcher who imports files.
type world struct{ testkit.Issues }

func start(t *testing.T, changes ...func(*app.Parts)) world {
	t.Helper()
	w := world{testkit.Issues{Kit: testkit.Start(t, changes...)}}
	w.Clock.Set(testkit.Noon)
	return w
}

// announced is an import that waits for its file.
func (w world) announced(t *testing.T) *intakev1.IssueImport {
	t.Helper()
	in, err := w.As(testkit.Dispatcher).CreateIssueImport(t.Context(), &intakev1.CreateIssueImportRequest{IssueImport: &intakev1.IssueImport{FileName: "12345工单.xlsx"}})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// put puts a file by a link and gives the status.
func (w world) put(address string, file []byte) int {
	r := httptest.NewRequest(http.MethodPut, address, bytes.NewReader(file))
	return testkit.Serve(w.HTTP(), r).Code
}

// uploaded is an import whose file is there.
func (w world) uploaded(t *testing.T, file []byte) string {
	t.Helper()
	in := w.announced(t)
	if code := w.put(in.GetUploadUrl(), file); code != http.StatusNoContent {
		t.Fatalf("the file is answered %d", code)
	}
	return in.GetName()
}

// run runs over a file to its end.
func (w world) run(t *testing.T, name string, dry bool) *intakev1.IssueImport {
	t.Helper()
	started, err := w.As(testkit.Dispatcher).ImportIssues(t.Context(), &intakev1.ImportIssuesRequest{IssueImport: name, DryRun: dry})
	if err != nil {
		t.Fatal(err)
	}
	w.work(t, started)
	return w.import_(t, name)
}

// work does the operation of an import as the queue does it.
func (w world) work(t *testing.T, started *intakev1.IssueImport) {
	t.Helper()
	id := uuid.MustParse(started.GetOperation()[len("operations/"):])
	if err := w.Operations.Worker().Run(access.AsSystem(t.Context(), demo.Fangshan), id); err != nil {
		t.Fatal(err)
	}
}

func (w world) import_(t *testing.T, name string) *intakev1.IssueImport {
	t.Helper()
	in, err := w.As(testkit.Dispatcher).GetIssueImport(t.Context(), &intakev1.GetIssueImportRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// problems are those of the latest run, each as "row column reason".
func (w world) problems(t *testing.T, name string) []*intakev1.ImportProblem {
	t.Helper()
	var all []*intakev1.ImportProblem
	for token := ""; ; {
		list, err := w.As(testkit.Dispatcher).ListImportProblems(t.Context(), &intakev1.ListImportProblemsRequest{Parent: name, PageSize: 100, PageToken: token})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list.GetProblems()...)
		if token = list.GetNextPageToken(); token == "" {
			return all
		}
	}
}

// order is the order of a number.
func (w world) order(t *testing.T, number string) *intakev1.HotlineOrder {
	t.Helper()
	o, err := w.As(testkit.Dispatcher).LookupHotlineOrder(t.Context(), &intakev1.LookupHotlineOrderRequest{ExternalNo: number})
	if err != nil {
		t.Fatalf("%s: %v", number, err)
	}
	return o
}

func (w world) issue(t *testing.T, o *intakev1.HotlineOrder) *intakev1.Issue {
	t.Helper()
	i, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: o.GetIssue()})
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// count counts rows of 房山区.
func (w world) count(t *testing.T, table string) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from "+table+" where tenant_id = $1", demo.Fangshan).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// counted is how many numbers of issues were given.
func (w world) counted(t *testing.T) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), "select coalesce(sum(value), 0) from counter where name like 'intake.issue/%'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// workbook is a file of Excel with some rows.
func workbook(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = book.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}
