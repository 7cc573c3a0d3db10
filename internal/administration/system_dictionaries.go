package administration

import (
	"sync"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/label"
)

// enums are the enums of the contract by the codes of their dictionaries.
var enums = sync.OnceValue(func() map[string]protoreflect.EnumDescriptor {
	all := map[string]protoreflect.EnumDescriptor{}
	for _, e := range label.Enums() {
		all[label.Dictionary(e)] = e
	}
	return all
})

// productLabels are what the product calls a dictionary or, where one is named, one of its codes; nil for a district's own.
func productLabels(dictionary, entry string) map[string]string {
	e, system := enums()[dictionary]
	switch {
	case !system:
		return nil
	case entry == "":
		return label.OfEnum(e)
	}
	if v := e.Values().ByName(protoreflect.Name(entry)); v != nil {
		return label.OfValue(v)
	}
	return nil
}

// systemDictionary is the dictionary of an enum. Its codes are the values, but for the one that says that nothing is given.
func systemDictionary(e protoreflect.EnumDescriptor) *administrationv1.Dictionary {
	d := &administrationv1.Dictionary{Name: "dictionaries/" + label.Dictionary(e), Labels: label.OfEnum(e), System: true}
	for i := range e.Values().Len() {
		v := e.Values().Get(i)
		if v.Number() == 0 {
			continue
		}
		d.Entries = append(d.Entries, &administrationv1.DictionaryEntry{
			Name:     d.GetName() + "/entries/" + string(v.Name()),
			Code:     string(v.Name()),
			Labels:   label.OfValue(v),
			Position: int32(v.Number()),
			Retired:  v.Options().(*descriptorpb.EnumValueOptions).GetDeprecated(),
		})
	}
	return d
}
