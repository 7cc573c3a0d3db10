package rpc

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

func TestEveryMessageOfTheContractIsWrittenAsTheLibraryWritesIt(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	kinds := 0
	protoregistry.GlobalTypes.RangeMessages(func(kind protoreflect.MessageType) bool {
		if !strings.HasPrefix(string(kind.Descriptor().FullName()), "haolinju.") {
			return true
		}
		kinds++
		for range 20 {
			m := kind.New()
			fill(random, m, 3)
			text, err := library.Marshal(m.Interface())
			if err != nil {
				t.Fatal(err)
			}
			var want, got bytes.Buffer
			ours, err := marshal(m.Interface())
			if err != nil || json.Compact(&want, text) != nil || json.Compact(&got, ours) != nil {
				t.Fatalf("%s: %v\n%s\n%s", kind.Descriptor().FullName(), err, ours, text)
			}
			if got.String() != want.String() {
				t.Fatalf("%s:\n%s\nthe library writes\n%s", kind.Descriptor().FullName(), ours, text)
			}
		}
		return true
	})
	if kinds < 100 {
		t.Errorf("%d kinds of messages in the contract", kinds)
	}
}

func TestATextThatIsNotUTF8AndATimeOutOfRangeAreRefused(t *testing.T) {
	t.Parallel()
	for _, m := range []proto.Message{&intakev1.Issue{Title: "\xff"}, &intakev1.Issue{CreateTime: &timestamppb.Timestamp{Nanos: -1}}} {
		if text, err := marshal(m); err == nil {
			t.Errorf("written as %s", text)
		}
	}
}

// fill a message at random, with what is hard to write among it.
func fill(random *rand.Rand, m protoreflect.Message, depth int) {
	switch message := m.Interface().(type) {
	case *timestamppb.Timestamp:
		proto.Merge(message, timestamppb.New(time.Unix(random.Int64N(1<<32), pick(random, int64(0), 5, 120_000, 340_000_000, 999_999_999))))
		return
	case *durationpb.Duration:
		proto.Merge(message, durationpb.New(time.Duration(random.Int64())))
		return
	case *fieldmaskpb.FieldMask:
		message.Paths = []string{"contact_name", "title"}
		return
	}
	if m.Descriptor().ParentFile().Package() == "google.protobuf" {
		return
	}
	for i := range m.Descriptor().Fields().Len() {
		field := m.Descriptor().Fields().Get(i)
		if random.IntN(3) == 0 || depth == 0 && field.Message() != nil || isOpen(field.Message()) {
			continue
		}
		switch {
		case field.IsMap():
			if field.MapValue().Message() == nil {
				m.Mutable(field).Map().Set(protoreflect.ValueOfString("键").MapKey(), scalar(random, field.MapValue()))
			}
		case field.IsList() && field.Message() != nil:
			for range random.IntN(3) {
				fill(random, m.Mutable(field).List().AppendMutable().Message(), depth-1)
			}
		case field.IsList():
			for range random.IntN(3) {
				m.Mutable(field).List().Append(scalar(random, field))
			}
		case field.Message() != nil:
			fill(random, m.Mutable(field).Message(), depth-1)
		default:
			m.Set(field, scalar(random, field))
		}
	}
}

// isOpen names the messages that cannot be written while they are empty.
func isOpen(d protoreflect.MessageDescriptor) bool {
	return d != nil && (d.FullName() == "google.protobuf.Any" || d.FullName() == "google.protobuf.Value")
}

func scalar(random *rand.Rand, field protoreflect.FieldDescriptor) protoreflect.Value {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(random.IntN(2) == 0)
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(int32(random.Uint32()))
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(int64(random.Uint64()))
	case protoreflect.Uint32Kind:
		return protoreflect.ValueOfUint32(random.Uint32())
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(pick(random, 0, 39.735211, -1e-9, 1e300, 1e-6, 1e21, 123456789012345680000, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1)))
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(pick(random, 0, 39.735211, -1e-9, 1e30)))
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte{0, 255, 7})
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(random.IntN(field.Enum().Values().Len() + 2)))
	}
	return protoreflect.ValueOfString(pick(random, "", "小区门口路面积水", "\"\\/\b\f\n\r\t\x00\x1f\x7f", "<&>\u2028\u2029\ufffd🏘", "issues/1"))
}

func pick[T any](random *rand.Rand, of ...T) T { return of[random.IntN(len(of))] }
