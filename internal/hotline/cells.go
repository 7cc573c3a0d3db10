package hotline

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// written are the ways in which people and programs write a day, and a time of day behind it.
var written = regexp.MustCompile(`^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))` +
	`(?:[T ]*(上午|下午|中午|凌晨|早上|晚上|AM|PM)?[ ]*(\d{1,2})[:时点](?:(\d{1,2})分?(?:[:]?(\d{1,2})(?:\.\d+)?秒?)?)?)?$`)

// The days of a workbook that are believed: from 1980 to 2099.
const (
	firstDay = 29_221
	lastDay  = 73_051
)

// read gives the time of a cell, in Asia/Shanghai where it does not say otherwise.
func (d days) read(cell string) (time.Time, bool) {
	cell = strings.TrimSpace(norm.NFKC.String(cell))
	if number, err := strconv.ParseFloat(cell, 64); err == nil && d.workbook && number >= firstDay-1462 && number < lastDay {
		return d.serial(number), true
	}
	if at, err := time.Parse(time.RFC3339, cell); err == nil {
		return at.UTC().Truncate(time.Second), true
	}
	m := written.FindStringSubmatch(cell)
	if m == nil {
		return time.Time{}, false
	}
	number := func(parts ...int) int {
		for _, i := range parts {
			if n, err := strconv.Atoi(m[i]); err == nil {
				return n
			}
		}
		return 0
	}
	year, month, day, hour, minute, second := number(1), number(2, 4), number(3, 5), number(7), number(8), number(9)
	switch m[6] {
	case "下午", "晚上", "PM":
		if hour < 12 {
			hour += 12
		}
	case "中午":
		if hour < 11 {
			hour += 12
		}
	case "凌晨", "上午", "AM":
		hour %= 12
	}
	at := time.Date(year, time.Month(month), day, hour, minute, second, 0, clock.Zone)
	same := at.Year() == year && int(at.Month()) == month && at.Day() == day && at.Hour() == hour && at.Minute() == minute && at.Second() == second
	return at.UTC(), same
}

// serial is the time of a number of days.
func (d days) serial(number float64) time.Time {
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, clock.Zone)
	if d.since1904 {
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, clock.Zone)
	}
	whole, part := math.Modf(number)
	return from.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*86_400)) * time.Second).UTC()
}

// The words of the hotline for yes and no.
var answers = map[string]bool{"是": true, "有效": true, "已联系": true, "已解决": true, "1": true, "TRUE": true,
	"否": false, "无效": false, "未联系": false, "未解决": false, "0": false, "FALSE": false}

// The words of the hotline for how satisfied somebody is.
var satisfactions = map[string]string{"满意": "SATISFIED", "基本满意": "BASICALLY", "不满意": "DISSATISFIED"}

var telephone = regexp.MustCompile(`^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$`)

// phoneOf is a telephone without spaces and the code of the country.
func phoneOf(cell string) (string, bool) {
	digits := strings.TrimPrefix(strings.Join(strings.Fields(norm.NFKC.String(cell)), ""), "+86")
	if strings.HasPrefix(digits, "1") {
		digits = strings.ReplaceAll(digits, "-", "")
	}
	return digits, telephone.MatchString(digits)
}

// tagsOf takes a cell of tags apart.
func tagsOf(cell string) (list []string) {
	for _, tag := range strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(",，;；、|", c) }) {
		if tag = strings.TrimSpace(tag); tag != "" {
			list = append(list, tag)
		}
	}
	return list
}
