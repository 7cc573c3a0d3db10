package filter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"entgo.io/ent/dialect/sql"
	"go.einride.tech/aip/filtering"
	expr "google.golang.org/genproto/googleapis/api/expr/v1alpha1"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// The bounds of a filter: bytes, and comparisons.
const (
	MaxBytes = 2 << 10
	MaxTerms = 32
)

// Predicate keeps the rows of a selection that a filter asks for.
type Predicate func(*sql.Selector) *sql.Predicate

// Parse reads a filter; an empty one is nil and keeps every row. What cannot be read is a fault on the field filter that
// tells the position, in characters from 1.
func (c Columns) Parse(text string) (Predicate, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	if len(text) > MaxBytes {
		return nil, fault.ErrInvalid.OnField("filter", fmt.Sprintf("最多 %d 字节", MaxBytes), fmt.Sprintf("at most %d bytes", MaxBytes))
	}
	var parser filtering.Parser
	parser.Init(text)
	r := &reading{columns: c, text: strings.TrimSpace(text), lead: len(text) - len(strings.TrimLeftFunc(text, isSpace))}
	parsed, err := parser.Parse()
	if err != nil {
		return nil, r.unreadable(err)
	}
	r.positions = parsed.GetSourceInfo().GetPositions()
	return r.predicate(parsed.GetExpr())
}

func isSpace(r rune) bool { return strings.TrimSpace(string(r)) == "" }

// reading is one filter on its way to a predicate.
type reading struct {
	columns   Columns
	text      string // without the space around it
	lead      int    // bytes of space before the text
	positions map[int64]int32
	terms     int
}

// predicate of an expression that is true or false.
func (r *reading) predicate(e *expr.Expr) (Predicate, error) {
	call := e.GetCallExpr()
	if call == nil {
		return nil, r.wrong(e, "应为比较式，如 field = \"value\"", "a comparison such as field = \"value\" is needed")
	}
	args := call.GetArgs()
	switch call.GetFunction() {
	case filtering.FunctionAnd:
		return r.joined(sql.And, args)
	case filtering.FunctionOr:
		return r.joined(sql.Or, args)
	case filtering.FunctionNot:
		inner, err := r.predicate(args[0])
		if err != nil {
			return nil, err
		}
		return func(s *sql.Selector) *sql.Predicate { return sql.Not(inner(s)) }, nil
	case filtering.FunctionFuzzyAnd:
		return nil, r.wrong(args[1], "缺少 AND 或 OR", "AND or OR is missing")
	}
	return r.comparison(e, call.GetFunction(), args)
}

func (r *reading) joined(join func(...*sql.Predicate) *sql.Predicate, args []*expr.Expr) (Predicate, error) {
	var parts []Predicate
	for _, arg := range args {
		part, err := r.predicate(arg)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return func(s *sql.Selector) *sql.Predicate {
		var built []*sql.Predicate
		for _, part := range parts {
			built = append(built, part(s))
		}
		return join(built...)
	}, nil
}

var comparisons = map[string]func(string, any) *sql.Predicate{
	filtering.FunctionEquals: sql.EQ, filtering.FunctionNotEquals: sql.NEQ,
	filtering.FunctionLessThan: sql.LT, filtering.FunctionLessEquals: sql.LTE,
	filtering.FunctionGreaterThan: sql.GT, filtering.FunctionGreaterEquals: sql.GTE,
}

// comparison of a field with a value.
func (r *reading) comparison(e *expr.Expr, operator string, args []*expr.Expr) (Predicate, error) {
	compare := comparisons[operator]
	if compare == nil && operator != filtering.FunctionHas {
		return nil, r.wrong(e, "不支持函数", "functions are not supported")
	}
	if r.terms++; r.terms > MaxTerms {
		return nil, r.wrong(e, fmt.Sprintf("最多 %d 个比较式", MaxTerms), fmt.Sprintf("at most %d comparisons", MaxTerms))
	}
	field := path(args[0])
	column, ok := r.columns[field]
	if !ok {
		return nil, unknownField(r.wrong(args[0], "未知字段", "unknown field"), r.columns)
	}
	given, written := literal(args[1])
	if operator == filtering.FunctionHas {
		if given != "*" {
			return nil, r.wrong(args[1], "“:” 只能与 * 连用", `":" goes with * only`)
		}
		return func(s *sql.Selector) *sql.Predicate { return sql.NotNull(s.C(column.name)) }, nil
	}
	equality := operator == filtering.FunctionEquals || operator == filtering.FunctionNotEquals
	if !equality && !column.values.ordered {
		return nil, r.wrong(e, "该字段只能用 = 或 !=", "this field takes = and != only")
	}
	value, ok := column.values.read(given)
	if !ok || written == "" || (written == "quoted") != column.values.quoted {
		return nil, r.wrong(args[1], "不是该字段的取值："+column.Type(), "not a value of this field: "+column.Type())
	}
	return func(s *sql.Selector) *sql.Predicate {
		switch name := s.C(column.name); {
		case !column.nullable:
			return compare(name, value)
		case operator == filtering.FunctionNotEquals:
			return sql.Or(sql.IsNull(name), compare(name, value))
		default:
			return sql.And(sql.NotNull(name), compare(name, value))
		}
	}, nil
}

// path of a field: names with dots between them; empty for anything else.
func path(e *expr.Expr) string {
	if inner := e.GetSelectExpr(); inner != nil {
		if operand := path(inner.GetOperand()); operand != "" {
			return operand + "." + inner.GetField()
		}
	}
	return e.GetIdentExpr().GetName()
}

// literal is the text of a value and how it is written: bare or quoted; empty for anything but a value.
func literal(e *expr.Expr) (text, written string) {
	if name := e.GetIdentExpr().GetName(); name != "" {
		return name, "bare"
	}
	switch value := e.GetConstExpr().GetConstantKind().(type) {
	case *expr.Constant_StringValue:
		return value.StringValue, "quoted"
	case *expr.Constant_Int64Value:
		return strconv.FormatInt(value.Int64Value, 10), "bare"
	}
	return "", ""
}

// wrong is the fault at an expression.
func (r *reading) wrong(e *expr.Expr, zh, en string) *fault.Fault {
	return r.at(int(r.positions[e.GetId()]), zh, en)
}

func (r *reading) at(offset int, zh, en string) *fault.Fault {
	return at("filter", r.lead+utf8.RuneCountInString(r.text[:min(offset, len(r.text))]), zh, en)
}

// unreadable is the fault where the grammar ends: the deepest place that the parser came to.
func (r *reading) unreadable(err error) error {
	deepest := 0
	for ; err != nil; err = errors.Unwrap(err) {
		if placed, ok := err.(interface{ Position() filtering.Position }); ok {
			deepest = max(deepest, int(placed.Position().Offset))
		}
	}
	return r.at(deepest, "无法解读", "cannot be read")
}

// at is a fault at a character, counted from 0, of a field.
func at(field string, position int, zh, en string) *fault.Fault {
	place := strconv.Itoa(position + 1)
	return fault.ErrInvalid.OnField(field, "第 "+place+" 个字符："+zh, "character "+place+": "+en).With("position", place)
}

// unknownField adds to a fault which fields there are.
func unknownField(f *fault.Fault, c Columns) *fault.Fault {
	return f.With("known_fields", strings.Join(c.Names(), ", "))
}
