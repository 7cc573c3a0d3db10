package directory

import (
	"bytes"
	_ "embed" // the published list of divisions
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// fangshan is the published list of the divisions of 房山区; its first line names the source.
//
//go:embed data/fangshan-divisions.json
var fangshan []byte

// Fangshan reads the list of divisions that the product carries.
func Fangshan() io.Reader { return bytes.NewReader(fangshan) }

// Divisions is a published list of the divisions of one district.
type Divisions struct {
	Source       string        `json:"source"`
	District     Division      `json:"district"`
	SubDistricts []SubDistrict `json:"sub_districts"`
}

// Division is a code and a name.
type Division struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// SubDistrict is a 街道, 地区, 镇 or 乡 with its communities and villages.
type SubDistrict struct {
	Division
	Communities []Community `json:"communities"`
}

// Community is a community (RESIDENTIAL) or village (VILLAGE).
type Community struct {
	Division
	Type string `json:"type"`
}

// ReadDivisions reads and checks a list. An error names the line or the record at fault.
func ReadDivisions(r io.Reader) (Divisions, error) {
	var list Divisions
	text, err := io.ReadAll(r)
	if err != nil {
		return list, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&list); err != nil {
		return list, fmt.Errorf("divisions: line %d: %w", lineOf(text, decoder, err), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return list, fmt.Errorf("divisions: line %d: text after the end of the list", lineOf(text, decoder, err))
	}
	if err := list.check(); err != nil {
		return list, fmt.Errorf("divisions: %w", err)
	}
	return list, nil
}

// lineOf is the line of the file at which decoding stopped.
func lineOf(text []byte, decoder *json.Decoder, err error) int {
	offset := decoder.InputOffset()
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &mistyped):
		offset = mistyped.Offset
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset = int64(len(text))
	}
	return 1 + bytes.Count(text[:min(int(offset), len(text))], []byte("\n"))
}

// check finds the first record that cannot be a division.
func (d Divisions) check() error {
	seen := map[string]string{}
	record := func(at string, given Division, kind directoryv1.Unit_Kind, above string) error {
		switch {
		case given.Code == "" || !codeFits(kind, given.Code):
			return fmt.Errorf("%s.code: %q is no code of a %s", at, given.Code, wire.Word(kind))
		case !strings.HasPrefix(given.Code, above):
			return fmt.Errorf("%s.code: %q does not begin with %q, the code above it", at, given.Code, above)
		case seen[given.Code] != "":
			return fmt.Errorf("%s.code: %q is also the code of %s", at, given.Code, seen[given.Code])
		case strings.TrimSpace(given.Name) == "" || utf8.RuneCountInString(given.Name) > 100:
			return fmt.Errorf("%s.name: must have 1 to 100 characters", at)
		}
		seen[given.Code] = at
		return nil
	}
	if strings.TrimSpace(d.Source) == "" {
		return errors.New("source: missing, it must say where the list was taken from")
	}
	if err := record("district", d.District, directoryv1.Unit_KIND_DISTRICT, ""); err != nil {
		return err
	}
	for i, s := range d.SubDistricts {
		at := fmt.Sprintf("sub_districts[%d]", i)
		kind := kindBySuffix(s.Name)
		if kind == directoryv1.Unit_KIND_UNSPECIFIED {
			return fmt.Errorf("%s.name: %q ends in none of 街道, 地区, 镇, 乡", at, s.Name)
		}
		if err := record(at, s.Division, kind, d.District.Code); err != nil {
			return err
		}
		for j, c := range s.Communities {
			at := fmt.Sprintf("%s.communities[%d]", at, j)
			kind := kindByType(c.Type)
			if kind == directoryv1.Unit_KIND_UNSPECIFIED {
				return fmt.Errorf("%s.type: %q is neither RESIDENTIAL nor VILLAGE", at, c.Type)
			}
			if err := record(at, c.Division, kind, s.Code); err != nil {
				return err
			}
		}
	}
	return nil
}

// kindBySuffix tells the four kinds of the street level apart by the ends of their published names.
func kindBySuffix(name string) directoryv1.Unit_Kind {
	switch {
	case strings.HasSuffix(name, "街道"):
		return directoryv1.Unit_KIND_SUB_DISTRICT
	case strings.HasSuffix(name, "地区"):
		return directoryv1.Unit_KIND_AREA_OFFICE
	case strings.HasSuffix(name, "镇"):
		return directoryv1.Unit_KIND_TOWN
	case strings.HasSuffix(name, "乡"):
		return directoryv1.Unit_KIND_TOWNSHIP
	}
	return directoryv1.Unit_KIND_UNSPECIFIED
}

func kindByType(published string) directoryv1.Unit_Kind {
	switch published {
	case "RESIDENTIAL":
		return directoryv1.Unit_KIND_COMMUNITY
	case "VILLAGE":
		return directoryv1.Unit_KIND_VILLAGE
	}
	return directoryv1.Unit_KIND_UNSPECIFIED
}
