CREATE TABLE "duty_roster" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "post" character varying NOT NULL, "state" character varying NOT NULL, "start_time" timestamptz NOT NULL, "end_time" timestamptz NOT NULL, "cancel_time" timestamptz NULL, "unit_id" uuid NOT NULL, "publisher_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "duty_roster" IS 'distributed';
ALTER TABLE "duty_roster" ENABLE ROW LEVEL SECURITY;
