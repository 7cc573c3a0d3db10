ALTER TABLE "verification" DROP CONSTRAINT "verification_unit_fkey";
