CREATE INDEX "joint_confirmation_by_issue" ON "joint_confirmation" ("tenant_id", "issue_id", "create_time", "id");
