ALTER TABLE "rework" DROP CONSTRAINT "rework_issuing_unit_fkey";
