ALTER TABLE "finding" DROP CONSTRAINT "finding_unit_fkey";
