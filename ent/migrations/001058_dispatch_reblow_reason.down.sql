ALTER TABLE "dispatch" DROP COLUMN "reblow_reason";
