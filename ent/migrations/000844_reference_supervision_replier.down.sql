ALTER TABLE "supervision" DROP CONSTRAINT "supervision_replier_fkey";
