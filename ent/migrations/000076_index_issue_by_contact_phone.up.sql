CREATE INDEX "issue_by_contact_phone" ON "issue" ("tenant_id", "contact_phone_index");
