package client

import (
	"context"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Page is one page of a list.
type Page interface {
	proto.Message
	GetNextPageToken() string
}

// All reads a list to its end, a page at a time, as far as the loop goes. The first error ends it. The request is not
// changed; its page_size is the size of one page.
func All[Q proto.Message, P Page, T any](ctx context.Context, list func(context.Context, Q, ...grpc.CallOption) (P, error), req Q, items func(P) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		req := proto.CloneOf(req)
		token := req.ProtoReflect().Descriptor().Fields().ByName("page_token")
		for {
			page, err := list(ctx, req)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return
				}
			}
			if page.GetNextPageToken() == "" {
				return
			}
			req.ProtoReflect().Set(token, protoreflect.ValueOfString(page.GetNextPageToken()))
		}
	}
}
