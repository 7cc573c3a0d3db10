CREATE TABLE "reveal" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "personal_field" character varying NOT NULL, "reason" character varying NOT NULL, "person_id" uuid NOT NULL, "reader_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "reveal" IS 'distributed';
ALTER TABLE "reveal" ENABLE ROW LEVEL SECURITY;
