ALTER TABLE "verification" DROP CONSTRAINT "verification_place_fkey";
