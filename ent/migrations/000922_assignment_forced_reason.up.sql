ALTER TABLE "assignment" ADD COLUMN "forced_reason" character varying NOT NULL DEFAULT '';
