ALTER TABLE "membership" DROP CONSTRAINT "membership_unit_fkey";
