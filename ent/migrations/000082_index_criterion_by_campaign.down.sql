DROP INDEX "criterion_by_campaign";
