ALTER TABLE "clock" ADD COLUMN "calendar_edition" bigint NOT NULL DEFAULT 0;
