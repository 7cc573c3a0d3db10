ALTER TABLE "resource" DROP CONSTRAINT "resource_deletion";
