ALTER TABLE "absence" DROP CONSTRAINT "absence_unit_fkey";
