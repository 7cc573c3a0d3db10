CREATE TABLE "rework" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "reason" character varying NOT NULL, "result" character varying NOT NULL, "completed_time" timestamptz NOT NULL, "dispatch_id" uuid NOT NULL, "assignment_id" uuid NOT NULL, "unit_id" uuid NOT NULL, "issuing_unit_id" uuid NOT NULL, "reviewer_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "rework" IS 'distributed';
ALTER TABLE "rework" ENABLE ROW LEVEL SECURITY;
