ALTER TABLE "dispatch_objection" DROP CONSTRAINT "dispatch_objection_objector_client_fkey";
