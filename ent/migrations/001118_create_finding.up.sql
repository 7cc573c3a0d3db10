CREATE TABLE "finding" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "kind" character varying NOT NULL, "text" character varying NOT NULL, "retrospective_id" uuid NOT NULL, "unit_id" uuid NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "finding" IS 'distributed';
ALTER TABLE "finding" ENABLE ROW LEVEL SECURITY;
