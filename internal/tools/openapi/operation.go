package main

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// complete adds to an operation what its route says, and answers its path.
func complete(op object, r route) string {
	text, wildcards := path(r.template)
	parameters, _ := op["parameters"].([]any)
	for i, parameter := range parameters {
		p := parameter.(object)
		switch {
		case i < len(wildcards): // the generator puts path parameters first, in the order of the path
			completePath(p, wildcards[i], r)
		case p["in"] == "query":
			if f := field(r.method.Input(), p["name"].(string)); f != nil {
				bound(p["schema"].(object), f)
			}
		}
	}
	if r.verb != "get" && !r.public() {
		parameters = append(parameters, object{"$ref": "#/components/parameters/IdempotencyKey"})
	}
	if r.mayBeOld() {
		parameters = append(parameters, object{"$ref": "#/components/parameters/ConsistencyToken"})
	}
	if r.delegable() {
		parameters = append(parameters, object{"$ref": "#/components/parameters/ActingFor"})
	}
	if r.rule().GetThrottled() {
		parameters = append(parameters, object{"$ref": "#/components/parameters/DeviceId"})
	}
	if len(parameters) > 0 {
		op["parameters"] = parameters
	}
	if r.public() {
		op["security"] = []any{}
	}
	if proto.HasExtension(r.method.Options(), accessv1.E_Deprecation) {
		op["deprecated"] = true
	}
	if r.body == "*" {
		if schema := bodySchema(op); schema != nil {
			boundProperties(schema, r.method.Input())
		}
	}
	if r.method.IsStreamingServer() {
		stream(op)
	}
	op["responses"].(object)["default"] = object{"$ref": "#/components/responses/Problem"}
	return text
}

// stream says of the answer of an operation that it is a JSON object on each line: a message, or as the last one the problem
// that ended the stream.
func stream(op object) {
	answer := op["responses"].(object)["200"].(object)
	line := answer["content"].(object)["application/json"].(object)
	line["schema"].(object)["properties"].(object)["error"] = object{"$ref": "#/components/schemas/Problem"}
	answer["content"] = object{"application/x-ndjson": line}
}

// completePath names a path parameter after what it identifies and bounds its one segment.
func completePath(parameter object, w wildcard, r route) {
	parameter["name"] = w.name
	schema := object{"type": "string"}
	f := field(r.method.Input(), w.field)
	switch {
	case w.collection == "":
		if f != nil {
			bound(schema, f)
		}
	default:
		parameter["description"] = fmt.Sprintf("Id of the %s: what follows %s/ in its resource name.", w.name, w.collection)
		if f != nil {
			if pattern := w.pattern(rulesOf(f).GetString().GetPattern()); pattern != "" {
				schema["pattern"] = pattern
			}
		}
	}
	parameter["schema"] = schema
}

// bodySchema is the inline schema of an operation whose body is the whole request, or nil if it refers to a component.
func bodySchema(op object) object {
	body, _ := op["requestBody"].(object)
	content, _ := body["content"].(object)
	media, _ := content["application/json"].(object)
	schema, _ := media["schema"].(object)
	if schema["properties"] == nil {
		return nil
	}
	return schema
}

func idempotencyKey() object {
	return object{
		"name": "Idempotency-Key",
		"in":   "header",
		"description": "Chosen by the caller for one intended change. The same call with the same key is carried out once: repeats " +
			"get the stored answer with Idempotency-Replayed: true, another body under the key is refused.",
		"schema": object{"type": "string", "minLength": 1, "maxLength": 64},
	}
}

func consistencyToken() object {
	return object{
		"name": "X-Consistency-Token",
		"in":   "header",
		"description": "The greatest X-Consistency-Token, as texts are compared, among the answers to the caller's changes: the answer is " +
			"not older than that change. Without it a server may show what another one has changed up to two seconds later.",
		"schema": object{"type": "string", "pattern": "^[0-9A-F]{24}$"},
	}
}

func actingFor() object {
	return object{
		"name": "X-Acting-For",
		"in":   "header",
		"description": "In whose place the call is made: of a person, by a mandate that lists what it does, persons/{person}; or of an " +
			"absent officer, by a substitution that gives it, substitutions/{substitution}. Without the header a caller acts for himself.",
		"schema": object{"type": "string", "pattern": "^(persons|substitutions)/[0-9a-f-]{36}$"},
	}
}

func deviceID() object {
	return object{
		"name": "X-Device-Id",
		"in":   "header",
		"description": "What the client calls the device it runs on, the same in all calls: a random id that it keeps. A person and a device " +
			"make so many in an hour and a day; the sign-in stands for a device too, whatever the header says.",
		"schema": object{"type": "string", "pattern": "^[A-Za-z0-9._-]{8,64}$"},
	}
}

func problemResponse() object {
	return object{
		"description": "The call was refused or failed (RFC 9457).",
		"content":     object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}},
	}
}

// problemSchema is the shape of fault.ProblemDetails.
func problemSchema() object {
	text := func(description string) object { return object{"type": "string", "description": description} }
	return object{
		"type":        "object",
		"description": "Why a call was refused. The reason is stable and meant for programs; title and descriptions are in the caller's language.",
		"required":    []any{"type", "title", "status", "detail", "code", "reason", "request_id"},
		"properties": object{
			"type":       text("A name for the reason, such as urn:haolinju:fault:SLOT_TAKEN."),
			"title":      text("What happened, the same for every case of the reason."),
			"status":     object{"type": "integer", "description": "HTTP status."},
			"detail":     text("What happened this time."),
			"code":       text("Canonical gRPC code, such as ALREADY_EXISTS."),
			"reason":     text("Stable reason, such as SLOT_TAKEN."),
			"request_id": text("The call's id, as in the header X-Request-Id."),
			"fields": object{
				"type":        "array",
				"description": "The fields at fault.",
				"items": object{
					"type":     "object",
					"required": []any{"field", "reason", "description"},
					"properties": object{
						"field":       text("Path of the field in the request, such as booking.end_time."),
						"reason":      text("Stable reason."),
						"description": text("What is wrong with it."),
					},
				},
			},
			"metadata": object{
				"type":                 "object",
				"description":          "Values that belong to the reason, such as the verbs that are allowed now.",
				"additionalProperties": object{"type": "string"},
			},
		},
	}
}
