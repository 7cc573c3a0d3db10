CREATE TABLE "session" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "method" character varying NOT NULL, "device" character varying NOT NULL, "second_factor_time" timestamptz NULL, "refresh_time" timestamptz NOT NULL, "expire_time" timestamptz NOT NULL, "revoke_time" timestamptz NULL, "revoke_cause" character varying NULL, "person_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "session" IS 'distributed';
ALTER TABLE "session" ENABLE ROW LEVEL SECURITY;
