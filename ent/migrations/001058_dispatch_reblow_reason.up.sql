ALTER TABLE "dispatch" ADD COLUMN "reblow_reason" character varying NOT NULL DEFAULT '';
