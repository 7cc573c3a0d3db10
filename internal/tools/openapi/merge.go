package main

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// merge makes one document of the parts and the contract's routes. Each operation must belong to a route and each route
// must have an operation.
func merge(parts []object, contract []route) (object, error) {
	byID := map[string]route{}
	for _, r := range contract {
		byID[r.id] = r
	}
	paths, schemas, tags := object{}, object{}, object{}
	for _, part := range parts {
		for _, tag := range part["tags"].([]any) {
			tags[tag.(object)["name"].(string)] = tag
		}
		components, _ := part["components"].(object)
		given, _ := components["schemas"].(object)
		for name, schema := range given {
			if known, ok := schemas[name]; ok && !reflect.DeepEqual(known, schema) {
				return nil, fmt.Errorf("schema %s differs between two parts", name)
			}
			schemas[name] = schema
		}
		for at, item := range part["paths"].(object) {
			for verb, operation := range item.(object) {
				op := operation.(object)
				r, ok := byID[op["operationId"].(string)]
				if !ok || r.verb != verb {
					return nil, fmt.Errorf("%s %s is not in the contract: generate it again", verb, at)
				}
				delete(byID, r.id)
				to := complete(op, r)
				if paths[to] == nil {
					paths[to] = object{}
				}
				if paths[to].(object)[verb] != nil {
					return nil, fmt.Errorf("%s %s has two operations", verb, to)
				}
				paths[to].(object)[verb] = op
			}
		}
	}
	if len(byID) > 0 {
		return nil, fmt.Errorf("in the contract but in no part: %s; generate it again", slices.Sorted(maps.Keys(byID)))
	}
	for name, schema := range schemas {
		described, _ := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
		switch described := described.(type) {
		case protoreflect.MessageDescriptor:
			boundProperties(schema.(object), described)
		case protoreflect.EnumDescriptor:
			labelValues(schema.(object), described)
		}
	}
	addFiles(paths)
	schemas["Problem"] = problemSchema()
	document := frame(paths, schemas, tags)
	prune(document)
	return document, nil
}

// frame is the document around the paths.
func frame(paths, schemas, tags object) object {
	ordered := []any{}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		ordered = append(ordered, tags[name])
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title":       "好邻居 haolinju",
			"description": "Co-governance of a sub-district (街道): residents' issues, whistles and work orders, shared resources, evaluation.",
			"version":     "v1",
			"license":     object{"name": "Apache License 2.0", "identifier": "Apache-2.0"},
		},
		"servers":  []any{object{"url": "/"}},
		"security": []any{object{"bearer": []any{}}},
		"tags":     ordered,
		"paths":    paths,
		"components": object{
			"schemas":    schemas,
			"parameters": object{"ActingFor": actingFor(), "ConsistencyToken": consistencyToken(), "DeviceId": deviceID(), "IdempotencyKey": idempotencyKey()},
			"responses":  object{"Problem": problemResponse()},
			"securitySchemes": object{"bearer": object{
				"type": "http", "scheme": "bearer", "bearerFormat": "JWT",
				"description": "Access token of a sign-in.",
			}, "client": object{
				"type":        "oauth2",
				"description": "Where systems of partners get such a token, with the permissions of docs/access.md as scopes.",
				"flows":       object{"clientCredentials": object{"tokenUrl": "/oauth2/token", "scopes": object{}}},
			}},
		},
	}
}

// prune drops the schemas that nothing refers to.
func prune(document object) {
	components := document["components"].(object)
	schemas := components["schemas"].(object)
	used := map[string]bool{}
	var visit func(value any)
	visit = func(value any) {
		switch value := value.(type) {
		case object:
			for _, inner := range value {
				visit(inner)
			}
			ref, _ := value["$ref"].(string)
			if name, ok := strings.CutPrefix(ref, "#/components/schemas/"); ok && !used[name] {
				used[name] = true
				visit(schemas[name])
			}
		case []any:
			for _, inner := range value {
				visit(inner)
			}
		}
	}
	visit(document["paths"])
	visit(components["responses"])
	maps.DeleteFunc(schemas, func(name string, _ any) bool { return !used[name] })
}
