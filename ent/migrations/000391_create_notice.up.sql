CREATE TABLE "notice" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "event_id" uuid NOT NULL, "event_type" character varying NOT NULL, "event_time" timestamptz NOT NULL, "subject" character varying NOT NULL, "title" jsonb NOT NULL, "text" jsonb NOT NULL, "read_time" timestamptz NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "notice" IS 'distributed';
ALTER TABLE "notice" ENABLE ROW LEVEL SECURITY;
