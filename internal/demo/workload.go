package demo

import (
	"context"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// balancedGardens are orders that reach a department with two people: who has less to do for what he can take on handles the next one, and who will be away
// says so and by whom he is replaced. Where the server has given a duty to somebody first, the step finds it given.
func balancedGardens(ctx context.Context, t *telling) {
	unit := t.unit(ctx, "YLLHJ")
	person := func(w Who) string { return ID(Fangshan, "person", string(w)).String() }
	post := func(title string, who Who, path, key, want, or string, body object) answer {
		return t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + path, key: "gardens-" + key, body: body, want: want, or: or})
	}
	post("为区园林绿化局增加一名联络员", SecurityAdmin, unit+"/memberships", "member", "200", "409 MEMBERSHIP_EXISTS",
		object{"person": "persons/" + person(Judge), "role": "LIAISON"})
	post("联络员设定本人同时承办四百件", LiaisonC, unit+"/capacities/"+person(LiaisonC)+":set", "own", "200", "", object{"duties": 400})
	post("另一名联络员同时承办二百件", LiaisonC, unit+"/capacities/"+person(Judge)+":set", "other", "200", "", object{"duties": 200})
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	for _, key := range []string{"first", "second", "third"} {
		order := []*called{{who: LiaisonC, code: "YLLHJ", name: "区园林绿化局", role: "ROLE_LEAD", duty: "清理枯枝"}}
		name := t.summon(ctx, step{title: "派单给区园林绿化局", who: Dispatcher, do: "POST /v1/dispatches", key: "gardens-" + key, want: "200 STATE_DRAFT",
			body: object{"kind": "KIND_ORDER", "issuingUnit": t.unit(ctx, Xilu), "text": "西潞大街行道树枯枝，请清理。"}}, order)
		post("送达", Dispatcher, name+":send", key+"-send", "200 STATE_SENT", "", object{})
		post("按承办量与容量确定承办人", LiaisonC, order[0].assignment+":setHandler", key+"-give", "200 STATE_SENT", "409 HANDLER_SET", object{})
		invoke(ctx, t, step{title: "查看依据：每人的承办量、容量和是否外出", who: LiaisonC, do: "gRPC ProposeHandler", want: "OK"}, client.ProposeHandler,
			&dispatchv1.ProposeHandlerRequest{Name: order[0].assignment})
	}
	leave := t.edition.AddDate(0, 0, 20)
	absence := object{"unit": unit, "person": "persons/" + person(LiaisonC), "replacement": "persons/" + person(Judge),
		"startTime": leave.Format(time.RFC3339), "endTime": leave.AddDate(0, 0, 2).Format(time.RFC3339)}
	post("联络员登记外出两天，由同事替岗", LiaisonC, "absences", "leave", "200", "", absence)
	post("同一时间重复登记，被拒", LiaisonC, "absences", "leave-again", "409 ABSENCE_OVERLAP", "", absence)
}
