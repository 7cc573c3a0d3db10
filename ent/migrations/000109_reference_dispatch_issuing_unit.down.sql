ALTER TABLE "dispatch" DROP CONSTRAINT "dispatch_issuing_unit_fkey";
