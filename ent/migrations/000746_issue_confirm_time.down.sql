ALTER TABLE "issue" DROP COLUMN "confirm_time";
