CREATE TABLE "callback_task" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "round" integer NOT NULL, "cause" character varying NOT NULL, "state" character varying NOT NULL, "tries" integer NOT NULL DEFAULT 0, "issue_id" uuid NOT NULL, "unit_id" uuid NOT NULL, "draw_id" uuid NULL, "assignee_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "callback_task" IS 'distributed';
ALTER TABLE "callback_task" ENABLE ROW LEVEL SECURITY;
