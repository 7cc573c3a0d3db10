CREATE TABLE "work_calendar" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "year" bigint NOT NULL, "edition" bigint NOT NULL, "source" character varying NOT NULL, "days" jsonb NOT NULL, "warn_time" timestamptz NULL, "corrects_id" uuid NULL, "publisher_id" uuid NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "work_calendar" IS 'distributed';
ALTER TABLE "work_calendar" ENABLE ROW LEVEL SECURITY;
