package main

import (
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// rulesOf are the rules that the contract gives a field; never nil.
func rulesOf(f protoreflect.FieldDescriptor) *validate.FieldRules {
	rules, _ := proto.GetExtension(f.Options(), validate.E_Field).(*validate.FieldRules)
	if rules == nil {
		return &validate.FieldRules{}
	}
	return rules
}

// boundProperties bounds each property of a message's schema.
func boundProperties(schema object, message protoreflect.MessageDescriptor) {
	properties, _ := schema["properties"].(object)
	for name, property := range properties {
		if f := message.Fields().ByJSONName(name); f != nil {
			bound(property.(object), f)
		}
	}
}

// bound writes a field's rules into its schema, as far as JSON Schema can say them.
func bound(schema object, f protoreflect.FieldDescriptor) {
	rules := rulesOf(f)
	switch r := rules.GetType().(type) {
	case *validate.FieldRules_Map:
		set(schema, "minProperties", r.Map.MinPairs)
		set(schema, "maxProperties", r.Map.MaxPairs)
	case *validate.FieldRules_Repeated:
		boundList(schema, f, r.Repeated)
	default:
		boundValue(schema, f, rules, mayBeEmpty(f, rules))
	}
}

func boundList(schema object, f protoreflect.FieldDescriptor, r *validate.RepeatedRules) {
	set(schema, "minItems", r.MinItems)
	set(schema, "maxItems", r.MaxItems)
	if r.GetUnique() {
		schema["uniqueItems"] = true
	}
	if items, ok := schema["items"].(object); ok && r.GetItems() != nil {
		boundValue(items, f, r.GetItems(), false)
	}
}

// mayBeEmpty tells whether "" or 0 may stand for absence: where the rules pass over it, and in answers.
func mayBeEmpty(f protoreflect.FieldDescriptor, rules *validate.FieldRules) bool {
	behaviors, _ := proto.GetExtension(f.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return rules.GetIgnore() == validate.Ignore_IGNORE_IF_ZERO_VALUE ||
		slices.Contains(behaviors, annotations.FieldBehavior_OUTPUT_ONLY) ||
		slices.Contains(behaviors, annotations.FieldBehavior_INPUT_ONLY)
}

func boundValue(schema object, f protoreflect.FieldDescriptor, rules *validate.FieldRules, mayBeEmpty bool) {
	switch r := rules.GetType().(type) {
	case *validate.FieldRules_String_:
		boundString(schema, r.String_, mayBeEmpty)
	case *validate.FieldRules_Enum:
		boundEnum(schema, f.Enum(), r.Enum, mayBeEmpty)
	case *validate.FieldRules_Int32:
		boundNumber(schema, r.Int32, mayBeEmpty)
	case *validate.FieldRules_Uint32:
		boundNumber(schema, r.Uint32, mayBeEmpty)
	case *validate.FieldRules_Float:
		boundNumber(schema, r.Float, mayBeEmpty)
	case *validate.FieldRules_Double:
		boundNumber(schema, r.Double, mayBeEmpty)
	}
}

func boundString(schema object, r *validate.StringRules, mayBeEmpty bool) {
	set(schema, "maxLength", r.MaxLen)
	set(schema, "maxLength", r.Len)
	if r.GetUuid() {
		schema["format"] = "uuid"
	}
	if r.GetEmail() {
		schema["format"] = "email"
	}
	if r.GetUri() {
		schema["format"] = "uri"
	}
	if !mayBeEmpty {
		set(schema, "minLength", r.MinLen)
		set(schema, "minLength", r.Len)
	}
	pattern := r.GetPattern()
	if mayBeEmpty && strings.HasPrefix(pattern, "^") {
		pattern = "^$|" + pattern
	}
	if pattern != "" {
		schema["pattern"] = pattern
	}
}

// boundEnum excludes the values that the rules exclude, by name.
func boundEnum(schema object, enum protoreflect.EnumDescriptor, r *validate.EnumRules, mayBeEmpty bool) {
	var refused []any
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		number := int32(value.Number())
		if number == 0 && mayBeEmpty {
			continue
		}
		if slices.Contains(r.GetNotIn(), number) || len(r.GetIn()) > 0 && !slices.Contains(r.GetIn(), number) {
			refused = append(refused, string(value.Name()))
		}
	}
	if len(refused) > 0 {
		schema["not"] = object{"enum": refused}
	}
}

// boundNumber reads the rules gt, gte, lt and lte, which all kinds of numbers have. A 64-bit number is a string in JSON
// and has no such bounds there.
func boundNumber(schema object, rules proto.Message, mayBeEmpty bool) {
	m := rules.ProtoReflect()
	keywords := map[protoreflect.Name]string{"lt": "exclusiveMaximum", "lte": "maximum"}
	if !mayBeEmpty {
		keywords["gt"], keywords["gte"] = "exclusiveMinimum", "minimum"
	}
	for rule, keyword := range keywords {
		if f := m.Descriptor().Fields().ByName(rule); m.Has(f) {
			schema[keyword] = m.Get(f).Interface()
		}
	}
}

// set writes a keyword if the rule is given.
func set(schema object, keyword string, value *uint64) {
	if value != nil {
		schema[keyword] = *value
	}
}
