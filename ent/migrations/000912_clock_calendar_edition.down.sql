ALTER TABLE "clock" DROP COLUMN "calendar_edition";
