package insight

import (
	"cmp"
	"slices"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// columns of the officials' own report, behind that of the unit. The counts of callbacks are those that the rates are made of.
var columns = []any{"受理量", "办结量", "有效回访", "联系数", "解决数", "满意数", "基本满意", "响应率", "解决率", "满意率", "综合成绩"}

// noSample stands where a rate would be and there is no valid callback.
const noSample = "无样本"

// sheetRows are the rows of a part: the table with its pooled total and the mean of its rows, and once more the first and the last.
func sheetRows(p part, answer *insightv1.ListRatesResponse, called map[string]string) [][]any {
	rates := answer.GetRates()
	if p.top > 0 {
		rates = slices.Clone(rates)
		slices.SortStableFunc(rates, func(a, b *insightv1.Rate) int {
			return cmp.Compare(b.GetTally().GetReceived(), a.GetTally().GetReceived())
		})
		rates = rates[:min(p.top, len(rates))]
	}
	row := func(r *insightv1.Rate) []any {
		return append([]any{called[r.GetUnit()+r.GetCategory()]}, cells(r.GetTally(), r.GetExcluded(), r.GetMeasures())...)
	}
	rows := [][]any{append([]any{p.heading}, columns...)}
	for _, r := range rates {
		rows = append(rows, row(r))
	}
	if p.top > 0 {
		return rows
	}
	total := answer.GetTotal()
	rows = append(rows, append([]any{"合计（汇总）"}, cells(total.GetTally(), total.GetExcluded(), total.GetPooled())...),
		append([]any{"合计（各单位均值）", nil, nil, nil, nil, nil, nil, nil}, meanCells(total.GetMean())...))
	ranked := slices.DeleteFunc(slices.Clone(rates), func(r *insightv1.Rate) bool { return r.GetMeasures().GetNoSample() })
	if p.ends == 0 || len(ranked) == 0 {
		return rows
	}
	n := min(p.ends, len(ranked))
	rows = append(rows, nil, []any{"前三名"})
	for _, r := range ranked[:n] {
		rows = append(rows, row(r))
	}
	rows = append(rows, []any{"后三名"})
	for _, r := range ranked[len(ranked)-n:] {
		rows = append(rows, row(r))
	}
	return rows
}

func cells(all, excluded *insightv1.Tally, m *insightv1.Measures) []any {
	list := []any{all.GetReceived(), all.GetClosed(), all.GetValid() - excluded.GetValid(), all.GetContacted() - excluded.GetContacted(),
		all.GetSolved() - excluded.GetSolved(), all.GetSatisfied() - excluded.GetSatisfied(), all.GetBasicallySatisfied() - excluded.GetBasicallySatisfied()}
	if m.GetNoSample() {
		return append(list, noSample, noSample, noSample, noSample)
	}
	return append(list, xlsx.Percent(m.GetResponse().GetValue()), xlsx.Percent(m.GetSolved().GetValue()),
		xlsx.Percent(m.GetSatisfaction().GetValue()), m.GetScore())
}

func meanCells(m *insightv1.Means) []any {
	if m.GetCount() == 0 {
		return []any{noSample, noSample, noSample, noSample}
	}
	return []any{xlsx.Percent(m.GetResponse()), xlsx.Percent(m.GetSolved()), xlsx.Percent(m.GetSatisfaction()), m.GetScore()}
}
