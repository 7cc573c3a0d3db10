CREATE TABLE "dictionary_entry" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "code" character varying NOT NULL, "labels" jsonb NOT NULL, "position" integer NOT NULL DEFAULT 0, "retired" boolean NOT NULL DEFAULT false, "dictionary_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "dictionary_entry" IS 'distributed';
ALTER TABLE "dictionary_entry" ENABLE ROW LEVEL SECURITY;
