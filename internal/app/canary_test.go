package app_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// The marks that stand in every field by what the contract says may be recorded of it.
const (
	canaryName  = "朱鹮金丝雀"
	canaryPhone = "13977766655"
	canaryMail  = "jinsique@example.cn"
	canaryText  = "白鲟金丝雀"
)

// mark puts a mark into each personal field and each field of free text of a request, where only says so into those that
// are filled, and tells how many.
func mark(m protoreflect.Message, phone string, only bool) (n int) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		switch {
		case f.IsList() || f.IsMap():
			continue
		case f.Kind() == protoreflect.MessageKind:
			if m.Has(f) {
				n += mark(m.Mutable(f).Message(), phone, only)
			}
			continue
		case f.Kind() != protoreflect.StringKind || only && !m.Has(f) || f.ContainingOneof() != nil && !m.Has(f):
			continue
		}
		switch s := proto.GetExtension(f.Options(), accessv1.E_Sensitivity).(accessv1.Sensitivity); {
		case s == accessv1.Sensitivity_SENSITIVITY_PERSONAL && strings.Contains(string(f.Name()), "phone"):
			m.Set(f, protoreflect.ValueOfString(phone))
		case s == accessv1.Sensitivity_SENSITIVITY_PERSONAL && strings.Contains(string(f.Name()), "mail"):
			m.Set(f, protoreflect.ValueOfString(canaryMail))
		case s == accessv1.Sensitivity_SENSITIVITY_PERSONAL:
			m.Set(f, protoreflect.ValueOfString(canaryName))
		case s == accessv1.Sensitivity_SENSITIVITY_FREE_TEXT:
			m.Set(f, protoreflect.ValueOfString(canaryText))
		default:
			continue
		}
		n++
	}
	return n
}

// Every call of the contract is made with marks in all that is personal; then everything that leaves the process, and
// everything that is written, is searched for them.
//
// proves AD-22
func TestCase86NoPersonalMarkIsFoundOutsideItsField(t *testing.T) {
	t.Parallel()
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			errors, marks := d.sing(cases)
			for place, text := range d.traces(errors) {
				for _, value := range personalMarks() {
					if shows(text, value) {
						t.Errorf("%s shows %s: %s", place, value, around(text, value))
					}
				}
				if place != "a row" && shows(text, canaryText) {
					t.Errorf("%s shows free text: %s", place, around(text, canaryText))
				}
			}
			if capability == "intake" && marks < 15 {
				t.Errorf("only %d fields were marked", marks)
			}
		})
	}
}

func TestCase86AMarkThatLeaksIsFound(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	d.sing(map[string]doorCase{"IntakeService.CreateIssue": intakeCases["IntakeService.CreateIssue"]})
	for _, sql := range []string{
		`update audit set after = jsonb_build_object('who', $1::text) where id = (select max(id::text)::uuid from audit)`,
		`update issue set contact_name_cipher = convert_to($1::text, 'UTF8')`,
	} {
		if _, err := d.Owner().Exec(t.Context(), sql, canaryName); err != nil {
			t.Fatal(err)
		}
	}
	traces := d.traces("")
	for _, place := range []string{"the audit", "a row"} {
		if !shows(traces[place], canaryName) {
			t.Errorf("a mark in %s is not found", place)
		}
	}
	if !strings.Contains(traces["the log"], "CreateIssue") || !strings.Contains(traces["the metrics"], "CreateIssue") {
		t.Error("nothing was logged or counted")
	}
}

// personalMarks are the marks and the names and telephones of the demo's persons.
func personalMarks() []string {
	marks := []string{canaryName, canaryPhone, canaryMail}
	for i, p := range demo.People {
		marks = append(marks, p.Name, fmt.Sprintf("1380000%04d", i+1))
	}
	return marks
}

// sing makes the calls of cases with marks, each also with a telephone that is none, and gives what was refused.
func (d *district) sing(cases map[string]doorCase) (errors string, marks int) {
	d.t.Helper()
	var refused strings.Builder
	methods := methodsByName(d.t)
	for called, c := range cases {
		d.Clock.Advance(time.Minute) // of failed sign-ins so many are allowed a minute
		request := c.make(d)
		ask := func(phone string, only bool) bool {
			marked := proto.Clone(request)
			n := mark(marked.ProtoReflect(), phone, only)
			d.Clock.Advance(time.Second)
			_, err := d.invoke(methods[method(called)].Descriptor, c.who, marked, "")
			if err != nil {
				st := status.Convert(err)
				body, _ := json.Marshal(fault.Problem(st, ""))
				detail, _ := protojson.Marshal(st.Proto())
				refused.Write(append(body, detail...))
				return false
			}
			marks += n
			return true
		}
		ask("x"+canaryPhone, true)
		if !ask(canaryPhone, false) {
			ask(canaryPhone, true)
		}
		d.invoke(methods[method(called)].Descriptor, testkit.Resident2, request, "")
	}
	return refused.String(), marks
}

// fraction is a measured number, whose digits may happen to be those of a telephone.
var fraction = regexp.MustCompile(`[0-9]+\.[0-9]+`)

// traces are the places where no personal value may lie in clear.
func (d *district) traces(errors string) map[string]string {
	d.t.Helper()
	read := func(sql string) (text string) {
		d.t.Helper()
		if err := d.Owner().QueryRow(d.t.Context(), "select coalesce(string_agg(row::text, E'\n'), '') from ("+sql+") rows(row)").Scan(&text); err != nil {
			d.t.Fatal(err)
		}
		return text
	}
	return map[string]string{
		"an error":     errors,
		"the log":      d.Log(),
		"the metrics":  fraction.ReplaceAllString(d.Metrics(d.t), "a fraction"),
		"the audit":    read("select to_jsonb(a) from audit a"),
		"an event":     read("select to_jsonb(e) from event e"),
		"a job":        read("select to_jsonb(j) from river_job j"),
		"a stored key": read("select to_jsonb(i) from idempotency_key i"),
		"a row":        dump(d.t, d.Kit),
	}
}

// around is what stands beside a value in a text.
func around(text, value string) string {
	at := max(strings.Index(text, value), 0)
	return text[max(0, at-80):min(len(text), at+80)]
}
