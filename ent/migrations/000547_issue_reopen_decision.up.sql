ALTER TABLE "issue" ADD COLUMN "reopen_decision" character varying NULL;
