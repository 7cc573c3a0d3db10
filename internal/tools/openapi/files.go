package main

import "strings"

// fileOperations are what REST answers beside the calls of the contract, by operationId: the contents behind signed links.
var fileOperations = map[string]string{"AttachmentContent_Get": "get", "AttachmentContent_Put": "put", "IssueImportContent_Put": "put"}

// addFiles adds what is no JSON: the upload in one call, and the signed links.
func addFiles(paths object) {
	create, ok := paths["/v1/attachments"].(object)
	if !ok {
		return
	}
	create["post"].(object)["requestBody"].(object)["content"].(object)["multipart/form-data"] = object{"schema": object{
		"type": "object", "required": []any{"file"}, "additionalProperties": false,
		"properties": object{
			"kind": object{"$ref": "#/components/schemas/haolinju.media.v1.Attachment.Kind"},
			"file": object{"type": "string", "contentMediaType": "application/octet-stream",
				"description": "The content, behind the other fields. The answer is the examined attachment, or the error ATTACHMENT_REJECTED."},
		},
	}}
	attachment := linkedTo{resource: "attachment", id: "AttachmentContent", service: "MediaService"}
	paths["/v1/attachments/{attachment}/content"] = object{
		"get": attachment.operation("get", "The content of an attachment, by the link that GetAttachment or RevealAttachment gave. Ranges and If-None-Match are answered.",
			object{"200": binary("The content.", "*/*"), "206": binary("A range of it.", "*/*"), "304": object{"description": "The reader has it already."}}),
		"put": attachment.operation("put", "Takes the content of an announced attachment, by the link that CreateAttachment gave; FinishAttachment then gives the verdict.",
			object{"204": object{"description": "Stored."}}),
	}
	paths["/v1/issueImports/{import}/content"] = object{
		"put": linkedTo{resource: "import", id: "IssueImportContent", service: "IntakeService"}.operation("put",
			"Takes the file of an announced import, by the link that CreateIssueImport gave; ImportIssues then runs over it.",
			object{"204": object{"description": "Stored."}}),
	}
}

// linkedTo is what a signed link opens without signing in.
type linkedTo struct{ resource, id, service string }

func (l linkedTo) operation(verb, summary string, responses object) object {
	responses["default"] = object{"$ref": "#/components/responses/Problem"}
	text := func(name, in, description string) object {
		return object{"name": name, "in": in, "required": true, "description": description, "schema": object{"type": "string", "maxLength": 64}}
	}
	op := object{"summary": summary, "tags": []any{l.service}, "security": []any{}, "responses": responses, "operationId": l.id + "_" + strings.ToUpper(verb[:1]) + verb[1:]}
	own := text("variant", "query", "Part of the link.")
	if verb == "put" {
		own = text("most", "query", "Part of the link.")
		op["requestBody"] = object{"required": true, "content": object{"*/*": object{"schema": object{"type": "string", "contentMediaType": "application/octet-stream"}}}}
	}
	op["parameters"] = []any{text(l.resource, "path", "Id of the "+l.resource+"."), own, text("tenant", "query", "Part of the link."),
		text("expires", "query", "Part of the link."), text("signature", "query", "Part of the link.")}
	return op
}

func binary(description, mediaType string) object {
	return object{"description": description, "content": object{mediaType: object{"schema": object{"type": "string", "contentMediaType": "application/octet-stream"}}}}
}
