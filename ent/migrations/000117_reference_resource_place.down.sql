ALTER TABLE "resource" DROP CONSTRAINT "resource_place_fkey";
