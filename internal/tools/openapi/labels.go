package main

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/label"
)

// labelValues writes what people call each value of an enum into its schema, and which dictionary the server serves it by.
func labelValues(schema object, enum protoreflect.EnumDescriptor) {
	labels := object{}
	for i := range enum.Values().Len() {
		value, texts := enum.Values().Get(i), object{}
		for language, text := range label.OfValue(value) {
			texts[language] = text
		}
		if len(texts) > 0 {
			labels[string(value.Name())] = texts
		}
	}
	schema["x-enum-labels"] = labels
	schema["x-dictionary"] = label.Dictionary(enum)
}
