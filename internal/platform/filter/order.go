package filter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.einride.tech/aip/ordering"
)

// MaxOrder is how many fields a list is ordered by at most.
const MaxOrder = 4

// Term is one column that a list is ordered by.
type Term struct {
	Column
	Descending bool
}

// Order reads an order such as "due_time desc, number". What cannot be read is a fault on the field order_by that tells
// the position, in characters from 1.
func (c Columns) Order(text string) ([]Term, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var terms []Term
	taken := map[string]bool{}
	start := 0
	for part := range strings.SplitSeq(text, ",") {
		here := start + utf8.RuneCountInString(part) - utf8.RuneCountInString(strings.TrimLeftFunc(part, isSpace))
		start += utf8.RuneCountInString(part) + 1
		var order ordering.OrderBy
		if err := order.UnmarshalString(part); err != nil || len(order.Fields) != 1 {
			return nil, at("order_by", here, "应为字段名，后可加 asc 或 desc", "a field is needed, and asc or desc behind it at most")
		}
		field := order.Fields[0]
		column, ok := c[field.Path]
		switch {
		case !ok:
			return nil, unknownField(at("order_by", here, "未知字段", "unknown field"), c)
		case taken[field.Path]:
			return nil, at("order_by", here, "字段重复", "the field comes twice")
		case len(terms) == MaxOrder:
			return nil, at("order_by", here, fmt.Sprintf("最多 %d 个字段", MaxOrder), fmt.Sprintf("at most %d fields", MaxOrder))
		}
		taken[field.Path] = true
		terms = append(terms, Term{column, field.Desc})
	}
	return terms, nil
}
