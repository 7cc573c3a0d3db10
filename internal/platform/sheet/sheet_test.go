package sheet_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/haolinju/haolinju/internal/platform/sheet"
	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// read gives the rows of a file as "number: cells".
func read(t *testing.T, file []byte) (rows []string, err error) {
	t.Helper()
	table, err := sheet.Open(file)
	if err != nil {
		return nil, err
	}
	for row, err := range table.Rows() {
		if err != nil {
			return rows, err
		}
		rows = append(rows, strings.Join(append([]string{string(rune('0' + row.Number))}, row.Cells...), "|"))
	}
	return rows, nil
}

func TestATableIsReadWhateverProgramWroteIt(t *testing.T) {
	t.Parallel()
	text := "编号,内容\r\n\r\n1,\"两\n行\"\r\n,\r\n2,\"引\"\"号\"\r\n"
	want := []string{"1|编号|内容", "3|1|两\n行", "5|2|引\"号"}
	chinese, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	var book bytes.Buffer
	if err := xlsx.Write(&book, []xlsx.Sheet{{Name: "甲", Rows: [][]any{{"编号", "内容"}, nil, {1, "两\n行"}, {"", ""}, {2, "引\"号"}}}}); err != nil {
		t.Fatal(err)
	}
	for form, file := range map[string][]byte{"UTF-8": []byte(text), "UTF-8 with a mark": []byte("\ufeff" + text), "GB18030": []byte(chinese),
		"tabs": []byte(strings.ReplaceAll(text, ",", "\t")), "xlsx": book.Bytes()} {
		if got, err := read(t, file); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q", form, got, err, want)
		}
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	t.Parallel()
	for what, file := range map[string][]byte{"an old workbook": []byte("\xd0\xcf\x11\xe0\xa1\xb1"), "a picture": []byte("\x89PNG\x00"),
		"half an archive": []byte("PK\x03\x04"), "too many columns": []byte(strings.Repeat("a,", 300))} {
		if _, err := read(t, file); !errors.Is(err, sheet.ErrUnreadable) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
