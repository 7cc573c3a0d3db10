ALTER TABLE "supervision" DROP CONSTRAINT "supervision_releaser_fkey";
