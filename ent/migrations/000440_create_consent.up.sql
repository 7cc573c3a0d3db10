CREATE TABLE "consent" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "purpose" character varying NOT NULL, "channel" character varying NOT NULL, "end_time" timestamptz NULL, "end_cause" character varying NULL, "person_id" uuid NOT NULL, "given_by_id" uuid NOT NULL, "privacy_notice_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "consent" IS 'distributed';
ALTER TABLE "consent" ENABLE ROW LEVEL SECURITY;
