CREATE TABLE "dictionary" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "code" character varying NOT NULL, "labels" jsonb NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "dictionary" IS 'distributed';
ALTER TABLE "dictionary" ENABLE ROW LEVEL SECURITY;
