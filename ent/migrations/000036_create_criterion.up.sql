CREATE TABLE "criterion" ("id" uuid NOT NULL, "tenant_id" integer NOT NULL, "create_time" timestamptz NOT NULL, "update_time" timestamptz NOT NULL, "version" bigint NOT NULL DEFAULT 1, "title" character varying NOT NULL, "description" character varying NOT NULL DEFAULT '', "weight_basis_points" bigint NOT NULL, "max_score" bigint NOT NULL, "campaign_id" uuid NOT NULL, PRIMARY KEY ("tenant_id", "id"));
COMMENT ON TABLE "criterion" IS 'distributed';
ALTER TABLE "criterion" ENABLE ROW LEVEL SECURITY;
