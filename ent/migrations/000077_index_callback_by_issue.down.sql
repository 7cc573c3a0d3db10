DROP INDEX "callback_by_issue";
