CREATE TABLE "flag" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "subject" character varying NOT NULL, "reason" character varying NOT NULL, "text" character varying NOT NULL DEFAULT '', "case_id" uuid NOT NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "flag" IS 'distributed';
ALTER TABLE "flag" ENABLE ROW LEVEL SECURITY;
