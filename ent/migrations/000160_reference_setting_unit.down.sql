ALTER TABLE "setting" DROP CONSTRAINT "setting_unit_fkey";
