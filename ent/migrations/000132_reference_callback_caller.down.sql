ALTER TABLE "callback" DROP CONSTRAINT "callback_caller_fkey";
