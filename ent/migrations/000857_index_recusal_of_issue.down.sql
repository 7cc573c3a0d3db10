DROP INDEX "recusal_of_issue";
