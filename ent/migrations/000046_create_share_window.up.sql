CREATE TABLE "share_window" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "weekdays" jsonb NOT NULL, "opens_minute" bigint NOT NULL, "closes_minute" bigint NOT NULL, "valid_from" date NOT NULL, "valid_until" date NULL, "resource_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "share_window" IS 'distributed';
ALTER TABLE "share_window" ENABLE ROW LEVEL SECURITY;
