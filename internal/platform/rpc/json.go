package rpc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// maxDepth is how deep JSON may be nested.
const maxDepth = 64

// strictJSON is JSON of which a body holds exactly one value, nested no deeper than maxDepth; an error names the path of
// the field at fault. The gateway's own reader passes over what follows the value and names no path.
type strictJSON struct{ runtime.JSONPb }

// Marshal an answer, one message of a stream, or the error that ends one: the same problem document as everywhere.
func (j *strictJSON) Marshal(v any) ([]byte, error) {
	switch v := v.(type) {
	case proto.Message:
		return marshal(v)
	case map[string]proto.Message:
		if st, ok := v["error"].(*spb.Status); ok {
			return json.Marshal(map[string]any{"error": fault.Problem(status.FromProto(st), "")})
		}
	}
	return j.JSONPb.Marshal(v)
}

// StreamContentType of a stream: a JSON object on each line.
func (*strictJSON) StreamContentType(any) string { return "application/x-ndjson" }

// NewDecoder of a body.
func (j *strictJSON) NewDecoder(body io.Reader) runtime.Decoder {
	return runtime.DecoderFunc(func(into any) error {
		raw, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		raw = bytes.TrimLeft(raw, " \t\r\n")
		if depth(raw) > maxDepth {
			return fmt.Errorf("JSON is nested deeper than %d", maxDepth)
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		if err := (runtime.DecoderWrapper{Decoder: d, UnmarshalOptions: j.UnmarshalOptions}).Decode(into); err != nil {
			return located(raw, err)
		}
		if _, err := d.Token(); err != io.EOF {
			return errors.New("something follows the JSON")
		}
		return nil
	})
}

// depth is how deep brackets are nested outside of texts.
func depth(raw []byte) (deepest int) {
	open, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			open++
			deepest = max(deepest, open)
		case c == '}' || c == ']':
			open--
		}
	}
	return deepest
}

// position is how the reader of protobuf's JSON says where an error is: line, and character within it.
var position = regexp.MustCompile(`\(line (\d+):(\d+)\): (.*)`)

// located names the path of the field that an error is about. An error of syntax is about the whole.
func located(raw []byte, err error) error {
	m := position.FindStringSubmatch(err.Error())
	if m == nil || strings.Contains(m[0], "syntax error") {
		return err
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	what := "invalid value"
	switch {
	case strings.HasPrefix(m[3], "unknown field"):
		what = "unknown field"
	case strings.HasPrefix(m[3], "duplicate field"), strings.Contains(m[3], "is already set"):
		what = "given twice"
	}
	return atField(pathAt(raw, offset(raw, line, column)), what)
}

// offset in bytes of a line and a character in it, both counted from 1.
func offset(raw []byte, line, column int) int {
	start := 0
	for ; line > 1; line-- {
		start += bytes.IndexByte(raw[start:], '\n') + 1
	}
	n := start
	for ; column > 1; column-- {
		_, size := utf8.DecodeRune(raw[n:])
		n += size
	}
	return n
}

// step is a place within an object or an array.
type step struct {
	array bool
	index int
	name  string
	value bool // of an object: the name has been read and its value has not
}

// pathAt is the path of the value, or of the name, that stands at a byte offset: issue.attachments[2].name.
func pathAt(raw []byte, at int) string {
	d := json.NewDecoder(bytes.NewReader(raw))
	var steps []step
	for {
		token, err := d.Token()
		if err != nil {
			return pathOf(steps)
		}
		delim, _ := token.(json.Delim)
		if delim == '}' || delim == ']' {
			if steps = steps[:len(steps)-1]; len(steps) > 0 {
				steps[len(steps)-1].next()
			}
			continue
		}
		var top *step
		if len(steps) > 0 {
			top = &steps[len(steps)-1]
		}
		naming := top != nil && !top.array && !top.value
		if naming {
			top.name, _ = token.(string)
			top.value = true
		}
		if int(d.InputOffset()) > at {
			return pathOf(steps)
		}
		switch {
		case naming:
		case delim == '{' || delim == '[':
			steps = append(steps, step{array: delim == '['})
		case top != nil:
			top.next()
		}
	}
}

func (s *step) next() { s.index, s.value = s.index+1, false }

func pathOf(steps []step) string {
	var b strings.Builder
	for _, s := range steps {
		switch {
		case s.array:
			fmt.Fprintf(&b, "[%d]", s.index)
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}
