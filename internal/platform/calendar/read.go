package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Read reads notices written as
//
//	{"source": "…", "years": {"2026": {
//	  "holidays":   {"2026-02-17": "Spring Festival,春节,4", …},
//	  "workdays":   {"2026-02-14": "Spring Festival,春节,4", …},
//	  "inLieuDays": {"2026-02-23": "Spring Festival,春节,4", …}}}}
//
// where a value is the holiday in English, in Chinese, and its number of statutory days; inLieuDays names again those
// holidays that are given in exchange for workdays. The answer is ordered by year and date. An error names the place in
// the file. Unknown members and members written twice are refused, because either would lose days silently.
func Read(data []byte) ([]Notice, error) {
	if !utf8.Valid(data) {
		return nil, errors.New("working days: not UTF-8 text")
	}
	r := reader{dec: json.NewDecoder(bytes.NewReader(data))}
	if err := r.file(); errors.Is(err, io.EOF) {
		return nil, errors.New("working days: the text ends before the file is complete")
	} else if err != nil {
		return nil, fmt.Errorf("working days: %w", err)
	}
	if _, err := r.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("working days: something follows the closing brace")
	}
	for i := range r.notices {
		r.notices[i].Source = r.source
		if err := r.notices[i].check(); err != nil {
			return nil, fmt.Errorf("working days: %w", err)
		}
	}
	sortNotices(r.notices)
	return r.notices, nil
}

// reader holds what has been read of one file.
type reader struct {
	dec     *json.Decoder
	source  string
	notices []Notice
}

func (r *reader) file() error {
	err := r.object(func(member string) error {
		switch member {
		case "source":
			return r.dec.Decode(&r.source)
		case "years":
			return r.object(r.year)
		default:
			return errors.New("unknown member")
		}
	})
	switch {
	case err != nil:
		return err
	case strings.TrimSpace(r.source) == "":
		return errors.New("source: missing, it must say where the days were taken from")
	case len(r.notices) == 0:
		return errors.New("years: missing or empty")
	default:
		return nil
	}
}

// year reads the notice of one year, named by the member.
func (r *reader) year(member string) error {
	year, err := strconv.Atoi(member)
	if err != nil || len(member) != 4 || year < 1000 {
		return errors.New("is not a year written as 2026")
	}
	entries := map[Date]Entry{}
	inLieu := map[Date]Entry{}
	err = r.object(func(member string) error {
		switch member {
		case "holidays":
			return r.entries(Holiday, entries)
		case "workdays":
			return r.entries(MakeUp, entries)
		case "inLieuDays":
			return r.entries(Holiday, inLieu)
		default:
			return errors.New("unknown member")
		}
	})
	if err != nil {
		return err
	}
	notice := Notice{Year: year}
	for d := range inLieu {
		if entries[d].Kind != Holiday {
			return fmt.Errorf("inLieuDays.%s: is not among the holidays", d)
		}
	}
	for d, e := range entries {
		_, e.InLieu = inLieu[d]
		notice.Entries = append(notice.Entries, e)
	}
	r.notices = append(r.notices, notice)
	return nil
}

// entries reads an object of dates into the map.
func (r *reader) entries(kind Kind, into map[Date]Entry) error {
	return r.object(func(member string) error {
		date, err := ParseDate(member)
		if err != nil {
			return err
		}
		if _, taken := into[date]; taken {
			return errors.New("is a holiday and a make-up working day at once")
		}
		var value string
		if err := r.dec.Decode(&value); err != nil {
			return err
		}
		english, chinese, err := names(value)
		if err != nil {
			return err
		}
		into[date] = Entry{Date: date, Kind: kind, Name: chinese, English: english}
		return nil
	})
}

// names splits "Spring Festival,春节,4".
func names(value string) (english, chinese string, err error) {
	parts := strings.Split(value, ",")
	if len(parts) == 3 && parts[0] != "" && parts[1] != "" {
		if days, err := strconv.Atoi(parts[2]); err == nil && days > 0 {
			return parts[0], parts[1], nil
		}
	}
	return "", "", fmt.Errorf("%q is not written as \"Spring Festival,春节,4\"", value)
}

// object reads one JSON object and hands the reading of each member's value to read. Errors carry the path.
func (r *reader) object(read func(member string) error) error {
	if err := r.delim('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for r.dec.More() {
		token, err := r.dec.Token()
		if err != nil {
			return err
		}
		member, ok := token.(string)
		if !ok {
			return fmt.Errorf("found %v where a member's name belongs", token)
		}
		if seen[member] {
			return at(member, errors.New("written twice"))
		}
		seen[member] = true
		if err := read(member); err != nil {
			return at(member, err)
		}
	}
	return r.delim('}')
}

func (r *reader) delim(want json.Delim) error {
	token, err := r.dec.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("found %v where %q belongs", token, want.String())
	}
	return nil
}

// pathError is an error with its place in the file, such as years.2026.holidays.
type pathError struct {
	path  string
	cause error
}

func (e *pathError) Error() string { return e.path + ": " + e.cause.Error() }
func (e *pathError) Unwrap() error { return e.cause }

// at puts a member's name in front of the error's place.
func at(member string, err error) error {
	var inner *pathError
	if errors.As(err, &inner) {
		return &pathError{path: member + "." + inner.path, cause: inner.cause}
	}
	return &pathError{path: member, cause: err}
}
