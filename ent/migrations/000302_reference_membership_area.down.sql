ALTER TABLE "membership" DROP CONSTRAINT "membership_area_fkey";
