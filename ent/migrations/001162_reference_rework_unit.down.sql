ALTER TABLE "rework" DROP CONSTRAINT "rework_unit_fkey";
