CREATE TABLE "stage_report" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "text" character varying NOT NULL, "next_step" character varying NOT NULL DEFAULT '', "assignment_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "stage_report" IS 'distributed';
ALTER TABLE "stage_report" ENABLE ROW LEVEL SECURITY;
