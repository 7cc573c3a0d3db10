ALTER TABLE "dispatch" DROP CONSTRAINT "dispatch_former_fkey";
