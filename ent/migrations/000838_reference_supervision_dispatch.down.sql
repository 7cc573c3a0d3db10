ALTER TABLE "supervision" DROP CONSTRAINT "supervision_dispatch_fkey";
