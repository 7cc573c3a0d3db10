package operation

import (
	"context"

	"google.golang.org/protobuf/proto"
)

// Kind is one kind of work.
type Kind struct {
	name  string
	input func() proto.Message
	do    func(ctx context.Context, run *Run, input proto.Message) error
}

// Of declares a kind of work by its name, <capability>.<noun>.<verb>. The work must be idempotent between two of its
// steps, and ends well only by Run.Succeed.
func Of[In proto.Message](name string, do func(ctx context.Context, run *Run, input In) error) Kind {
	var none In
	return Kind{
		name:  name,
		input: func() proto.Message { return none.ProtoReflect().New().Interface() },
		do: func(ctx context.Context, run *Run, input proto.Message) error {
			return do(ctx, run, input.(In))
		},
	}
}
