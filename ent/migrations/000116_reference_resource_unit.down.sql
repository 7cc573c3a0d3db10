ALTER TABLE "resource" DROP CONSTRAINT "resource_unit_fkey";
