ALTER TABLE "setting" DROP COLUMN "cancel_time";
