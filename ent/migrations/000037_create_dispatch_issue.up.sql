CREATE TABLE "dispatch_issue" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "dispatch_id" uuid NOT NULL, "issue_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "dispatch_issue" IS 'distributed';
ALTER TABLE "dispatch_issue" ENABLE ROW LEVEL SECURITY;
