CREATE TABLE "retention_run" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "data_kind" character varying NOT NULL, "action" character varying NOT NULL, "cutoff" timestamptz NOT NULL, "record_count" integer NOT NULL, "ids_digest" character varying NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "retention_run" IS 'distributed; append-only';
ALTER TABLE "retention_run" ENABLE ROW LEVEL SECURITY;
