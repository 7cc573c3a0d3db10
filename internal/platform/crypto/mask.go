package crypto

import "strings"

// MaskPhone keeps the first three and last four digits of a Chinese mobile number: 138****1234. Of a shorter number,
// such as a landline, at most the last four and never more than half of the digits are kept.
func MaskPhone(phone string) string {
	digits := []rune(strings.TrimPrefix(phone, "+86"))
	if len(digits) >= 11 {
		return string(digits[:3]) + "****" + string(digits[len(digits)-4:])
	}
	if len(digits) == 0 {
		return ""
	}
	return "****" + string(digits[len(digits)-min(4, len(digits)/2):])
}

// MaskName keeps the first character of a name and hides its length: 张*.
func MaskName(name string) string {
	for _, first := range name {
		return string(first) + "*"
	}
	return ""
}

// MaskID keeps the first three and last four characters of a resident identity number of 18 (GB 11643), of any other
// document nothing but its first character.
func MaskID(id string) string {
	characters := []rune(id)
	if len(characters) == 18 {
		return string(characters[:3]) + "***********" + string(characters[14:])
	}
	return MaskName(id)
}

// MaskMail keeps the first character of a mailbox and its domain: z***@example.cn.
func MaskMail(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 1 {
		return ""
	}
	return string([]rune(address)[:1]) + "***" + address[at:]
}
