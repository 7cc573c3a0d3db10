ALTER TABLE "clock" DROP COLUMN "limit_line", DROP COLUMN "limit_setting";
