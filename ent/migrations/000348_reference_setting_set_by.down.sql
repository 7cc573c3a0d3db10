ALTER TABLE "setting" DROP CONSTRAINT "setting_set_by_fkey";
