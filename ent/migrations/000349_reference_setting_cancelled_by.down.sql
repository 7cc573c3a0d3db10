ALTER TABLE "setting" DROP CONSTRAINT "setting_cancelled_by_fkey";
