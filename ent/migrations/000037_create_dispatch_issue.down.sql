DROP TABLE "dispatch_issue";
