ALTER TABLE "capacity" DROP CONSTRAINT "capacity_unit_fkey";
