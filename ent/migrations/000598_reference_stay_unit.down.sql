ALTER TABLE "stay" DROP CONSTRAINT "stay_unit_fkey";
