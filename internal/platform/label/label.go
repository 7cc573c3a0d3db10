// Package label tells what people call the codes of the contract: each enum and each of its values carries its label in Chinese and
// English (the options title and label of haolinju.access.v1).
package label

import (
	"slices"
	"strings"
	"unicode"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// contract is what the names of our own packages begin with.
const contract = "haolinju."

// Enums are the enums of the contract by name.
func Enums() []protoreflect.EnumDescriptor {
	var all []protoreflect.EnumDescriptor
	take := func(enums protoreflect.EnumDescriptors) {
		for i := range enums.Len() {
			all = append(all, enums.Get(i))
		}
	}
	var below func(protoreflect.MessageDescriptors)
	below = func(messages protoreflect.MessageDescriptors) {
		for i := range messages.Len() {
			take(messages.Get(i).Enums())
			below(messages.Get(i).Messages())
		}
	}
	protoregistry.GlobalFiles.RangeFiles(func(f protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(f.Package()), contract) {
			take(f.Enums())
			below(f.Messages())
		}
		return true
	})
	slices.SortFunc(all, func(a, b protoreflect.EnumDescriptor) int {
		return strings.Compare(string(a.FullName()), string(b.FullName()))
	})
	return all
}

// Dictionary is the code of the dictionary that an enum is: "intake.issue.channel" for haolinju.intake.v1.Issue.Channel.
func Dictionary(e protoreflect.EnumDescriptor) string {
	parts := strings.Split(strings.TrimPrefix(string(e.FullName()), contract), ".")
	parts = slices.Delete(parts, 1, 2) // the version
	for i := range parts {
		parts[i] = snake(parts[i])
	}
	return strings.Join(parts, ".")
}

func snake(camel string) string {
	var b strings.Builder
	for i, r := range camel {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// OfEnum is what people call an enum, by language.
func OfEnum(e protoreflect.EnumDescriptor) map[string]string { return of(e, accessv1.E_Title) }

// OfValue is what people call a value of an enum, by language.
func OfValue(v protoreflect.EnumValueDescriptor) map[string]string { return of(v, accessv1.E_Label) }

func of(d protoreflect.Descriptor, option protoreflect.ExtensionType) map[string]string {
	l, _ := proto.GetExtension(d.Options(), option).(*accessv1.Label)
	labels := map[string]string{"zh": l.GetZh(), "en": l.GetEn()}
	for language, text := range labels {
		if text == "" {
			delete(labels, language)
		}
	}
	return labels
}
