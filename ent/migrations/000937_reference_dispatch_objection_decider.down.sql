ALTER TABLE "dispatch_objection" DROP CONSTRAINT "dispatch_objection_decider_fkey";
