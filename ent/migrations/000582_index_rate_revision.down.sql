DROP INDEX "rate_revision";
