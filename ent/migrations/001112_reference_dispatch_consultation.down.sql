ALTER TABLE "dispatch" DROP CONSTRAINT "dispatch_consultation_fkey";
