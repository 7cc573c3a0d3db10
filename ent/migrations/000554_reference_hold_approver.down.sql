ALTER TABLE "hold" DROP CONSTRAINT "hold_approver_fkey";
