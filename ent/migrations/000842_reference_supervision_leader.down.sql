ALTER TABLE "supervision" DROP CONSTRAINT "supervision_leader_fkey";
