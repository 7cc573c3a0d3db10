package hotline

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

const habit = "product default; set by the district"

// Headers are the words by which the column of each field is known. Where a file has several of them, the first of the list is the field,
// and the others are kept beside.
type Headers map[string][]string

// Check that the fields are ours, and that no word stands for two.
func (h Headers) Check() error {
	taken := map[string]string{}
	for field, words := range h {
		if !slices.Contains(fields, field) {
			return fmt.Errorf("there is no field %q", field)
		}
		for _, word := range words {
			if other, twice := taken[plain(word)]; twice || plain(word) == "" {
				return fmt.Errorf("the header %q of %s is empty or that of %s too", word, field, other)
			}
			taken[plain(word)] = field
		}
	}
	return nil
}

// Kinds are the kinds of issues by the hotline's words; the empty word stands for any other.
type Kinds map[string]string

// Check that they are kinds, and that any other word has one.
func (k Kinds) Check() error {
	for word, kind := range k {
		if intakev1.Issue_Kind_value["KIND_"+kind] == 0 {
			return fmt.Errorf("%q: there is no kind %s", word, kind)
		}
	}
	if k[""] == "" {
		return fmt.Errorf("no kind for any other word")
	}
	return nil
}

// File bounds the files that are taken.
type File struct {
	Bytes int64 `json:"bytes"`
	Rows  int   `json:"rows"`
	Hours int   `json:"hours"` // that it is kept
}

// Check the bounds of the bounds.
func (f File) Check() error {
	for value, most := range map[int]int{int(f.Bytes): 32 << 20, f.Rows: 100_000, f.Hours: 31 * 24} {
		if err := setting.Between(1, most)(value); err != nil {
			return err
		}
	}
	return nil
}

var (
	// headers are those of the exports that districts have published.
	headers = setting.Declare("hotline.headers", Headers{
		externalNo: {"工单编号", "工单号", "诉求编号", "受理编号"},
		kind:       {"工单类型", "诉求类型", "事项类型"},
		nature:     {"工单性质"},
		category1:  {"一级分类"}, category2: {"二级分类"}, category3: {"三级分类"}, category4: {"四级分类"},
		category: {"问题分类", "诉求分类"},
		tags:     {"标签"},
		title:    {"标题"},
		content:  {"主要内容", "诉求内容", "问题描述"},
		status:   {"工单状态"},
		caller:   {"来电人", "诉求人", "反映人"},
		contact:  {"来电人电话/账号", "来电人电话"},
		district: {"被反映区"}, subDistrict: {"被反映街乡镇"}, community: {"村/社区", "所在村社区"},
		address:    {"小区点位", "问题点位", "地址"},
		respondent: {"企业名称"},
		leadUnit:   {"主办单位", "承办单位"},
		subUnit:    {"二级承办单位简称"},
		method:     {"处理受理方式"},
		received:   {"来电时间", "创建时间", "受理时间"},
		closed:     {"办结时间"},
		result:     {"办理结果", "处理结果"},
		reply:      {"回复内容"},
		valid:      {"是否有效回访"}, contacted: {"是否联系"}, solved: {"是否解决"}, satisfaction: {"是否满意"},
	}, "headers of published exports of the hotline 12345; set by the district")
	// kinds are the words of 接诉即办工作条例 art. 2, and praise.
	kinds = setting.Declare("hotline.kinds", Kinds{"咨询": "CONSULT", "求助": "HELP", "投诉": "COMPLAINT", "举报": "TIP_OFF",
		"建议": "SUGGESTION", "表扬": "PRAISE", "": "HELP"}, "接诉即办工作条例 art. 2; product default for any other word")
	// categories are codes of categories by the hotline's own words, levels joined by a stroke; the empty word stands for any other. Words
	// that are none of these are looked for among the names of the tree.
	categories = setting.Declare("hotline.categories", map[string]string{}, habit)
	// waits is how long a result rests after each failed try, in minutes; after the last of them it is given up.
	waits = setting.Declare("hotline.retry_minutes", []int{1, 5, 30, 120, 720}, habit)
	// fileLimits bound the files that are taken.
	fileLimits = setting.Declare("hotline.file", File{Bytes: 8 << 20, Rows: 20_000, Hours: 24}, habit)
)

// codeOf is the code of a category that the district has given to words; false where it has given none.
func codeOf(words []string, given map[string]string) (string, bool) {
	if len(words) == 0 {
		return "", false
	}
	if code, ok := given[strings.Join(words, "/")]; ok {
		return code, true
	}
	code, ok := given[words[len(words)-1]]
	return code, ok
}

// known are the words of a setting, by their plain form.
func (h Headers) known() map[string]alias {
	all := map[string]alias{}
	for _, field := range slices.Sorted(maps.Keys(h)) {
		for rank, word := range h[field] {
			all[plain(word)] = alias{field, rank}
		}
	}
	return all
}

// alias of a header: the field, and how many words stand before it.
type alias struct {
	field string
	rank  int
}
