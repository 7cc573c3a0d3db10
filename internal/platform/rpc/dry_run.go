package rpc

import (
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// dryRun makes the call of a request that sets validate_only one that leaves nothing: db.Write takes it back when all has
// been checked. Its idempotency key stays free for the call that is meant.
func dryRun(message proto.Message, request *db.Request) {
	m := message.ProtoReflect()
	if field := m.Descriptor().Fields().ByName("validate_only"); field != nil && m.Get(field).Bool() {
		request.DryRun, request.Key = true, ""
	}
}
