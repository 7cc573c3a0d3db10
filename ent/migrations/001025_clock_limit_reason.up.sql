ALTER TABLE "clock" ADD COLUMN "limit_setting" character varying NOT NULL DEFAULT '', ADD COLUMN "limit_line" jsonb NULL;
