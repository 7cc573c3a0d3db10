ALTER TABLE "setting" DROP COLUMN "cancelled_by";
